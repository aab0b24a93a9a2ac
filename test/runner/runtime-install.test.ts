import { afterEach, beforeEach, expect, test } from 'vitest';
import { installRuntime } from '../../src/runner/apply/runtime-install.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';

const unit = (body: string): string =>
  `-- one\nCREATE FUNCTION ora.one(x integer) RETURNS integer\nLANGUAGE sql\nAS $$\n  SELECT ${body}\n$$;\n`;
const overload = `CREATE FUNCTION ora.one(x text) RETURNS integer\nLANGUAGE sql\nAS $$\n  SELECT 7\n$$;\n`;
const schema = 'CREATE SCHEMA IF NOT EXISTS ora;\n';
const table = 'CREATE TABLE ora.kept (n integer);\n';

let target: Target;
beforeEach(async () => {
  target = await openTarget('pglite:');
});
afterEach(() => target.close());

const value = async (sql: string): Promise<string | null | undefined> => (await target.query(sql)).rows[0]?.[0];

test('what is there stays, what another version left is replaced, what it lacked is added', async () => {
  await installRuntime(target, [schema, unit('x'), table]);
  await target.execute('INSERT INTO ora.kept VALUES (1)');
  const created = await value("select xmin::text from pg_proc where proname = 'one'");
  await installRuntime(target, [schema, unit('x'), table]);
  expect(await value("select xmin::text from pg_proc where proname = 'one'")).toBe(created);
  await installRuntime(target, [schema, unit('x + 1') + overload, table]);
  expect(await value('select ora.one(1)')).toBe('2');
  expect(await value("select ora.one('a'::text)")).toBe('7');
  expect(await value('select count(*) from ora.kept')).toBe('1');
});

test('what cannot be replaced is said by its name', async () => {
  await target.execute('CREATE SCHEMA ora');
  await target.execute("CREATE FUNCTION ora.one(x integer) RETURNS text LANGUAGE sql AS $$ SELECT 'old' $$");
  await expect(installRuntime(target, [schema, unit('x')])).rejects.toThrow(
    /^ora\.one of this database is of another version and cannot be replaced: cannot change return type/,
  );
});
