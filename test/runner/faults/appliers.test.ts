import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import type { ApplyReport } from '../../../src/runner/apply/apply-report.js';
import { RunFailure } from '../../../src/runner/apply/run-failure.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { sleep } from '../../../src/runner/target/session.js';
import { openTarget } from '../../../src/runner/target/target.js';
import { type Databases, databasesOn, expectSoundLedger, on, stateOf } from './databases.js';
import { bigProject, writeProject } from './project.js';
import { type Fate, startProxy } from './proxy.js';

const server = inject('postgresUrl');
/** Before every so many-th query of a run the line is cut. */
const every = Number(process.env.ORAPHANT_EVERY ?? 1);

describe.skipIf(server === undefined)('appliers beside each other and on a bad line (PostgreSQL)', () => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await databasesOn(server!, 'appliers');
  });
  afterAll(() => databases.close());

  it('work one at a time when two begin together, fifty times', async () => {
    const project = writeProject({
      '0001_t.sql': 'create table public.t (id int primary key);',
      '0002_rows.sql': 'insert into public.t select generate_series(1, 10);',
      '0003_v.sql': 'create view public.v as select count(*) as n from public.t;',
    });
    const url = await databases.fresh();
    const waited: string[] = [];
    const apply = (lockWaitMs: number): Promise<ApplyReport | RunFailure> =>
      applyProject(project.out, { url, tool: 't', lockWaitMs, onWarning: (text) => waited.push(text) }).catch(
        (error: unknown) => {
          if (error instanceof RunFailure) return error;
          throw error;
        },
      );
    const seen = { waited: 0, refused: 0, later: 0 };
    for (let round = 0; round < 50; round += 1) {
      // Every other pair has no patience.
      const lockWaitMs = round % 2 === 0 ? 60_000 : 0;
      waited.length = 0;
      const pair = await Promise.all([apply(lockWaitMs), apply(lockWaitMs)]);
      const worked = pair.filter((report) => !(report instanceof RunFailure) && report.units.total > 0);
      expect(worked).toHaveLength(1);
      expect(worked[0]).toMatchObject({ exit: 0, units: { done: 3, total: 3 } });
      const other = pair.find((report) => report !== worked[0]);
      if (other instanceof RunFailure) {
        expect(other).toMatchObject({ exit: 5, message: expect.stringMatching(/process \d+|pid \d+/) });
        seen.refused += 1;
      } else {
        expect(other).toMatchObject({ exit: 0, units: { done: 0, total: 0 } });
        if (waited.some((text) => text.startsWith('waiting for another run'))) seen.waited += 1;
        else seen.later += 1;
      }
      expect((await on(url, (target) => target.execute('select n from public.v'))).rows).toEqual([['10']]);
      expect(await rollbackRuns({ url, tool: 't', all: true, discardNewRows: true })).toMatchObject({ exit: 0 });
    }
    expect(seen.waited + seen.refused + seen.later).toBe(50);
    expect(seen.waited).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
    const entries = await on(url, (target) =>
      target.execute(`select count(*) from oraphant.entry where action = 'apply' and state = 'done'`),
    );
    expect(entries.rows).toEqual([['150']]);
  }, 240_000);

  it('take back one run where two take back the last one at once', async () => {
    const url = await databases.fresh();
    const table = { '0001_t.sql': 'create table public.t (id int primary key);' };
    const releases = [table, { ...table, '0002_u.sql': 'create table public.u (id int primary key);' }];
    for (const files of releases)
      expect(await applyProject(writeProject(files).out, { url, tool: 't' })).toMatchObject({ exit: 0 });
    const holder = await openTarget(url);
    await holder.execute(`select pg_advisory_lock(x'6f726170'::int, x'68616e74'::int)`);
    const waiting = { count: 0 };
    const onWarning = () => {
      waiting.count += 1;
    };
    const both = [1, 2].map(() => rollbackRuns({ url, tool: 't', onWarning }).catch((error: unknown) => error));
    while (waiting.count < 2) await sleep(20);
    await holder.close();
    const [done, refused] = (await Promise.all(both)).sort((a) => (a instanceof RunFailure ? 1 : -1));
    expect(done).toMatchObject({ exit: 0, units: { done: 1, total: 1 } });
    expect(refused).toMatchObject({ exit: 5, message: expect.stringMatching(/name it with --run/) });
    await on(url, (target) => target.execute('select from public.t'));
    await expect(on(url, (target) => target.execute('select from public.u'))).rejects.toThrow(/does not exist/);
  });

  it('go on or stop cleanly when the line is cut before any one query', async () => {
    const project = writeProject(bigProject(3));
    const undisturbed = await databases.fresh();
    const before = await stateOf(undisturbed);
    const through = async (url: string, fate: (nth: number) => Fate) => {
      let count = 0;
      const proxy = await startProxy(url, () => {
        count += 1;
        return fate(count);
      });
      try {
        const outcome = await applyProject(project.out, { url: proxy.url, tool: 't', groupUnits: 6 }).catch(
          (error: unknown) => error,
        );
        return { outcome, count };
      } finally {
        await proxy.close();
      }
    };
    const { count: queries, outcome: whole } = await through(undisturbed, () => 'pass');
    expect(whole).toMatchObject({ exit: 0 });
    const reference = await stateOf(undisturbed);
    expect(queries).toBeGreaterThan(40);
    let survived = 0;
    for (let nth = 1; nth <= queries; nth += every) {
      const url = await databases.fresh();
      const { outcome } = await through(url, (n) => (n === nth ? 'cut' : 'pass'));
      // Before the run has begun there is no run to go on with: the target could not be opened.
      if (outcome instanceof RunFailure)
        expect({ nth, exit: outcome.exit }).toMatchObject({ exit: expect.toSatisfy(isStop) });
      else if (outcome instanceof Error)
        expect({ nth, message: outcome.message }).toMatchObject({ message: expect.stringMatching(/target/) });
      else expect({ nth, exit: (outcome as ApplyReport).exit }).toEqual({ nth, exit: 0 });
      expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
      expect(await stateOf(url)).toEqual(reference);
      await expectSoundLedger(url);
      if (nth % 9 === 0) {
        expect(await rollbackRuns({ url, tool: 't', all: true, discardNewRows: true })).toMatchObject({ exit: 0 });
        expect(await stateOf(url)).toEqual(before);
      }
      survived += 1;
    }
    process.stderr.write(`cuts: ${survived} of ${queries} queries, all survived\n`);
  }, 300_000);
});

const isStop = (exit: unknown): boolean => exit === 6 || exit === 7;
