import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from './project.js';

it('makes a view whose expressions have no names a stub, and keeps what is over it', async () => {
  const made = await convertProject({
    'v.sql': [
      'create table t (a number, b number);',
      'create view v as select a, a + b from t;',
      'create view w as select a from v;',
    ].join('\n'),
  });
  expect(codesOf(made)).toEqual(['OP1812']);
  expect(schemaOf(made)).toMatch(/create view public\.v as select null::numeric as a from ora\.refused\('OP1812 /);
  expect(schemaOf(made)).toMatch(/create view public\.w as select v\.a from public\.v/);
});

it.each([
  ['two columns of one name', 'create table t (a number, b date, a number)', 957],
  ['two primary keys', 'create table t (a number primary key, b number, constraint t_pk primary key (b))', 2260],
  ['a key over no column of the table', 'create table t (a number, constraint t_uk unique (aa))', 904],
  ['two constraints of one name', 'create table t (a number constraint k unique, b number constraint k unique)', 2264],
  ['two columns of LONG', 'create table t (a long, b long)', 1754],
])('leaves out a table with %s, and what needs it', async (_, table, error) => {
  const made = await convertProject({
    't.sql': `${table};\ncomment on table t is 'x';\ncreate table other (a number);`,
  });
  expect(codesOf(made)).toEqual(['OP1816', 'OP6409']);
  expect(made.diagnostics.find((d) => d.code === 'OP1816')?.message).toContain(`ORA-${String(error).padStart(5, '0')}`);
  expect(schemaOf(made)).not.toMatch(/public\.t\b|ora\.raise/);
  expect(schemaOf(made)).toMatch(/create table public\.other/);
});

it('leaves out START WITH of a sequence that is there', async () => {
  const made = await convertProject({ 's.sql': 'create sequence s;\nalter sequence s start with 5;' });
  expect(codesOf(made)).toEqual(['OP1816']);
  expect(schemaOf(made)).not.toMatch(/alter sequence|ora\.raise/);
});
