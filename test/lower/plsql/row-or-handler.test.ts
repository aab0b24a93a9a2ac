import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

const tables = `
  create table t (id number primary key, code varchar2(5) unique, name varchar2(10), n number);
  create table d (t_id number references t (id), pos number, txt varchar2(10), primary key (t_id, pos));
  create table loose (id number primary key deferrable, name varchar2(10));
`;

const procedure = (declarations: string, body: string): string =>
  converted(`${tables} create procedure p (k number, o in out varchar2) is ${declarations} begin ${body} end;\n/\n`)
    .sql;

describe('A handler of NO_DATA_FOUND', () => {
  it('is a test behind the only SELECT INTO that can raise it', () => {
    const sql = procedure(
      'v varchar2(10);',
      `select name into v from t where id = k; o := v; exception when no_data_found then o := '?';`,
    );
    expect(sql).toContain(
      `begin select t.name into v from hr.t where t.id = k; if found then o := v; else o := '?'; end if; end;`,
    );
  });

  it('stands before what follows the query where it leaves', () => {
    const sql = procedure(
      'v varchar2(10);',
      `select name into v from t where code = o; o := v; exception when no_data_found then return;`,
    );
    expect(sql).toContain(`if not found then return; end if; o := v;`);
  });

  it('leaves variables that may have a value as they are', () => {
    const sql = procedure('', 'select name into o from t where id = k; exception when no_data_found then null;');
    expect(sql).toContain(`select t.name into value from hr.t where t.id = k; if found then o := value; end if;`);
  });

  it.each([
    ['ROWNUM', 'select txt into v from d where rownum = 1'],
    ['an aggregate', 'select max(txt) into v from d'],
    ['all columns of a key', 'select txt into v from d where d.pos = 1 and d.t_id = k'],
    ['a join by keys', 'select d.txt into v from t, d where d.t_id = t.id and d.pos = 2 and t.id = k'],
    ['an outer join by keys', 'select d.txt into v from t left join d on d.t_id = t.id and d.pos = 2 where t.id = k'],
    [
      'an outer join with marks',
      'select d.txt into v from t, d where d.t_id (+) = t.id and d.pos (+) = 2 and t.id = k',
    ],
    ['a subquery', 'select txt into v from d where t_id = k and pos = (select max(x.pos) from d x where x.t_id = k)'],
  ])('needs a query of one row at most: %s', (_, query) => {
    expect(procedure('v varchar2(10);', `${query}; exception when no_data_found then null;`)).not.toContain('strict');
  });

  it.each([
    ['any rows', 'select txt into v from d where t_id = k'],
    ['a key that depends on the row', 'select txt into v from d where t_id = k and pos = length(txt)'],
    ['a converted column', 'select name into v from t where code = k'],
    ['a deferrable key', 'select name into v from loose where id = k'],
    ['the outer side of a join', 'select d.txt into v from t left join d on t.id = k and d.t_id = t.id and d.pos = 1'],
    ['the outer side of a join with marks', 'select d.txt into v from t, d where d.t_id (+) = t.id and d.pos (+) = 2'],
    ['an alternative', 'select name into v from t where id = k or code = o'],
    ['groups', 'select max(txt) into v from d group by t_id'],
  ])('stays one where there may be more: %s', (_, query) => {
    expect(procedure('v varchar2(10);', `${query}; exception when no_data_found then null;`)).toContain('into strict');
  });

  it.each([
    ['the error', 'select name into v from t where id = k;', 'when no_data_found then o := sqlerrm;'],
    ['more exceptions', 'select name into v from t where id = k;', 'when no_data_found or too_many_rows then null;'],
    [
      'more handlers',
      'select name into v from t where id = k;',
      'when no_data_found then null; when others then null;',
    ],
    [
      'two queries',
      'select name into v from t where id = k; select name into v from t where id = 2;',
      'when no_data_found then null;',
    ],
    ['an element', 'select name into v from t where id = k; o := a(1);', 'when no_data_found then null;'],
    ['RAISE', 'select name into v from t where id = k; raise no_data_found;', 'when no_data_found then null;'],
    ['dynamic SQL', 'select name into v from t where id = k; execute immediate o;', 'when no_data_found then null;'],
    [
      'a supplied package',
      'select name into v from t where id = k; utl_file.get_line(f, o);',
      'when no_data_found then null;',
    ],
  ])('stays one where it has to do with %s', (_, body, handler) => {
    const declarations =
      'v varchar2(10); f utl_file.file_type; type m is table of varchar2(10) index by pls_integer; a m;';
    expect(procedure(declarations, `${body} exception ${handler}`)).toContain('into strict');
  });
});
