import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ScriptDiagnostic } from '../../src/contract/compiled-script.js';
import type { CompilerApi, Conversion } from '../../src/contract/compiler-api.js';
import { cliWith } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();

let folder = '';
let counter = 0;
beforeEach(() => {
  counter += 1;
  folder = join(root, String(counter));
  mkdirSync(folder);
});

const warning: ScriptDiagnostic = {
  code: 'OP3001',
  severity: 'warning',
  message: 'differs',
  file: 'a.sql',
  line: 3,
  column: 5,
};

function fakeScript(text: string, fileName: string) {
  let line = 1;
  const steps = text
    .split(/^\/\n/m)
    .map((sql, unit) => {
      const sourceLine = line + (/^\n*/.exec(sql)?.[0].length ?? 0);
      line += sql.split('\n').length;
      const kind = sql.includes('--! ddl') ? ('ddl' as const) : ('block' as const);
      return {
        sql: sql.trim(),
        unitKind: kind,
        unit,
        sourceLine,
        file: fileName,
        refused: sql.includes('P0004') ? 'OP3001' : undefined,
      };
    })
    .filter((step) => step.sql !== '');
  const diagnostics = text.includes('--! warn') ? [{ ...warning, file: fileName }] : [];
  return { runtime: [], steps, diagnostics };
}

/**
 * A compiler whose input is PostgreSQL already: a `/` line ends a unit, a unit's first line `--! kind` names its kind.
 */
function fakeCompiler(overrides: Partial<CompilerApi> = {}): CompilerApi {
  const conversion: Conversion = {
    files: [
      { path: 'oraphant.json', text: '{}' },
      { path: 'sql/0001_table_t.sql', text: 'create table t (id int);\n' },
    ],
    manifest: {
      tool: { name: 'oraphant', version: '0' },
      collation: 'database',
      files: {},
      objects: [],
      diagnostics: [],
    },
    diagnostics: [warning],
  };
  return {
    version: '0',
    convertPaths: async () => conversion,
    assessPaths: async (_paths, options) => ({
      reports: (options.formats ?? []).map((format) => ({ path: `report.${format}`, text: 'all well\n' })),
      tool: { name: 'oraphant', version: '0' },
      summary: {},
      objects: [],
      findings: [],
      suppressed: [],
      text: 'all well\n',
    }),
    lineagePaths: async () => ({ columns: [], similar: ['HR.EMP.SAL'], unknown: [], text: '', openLineage: [] }),
    compileBeside: async (scripts) => scripts.map(({ text, fileName }) => fakeScript(text, fileName)),
    compileFiles: async (paths, options) => {
      const parts = paths.map((path) =>
        fakeScript(Buffer.from(options.input ?? readFileSync(path)).toString('utf8'), path),
      );
      return {
        runtime: [],
        steps: parts.flatMap((p, i) => p.steps.map((step) => ({ ...step, unit: i * 1000 + step.unit }))),
        diagnostics: parts.flatMap((p) => p.diagnostics),
      };
    },
    compileScript: async (text, fileName) => fakeScript(text, fileName),
    explain: async (code) => (code === 'OP3001' ? '# OP3001\n' : undefined),
    rules: async () => [],
    builtins: async () => [
      { name: 'COUNT', kind: 'function', status: 'native', by: 'count' },
      { name: 'DBMS_AQ', kind: 'package member', status: 'refused', why: 'queues are tables' },
    ],
    testRules: async () => [],
    ...overrides,
  };
}

const cli = (args: readonly string[], compiler: Partial<CompilerApi> = {}) =>
  cliWith({ version: '1.2.3', loadCompiler: async () => fakeCompiler(compiler) }, args);

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const say = (text: string) => `do $$ begin raise info using errcode = 'OPOUT', message = '${text}'; end $$`;

