import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import type { ScriptCompiler } from '../../../src/contract/compiled-script.js';
import { compileScript } from '../../../src/output/script.js';
import { runCase } from '../../../src/runner/script/case-harness.js';
import { canConnectAgain } from '../../../src/runner/script/second-connection.js';
import { openScratch, type Scratch } from '../../../src/runner/verify/scratch.js';

const options = { ...defaultOptions, lower: { ...defaultOptions.lower, autonomous: 'connection' as const } };
const compiler: ScriptCompiler = (text, file, script) => compileScript(text, file, script, options);

describe('autonomous transactions on a connection of their own', () => {
  const codes = async (text: string): Promise<readonly string[]> =>
    (await compiler(text, 'a.sql', {})).diagnostics.map((d) => d.code).filter((code) => /^OP303/.test(code));
  const routine = (heading: string, body: string): string =>
    `create package g is x number; end;\n/\ncreate global temporary table gtt (id number);\ncreate ${heading} is pragma autonomous_transaction; begin ${body} commit; end;\n/\n`;

  it.each([
    ['a procedure', routine('procedure p', 'null;'), 'OP3034'],
    ['one that works with temporary rows', routine('procedure p', 'insert into gtt values (1);'), 'OP3030'],
    ['one that gets a cursor', routine('procedure p(c sys_refcursor)', 'null;'), 'OP3030'],
  ])('%s', async (_, text, code) => {
    expect(await codes(text)).toEqual([code]);
  });

  it('CURRVAL of a sequence that they draw from is theirs alone', async () => {
    const text = `create sequence s;
create sequence own;
create table t (id number default s.nextval);
create function f return number is pragma autonomous_transaction; n number; begin insert into t values (default); n := s.currval; commit; return n; end;
/
create procedure p is n number; begin n := own.nextval + own.currval; n := f; n := s.currval; end;
/
`;
    const { diagnostics } = await compiler(text, 'a.sql', {});
    expect(diagnostics.filter((d) => d.code === 'OP2305').map((d) => d.line)).toEqual([6]);
  });
});

const url = inject('postgresUrl');
describe.skipIf(url === undefined)('on a server with dblink', () => {
  let scratch: Scratch | undefined;
  beforeAll(async () => {
    scratch = await openScratch(url ?? '', { statementTimeoutMs: 30_000 });
  });
  afterAll(() => scratch?.close());

  it.each([
    'own/autonomous/autonomous-blocks',
    'own/autonomous/autonomous-connection',
    'own/autonomous/autonomous-nested-routines',
    'own/autonomous/autonomous-routines-of-blocks-in-turn',
    'own/autonomous/autonomous-session',
    'own/autonomous/error-that-the-caller-handles',
    'own/autonomous/locks-of-the-caller',
    'own/autonomous/session-changed-by-autonomous-routines',
    'own/autonomous/who-called-an-autonomous-routine',
    'own/autonomous/whose-session-it-is',
    'shared/plsql/autonomous-01',
    'shared/plsql/autonomous-04',
  ])('%s prints what Oracle prints', { timeout: 60_000 }, async (name) => {
    if (scratch === undefined) throw new Error('no server');
    const file = fileURLToPath(new URL(`../../cases/${name}.case`, import.meta.url));
    expect(await runCase(file, readFileSync(file, 'utf8'), { compiler, scratch })).toMatchObject({ status: 'pass' });
  });
});

describe('whether a session can connect a second time is tried', () => {
  const compile: ScriptCompiler = (text, file, script) => {
    const lower = { ...defaultOptions.lower, autonomous: script.autonomous };
    return compileScript(text, file, script, { ...defaultOptions, lower });
  };

  it.each(['pglite:', ...(url === undefined ? [] : [url])])('%s', { timeout: 60_000 }, async (target) => {
    const scratch = await openScratch(target, { statementTimeoutMs: 30_000 });
    try {
      expect(await canConnectAgain(compile, scratch)).toBe(target === url);
    } finally {
      await scratch.close();
    }
  });
});

describe('an autonomous block', () => {
  it.each([
    ['declare pragma autonomous_transaction; begin commit; end;'],
    [`begin execute immediate 'declare pragma autonomous_transaction; begin commit; end;'; end;`],
  ])('%s is said to share its caller, whose transaction it does not end', async (block) => {
    const { steps, diagnostics } = await compileScript(`${block}\n/\n`, 'a.sql', {}, defaultOptions);
    expect(diagnostics.map((d) => d.code)).toEqual(['OP3030']);
    expect(JSON.stringify(steps)).not.toContain('commit');
  });
});
