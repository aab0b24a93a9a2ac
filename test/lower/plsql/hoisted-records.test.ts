import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What a procedure of the statements becomes, on one line. */
function body(statements: string, declarations = ''): string {
  const { sql } = converted(
    `create table t (n number, v varchar2(10));
     create table r2 (n number, r number);
     create procedure p (a varchar2) is m number; ${declarations}
     begin ${statements} end;\n/\n`,
  );
  return sql.slice(sql.indexOf('create procedure')).replace(/\s+/g, ' ');
}

const loop = (query: string, record = 'r', inside = `m := ${record}.n;`): string =>
  `for ${record} in (${query}) loop ${inside} end loop;`;

describe('The record of a loop', () => {
  it('is a declaration of the body', () => {
    const text = body(loop('select n from t'));
    expect(text).toContain('m numeric; r record; begin for r in select t.n from hr.t loop m := r.n; end loop; end;');
  });

  it('is one for all loops that name theirs alike', () => {
    const text = body(`${loop('select n from t')} ${loop('select v, n from t')}`);
    expect(text.match(/r record;/g)).toHaveLength(1);
    expect(text).not.toContain('declare r record');
  });

  it.each([
    ['a table alias', `${loop('select n from t')} select max(r.n) into m from t r;`],
    ['a column', `${loop('select n from t')} select r into m from r2 where rownum = 1;`],
    ['a column that is written', `${loop('select n from t')} insert into r2 (n, r) values (1, 2);`],
    ['an alias in the query of the loop', loop('select r.n from t r')],
  ])('has another name than %s', (_, statements) =>
    expect(body(statements)).toContain('m numeric; l_r record; begin for l_r in select'),
  );

  it('has another name than that of a loop around it', () => {
    const inner = loop('select n from t', 'r', 'm := m + r.n;');
    expect(body(loop('select v from t', 'r', `${inner} m := length(r.v);`))).toContain('r record; r_2 record; begin');
  });

  it('has another name than a variable', () => {
    const text = body(`${loop('select n from t')} m := r;`, 'r number := 3;');
    expect(text).toContain('r numeric := 3; r_2 record; begin for r_2 in');
  });

  it('stays in its block where it has the name of what another block declares', () => {
    const block = 'declare r number := 3; begin m := r; end;';
    expect(body(`${loop('select n from t')} ${block}`)).toContain('begin declare r record; begin for r in');
  });
});
