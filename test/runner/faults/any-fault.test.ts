import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { RunFailure } from '../../../src/runner/apply/run-failure.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import type { RunOptions } from '../../../src/runner/target/run-options.js';
import { TargetOpenError } from '../../../src/runner/target/target-url.js';
import { type Databases, databasesOn, expectSoundLedger, on, stateOf } from './databases.js';
import { bigProject, writeProject } from './project.js';
import { type Fate, startProxy } from './proxy.js';

const server = inject('postgresUrl');

/** Other faults with ORAPHANT_SEED, more of them with ORAPHANT_RUNS. */
const seed = Number(process.env.ORAPHANT_SEED ?? 20261120);
const numRuns = Number(process.env.ORAPHANT_RUNS ?? 6);

describe.skipIf(server === undefined)('any plan with any fault at any place (PostgreSQL)', () => {
  let databases: Databases;
  const known = new Map<string, Promise<readonly string[]>>();
  const counts = { injected: 0, survived: 0 };
  beforeAll(async () => {
    databases = await databasesOn(server!, 'any_fault');
  });
  afterAll(async () => {
    await databases.close();
    process.stderr.write(`any fault, seed ${seed}: ${counts.survived} of ${counts.injected} survived\n`);
  });

  /** Parts that others do without. */
  const optional = ['index_', 'trigger_', 'materialized', 'grants', 'legacy_', 'fk_', 'table_odd', 'view_v'];
  const filesOf = (tables: number, without: readonly string[]) =>
    Object.fromEntries(
      Object.entries(bigProject(tables)).filter(
        ([name]) => !without.some((part) => name.includes(part) || (part === 'view_v' && name.includes('grants'))),
      ),
    );
  const failing = (sqlstate: string, at: number): string => `create schema fault; create sequence fault.n;
    create function fault.fail() returns event_trigger language plpgsql as $$ begin
      if nextval('fault.n') = ${at} then raise exception using errcode = '${sqlstate}', message = 'made to fail'; end if; end $$;
    create event trigger fault on ddl_command_start execute function fault.fail()`;

  const faults = fc.oneof(
    fc.record({ kind: fc.constantFrom<Fate>('cut', 'eat', 'mute', 'stall'), at: fc.integer({ min: 8, max: 120 }) }),
    fc.record({
      kind: fc.constantFrom('53100', '53200', '57014', '40001', '55P03'),
      at: fc.integer({ min: 8, max: 30 }),
    }),
    fc.record({ kind: fc.constantFrom('terminate', 'cancel'), at: fc.integer({ min: 1, max: 25 }) }),
  );

  /** A run that may fail in any way that has an exit code. */
  const attempt = async (work: Promise<{ readonly exit: number }>): Promise<number> => {
    try {
      return (await work).exit;
    } catch (error) {
      if (error instanceof RunFailure) return error.exit;
      if (error instanceof TargetOpenError) return 7;
      throw error;
    }
  };

  async function disturbed(out: string, url: string, fault: { kind: string; at: number }, options: RunOptions) {
    const isFate = ['cut', 'eat', 'mute', 'stall'].includes(fault.kind);
    let queries = 0;
    let units = 0;
    const proxy = await startProxy(url, () => {
      queries += 1;
      return isFate && queries === fault.at ? (fault.kind as Fate) : 'pass';
    });
    try {
      return await attempt(
        applyProject(out, {
          ...options,
          url: proxy.url,
          isCancelled: () => fault.kind === 'cancel' && units >= fault.at,
          onUnit: () => {
            units += 1;
            if (fault.kind === 'terminate' && units === fault.at)
              void on(url, (target) =>
                target.execute(
                  `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'oraphant %' and datname = current_database()`,
                ),
              );
          },
        }),
      );
    } finally {
      await proxy.close();
    }
  }

  it('reaches what an undisturbed run does, or goes back to what was there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 4 }),
        fc.subarray(optional),
        faults,
        fc.constantFrom(1, 6),
        fc.boolean(),
        async (tables, without, fault, groupUnits, goesBack) => {
          const project = writeProject(filesOf(tables, without));
          const options = { url: '', tool: 't', groupUnits, stallMs: 150 };
          const wanted = async () => {
            const url = await databases.fresh();
            expect((await applyProject(project.out, { ...options, url })).exit).toBe(0);
            return await stateOf(url);
          };
          const key = `${tables} ${without.join()}`;
          const url = await databases.fresh(/^\d/.test(fault.kind) ? failing(fault.kind, fault.at) : '');
          const before = await stateOf(url);
          counts.injected += 1;
          expect([0, 6, 7, 130]).toContain(await disturbed(project.out, url, fault, options));
          await expectSoundLedger(url);
          if (goesBack) {
            expect(await attempt(rollbackRuns({ ...options, url, all: true, leaveIrreversible: true }))).toBe(0);
            expect(await stateOf(url)).toEqual(before);
          } else {
            if (!known.has(key)) known.set(key, wanted());
            expect(await applyProject(project.out, { ...options, url })).toMatchObject({ exit: 0 });
            expect(await stateOf(url)).toEqual(await known.get(key));
            await expectSoundLedger(url);
          }
          counts.survived += 1;
        },
      ),
      { seed, numRuns, interruptAfterTimeLimit: 120_000 },
    );
  }, 240_000);
});
