import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from './project.js';

it('counts an object that is not understood as refused', async () => {
  const made = await convertProject({
    'a.sql': `create table t (a number);
create or replace force view hr."V" as selec a from t;
create trigger tr frobnicate
/
create or replace procedure p is begin null; end;
/
selec a from t;
`,
  });
  expect(codesOf(made)).toEqual(['OP9101', 'OP9101', 'OP9101']);
  expect(
    made.manifest.objects.map(({ kind, name, status, line, output }) => [kind, name, status, line, output]),
  ).toEqual([
    ['table', 'T', 'exact', 1, expect.stringMatching(/table_t/)],
    ['view', 'HR.V', 'refused', 2, ''],
    ['trigger', 'TR', 'refused', 3, ''],
    ['procedure', 'P', 'exact', 5, expect.stringMatching(/procedure_p/)],
  ]);
});

it('leaves an object as another file defines it where one version is not understood', async () => {
  const made = await convertProject({
    'a.sql': 'create or replace view v as select 1 a from dual;\n',
    'b.sql': 'create or replace view v as selec 2 a from dual;\n',
  });
  expect(made.manifest.objects.map(({ name, status }) => [name, status])).toEqual([
    ['V', 'exact'],
    ['V', 'refused'],
  ]);
  expect(schemaOf(made)).toContain('create view public.v');
});
