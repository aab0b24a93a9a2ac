import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply-run.js';
import { targetStatus } from '../../../src/runner/inspect.js';
import { readLedger } from '../../../src/runner/ledger.js';
import { openTarget } from '../../../src/runner/target.js';
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
    project.remove();
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
    wanting.remove();
  });
});