describe('the command line', () => {
  it('answers help and version on stdout with 0', async () => {
    expect(await cli(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    const help = await cli(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['assess', 'convert', 'run', 'test', 'apply', 'explain', 'where'])
      expect(help.out).toContain(command);
    expect((await cli(['convert', '--help'])).out).toContain('--force');
  });

  it('lists built-in functions, packages and views', async () => {
    const all = await cli(['builtins']);
    expect(all).toMatchObject({ code: 0, err: '' });
    expect(all.out).toBe(
      'COUNT    native   count\nDBMS_AQ  refused  queues are tables\n\n2 in all: 1 native, 1 refused\n',
    );
    expect(JSON.parse((await cli(['builtins', 'aq', '--json'])).out)).toEqual([
      { name: 'DBMS_AQ', kind: 'package member', status: 'refused', why: 'queues are tables' },
    ]);
    expect((await cli(['builtins', '--status', 'native'])).out).toContain('1 in all');
  });

  it.each([
    [[], 'Give a command; oraphant --help lists them.'],
    [['convert'], 'convert needs 1 argument more; see oraphant convert --help'],
    [['lineage'], 'lineage needs 2 arguments more; see oraphant lineage --help'],
    [['assess', '--stric', 'x'], 'unknown option --stric; see oraphant assess --help'],
    [['convert', '--out', 'x'], 'convert needs 1 argument more; see oraphant convert --help'],
    [['rules'], 'Give list, test or new.'],
    [['rules', 'new'], 'rules new needs 1 argument more; see oraphant rules new --help'],
    [
      ['assess', 'x', '--fail-on', 'all'],
      "--fail-on takes error, warning, new, never, not 'all'; see oraphant assess --help",
    ],
    [['convert', 'x', '-o', 'y', '--pg-version', '9'], 'unknown option --pg-version; see oraphant convert --help'],
    [['convert', 'x', '-o', 'y', '--no-fuss', '-z'], 'unknown option --no-fuss, -z; see'],
    [['explain', 'OP3030', 'OP3031'], 'one word too many: OP3031; see oraphant explain --help'],
    [['apply', 'x', '--target', 'pglite:', '--lock-wait', 'long'], '--lock-wait needs a number'],
    [['apply', 'x', '--target', 'pglite:', '--lock-wait=-1'], '--lock-wait cannot be negative'],
    [['apply', 'x', '--target', 'pglite:', '--parallel', '0'], '--parallel needs 1 or more'],
    [['restore', '--yes'], 'restore needs --target and --snapshot; see'],
    [['convrt'], "unknown command 'convrt'. Did you mean convert?"],
    [['frobnicate'], "unknown command 'frobnicate'; oraphant --help lists them"],
    [['assess', '/tmp', '--html'], '--format and --html need -o DIR to write to'],
    [['convert', 'x'], 'convert needs --out; see oraphant convert --help'],
    [['convert', '/no/such', '-o', '/tmp/x'], 'no such file or folder: /no/such'],
    [['assess', '/tmp', '--format', 'json'], '--format and --html need -o DIR to write to'],
    [['assess', '/tmp', '-o', '/tmp/x', '--format', 'json,pdf'], "'pdf' is no format: "],
    [['assess', '/tmp', '-o', '/tmp/x', '--format', 'json', '--format', 'pdf'], "'pdf' is no format: "],
    [['lineage', 'emp.sql', '/tmp'], 'there is no column emp.sql; is it HR.EMP.SAL?'],
    [['convert', '/tmp', '-o', '/tmp/x', '--bogus'], 'unknown option --bogus; see oraphant convert --help'],
    [['convert', '-', '-o', '/tmp/x'], "only 'oraphant run' reads standard input: give a file"],
    [['run', '/no/such.sql'], 'cannot read /no/such.sql: no such file or folder'],
    [['run', '/tmp'], 'cannot read /tmp: it is a folder'],
    [['run', '/tmp', '--target', 'pglite:', '--target', 'pglite:'], '--target is given more than once'],
    [['test', '/no/such'], 'no such file or folder: /no/such'],
    [['apply', '/no/such', '--target', 'pglite:'], '/no/such has no sql folder'],
    [['apply', '/tmp'], 'apply needs --target; see'],
    [['explain', 'what'], "'what' is not a code"],
    [['explain', 'OP9999'], 'there is no OP9999'],
    [['where', 'x'], "'x' is not ROUTINE:LINE"],
    [['where', 'x:1', '-o', '/no/such'], 'cannot read /no/such/sql: no such file or folder'],
  ])('%j is bad usage', async (args, message) => {
    const { code, out, err } = await cli(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('names an unknown target', async () => {
    const script = file('a.sql', say('x'));
    const { code, err } = await cli(['run', script, '--target', 'oracle:x']);
    expect(code).toBe(2);
    expect(err).toContain("unknown target 'oracle:x'");
  });

  it('refuses a project whose manifest was cut off', async () => {
    const out = join(folder, 'out');
    await cli(['convert', folder, '-o', out]);
    writeFileSync(join(out, 'oraphant.json'), 'null');
    expect(await cli(['plan', out])).toMatchObject({ code: 2, err: expect.stringContaining('an object is expected') });
    writeFileSync(join(out, 'oraphant.json'), '{ "objects": [');
    for (const args of [
      ['plan', out],
      ['apply', out, '--target', 'pglite:'],
      ['role', out, '--database', 'd'],
    ]) {
      const { code, err } = await cli(args);
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringMatching(/oraphant\.json is no manifest \(.*\): convert again/),
      });
    }
  });

  it('reports an internal error with what was being converted, and no stack', async () => {
    const { code, err } = await cli(['convert', folder, '-o', join(folder, 'out')], {
      convertPaths: async (_, options) => {
        options.onProgress?.(0, 1, 'hr.pay');
        throw new TypeError('x is not a function');
      },
    });
    expect(code).toBe(70);
    expect(err).toContain('internal error at hr.pay: x is not a function');
    expect(err).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

describe('assess', () => {
  it('writes the reports that are asked for, JSON if none is', async () => {
    const out = join(folder, 'report');
    expect(await cli(['assess', folder, '-o', out])).toMatchObject({ code: 0, out: 'all well\n' });
    expect(readdirSync(out)).toEqual(['report.json']);
    const { err } = await cli(['assess', folder, '-o', join(out, 'all'), '--format', 'json, JSON']);
    expect(err).toBe(`${join(out, 'all', 'report.json')}\n`);
  });
});

describe('convert', () => {
  it('writes everything and replaces its own output', async () => {
    const out = join(folder, 'new/out');
    const first = await cli(['convert', folder, '-o', out]);
    expect(first).toMatchObject({ code: 0, err: 'a.sql:3:5 warning OP3001: differs\n' });
    writeFileSync(join(out, 'sql/old.sql'), '');
    expect((await cli(['convert', folder, '-o', out, '--fail-on', 'warning'])).code).toBe(1);
    expect(readdirSync(out).sort()).toEqual(['oraphant.json', 'sql']);
    expect(readdirSync(join(out, 'sql'))).toEqual(['0001_table_t.sql']);
    expect(statSync(out).mode & 0o777).toBe(0o777 & ~process.umask());
    expect(readdirSync(join(out, '..'))).toEqual(['out']);
  });

  it('refuses a folder of somebody else, unless forced', async () => {
    file('out/precious.txt', 'x');
    const out = join(folder, 'out');
    const refused = await cli(['convert', folder, '-o', out]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('is not empty and was not written by oraphant');
    expect(readFileSync(join(out, 'precious.txt'), 'utf8')).toBe('x');
    expect((await cli(['convert', folder, '-o', out, '--force'])).code).toBe(0);
    expect(existsSync(join(out, 'precious.txt'))).toBe(false);
  });

  it('refuses to take away what somebody put into its folder, unless forced', async () => {
    file('a.sql', 'create table t (id number);');
    const out = join(folder, 'out');
    const again = (...options: string[]) => cli(['convert', join(folder, 'a.sql'), '-o', out, ...options]);
    expect((await again()).code).toBe(0);
    expect((await again()).code).toBe(0);
    file('out/.git/HEAD', 'x');
    file('out/maps/0001_table_t.sql.json', '{}');
    file('out/sql/9000_mine.sql', 'select 1;');
    const refused = await again();
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('holds .git, and 1 more, which were not written by oraphant');
    expect(readFileSync(join(out, 'sql/9000_mine.sql'), 'utf8')).toBe('select 1;');
    expect((await again('--force')).code).toBe(0);
    expect(existsSync(join(out, '.git'))).toBe(false);
  });

  it('takes no name of nothing for the working directory', async () => {
    const source = file('a.sql', '');
    for (const command of ['convert', 'assess']) {
      const { code, err } = await cli([command, source, '-o', '']);
      expect({ code, err }).toEqual({ code: 2, err: 'oraphant: the place to write to has no name\n' });
    }
  });

  it('never replaces a folder that holds a source, forced or its own', async () => {
    const out = join(folder, 'out');
    const source = file('out/src/a.sql', 'x');
    file('out/oraphant.json', '{}');
    for (const path of [source, join(out, 'src'), out]) {
      const { code, err } = await cli(['convert', path, '-o', out, '--force']);
      expect(code).toBe(2);
      expect(err).toContain('whose contents would be replaced');
    }
    expect(readFileSync(source, 'utf8')).toBe('x');
  });

  it('writes nothing when a file cannot be written', async () => {
    const out = join(folder, 'out');
    for (const path of ['../escape.sql', 'a/../../escape.sql']) {
      const { code } = await cli(['convert', folder, '-o', out], {
        convertPaths: async () => ({
          ...(await fakeCompiler().convertPaths([], {})),
          files: [
            { path: 'ok', text: '' },
            { path, text: '' },
          ],
        }),
      });
      expect(code).toBe(2);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('run', () => {
  it('prints output on stdout, errors and diagnostics on stderr', async () => {
    const first = file('a.sql', `--! warn\n${say('one')}\n/\nselect 1/0\n/\n`);
    const second = file('b.sql', `${say('two')}\n/\n`);
    const { code, out, err } = await cli(['run', first, second]);
    expect(out).toBe('one\ntwo\n');
    expect(err).toBe(`${first}:3:5 warning OP3001: differs\nORA-01476: divisor is equal to zero\n`);
    expect(code).toBe(1);
    expect(await cli(['run', first, second, '--on-error', 'stop'])).toMatchObject({ code: 1, out: 'one\n' });
    const json = JSON.parse((await cli(['run', first, second, '--json'])).out);
    expect(json).toMatchObject({
      output: ['one', 'two'],
      errors: [{ code: 'ORA-01476', file: first, line: 4 }],
      stopped: false,
    });
  });

  it('is no success where a script was not run', async () => {
    for (const code of ['OP9002', 'OP9003', 'OP9004', 'OP9014']) {
      const compiler = fakeCompiler();
      const compileFiles: typeof compiler.compileFiles = async (...args) => ({
        ...(await compiler.compileFiles(...args)),
        diagnostics: [{ ...warning, code }],
      });
      const script = file('c.sql', `${say('one')}\n/\n`);
      expect(await cli(['run', script], { compileFiles })).toMatchObject({ code: 1, out: 'one\n' });
    }
  });
});

describe('test', () => {
  const aCase = (body: string, expected: string, flags = '') =>
    `-- title: T <&>\n-- topic: t\n${flags}[setup]\n[run]\n${body}\n/\n[expect]\n${expected}\n`;

  it('classifies cases and writes JSON and JUnit', async () => {
    file('cases/a.case', aCase(say('x'), 'x'));
    file('cases/b.case', aCase(say('x'), 'y'));
    file('cases/c.case', aCase(`--! warn\n${say('x')}`, 'y'));
    file('cases/d.case', aCase('selct 1', 'y'));
    file('cases/e.case', aCase(`${say('x')}\n/\nselect 1/0`, 'x\nERROR ORA-01476'));
    file('cases/f.case', aCase(`--! warn\n${say('P0004')}`, 'P0004'));
    file('cases/g.case', 'nothing');
    file('cases/h.case', aCase(`--! warn\n${say('x')}`, 'y', '-- flags: OP3999\n'));
    const json = join(folder, 'r.json');
    const junit = join(folder, 'r.xml');
    const { code, out } = await cli(['test', join(folder, 'cases'), '--json', json, '--junit', junit]);
    expect(code).toBe(1);
    expect(out.trim().split('\n').at(-1)).toBe('8 cases: 2 pass, 2 flagged, 2 wrong, 2 error');
    const report = JSON.parse(readFileSync(json, 'utf8'));
    expect(report.summary).toEqual({ pass: 2, flagged: 2, wrong: 2, error: 2 });
    const statuses = report.cases.map((result: { readonly status: string }) => result.status);
    expect(statuses).toEqual(['pass', 'wrong', 'flagged', 'error', 'pass', 'flagged', 'error', 'wrong']);
    expect(report.cases[2]).toMatchObject({
      title: 'T <&>',
      topic: 't',
      diagnostics: [{ code: 'OP3001', severity: 'warning', line: 3 }],
      expected: ['y'],
      actual: ['x'],
    });
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain('<testsuites tests="8" failures="2" errors="2"');
    expect(xml).toContain('name="T &lt;&amp;&gt;"');
  });

  it('writes no results to a lone hyphen', async () => {
    file('hyphen/a.case', aCase(say('x'), 'x'));
    const { code, err } = await cli(['test', join(folder, 'hyphen'), '--json', '-']);
    expect(code).toBe(2);
    expect(err).toContain('nothing is written to -: give a file or folder');
    expect(existsSync('<standard input>')).toBe(false);
  });
});

describe('apply and where', () => {
  it('stops at the first error with file, line and the Oracle line behind it', async () => {
    file('sql/0001_a.sql', '-- a\ncreate table t (id int);\n');
    file('sql/0002_b.sql', 'select 1;\n\ncreate view v as\n  select nope\n  from t;\nselect 2;\n');
    file('sql/0003_c.sql', 'create table never (id int);\n');
    file(
      'maps/0002_b.sql.json',
      JSON.stringify({
        sources: ['pkg.sql'],
        lines: [
          [1, 0, 10],
          [4, 0, 22],
        ],
        routines: [],
      }),
    );
    const { code, out, err } = await cli(['apply', folder, '--target', 'pglite:']);
    expect(code).toBe(6);
    expect(err).toBe('sql/0002_b.sql:4: error 42703: column "nope" does not exist\n  from pkg.sql:22\n');
    expect(out).toBe('2 statements applied to pglite:, 1 of 3 files complete\n');
    const json = JSON.parse((await cli(['apply', folder, '--target', 'pglite:', '--json'])).out);
    expect(json.failure).toMatchObject({
      file: 'sql/0002_b.sql',
      line: 4,
      oracle: { file: 'pkg.sql', line: 22 },
      sqlstate: '42703',
    });
  });

  it('finds the line of a body that does not compile', async () => {
    file(
      'sql/0001_f.sql',
      'select 1;\ncreate function f() returns int language plpgsql as $$\nbegin\n  retrn 1;\nend $$;\n',
    );
    const { code, err } = await cli(['apply', folder, '--target', 'pglite:']);
    expect(code).toBe(6);
    expect(err).toContain('sql/0001_f.sql:4: error 42601');
  });

  it('maps a PL/pgSQL line back', async () => {
    file('sql/0001_p.sql', '');
    file(
      'maps/0001_p.sql.json',
      JSON.stringify({
        sources: ['hr/pay.sql'],
        lines: [
          [3, 0, 7],
          [9, 0, 12],
        ],
        routines: [{ name: 'hr.pay', bodyLine: 2, endLine: 20 }],
      }),
    );
    expect(await cli(['where', 'PAY:3', '-o', folder])).toEqual({
      code: 0,
      out: 'hr/pay.sql:7 (sql/0001_p.sql:4)\n',
      err: '',
    });
    expect(JSON.parse((await cli(['where', 'hr.pay:9', '-o', folder, '--json'])).out)).toEqual([
      { file: 'hr/pay.sql', line: 12, output: 'sql/0001_p.sql', outputLine: 10 },
    ]);
    expect((await cli(['where', 'hr.pay:99', '-o', folder])).code).toBe(1);
  });

  it('applies what it should', async () => {
    file('sql/0001_a.sql', 'create table t (id int); insert into t values (1);');
    file(
      'sql/0002_b.sql',
      'create procedure p() language plpgsql as $$ begin insert into t values (2); commit; end $$;\ncall p();\n',
    );
    expect(await cli(['apply', folder, '--target', 'pglite:'])).toMatchObject({
      code: 0,
      out: '4 statements applied to pglite:, 2 of 2 files complete\n',
    });
  });
});

describe('the runner', () => {
  it('plans, applies, shows, checks and takes back on a PGlite directory', async () => {
    file('out/sql/0001_t.sql', 'create table public.t (id int primary key);\n');
    file('out/sql/0002_f.sql', "create function public.f() returns int language sql as 'select 1';\n");
    const [out, target] = [join(folder, 'out'), `pglite:${join(folder, 'db')}`];
    const planned = JSON.parse((await cli(['plan', out, '--target', target, '--json'])).out);
    expect(planned.units.map(({ id }: { id: string }) => id)).toEqual(['t', 'f']);
    const plan = file('plan.json', JSON.stringify({ ...planned, hash: 'other' }));
    expect(await cli(['apply', out, '--target', target, '--plan', plan])).toMatchObject({ code: 3 });
    writeFileSync(plan, JSON.stringify(planned));
    const applied = await cli(['apply', out, '--target', target, '--plan', plan, '--json']);
    expect(applied.code).toBe(0);
    const { head } = JSON.parse(applied.out);
    expect(JSON.parse((await cli(['status', out, '--target', target, '--json'])).out)).toMatchObject({
      state: 'done',
      units: 2,
      pending: 0,
      head,
    });
    expect(await cli(['audit', '--target', target, '--head', head])).toMatchObject({ code: 0, err: '' });
    expect(await cli(['verify', out, '--target', target])).toMatchObject({ code: 0, err: '' });
    expect((await cli(['repair', '--target', target])).code).toBe(2);
    expect((await cli(['rollback', '--target', target, '--yes'])).out).toContain('2 of 2 units undone');
  }, 120_000);
});

describe('the program', () => {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const program = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { encoding: 'utf8', input, timeout: 30_000 });

  it('ends with the exit code and the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(program(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(program(['nope']).status).toBe(2);
  });

  it('does not mind a reader that leaves', () => {
    const line = `${process.execPath} --import tsx ${main} --help | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8', timeout: 30_000 });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it('does all its work, and says how it went, where the reader has left', () => {
    const file = join(root, 'left.sql');
    writeFileSync(file, "begin raise_application_error(-20001, 'no'); end;\n/\n");
    const command = `${process.execPath} --import tsx ${main} run ${file}`;
    spawnSync('bash', ['-c', `{ ${command} 2>&1; echo "$?" > ${file}.code; } | true`], { timeout: 60_000 });
    expect(readFileSync(`${file}.code`, 'utf8')).toBe('1\n');
  }, 120_000);
});
