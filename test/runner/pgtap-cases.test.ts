import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { compilerApi } from '../../src/cli/compiler.js';
import { applyProject } from '../../src/runner/apply/apply.js';
import { caseProgram, parseCaseFile } from '../../src/runner/script/case-file.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { type PgtapFile, pgtapFiles } from '../../src/runner/verify/pgtap.js';
import { pgtapCase } from '../../src/runner/verify/pgtap-case.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProject } from './faults/project.js';

const url = inject('postgresUrl');
const hasProve = spawnSync('pg_prove', ['--version']).status === 0;
const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const folder = temporaryFolder();

const caseText = (title: string, run: string, expected: string, setup = '', flags = ''): string =>
  `-- title: ${title}\n-- topic: t\n-- certainty: certain\n-- trap: none\n${flags === '' ? '' : `-- flags: ${flags}\n`}[setup]\n${setup}\n[run]\n${run}\n/\n[expect]\n${expected}\n`;

async function tapOf(name: string, text: string): Promise<PgtapFile> {
  const { value } = parseCaseFile(text);
  return pgtapCase(name, value!, await compilerApi.compileScript(caseProgram(value!), name, { defineOff: true }));
}

const table = 'create table account (id number primary key, name varchar2(20));';
const cases = {
  'printed.sql': caseText(
    'lines, NULL, an error and what is printed before it',
    `begin
  insert into account values (1, 'O''Hara');
  dbms_output.put_line('first' || chr(10) || 'second');
  for r in (select name from account) loop dbms_output.put_line(r.name || ''''); end loop;
  raise_application_error(-20001, 'no');
end;
/
declare n number;
begin
  select count(*) into n from account;
  dbms_output.put_line('rows ' || n);
end;`,
    "first\nsecond\nO'Hara'\nERROR ORA-20001\nrows 0",
    table,
  ),
  'transactions.sql': caseText(
    'COMMIT, ROLLBACK and SAVEPOINT between blocks',
    `insert into account values (1, 'a');
commit;
insert into account values (2, 'b');
savepoint here;
insert into account values (3, 'c');
rollback to here;
declare n number; begin select count(*) into n from account; dbms_output.put_line(n); end;
/
rollback;
declare n number; begin select count(*) into n from account; dbms_output.put_line(n); end;`,
    '2\n1',
    table,
  ),
  'commits.sql': caseText(
    'blocks that end transactions, one of them with an error',
    `insert into account values (1, 'a');
begin
  insert into account values (2, 'b');
  commit;
  insert into account values (3, 'c');
  raise no_data_found;
end;
/
declare n number;
begin
  rollback;
  select count(*) into n from account;
  dbms_output.put_line('rows ' || n);
end;`,
    'ERROR ORA-01403\nrows 2',
    table,
  ),
  'wrong.sql': caseText('another answer', "begin dbms_output.put_line('is'); end;", 'was'),
  'announced.sql': caseText(
    'another answer that was announced',
    "begin dbms_output.put_line(case when sys.utl_inaddr.get_host_name('x') = 'y' then 1 end); end;",
    '1',
    '',
    'OP4001',
  ),
};

