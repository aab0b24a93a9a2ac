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

it('leaves out foreign keys and comments of missing tables, and says so', async () => {
  const made = await convertProject({
    't.sql':
      "create table t (id number primary key, r number constraint t_r_fk references hr.missing (id));\ncomment on table gone is 'x';",
  });
  expect(schemaOf(made)).not.toMatch(/foreign key|comment/);
  expect(codesOf(made).filter((c) => c === 'OP6409')).toHaveLength(2);
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
