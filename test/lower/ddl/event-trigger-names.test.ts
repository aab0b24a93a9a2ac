import { expect, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import { compileScript } from '../../../src/output/script.js';

it('event triggers of one name from several schemas have names of their own', async () => {
  const trigger = (owner: string) =>
    `create trigger ${owner}.watch after create on ${owner}.schema begin null; end;\n/\n`;
  const { steps } = await compileScript(
    `${trigger('hr')}${trigger('crm')}drop trigger crm.watch;\n`,
    'watch.sql',
    { defineOff: true },
    defaultOptions,
  );
  const sql = steps.map((s) => s.sql).join('\n');
  expect([...sql.matchAll(/(create|drop) event trigger (?:if exists )?(\w+)/g)].map((m) => `${m[1]} ${m[2]}`)).toEqual([
    'create watch',
    'create crm__watch',
    'drop crm__watch',
  ]);
});