describe.skipIf(url === undefined || !hasProve)('behaviour cases as pgTAP tests (PostgreSQL, pg_prove)', () => {
  let admin: Target;
  const base = url?.replace(/\/[^/]*$/, '') ?? '';
  const create = `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`;
  const made: string[] = [];
  const database = async (name: string, from: string): Promise<string> => {
    await admin.execute(`create database ${name} ${from}`);
    made.push(name);
    return `${base}/${name}`;
  };
  const prove = (name: string, files: readonly string[]) => {
    const { hostname, port } = new URL(url!);
    const done = spawnSync('pg_prove', ['-h', hostname, '-p', port, '-U', 'postgres', '-d', name, '-v', ...files], {
      encoding: 'utf8',
    });
    return { status: done.status, text: done.stdout + done.stderr };
  };
  const written = (files: readonly PgtapFile[]): readonly string[] =>
    files.map(({ name, text }) => {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    });
  beforeAll(async () => {
    admin = await openTarget(url!);
    await database('pgtap_cases', create);
  });
  afterAll(async () => {
    for (const name of made) await admin.execute(`drop database if exists ${name} with (force)`);
    await admin.close();
  });

  it('pass within a transaction, and leave nothing behind', async () => {
    const files = [
      await tapOf('printed.sql', cases['printed.sql']),
      await tapOf('transactions.sql', cases['transactions.sql']),
    ];
    expect(files.map(({ name }) => name)).toEqual(['printed.sql', 'transactions.sql']);
    const { status, text } = prove('pgtap_cases', written(files));
    expect(status, text).toBe(0);
    expect(text.match(/^ok 1 - /gm)).toHaveLength(2);
    const target = await openTarget(`${base}/pgtap_cases`);
    const left = await target.execute(
      `select nspname::text from pg_namespace where nspname in ('ora', 'oraphant_tap') union all select relname from pg_class where relname = 'account'`,
    );
    await target.close();
    expect(left.rows).toEqual([]);
  });

  it('pass on a copy where blocks end transactions', async () => {
    const file = await tapOf('commits.sql', cases['commits.sql']);
    expect(file.name).toBe('committing/commits.sql');
    await database('pgtap_cases_copy', 'template pgtap_cases');
    const { status, text } = prove('pgtap_cases_copy', written([file]));
    expect(status, text).toBe(0);
    expect(text).toMatch(/^ok 1 - blocks that end transactions/m);
  });

  it('fail with both answers where another one came, and are still to do where that was announced', async () => {
    const wrong = prove('pgtap_cases', written([await tapOf('wrong.sql', cases['wrong.sql'])]));
    expect(wrong.status).not.toBe(0);
    expect(wrong.text).toMatch(/have: \{is\}\n#\s+want: \{was\}/);
    const announced = prove('pgtap_cases', written([await tapOf('announced.sql', cases['announced.sql'])]));
    expect(announced.status, announced.text).toBe(0);
    expect(announced.text).toMatch(/^not ok 1 .*# TODO OP4001/m);
  });

  it('prove the bank where it is installed', async () => {
    const sources = [path('fixtures/bank/install.sql')];
    const out = join(folder, 'bank');
    for (const { path: name, text } of (await compilerApi.convertPaths(sources, {})).files) {
      mkdirSync(dirname(join(out, name)), { recursive: true });
      writeFileSync(join(out, name), text);
    }
    expect((await applyProject(out, { url: await database('pgtap_bank', create), tool: 't' })).failure).toBeUndefined();
    const scenarios = readdirSync(path('fixtures/bank/scenarios')).filter((name) => name.endsWith('.case'));
    const parsed = scenarios.map(
      (name) => parseCaseFile(readFileSync(path(`fixtures/bank/scenarios/${name}`), 'utf8')).value!,
    );
    const scripts = parsed.map((value, i) => ({ fileName: scenarios[i] ?? '', text: caseProgram(value) }));
    const compiled = await compilerApi.compileBeside(scripts, sources, { defineOff: true });
    const files = parsed.map((value, i) => pgtapCase(`${scenarios[i]}.sql`, value, compiled[i]!));
    const outcomes: string[] = [];
    for (const [i, file] of written(files).entries()) {
      const name = `pgtap_bank_${i}`;
      await database(name, 'template pgtap_bank');
      const { status, text } = prove(name, [file]);
      if (status !== 0 || !/^ok 1 - (?!.*# (SKIP|TODO))/m.test(text)) outcomes.push(text);
      await admin.execute(`drop database ${name} with (force)`);
    }
    expect(files).toHaveLength(27);
    expect(outcomes).toEqual([]);
  }, 600_000);
});

/** The lines of the tests, as pg_prove reads them. */
interface Embedded {
  exec(sql: string): Promise<readonly { readonly rows: readonly Readonly<Record<string, unknown>>[] }[]>;
  close(): Promise<void>;
}

async function openEmbedded(): Promise<Embedded | undefined> {
  const extension = '@electric-sql/pglite-pgtap';
  const loaded = await import(/* @vite-ignore */ extension).catch(() => undefined);
  if (loaded === undefined) return undefined;
  const { PGlite } = await import('@electric-sql/pglite');
  return (await PGlite.create({ extensions: { pgtap: loaded.pgtap } })) as unknown as Embedded;
}

const embedded = await openEmbedded();
afterAll(async () => await embedded?.close());

describe.skipIf(embedded === undefined)('pgTAP tests (PGlite and its pgTAP extension)', () => {
  const run = async (text: string): Promise<readonly string[]> =>
    (await embedded!.exec(text))
      .flatMap(({ rows }) => rows.flatMap((row) => Object.values(row).map(String)))
      .filter((line) => /^(not )?ok |^1\.\./.test(line));

  it.each(['printed.sql', 'transactions.sql'] as const)('%s holds', async (name) => {
    const lines = await run((await tapOf(name, cases[name])).text);
    expect(lines[0]).toBe('1..1');
    expect(lines[1]).toMatch(/^ok 1 - /);
  });

  it('of a project hold where it is applied, and name what is not there', async () => {
    const project = writeProject({
      '0001_t.sql': `create schema shop;\ncreate table shop.t (id bigint primary key, name text default 'x' not null);\ncreate index t_name_ix on shop.t (name);`,
      '0002_f.sql': `create function shop.f(p_id bigint) returns text language plpgsql as $$ begin return p_id::text; end $$;`,
    });
    const files = await pgtapFiles(project.out, 'pglite:');
    for (const name of readdirSync(join(project.out, 'sql')).sort())
      await embedded!.exec(readFileSync(join(project.out, 'sql', name), 'utf8'));
    for (const { text } of files) expect((await run(text)).filter((line) => line.startsWith('not ok'))).toEqual([]);
    await embedded!.exec('drop index shop.t_name_ix');
    const failed: string[] = [];
    for (const { text } of files) failed.push(...(await run(text)).filter((line) => line.startsWith('not ok')));
    expect(failed.map((line) => line.split('\n')[0])).toEqual([expect.stringMatching(/index shop\.t_name_ix$/)]);
  });
});
