import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kindGroups, nodeKinds } from '../../src/lint/kinds.js';
import { found } from './found.js';

const script = `create table hr.emp (id number(9) primary key, name varchar2(40) not null, hired date, note clob);
create procedure hr.pay(p_id in number, p_sql in varchar2) is
  c_sql constant varchar2(40) := 'delete from ' || 'emp';
begin
  if p_id > 0 then
    update hr.emp set name = upper(name) where id = p_id;
  else
    execute immediate c_sql;
  end if;
  for r in (select id, hired from hr.emp where name like '%x') loop
    execute immediate p_sql || r.id;
    dbms_output.put_line(r.id);
  end loop;
  commit;
end;
/
create function hr.twice(n number) return number is
begin
  return n * 2;
end;
/
`;

describe('a selector finds', () => {
  it.each<[string, string, readonly string[]]>([
    ['a kind', 'Return', ['return n * 2;']],
    ['an attribute', 'Binary[op="*"]', ['n * 2']],
    ['a name', 'Parameter[name="N"]', ['n number']],
    ['one of several', 'Binary[op=/^[*>]$/]', ['p_id > 0', 'n * 2']],
    ['what differs', 'RoutineDefinition[name!="PAY"] Return', ['return n * 2;']],
    ['a number', 'Select[items.length>=2]', [`select id, hired from hr.emp where name like '%x'`]],
    ['a text inside', 'Like > StringLiteral[value^="%"]', [`'%x'`]],
    [
      'by the value of a list',
      'CreateTable[columns.name="HIRED"] > ColumnDefinition[name="ID"]',
      ['id number(9) primary key'],
    ],
    ['children only', 'RoutineDefinition > Binary', []],
    ['the field', 'Update > Binary.where', ['id = p_id']],
    ['what follows', 'CursorForLoop + Commit', ['commit;']],
    ['what follows somewhere', 'If ~ Commit', ['commit;']],
    ['what does not', 'Commit ~ If', []],
    [
      'what holds something',
      'IfBranch:has(Update)',
      [`if p_id > 0 then update hr.emp set name = upper(name) where id = p_id;`],
    ],
    [
      'what holds something right below',
      ':loop:has(> ExecuteImmediate) > CallStatement',
      ['dbms_output.put_line(r.id);'],
    ],
    ['what is followed', 'CursorForLoop:has(+ Commit) Like', [`name like '%x'`]],
    ['what is not', 'ExecuteImmediate:not(:loop *)', ['execute immediate c_sql;']],
    ['any of several', ':is(Commit, Return)', ['commit;', 'return n * 2;']],
    ['a group of kinds', ':loop Binary', ['p_sql || r.id']],
    ['a type', 'ColumnDefinition:type(lob)', ['note clob']],
    ['the type of an expression', 'Binary:type(text)', [`'delete from ' || 'emp'`, 'p_sql || r.id']],
    ['what may be NULL', 'Binary[op=">"] > Name:nullable', ['p_id']],
    ['what is called', 'Call:calls("DBMS_OUTPUT.*")', ['dbms_output.put_line(r.id)']],
    ['what a name means', 'ExecuteImmediate Name:resolves(variable)', ['c_sql', 'p_sql', 'r.id']],
    ['a table', 'TableRef:object("HR.E*")', ['hr.emp', 'hr.emp']],
    ['the effects of a routine', 'RoutineDefinition:effect(commits) Commit', ['commit;']],
    ['what has no such effect', 'RoutineDefinition:not(:effect(writes)) > Parameter', ['n number']],
    ['what conversion made of it', 'ExecuteImmediate:status(flagged)', ['execute immediate p_sql || r.id;']],
    [
      'dynamic SQL that is not constant in what commits',
      'RoutineDefinition:effect(commits) ExecuteImmediate:not(:has(> :constant.text))',
      ['execute immediate p_sql || r.id;'],
    ],
    ['dynamic SQL by its text', 'ExecuteImmediate:dynamic-text("delete *")', ['execute immediate c_sql;']],
    ['the first of a list', 'CreateTable > ColumnDefinition:first-child', ['id number(9) primary key']],
    ['the last of a list', 'CreateTable > ColumnDefinition:last-child', ['note clob']],
    ['the unit', 'CreateRoutine:root:has(Return) RoutineDefinition[name="PAY"]', []],
  ])('%s: %s', (_, selector, texts) => {
    const cut = (text: string): string => text.replace(/;$/, '');
    expect(found(selector, script).map(cut)).toEqual(texts.map(cut));
  });
});

it('what :NEW and NEW mean is known, too', () => {
  const table = 'create table t (id number);\ncreate table log (n number);\n';
  const trigger = 'create trigger g before insert on t for each row\nbegin\n  :new.id := 1;\nend;\n/\n';
  expect(found('CorrelationName:resolves(correlation)', table + trigger)).toEqual([':new.id']);
  const type = `create type o as object (n number, constructor function o return self as result);
/
create type body o as
  constructor function o return self as result is
  begin
    insert into log values (1);
    return;
  end;
end;
/
`;
  const block = 'declare\n  v o;\nbegin\n  v := new o();\nend;\n/\n';
  expect(found('New:effect(writes)', table + type + block)).toEqual(['new o()']);
});

it('the kinds are those of the tree', () => {
  const folder = fileURLToPath(new URL('../../src/ir/oracle/', import.meta.url));
  const text = readdirSync(folder)
    .map((f) => readFileSync(`${folder}${f}`, 'utf8'))
    .join('\n');
  const declared = [...text.matchAll(/\bkind: ('\w+'(?: \| '\w+')*)/g)].flatMap((m) =>
    [...(m[1] ?? '').matchAll(/\w+/g)].map(String),
  );
  // Words that tell variants of a clause apart are in capitals.
  const kinds = declared.filter((k) => !/^[A-Z]+$/.test(k));
  expect([...nodeKinds].sort()).toEqual([...new Set(kinds)].sort());
  for (const group of Object.values(kindGroups)) expect([...group].filter((k) => !nodeKinds.has(k))).toEqual([]);
});
