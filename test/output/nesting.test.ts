import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from './project.js';

it('leaves out what is nested beyond the stack, and goes on with the rest', async () => {
  const made = await convertProject({
    'a.sql': `create table t (a number);\ncreate view v as select ${'a + '.repeat(20_000)}a x from t;\ncreate view w as select a from t;\n`,
  });
  expect(codesOf(made)).toEqual(['OP9901']);
  expect(made.diagnostics[0]?.message).toMatch(/CREATE VIEW V: it is nested \d+ levels deep/);
  expect(schemaOf(made)).toContain('create view public.w');
});
