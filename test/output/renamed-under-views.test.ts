import { expect, it } from 'vitest';
import { codesOf, convertProject } from './project.js';

it('says that a view follows what is renamed under it, unless it is created again', async () => {
  const made = await convertProject({
    't.sql': [
      'create table t (id number(9) primary key, a number(9), b number(9));',
      'create view v as select id, a from t;',
      'create view w as select id from t;',
      'create view x as select a from t;',
      'alter table t rename column a to c;',
      'create or replace view x as select c from t;',
    ].join('\n'),
  });
  expect(codesOf(made).filter((code) => code === 'OP6418')).toHaveLength(1);
  const renamed = await convertProject({
    't.sql': 'create table t (id number(9) primary key);\ncreate view v as select id from t;\nrename t to u;',
  });
  expect(codesOf(renamed)).toContain('OP6418');
});

it('says that the first of two tables of one name, which is renamed before the second is made, is left out', async () => {
  const made = await convertProject({
    't.sql': 'create table t (id number(9) primary key);\nrename t to u;\ncreate table t (id number(9) primary key);',
  });
  expect(codesOf(made)).toContain('OP6410');
});
