import type { LoadReport } from '../load/load.js';
import { loadAll } from '../load/load-all.js';
import type { RowSource } from '../load/source.js';
import { addsValue, type Plan, type PlanUnit } from '../plan/plan.js';
import { shapeOf } from '../plan/statement-shape.js';
import { endRun, type RunOptions } from '../target/run-session.js';
import type { Session } from '../target/session.js';
import { locateFailure } from './apply.js';
import type { ApplyReport } from './apply-run.js';
import type { Engine } from './engine.js';
import type { EngineUnit } from './engine-unit.js';
import { type RunnerExit, runnerExit } from './run-failure.js';

/** Makes the report of a run that ends after so many units. */
export type Reporter = (
  exit: RunnerExit,
  done: number,
  statements: number,
  failure?: ApplyReport['failure'],
  problems?: readonly string[],
) => ApplyReport;

/** Does the units of a plan in order, with the load of rows between structure and what follows, and closes the run. */
export async function performPlan(
  out: string,
  plan: Plan,
  {
    data,
    engine,
    session,
    options,
    report,
    run,
  }: {
    readonly data: readonly RowSource[];
    readonly engine: Engine;
    readonly session: Session;
    readonly options: RunOptions;
    readonly report: Reporter;
    readonly run: string | undefined;
  },
): Promise<ApplyReport> {
  let statements = 0;
  const loads: LoadReport[] = [];
  const loadAt = data.length === 0 ? -1 : plan.units.findIndex(({ phase }) => phase === 'post-data');
  const load = async (index: number): Promise<ApplyReport | undefined> => {
    if (data.length === 0) return undefined;
    for (const { source, report: loaded, outcome } of await loadAll(data, session, engine, options.load ?? {})) {
      loads.push(loaded);
      if (outcome.kind === 'cancelled') return { ...report(runnerExit.interrupted, index, statements), loads };
      if (outcome.kind === 'done') continue;
      const failure = {
        file: source.path,
        line: 1,
        oracle: undefined,
        error: outcome.error,
        unit: source.id,
        blockers: outcome.blockers,
      };
      if (outcome.isClean)
        await engine.note({ unit: '', action: 'run', state: 'failed', sqlstate: outcome.error.sqlstate }, { of: run });
      return { ...report(outcome.isClean ? runnerExit.failed : runnerExit.partial, index, statements, failure), loads };
    }
    return undefined;
  };
  if (options.atomic === true) {
    const ended = await performTogether(out, plan, engine, options);
    if (ended === 'cancelled') return report(runnerExit.interrupted, 0, 0);
    if (ended !== undefined) {
      await engine.note({ unit: '', action: 'run', state: 'failed', sqlstate: ended.error.sqlstate }, { of: run });
      return report(runnerExit.failed, 0, 0, ended);
    }
    await endRun(engine, session, run);
    return report(runnerExit.done, plan.units.length, plan.units.flatMap((unit) => unit.statements).length);
  }
  const ready = remembered(engineUnit);
  for (let index = 0; index < plan.units.length; ) {
    if (index === loadAt) {
      const ended = await load(index);
      if (ended !== undefined) return ended;
    }
    const group = groupAt(plan.units, index, options, loadAt);
    for (const [ahead, unit] of group.entries()) {
      if (options.isCancelled?.() === true) {
        group.length = ahead;
        break;
      }
      options.onUnit?.(unit, index + ahead, plan.units.length);
    }
    if (group.length > 1 && options.isCancelled?.() === true) group.pop();
    const [unit] = group;
    if (unit === undefined) return report(runnerExit.interrupted, index, statements);
    const following = () => groupAt(plan.units, index + group.length, options, loadAt).map(ready);
    if (group.length > 1 && (await engine.performGroup(group.map(ready), following))) {
      statements += group.reduce((sum, one) => sum + one.statements.length, 0);
      index += group.length;
      continue;
    }
    for (const one of group) {
      const ended = await performOne(out, one, engine, options);
      if (ended === undefined) {
        statements += one.statements.length;
        index += 1;
        continue;
      }
      if (ended === 'cancelled') return report(runnerExit.interrupted, index, statements);
      const { isClean, failure } = ended;
      if (isClean)
        await engine.note({ unit: '', action: 'run', state: 'failed', sqlstate: failure.error.sqlstate }, { of: run });
      return report(isClean ? runnerExit.failed : runnerExit.partial, index, statements, failure);
    }
  }
  if (loadAt < 0) {
    const ended = await load(plan.units.length);
    if (ended !== undefined) return ended;
  }
  await endRun(engine, session, run);
  return { ...report(runnerExit.done, plan.units.length, statements), loads };
}

