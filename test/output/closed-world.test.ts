import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from './project.js';

it('makes a view over a missing table a stub with its columns', async () => {
  const made = await convertProject({ 'v.sql': 'create view v as select x, y + 1 as z from missing;' });
  expect(schemaOf(made)).toMatch(
    /-- oraphant: refused OP6409 create view public\.v as select null::\w+ as x, null::\w+ as z from ora\.refused\('OP6409 /,
  );
  expect(codesOf(made)).toContain('OP6409');
  expect(made.manifest.objects[0]?.status).toBe('refused');
});

it('creates views over such a stub, and a materialized view without data', async () => {
  const made = await convertProject({
    'v.sql': 'create view a as select n from v;\ncreate materialized view v as select n from missing;',
  });
  const sql = schemaOf(made);
  expect(sql).toMatch(/create materialized view public\.v as .* with no data/);
  expect(sql.indexOf('materialized view public.v')).toBeLessThan(sql.indexOf('view public.a'));
});

it('makes a view that computes with columns of such a stub another one', async () => {
  const made = await convertProject({
    'v.sql': [
      'create view v as select n, m from missing;',
      'create materialized view mv as select n from missing;',
      'create view names as select n as first from v group by n order by n;',
      'create view sums as select sum(case n when 2 then m else 0 end) as total from v;',
      'create view twos as select n from mv where n = 2;',
    ].join('\n'),
  });
  const sql = schemaOf(made);
  expect(sql).toMatch(/refused OP6413 create view public\.sums as select null::\w+ as total from ora\.refused/);
  expect(sql).toMatch(/refused OP6413 create view public\.twos as/);
  expect(sql).toMatch(/create view public\.names as select v\.n as first from/);
});

it('leaves out foreign keys and comments of missing tables, and says so', async () => {
  const made = await convertProject({
    't.sql':
      "create table t (id number primary key, r number constraint t_r_fk references hr.missing (id));\ncomment on table gone is 'x';",
  });
  expect(schemaOf(made)).not.toMatch(/foreign key|comment/);
  expect(codesOf(made).filter((c) => c === 'OP6409')).toHaveLength(2);
});

it('leaves out all that ALTER TABLE does to a missing table, and says so once', async () => {
  const made = await convertProject({
    't.sql':
      'alter table gone modify (price number(12,2));\nalter table gone add (rest number, constraint gone_c check (rest > 0));',
  });
  expect(schemaOf(made)).not.toMatch(/gone/);
  expect(codesOf(made)).toEqual(['OP6409', 'OP6409']);
});

it('leaves out rows that ask a missing sequence for a value', async () => {
  const made = await convertProject({
    't.sql':
      'create table t (id number);\ncreate sequence here;\ninsert into t values (gone.nextval);\ninsert into t values (here.nextval);',
  });
  expect(schemaOf(made)).not.toMatch(/gone/);
  expect(schemaOf(made)).toMatch(/insert into public\.t values \(nextval\('public\.here'\)\)/);
  expect(codesOf(made)).toEqual(['OP6409']);
});

it('leaves out what names a column that its table never has, and keeps what names one that is dropped or added', async () => {
  const made = await convertProject({
    't.sql': [
      'create table t (id number primary key, old number);',
      'create index t_old on t (old);',
      'alter table t drop column old;',
      'alter table t add (added number);',
      'create index t_added on t (added);',
      'create index t_gone on t (gone);',
      'alter table t add constraint t_gone_uk unique (gone);',
    ].join('\n'),
  });
  expect(schemaOf(made)).toMatch(/create index t_old/);
  expect(schemaOf(made)).toMatch(/create index t_added/);
  expect(schemaOf(made)).not.toMatch(/gone/);
  expect(codesOf(made)).toEqual(['OP6409']);
});

it('says why a constraint is left out', async () => {
  const made = await convertProject({ 't.sql': 'create table t (id number, check (elsewhere.f(id) > 0));' });
  const [reason] = made.diagnostics.filter((d) => d.code === 'OP1301');
  expect(reason?.message).toMatch(/^Constraint CHECK is not converted and left out: ELSEWHERE\.F/);
});

it('tells which constraint it leaves out for a missing table, with a name or without', async () => {
  const made = await convertProject({
    't.sql': 'create table t (a number references gone, b number, constraint t_b_fk foreign key (b) references gone);',
  });
  const reasons = made.diagnostics.filter((d) => d.code === 'OP6409').map((d) => d.message);
  expect(reasons).toEqual([
    expect.stringMatching(/^A constraint without a name of public\.t refers to public\.gone,/),
    expect.stringMatching(/^Constraint t_b_fk of public\.t refers to public\.gone,/),
  ]);
});

it('knows tables that a block of the installation creates, and creates them before what uses them', async () => {
  const made = await convertProject({
    'i.sql': "create view v as select id from t;\nbegin\n  execute immediate 'create table t (id number)';\nend;\n/",
  });
  const sql = schemaOf(made);
  expect(codesOf(made)).not.toContain('OP6409');
  expect(sql.indexOf('do $$')).toBeLessThan(sql.indexOf('create view'));
});

it('takes the user that the inputs create and name as the owner', async () => {
  const made = await convertProject({
    'a.sql': "create user oe identified by x;\ncreate table orders (id number);\ncomment on table oe.orders is 'x';",
    'b.sql': 'create view v as select id from oe.orders;',
  });
  expect(schemaOf(made)).toContain('create table oe.orders');
  expect(schemaOf(made)).toContain('from oe.orders');
  expect(codesOf(made)).toEqual([]);
});

it('carries the current schema into called scripts', async () => {
  const made = await convertProject({
    'install.sql': 'alter session set current_schema = hr;\n@@tables',
    'tables.sql': 'create table t (id number);',
  });
  expect(schemaOf(made)).toContain('create table hr.t');
});

it('knows columns that an installer adds by a table of names', async () => {
  const made = await convertProject({
    'i.sql': `create table t (id number);
declare
  type col_t is record (name varchar2(30), type varchar2(30));
  type cols_t is table of col_t index by pls_integer;
  c col_t;
  cols cols_t;
begin
  c.name := 'SID'; c.type := 'NUMBER'; cols(1) := c;
  c.name := 'INFO'; c.type := 'VARCHAR2(64)'; cols(2) := c;
  for i in 1 .. cols.count loop
    execute immediate 'alter table t add (' || cols(i).name || ' ' || cols(i).type || ')';
  end loop;
end;
/
create view v as select t.sid + 1 as s, t.info from t;`,
  });
  expect(codesOf(made).filter((c) => c !== 'OP3060')).toEqual([]);
  expect(schemaOf(made)).toContain('t.sid + 1');
});

it('keeps types of blocks of one name apart', async () => {
  const block = (type: string): string =>
    `declare\n  type r is record (a ${type});\n  x r;\nbegin\n  execute immediate 'create table t_${type} (a ${type})';\nend;\n/\n`;
  const sql = schemaOf(await convertProject({ 'i.sql': block('number') + block('date') }));
  expect(sql).toContain('create type pg_temp.r as (a numeric)');
  expect(sql).toContain('create type pg_temp.r_2 as (a timestamp)');
  expect(sql).toContain('x pg_temp.r_2');
});

it('keeps the formats of the session with the statements that need them', async () => {
  const made = await convertProject({
    'd.sql':
      "create table t (d date, n number);\nalter session set nls_date_format = 'YYYY-MM-DD';\ninsert into t values ('2026-01-31', 1);\ninsert into t (n) values (2);",
  });
  const sql = schemaOf(made);
  expect(sql).toMatch(/set ora\.nls_date_format = 'YYYY-MM-DD'; insert .*2026-01-31.*; reset ora\.nls_date_format;/);
  expect(sql.match(/reset ora\.nls_date_format/g)).toHaveLength(1);
});

it('takes no difference of types from what is not known', async () => {
  const made = await convertProject({
    'v.sql':
      'create table k (a date);\ncreate view w as select trunc(a) - trunc(a) + 1 t from k union select trunc(sysdate) - trunc(c) + 1 from hr.missing;\n' +
      'create view x as select a from k union select 1 + d from hr.missing;',
  });
  expect(schemaOf(made)).not.toContain('1790');
  expect(codesOf(made).filter((c) => c === 'OP6409')).toHaveLength(2);
});

it('leaves out RENAME of what no input creates, and follows one name after the other', async () => {
  const made = await convertProject({
    'a.sql':
      'create table a (x number);\nrename a to b;\nrename b to c;\nrename nosuch to d;\ncreate sequence s;\nrename s to s2;',
  });
  expect(schemaOf(made)).toMatch(/alter table public\.a rename to b[\s\S]*alter table public\.b rename to c/);
  expect(schemaOf(made)).toContain('alter sequence public.s rename to s2');
  expect(schemaOf(made)).not.toContain('nosuch');
  expect(codesOf(made)).toEqual(['OP6409']);
});
