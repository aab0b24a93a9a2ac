import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { targetStatus } from '../../../src/runner/inspect/status.js';
import { readLedger } from '../../../src/runner/ledger/ledger.js';
import { openTarget } from '../../../src/runner/target/target.js';
import { startTestServer, type TestServer } from '../../support/postgres.js';
import { type Databases, databasesOn, expectSoundLedger, failureOf, on, stateOf } from './databases.js';
import { bigProject, writeProject } from './project.js';
import { type Fate, startProxy } from './proxy.js';

describe.skipIf(inject('postgresUrl') === undefined)('a server that goes away under a run (PostgreSQL)', () => {
  const project = writeProject(bigProject(4));
  let server: TestServer;
  let databases: Databases;
  let reference: readonly string[];

  const finish = async (url: string) => {
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
    expect(await stateOf(url)).toEqual(reference);
    await expectSoundLedger(url);
  };

  beforeAll(async () => {
    const started = await startTestServer();
    if ('missing' in started) throw new Error(started.missing);
    server = started;
    databases = await databasesOn(server.url, 'server');
    const url = await databases.fresh();
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
    reference = await stateOf(url);
  });
  afterAll(async () => {
    await server.stop();
  });

  it('crashes and comes back: the run goes on, and nothing that was confirmed is lost', async () => {
    const url = await databases.fresh();
    let crash: Promise<void> | undefined;
    let crashes = 0;
    const log = join(project.out, 'crash.log');
    const report = await applyProject(project.out, {
      url,
      tool: 't',
      groupUnits: 4,
      logFile: log,
      onUnit: (_unit, index) => {
        if (![6, 14, 22].includes(index) || crash !== undefined) return;
        crashes += 1;
        crash = server.crash().then(() => {
          crash = undefined;
        });
      },
    });
    await crash;
    expect(report).toMatchObject({ exit: 0, failure: undefined });
    expect(crashes).toBeGreaterThan(0);
    await finish(url);
  });

  it('stays away: nothing is half done, and the next run goes on', async () => {
    const url = await databases.fresh();
    let back = () => {};
    const away = new Promise<void>((resolve) => {
      back = resolve;
    });
    let crash: Promise<void> | undefined;
    const lost = await failureOf(
      applyProject(project.out, {
        url,
        tool: 't',
        deadlineMs: 700,
        onUnit: (_unit, index) => {
          if (index >= 12) crash ??= server.crash(() => away);
        },
      }),
    );
    expect(lost.exit).toBe(7);
    expect(lost.message).toMatch(/did not come back[\s\S]*nothing is half done/);
    back();
    await crash;
    expect(await targetStatus(url, project.out)).toMatchObject({ state: 'interrupted', chain: [] });
    await finish(url);
  });

  it('is not waited for once the user asks for an end', async () => {
    const url = await databases.fresh();
    let back = () => {};
    const away = new Promise<void>((resolve) => {
      back = resolve;
    });
    let crash: Promise<void> | undefined;
    const warnings: string[] = [];
    const isLost = () => warnings.some((text) => text.startsWith('the connection was lost, trying to get it back'));
    const lost = await failureOf(
      applyProject(project.out, {
        url,
        tool: 't',
        deadlineMs: 600_000,
        onWarning: (text) => warnings.push(text),
        isCancelled: isLost,
        onUnit: (_unit, index) => {
          if (index >= 12) crash ??= server.crash(() => away);
        },
      }),
    );
    expect(lost.exit).toBe(7);
    expect(warnings.filter((text) => text.startsWith('the connection was lost'))).toHaveLength(1);
    back();
    await crash;
    await finish(url);
  });

  it('swallows a statement or its answer, and keeps the line open', async () => {
    const places: readonly (readonly [Fate, RegExp])[] = [
      ['stall', /^create table shop\.t2/],
      ['mute', /^create index concurrently/],
      ['mute', /; commit$/],
      ['stall', /; commit$/],
      ['mute', /^begin/],
    ];
    for (const [fate, place] of places) {
      const url = await databases.fresh();
      let units = 0;
      let isDone = false;
      const proxy = await startProxy(url, (sql) => {
        if (isDone || !place.test(sql) || units < 5) return 'pass';
        isDone = true;
        return fate;
      });
      const warnings: string[] = [];
      const report = await applyProject(project.out, {
        url: proxy.url,
        tool: 't',
        groupUnits: 1,
        stallMs: 150,
        onWarning: (text) => warnings.push(text),
        onUnit: () => {
          units += 1;
        },
      });
      await proxy.close();
      expect({ place, isDone, exit: report.exit, warnings }).toMatchObject({
        isDone: true,
        exit: 0,
        warnings: [expect.stringMatching(/the connection is given up: the server waits for us/)],
      });
      await finish(url);
    }
  });

  it('comes back older than it was: the run says so, and the next one does what is gone', async () => {
    const url = await databases.fresh();
    let opened = 0;
    const open = async () => {
      opened += 1;
      if (opened === 2) {
        // A standby that had not got the last entries takes over.
        await on(url, (target) =>
          target.execute(
            `alter table oraphant.entry disable trigger append_only; delete from oraphant.entry where seq > 5; alter table oraphant.entry enable trigger append_only`,
          ),
        );
      }
      const target = await openTarget(url);
      return { ...target };
    };
    const killer = await openTarget(url);
    const gone = await failureOf(
      applyProject(project.out, {
        url,
        tool: 't',
        groupUnits: 1,
        open,
        onUnit: (_unit, index) => {
          if (index === 9)
            void killer.execute(
              `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'oraphant %' and datname = current_database()`,
            );
        },
      }),
    );
    await killer.close();
    expect(gone.exit).toBe(7);
    expect(gone.message).toMatch(/came back without \d+ ledger entries that it had confirmed/);
    expect((await on(url, readLedger)).length).toBe(5);
  });

  it('does everything in one transaction when it is told to, or nothing', async () => {
    const url = await databases.fresh();
    const indexes = Object.entries(bigProject(4)).filter(([, text]) => /concurrently/.test(text));
    const refused = await failureOf(applyProject(project.out, { url, tool: 't', atomic: true }));
    expect(refused.exit).toBe(3);
    expect(refused.problems.length).toBe(indexes.length);
    expect(refused.message).toMatch(/unit 'index_i1:post-data' runs outside of transactions/);
    const files = Object.fromEntries(
      Object.entries(bigProject(4)).map(([name, text]) => [name, text.replace(/ concurrently/g, '')]),
    );
    const whole = writeProject({
      ...files,
      '0003_path.sql': `set search_path = legacy, public;\n${files['0003_type_money.sql']}`,
      '9000_wrong.sql': 'create view shop.w as\nselect nope from shop.v;',
    });
    rmSync(`${whole.out}/sql/0003_type_money.sql`);
    const before = await stateOf(url);
    expect(await applyProject(whole.out, { url, tool: 't', atomic: true })).toMatchObject({
      exit: 6,
      units: { done: 0 },
      failure: { file: 'sql/9000_wrong.sql', line: 2, error: { sqlstate: '42703' } },
    });
    expect(await stateOf(url)).toEqual(before);
    rmSync(`${whole.out}/sql/9000_wrong.sql`);
    let isEaten = false;
    const proxy = await startProxy(url, (sql) => {
      if (isEaten || !/;\ncommit$/.test(sql)) return 'pass';
      isEaten = true;
      return 'eat';
    });
    const report = await applyProject(whole.out, { url: proxy.url, tool: 't', atomic: true });
    await proxy.close();
    expect({ isEaten, ...report }).toMatchObject({ isEaten: true, exit: 0, failure: undefined });
    expect(await stateOf(url)).toEqual(reference);
    await expectSoundLedger(url);
    const xids = `select count(*), count(distinct xmin::text) from oraphant.entry where action = 'apply'`;
    expect((await on(url, (t) => t.execute(xids))).rows).toEqual([[String(report.units.total), '1']]);
    expect(await rollbackRuns({ url, tool: 't', discardNewRows: true })).toMatchObject({ exit: 0, differences: [] });
    expect(await stateOf(url)).toEqual(before);
  });

  it('has too few locks for one transaction of 6,000 tables: that is said before it begins', async () => {
    const url = await databases.fresh();
    const many = writeProject(
      Object.fromEntries(
        Array.from({ length: 6000 }, (_, n) => [
          `${String(n).padStart(4, '0')}_t${n}.sql`,
          `create table public.t${n} (id int primary key, note text);`,
        ]),
      ),
    );
    const refused = await failureOf(applyProject(many.out, { url, tool: 't', atomic: true }));
    expect(refused.exit).toBe(3);
    expect(refused.message).toMatch(
      /needs some 24000 locks, and the server has \d+: set max_locks_per_transaction to \d+/,
    );
    const tables = `select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
    expect((await on(url, (target) => target.execute(tables))).rows).toEqual([['0']]);
    expect(await applyProject(many.out, { url, tool: 't' })).toMatchObject({ exit: 0, units: { done: 6000 } });
    expect((await on(url, (target) => target.execute(tables))).rows).toEqual([['6000']]);
    // What was asked for is enough.
    const [, enough = ''] = /max_locks_per_transaction to (\d+)/.exec(refused.message) ?? [];
    await on(server.url, (target) => target.execute(`alter system set max_locks_per_transaction = ${enough}`));
    await server.crash();
    const roomy = await databases.fresh();
    expect(await applyProject(many.out, { url: roomy, tool: 't', atomic: true })).toMatchObject({
      exit: 0,
      units: { done: 6000 },
    });
    await on(server.url, (target) => target.execute('alter system reset max_locks_per_transaction'));
    await server.crash();
  }, 240_000);

  it('is sent no DDL by an apply that has nothing to do: its log says so', async () => {
    const url = await databases.fresh();
    let folder = '';
    await on(server.url, async (target) => {
      await target.execute('alter system set logging_collector = on');
      await target.execute("alter system set log_statement = 'all'");
      await target.execute("alter system set log_filename = 'statements.log'");
    });
    await server.crash(async (data) => {
      folder = join(data, 'log');
    });
    // The collector writes behind the server: all is there when a statement of our own is.
    const statements = async (mark: string): Promise<readonly string[]> => {
      await on(server.url, (target) => target.execute(`select '${mark}'`));
      const read = (): string => readFileSync(join(folder, 'statements.log'), 'utf8');
      await vi.waitUntil(() => read().includes(`select '${mark}'`), { timeout: 20_000 });
      return read().match(/(?<=LOG: {2}(?:statement|execute [^:]*): ).*/g) ?? [];
    };
    const changes = (lines: readonly string[]): readonly string[] =>
      lines.filter((sql) => /\b(create|alter|drop|grant|revoke|comment|insert|update|delete|truncate)\s/i.test(sql));
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
    const first = await statements('first run');
    // The log shows what is asked for.
    expect(changes(first).length).toBeGreaterThan(30);
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({
      exit: 0,
      units: { done: 0, total: 0 },
    });
    const second = (await statements('second run')).slice(first.length);
    expect(second.length).toBeGreaterThan(3);
    expect(changes(second)).toEqual([]);
    await on(server.url, (target) => target.execute('alter system reset all'));
    await server.crash();
  });

  it('is a standby: that is said with everything else that is missing', async () => {
    const url = await databases.fresh();
    const wanting = writeProject({ '0001_e.sql': 'create extension no_such_extension;\ncreate schema x;' });
    let signal = '';
    await server.crash(async (data) => {
      signal = join(data, 'standby.signal');
      writeFileSync(signal, '');
    });
    const refused = await failureOf(applyProject(wanting.out, { url, tool: 't' }));
    expect(refused.exit).toBe(3);
    expect(refused.problems.join('\n')).toMatch(/standby: it takes no writes[\s\S]*extension no_such_extension/);
    await server.crash(async () => rmSync(signal));
  });
});
