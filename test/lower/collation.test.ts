import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { defaultOptions } from '../../src/compile.js';
import type { ScriptCompiler } from '../../src/contract/compiled-script.js';
import { ConfigError, configuredLowering } from '../../src/output/config-file.js';
import { compileScript } from '../../src/output/script.js';
import { runCase } from '../../src/runner/script/case-harness.js';
import { openScratch, type Scratch } from '../../src/runner/verify/scratch.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const file = fileURLToPath(new URL('../cases/own/strings/binary-order-everywhere.case', import.meta.url));
const compilerFor =
  (collation: 'database' | 'explicit'): ScriptCompiler =>
  (text, name, options) =>
    compileScript(text, name, options, { ...defaultOptions, lower: { ...defaultOptions.lower, collation } });

const table = 'CREATE TABLE t (id NUMBER, s VARCHAR2(10));\n';
async function sql(statement: string, collation: 'database' | 'explicit'): Promise<string> {
  const { steps } = await compilerFor(collation)(`${table}${statement};`, 't.sql', { defineOff: true });
  return (steps.at(-1)?.sql ?? '').replace(/\s+/g, ' ');
}

describe('what orders text says so where the database has another collation', () => {
  it.each([
    ['SELECT id FROM t ORDER BY s', 'order by t.s collate "C"'],
    ['SELECT DISTINCT s FROM t ORDER BY s', 'select distinct t.s collate "C" as s from'],
    ['SELECT s || id AS x FROM t ORDER BY x', 'collate "C" as x'],
    ["SELECT id FROM t WHERE s > 'a'", `t.s collate "C" > 'a'`],
    ["SELECT id FROM t WHERE s BETWEEN 'a' AND 'b'", `t.s collate "C" between 'a' and 'b'`],
    ['SELECT MAX(s) FROM t', 'max(t.s collate "C")'],
    ['SELECT RANK() OVER (ORDER BY s) FROM t', 'over (order by t.s collate "C")'],
    ['SELECT UPPER(s) FROM t', 'upper(t.s collate "default")'],
  ])('%s', async (statement, expected) => {
    expect(await sql(statement, 'explicit')).toContain(expected);
    expect(await sql(statement, 'database')).not.toContain('collate');
  });

  it.each([['SELECT id FROM t ORDER BY id'], ["SELECT id FROM t WHERE s = 'a' OR id > 1"], ['SELECT MAX(id) FROM t']])(
    '%s needs nothing',
    async (statement) => expect(await sql(statement, 'explicit')).not.toContain('collate'),
  );
});

describe('the collation of the configuration', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'oraphant.config.json');
  const read = (text: string) => {
    writeFileSync(path, text);
    return configuredLowering(path).collation;
  };

  it('is what it says, and undefined where it says nothing', () => {
    expect(read('{}')).toBeUndefined();
    expect(read('{ "collation": "database" }')).toBe('database');
    expect(read('{ "collation": "explicit" }')).toBe('explicit');
    expect(() => read('{ "collation": "en_US" }')).toThrow(ConfigError);
  });
});

const url = inject('postgresUrl');
describe.skipIf(url === undefined)('on a database that sorts by a language', () => {
  let scratch: Scratch | undefined;
  beforeAll(async () => {
    // A server that was built without ICU has no such database.
    scratch = await openScratch(url ?? '', { icuLocale: 'en-US' }).catch(() => undefined);
  });
  afterAll(() => scratch?.close());

  it('text has the order of its bytes, but not without the option', { timeout: 60_000 }, async (context) => {
    if (scratch === undefined) return context.skip();
    const text = readFileSync(file, 'utf8');
    const explicit = await runCase(file, text, { compiler: compilerFor('explicit'), scratch });
    expect(explicit).toMatchObject({ status: 'pass' });
    const plain = await runCase(file, text, { compiler: compilerFor('database'), scratch });
    expect(plain.status).toBe('wrong');
  });
});
