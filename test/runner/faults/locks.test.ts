import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { targetDrift } from '../../../src/runner/inspect/target-drift.js';
import { sleep } from '../../../src/runner/target/session.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../../src/runner/verify/catalog.js';
import { killChildren } from './child.js';
import { type Databases, databasesOn, expectSoundLedger, on } from './databases.js';
import { writeProject } from './project.js';

const server = inject('postgresUrl');

describe.skipIf(server === undefined)('a run among other sessions (PostgreSQL)', () => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await databasesOn(server!, 'locks');
  });
  afterAll(() => databases.close());
  const rows = async (target: Target, sql: string) => (await target.execute(sql)).rows;

  it('begins when the statement of one that was killed has ended, which is soon', async () => {
    const url = await databases.fresh();
    const project = writeProject({
      '0001_t.sql': 'create table public.t (n int);',
      // Far longer than the test may take: the server notices that nobody is there.
      '0002_rows.sql':
        'insert into public.t select 1 from pg_sleep(case when current_setting($$oraphant.test$$, true) is null then 600 else 0 end);',
    });
    const children = await killChildren();
    const job = { command: 'apply', out: project.out, url, unit: 'rows:post-data', point: 'begin', afterMs: 300 };
    expect(await children.run(job)).toEqual({ killed: true });
    children.close();
    const observer = await openTarget(url);
    const orphans = `select count(*) from pg_stat_activity where datname = current_database() and query like 'insert into public.t%' and pid <> pg_backend_pid()`;
    expect(await rows(observer, orphans)).toEqual([['1']]);
    const database = new URL(url).pathname.slice(1);
    await observer.execute(`alter database ${database} set oraphant.test = 'on'`);
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0, resumed: true });
    expect(await rows(observer, orphans)).toEqual([['0']]);
    expect(await rows(observer, 'select count(*) from public.t')).toEqual([['1']]);
    await observer.close();
  });

  it('waits without a deadlock while another builds an index beside everybody', async () => {
    const url = await databases.fresh();
    const project = writeProject({
      '0001_i.sql': 'create index concurrently account_owner on legacy.account (owner);',
      '0002_v.sql': 'create view legacy.owners as select owner from legacy.account;',
    });
    const holder = await openTarget(url);
    await holder.execute('begin isolation level repeatable read; select * from legacy.account');
    const waiting: string[] = [];
    const first = applyProject(project.out, { url, tool: 't', onWarning: (text) => waiting.push(text) });
    await sleep(200);
    const second = applyProject(project.out, { url, tool: 't', onWarning: (text) => waiting.push(text) });
    while (!waiting.some((text) => text.startsWith('waiting for another run'))) await sleep(20);
    await holder.execute('commit');
    await holder.close();
    const both = await Promise.all([first, second]);
    expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(both.map(({ units }) => units.total).sort()).toEqual([0, 2]);
    await expectSoundLedger(url);
  });

  it('lets readers pass while it waits for a long reader', async () => {
    const url = await databases.fresh();
    const project = writeProject({ '0001_t.sql': 'create table public.t (id int primary key);' });
    await applyProject(project.out, { url, tool: 't' });
    project.write('0001_t.sql', 'create table public.t (id int primary key, note text);');
    const holder = await openTarget(url);
    await holder.execute('begin; select * from public.t');
    // Whoever comes meanwhile waits behind the one that wants to change the table: no longer than its own wait may
    // take.
    const reader = await openTarget(url);
    await reader.execute(`set statement_timeout = '10s'`);
    let reads = 0;
    let isWaiting = false;
    const reading = (async () => {
      // The long reader ends when others have read behind the one that waits: were they held up, nobody would ever end.
      for (; reads < 12; reads += isWaiting ? 1 : 0) {
        await reader.execute('select count(*) from public.t');
        await sleep(40);
      }
      await holder.execute('commit');
    })();
    const report = await applyProject(project.out, {
      url,
      tool: 't',
      lockTimeoutMs: 100,
      onUnit: () => {
        isWaiting = true;
      },
    });
    await reading;
    expect(report).toMatchObject({ exit: 0, failure: undefined });
    await Promise.all([holder.close(), reader.close()]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with exit 130 at %s, its lock free and nothing half done',
    async (signal) => {
      const url = await databases.fresh();
      const project = writeProject({
        '0001_t.sql': 'create table public.t (n int);',
        '0002_rows.sql': 'insert into public.t values (1);\ninsert into public.t select 2 from pg_sleep(600);',
      });
      const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', main, 'apply', project.out, '--target', url, '--json'],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let said = '';
      child.stdout.on('data', (data) => {
        said += data;
      });
      const ended = new Promise<number | null>((resolve) => {
        child.once('exit', (code) => resolve(code));
      });
      await on(url, async (observer) => {
        const busy = `select 1 from pg_stat_activity where datname = current_database() and query like 'insert into public.t select 2%' and state = 'active' and pid <> pg_backend_pid()`;
        while ((await observer.execute(busy)).rows.length === 0 && child.exitCode === null) await sleep(50);
        child.kill(signal);
        expect(await ended).toBe(130);
        expect(JSON.parse(said)).toMatchObject({ exit: 130, units: { done: 1, total: 2 } });
        expect(await rows(observer, 'select count(*) from public.t')).toEqual([['0']]);
        expect(await rows(observer, 'select pg_try_advisory_lock(1869767024, 1751215732)')).toEqual([['t']]);
      });
    },
  );

  it('keeps apart names that are hostile, long, mixed, or on a path of somebody else', async () => {
    const long = 'ü'.repeat(31);
    const names = ['Mixed Case', 'sel;ect', `it's "quoted"`, '$$; drop schema legacy cascade; --', long, 'select'];
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
    const text = (name: string) => `'${name.replaceAll("'", "''")}'`;
    const files: Record<string, string> = { '0001_s.sql': 'create schema "Odd; schema";' };
    for (const [n, q] of quoted.entries()) {
      const t = `"Odd; schema".${q}`;
      const key = `"${`k${n} ${names[n]}`.slice(0, 24).replaceAll('"', '""')}"`;
      files[`0${n}10_t.sql`] =
        `create table ${t} (${q} int, constraint ${key} primary key (${q}));\ncomment on table ${t} is ${text(names[n]!)};\ncomment on column ${t}.${q} is ${text(names[n]!)};\ngrant select on ${t} to public;\ncreate index ${`"i${n}"`} on ${t} (${q});`;
      files[`0${n}11_f.sql`] =
        `create function "Odd; schema".${`"f ${names[n]!.slice(0, 12).replaceAll('"', '""')}"`}(${q} text default ${text(names[n]!)}) returns text language plpgsql as $body$ begin return ${text(names[n]!)}; end $body$;`;
    }
    const url = await databases.fresh(`create schema evil;
      create function evil.format(text, variadic text[]) returns text language sql as $$ select 'evil' $$;
      create function evil.to_regclass(text) returns regclass language sql as $$ select 'pg_class'::regclass $$;
      create table evil.entry (a int); create view evil.pg_class as select 1 as a;`);
    const database = new URL(url).pathname.slice(1);
    await on(url, (t) =>
      t.execute(`alter role postgres in database ${database} set search_path = evil, pg_catalog, public`),
    );
    const project = writeProject(files);
    const state = () => on(url, async (target) => fingerprint(await readCatalog(target)));
    const before = await state();
    const report = await applyProject(project.out, { url, tool: 't' });
    expect(report.failure).toBeUndefined();
    expect((await targetDrift(url)).differences).toEqual([]);
    await on(url, (target) => target.execute(`alter table "Odd; schema".${quoted[2]} add column x int`));
    expect((await targetDrift(url)).differences).toMatchObject([{ change: 'added' }]);
    await on(url, (target) => target.execute(`alter table "Odd; schema".${quoted[2]} drop column x`));
    const first = await state();
    for (const n of [1, 4]) {
      const file = `0${n}10_t.sql`;
      project.write(
        file,
        files[file]!.replace(' int, constraint', ` int, "new; ${n}" text default ${text(names[n]!)}, constraint`),
      );
    }
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0, units: { total: 2 } });
    expect(await rollbackRuns({ url, tool: 't' })).toMatchObject({ exit: 0, differences: [] });
    expect(await state()).toBe(first);
    expect(await rollbackRuns({ url, tool: 't', all: true })).toMatchObject({ exit: 0, differences: [] });
    expect(await state()).toBe(before);
  });
});
