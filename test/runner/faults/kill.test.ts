import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import type { FaultPoint } from '../../../src/runner/apply/engine/engine-unit.js';
import { groupAt } from '../../../src/runner/apply/perform-plan.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { chainProblems, readLedger } from '../../../src/runner/ledger/ledger.js';
import type { PlanUnit } from '../../../src/runner/plan/plan-model.js';
import { sleep } from '../../../src/runner/target/session.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../../src/runner/verify/catalog.js';
import { killChildren } from './child.js';
import { bigProject, standing, writeProject } from './project.js';

/** Every point at each so many-th unit: all of them with ORAPHANT_FULL=1, a tenth with ORAPHANT_EVERY=10. */
const every = process.env.ORAPHANT_FULL === '1' ? 1 : Number(process.env.ORAPHANT_EVERY ?? 3);
const isTried = (_: unknown, index: number): boolean => index % every === Math.min(2, every - 1);
const url = inject('postgresUrl');

async function facts(target: Target): Promise<string> {
  return fingerprint((await readCatalog(target)).filter(({ definition }) => !definition.endsWith('INVALID')));
}

async function rows(target: Target): Promise<string> {
  const { rows: tables } = await target.execute(
    `select format('%I.%I', table_schema, table_name) from information_schema.tables where table_schema in ('shop', 'legacy') and table_type = 'BASE TABLE' order by 1`,
  );
  const sums: string[] = [];
  for (const [table] of tables) {
    const [[sum] = []] = (
      await target.execute(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t`)
    ).rows;
    sums.push(`${table} ${sum}`);
  }
  return sums.join('\n');
}

describe.skipIf(url === undefined)('a run that is killed (PostgreSQL)', () => {
  const project = writeProject(bigProject());
  let admin: Target;
  let children: Awaited<ReturnType<typeof killChildren>>;
  let databases = 0;
  /** Of every unit, the catalog's fingerprint before it; the last one is the end. */
  const reference: string[] = [];
  const units: string[] = [];
  /** Units that share a transaction when nothing goes wrong. */
  const groups: (readonly string[])[] = [];
  let finalRows = '';
  let before = '';
  let beforeRows = '';
  const counts = { killed: 0, survived: 0 };

  const fresh = async (): Promise<string> => {
    databases += 1;
    await admin.execute(`create database kill_${databases} template kill_template`);
    return `${url!.replace(/\/postgres$/, '')}/kill_${databases}`;
  };

  beforeAll(async () => {
    children = await killChildren();
    admin = await openTarget(url!);
    await admin.execute('create database kill_template');
    const template = await openTarget(`${url!.replace(/\/postgres$/, '')}/kill_template`);
    await template.execute(standing);
    before = await facts(template);
    beforeRows = await rows(template);
    await template.close();
    const database = await fresh();
    const observer = await openTarget(database);
    const pending: PlanUnit[] = [];
    reference.push(before);
    const report = await applyProject(project.out, {
      url: database,
      tool: 'test',
      groupUnits: 1,
      // The state behind each unit, as soon as its entry is there.
      open: async () => {
        const target = await openTarget(database);
        return {
          ...target,
          async execute(sql: string) {
            const result = await target.execute(sql);
            if (sql.includes('insert into oraphant.entry') && sql.includes("'apply', 'done'"))
              reference.push(await facts(observer));
            return result;
          },
        };
      },
      onUnit: (unit) => pending.push(unit),
    });
    expect(report.exit).toBe(0);
    units.push(...pending.map(({ id }) => id));
    for (let index = 0; index < pending.length; ) {
      const group = groupAt(pending, index);
      groups.push(group.map(({ id }) => id));
      index += group.length;
    }
    finalRows = await rows(observer);
    expect(reference.length).toBe(units.length + 1);
    await observer.close();
  }, 120_000);

  afterAll(async () => {
    children.close();
    for (let n = 1; n <= databases; n += 1) await admin.execute(`drop database if exists kill_${n} with (force)`);
    await admin.execute('drop database if exists kill_template');
    await admin.close();
    process.stderr.write(`kill points: ${counts.survived} of ${counts.killed} survived, ${units.length} units\n`);
    if (every <= 3) expect(counts.killed).toBeGreaterThanOrEqual(200);
  });

  /** Waits until no server process of a dead client is left, then holds the target against its ledger. */
  async function check(observer: Target): Promise<number> {
    for (let i = 0; i < 1500; i += 1) {
      const { rows: left } = await observer.execute(
        `select 1 from pg_stat_activity where datname = current_database() and application_name like 'oraphant %'`,
      );
      if (left.length === 0) break;
      await sleep(20);
    }
    const entries = await readLedger(observer);
    expect(chainProblems(entries)).toEqual([]);
    const done =
      entries.filter(({ action, state }) => action === 'apply' && state === 'done').length -
      entries.filter(({ action, state }) => action === 'undo' && state === 'done').length;
    const last = entries.at(-1);
    const now = await facts(observer);
    if (last?.state === 'intent') expect([reference[done], reference[done + 1]]).toContain(now);
    else expect(now).toBe(reference[done]);
    return done;
  }

  const isAlone = (unit: string) => /^index_i[123]:/.test(unit);
  /** Units that a rollback is killed in: those of the first four fifths, the last one first. */
  const undone = () =>
    units
      .slice(0, Math.floor(units.length * 0.8))
      .toReversed()
      .filter((_, index) => index % Math.max(1, every - 1) === 0);
  const chosen = () => units.filter((unit, index) => isTried(unit, index) || unit.startsWith('index_i2'));

  it('has units of every kind', () => {
    expect(units.length).toBeGreaterThanOrEqual(40);
    expect(units.filter((unit) => unit.startsWith('index_i')).length).toBe(10);
  });

  it('goes on at every unit and point without repeating or skipping', async () => {
    // What is in flight when the process dies may or may not be done: the points behind it need a run of their own.
    const passes: readonly { readonly tx: readonly FaultPoint[]; readonly notx: readonly FaultPoint[] }[] = [
      { tx: ['begin', 'sql', 'entry', 'commit'], notx: ['begin', 'sql'] },
      { tx: ['ack'], notx: ['ack'] },
      { tx: [], notx: ['entry'] },
      { tx: [], notx: ['commit'] },
    ];
    for (const pass of passes) {
      const database = await fresh();
      const observer = await openTarget(database);
      for (const unit of chosen()) {
        for (const point of isAlone(unit) ? pass.notx : pass.tx) {
          const job = { command: 'apply', out: project.out, url: database, unit, point, groupUnits: 1 };
          const answer = await children.run(job);
          expect({ unit, point, ...answer }).toMatchObject({ killed: true });
          counts.killed += 1;
          await check(observer);
          counts.survived += 1;
        }
      }
      await finish(database, observer);
    }
  }, 300_000);

  /** The next apply reaches what an undisturbed run does, and every unit was done once. */
  async function finish(database: string, observer: Target): Promise<void> {
    expect((await applyProject(project.out, { url: database, tool: 'test' })).exit).toBe(0);
    expect(await facts(observer)).toBe(reference.at(-1));
    expect(await rows(observer)).toBe(finalRows);
    const entries = await readLedger(observer);
    const done = entries.filter(({ action, state }) => action === 'apply' && state === 'done').map(({ unit }) => unit);
    expect(done).toEqual(units);
    await observer.close();
  }

  it('goes on where units share a transaction: all of them are done, or none', async () => {
    const database = await fresh();
    const observer = await openTarget(database);
    const shared = groups.filter(({ length }) => length > 1);
    expect(shared.flat().length).toBeGreaterThan(20);
    for (const group of shared) {
      const last = group.at(-1) ?? '';
      const inside = group.filter(isTried);
      const points = [
        ...inside.flatMap((unit) => (['begin', 'sql', 'entry'] as const).map((point) => ({ unit, point }))),
        { unit: last, point: 'commit' as const },
        { unit: last, point: 'ack' as const },
      ];
      for (const { unit, point } of points) {
        // A COMMIT in flight may have arrived; a group that is resumed may be cut differently.
        const before = await readLedger(observer);
        if (before.some(({ unit: done, state }) => done === unit && state === 'done')) continue;
        const answer = await children.run({ command: 'apply', out: project.out, url: database, unit, point });
        expect({ unit, point, ...answer }).toMatchObject({ killed: true });
        counts.killed += 1;
        await check(observer);
        counts.survived += 1;
      }
    }
    await finish(database, observer);
  }, 300_000);

  it('can be rolled back from any place, and the rollback can be killed too', async () => {
    const database = await fresh();
    const observer = await openTarget(database);
    const middle = units[Math.floor(units.length * 0.8)];
    expect(
      (await children.run({ command: 'apply', out: project.out, url: database, unit: middle, point: 'sql' })).killed,
    ).toBe(true);
    await check(observer);
    // The seeds of tables that go with them are no loss; nothing else is irreversible.
    for (const unit of undone()) {
      for (const point of ['begin', 'entry', 'commit'] as const) {
        const answer = await children.run({ command: 'rollback', out: project.out, url: database, unit, point });
        expect({ unit, point, ...answer }).toMatchObject({ killed: true });
        counts.killed += 1;
        await check(observer);
        counts.survived += 1;
      }
    }
    const report = await rollbackRuns({ url: database, tool: 'test', all: true });
    expect(report).toMatchObject({ exit: 0, compared: true, differences: [] });
    expect(await facts(observer)).toBe(before);
    expect(await rows(observer)).toBe(beforeRows);
    await observer.close();
  }, 300_000);
});