/** Most units, and most text, of one transaction. */
const groupLimits = { units: 32, characters: 200_000 };

/**
 * The units from `index` on that may share a transaction: those that only make what was not there, so that no lock is
 * held longer for it, and no row, sequence or setting is touched that a second try would find different.
 */
export function groupAt(
  units: readonly PlanUnit[],
  index: number,
  options: Pick<RunOptions, 'groupUnits'> = {},
  loadAt = -1,
): PlanUnit[] {
  const group: PlanUnit[] = [];
  let characters = 0;
  for (const unit of units.slice(index, index + (options.groupUnits ?? groupLimits.units))) {
    if (index + group.length === loadAt && group.length > 0) break;
    characters += unit.statements.reduce((sum, { sql }) => sum + sql.length, 0);
    if (group.length > 0 && (characters > groupLimits.characters || !isShared(unit))) break;
    group.push(unit);
    if (!isShared(unit)) break;
  }
  return group;
}

const onlyMakes: ReadonlySet<string> = new Set(['create', 'comment', 'grant', 'revoke', 'alter']);

const isShared = (unit: PlanUnit): boolean =>
  unit.change === 'create' &&
  unit.mode === 'tx' &&
  unit.locks.every(({ blocks }) => blocks === 'nothing') &&
  unit.statements.every(({ sql }) => onlyMakes.has(shapeOf(sql).action) && !addsValue(sql));

/** All units in one transaction. Undefined when it is done. */
async function performTogether(
  out: string,
  plan: Plan,
  engine: Engine,
  options: RunOptions,
): Promise<NonNullable<ApplyReport['failure']> | 'cancelled' | undefined> {
  const total = plan.units.length;
  const onUnit = (index: number) => {
    const unit = plan.units[index];
    if (unit !== undefined) options.onUnit?.(unit, index, total);
  };
  const { outcome, unit: index } = await engine.performTogether(plan.units.map(engineUnit), onUnit);
  if (outcome.kind !== 'failed') return outcome.kind === 'cancelled' ? 'cancelled' : undefined;
  const unit = plan.units[index] ?? plan.units[0];
  const { sql, line, file } = unit?.statements[Math.max(outcome.statement, 0)] ?? { sql: '', line: 1, file: '' };
  const place = locateFailure(out, { text: sql, line, file }, outcome.error);
  return { ...place, unit: unit?.id ?? '', blockers: outcome.blockers };
}

/** Undefined when it is done. */
async function performOne(
  out: string,
  unit: PlanUnit,
  engine: Engine,
  options: RunOptions,
): Promise<
  { readonly isClean: boolean; readonly failure: NonNullable<ApplyReport['failure']> } | 'cancelled' | undefined
> {
  if (options.isCancelled?.() === true) return 'cancelled';
  const outcome = await engine.perform(engineUnit(unit));
  switch (outcome.kind) {
    case 'done':
      return undefined;
    case 'cancelled':
      return 'cancelled';
    case 'failed': {
      const { sql, line, file } = unit.statements[Math.max(outcome.statement, 0)] ?? { ...unit, sql: '' };
      const place = locateFailure(out, { text: sql, line, file }, outcome.error);
      return { isClean: outcome.isClean, failure: { ...place, unit: unit.id, blockers: outcome.blockers } };
    }
    default: {
      const forgotten: never = outcome;
      return forgotten;
    }
  }
}

function remembered<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, To>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

/** A unit of a plan as the engine does it and the ledger keeps it. */
export function engineUnit(unit: PlanUnit): EngineUnit {
  return {
    id: unit.id,
    sha256: unit.sha256,
    action: 'apply',
    mode: unit.mode,
    statements: unit.statements,
    file: unit.file,
    line: unit.line,
    relations: [...new Set(unit.locks.map(({ on }) => on))],
    detail: {
      change: unit.change,
      ...(unit.pending.length > 0 ? { pending: unit.pending } : {}),
      ...(unit.settles === undefined ? {} : { settles: unit.settles }),
      statements: unit.contents.map(({ key, sha256, sql }) => ({
        key,
        sha256,
        sql: ['dml', 'query'].includes(shapeOf(sql).action) ? undefined : sql,
      })),
    },
  };
}
