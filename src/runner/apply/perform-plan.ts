import type { LoadReport } from '../load/load.js';
import { loadAll } from '../load/load-all.js';
import type { RowSource } from '../load/source.js';
import { asideSchema } from '../plan/changes/change.js';
import type { Plan, PlanUnit } from '../plan/plan-model.js';
import { addsValue } from '../plan/project-units.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { DatabaseError } from '../target/database-error.js';
import type { RunOptions } from '../target/run-options.js';
import { endRun, failRun } from '../target/run-session.js';
import type { Session } from '../target/session.js';
import type { ApplyReport } from './apply-report.js';
import type { Engine } from './engine/engine.js';
import type { EngineUnit } from './engine/engine-unit.js';
import { locateFailure } from './locate-failure.js';
import { type RunnerExit, runnerExit } from './run-failure.js';

type Failure = NonNullable<ApplyReport['failure']>;

/** Makes the report of a run that ends after so many units. */
export type Reporter = (
  exit: RunnerExit,
  done: number,
  statements: number,
  failure?: Failure,
  problems?: readonly string[],
) => ApplyReport;

/** A plan, and what it is performed with. */
interface PlanPerformance {
  /** The folder of the output, in which failures are located. */
  readonly out: string;
  readonly plan: Plan;
  /** The rows to load. */
  readonly data: readonly RowSource[];
  readonly engine: Engine;
  readonly session: Session;
  readonly options: RunOptions;
  readonly report: Reporter;
  /** The run in the ledger. */
  readonly run: string | undefined;
}

/** Does the units of a plan in order, with the load of rows between structure and what follows, and closes the run. */
export async function performPlan(given: PlanPerformance): Promise<ApplyReport> {
  return given.options.atomic === true ? await performAtomic(given) : await new UnitsInOrder(given).perform();
}

/** All units in one transaction, and no rows. */
async function performAtomic(given: PlanPerformance): Promise<ApplyReport> {
  const { plan, engine, session, report, run } = given;
  const ended = await performTogether(given);
  if (ended === 'cancelled') return report(runnerExit.cancelled, 0, 0);
  if (ended !== undefined) {
    await noteFailure(given, ended.error);
    return report(runnerExit.failed, 0, 0, ended);
  }
  await endRun(engine, session, run);
  return report(runnerExit.done, plan.units.length, plan.units.flatMap((unit) => unit.statements).length);
}

async function noteFailure({ engine, session, run }: PlanPerformance, error: Failure['error']): Promise<void> {
  await failRun(engine, session, run, error.sqlstate);
}

/** The units of a plan one after the other, or some in a transaction; each step gives the report of a run that ends. */
class UnitsInOrder {
  private statements = 0;
  /** The unit to do next. */
  private index = 0;
  private readonly loads: LoadReport[] = [];
  /** Before which unit rows are loaded; -1: behind all. */
  private readonly loadAt: number;
  private readonly ready = remembered(engineUnit);

  constructor(private readonly given: PlanPerformance) {
    const { data, plan } = given;
    this.loadAt = data.length === 0 ? -1 : plan.units.findIndex(({ phase }) => phase === 'post-data');
  }

  async perform(): Promise<ApplyReport> {
    const { plan, engine, session, report, run } = this.given;
    while (this.index < plan.units.length) {
      const ended = (this.index === this.loadAt ? await this.load() : undefined) ?? (await this.next());
      if (ended !== undefined) return ended;
    }
    const ended = this.loadAt < 0 ? await this.load() : undefined;
    if (ended !== undefined) return ended;
    await endRun(engine, session, run);
    return { ...report(runnerExit.done, plan.units.length, this.statements), loads: this.loads };
  }

  private async load(): Promise<ApplyReport | undefined> {
    const { data, engine, session, options, report } = this.given;
    if (data.length === 0) return undefined;
    const { index, statements, loads } = this;
    for (const { source, report: loaded, outcome } of await loadAll(data, session, engine, options.load ?? {})) {
      loads.push(loaded);
      if (outcome.kind === 'cancelled') return { ...report(runnerExit.cancelled, index, statements), loads };
      if (outcome.kind === 'done') continue;
      const { error, blockers, isClean } = outcome;
      const failure = { file: source.path, line: 1, oracle: undefined, error, unit: source.id, blockers };
      if (isClean) await noteFailure(this.given, error);
      return { ...report(isClean ? runnerExit.failed : runnerExit.interrupted, index, statements, failure), loads };
    }
    return undefined;
  }

  /** The next unit, or those that share a transaction with it. */
  private async next(): Promise<ApplyReport | undefined> {
    const { plan, engine, options, report } = this.given;
    const group = this.announced();
    if (group.length === 0) return report(runnerExit.cancelled, this.index, this.statements);
    const following = () =>
      groupAt(plan.units, this.index + group.length, options, this.loadAt).map((unit) => this.ready(unit));
    const isTogether =
      group.length > 1 &&
      (await engine.performGroup(
        group.map((unit) => this.ready(unit)),
        following,
      ));
    for (const unit of group) {
      const ended = isTogether ? undefined : await performOne(this.given, unit);
      if (ended === undefined) {
        this.statements += unit.statements.length;
        this.index += 1;
        continue;
      }
      if (ended === 'cancelled') return report(runnerExit.cancelled, this.index, this.statements);
      const { isClean, failure } = ended;
      if (isClean) await noteFailure(this.given, failure.error);
      return report(isClean ? runnerExit.failed : runnerExit.interrupted, this.index, this.statements, failure);
    }
    return undefined;
  }

  /** The units that are done next, each told of; fewer where the run is cancelled meanwhile. */
  private announced(): PlanUnit[] {
    const { plan, options } = this.given;
    const group = groupAt(plan.units, this.index, options, this.loadAt);
    for (const [ahead, unit] of group.entries()) {
      if (options.isCancelled?.() === true) {
        group.length = ahead;
        break;
      }
      options.onUnit?.(unit, this.index + ahead, plan.units.length);
    }
    if (group.length > 1 && options.isCancelled?.() === true) group.pop();
    return group;
  }
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
async function performTogether({
  out,
  plan,
  engine,
  options,
}: PlanPerformance): Promise<Failure | 'cancelled' | undefined> {
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
  { out, engine, options }: PlanPerformance,
  unit: PlanUnit,
): Promise<{ readonly isClean: boolean; readonly failure: Failure } | 'cancelled' | undefined> {
  if (options.isCancelled?.() === true) return 'cancelled';
  const outcome = await engine.perform(engineUnit(unit));
  switch (outcome.kind) {
    case 'done':
      return undefined;
    case 'cancelled':
      return 'cancelled';
    case 'failed': {
      const { sql, line, file } = unit.statements[Math.max(outcome.statement, 0)] ?? { ...unit, sql: '' };
      const place = locateFailure(out, { text: sql, line, file }, withAdvice(outcome.error));
      return { isClean: outcome.isClean, failure: { ...place, unit: unit.id, blockers: outcome.blockers } };
    }
    default: {
      const forgotten: never = outcome;
      return forgotten;
    }
  }
}

/** A name that has stepped aside before, and is kept for a rollback. */
function withAdvice(error: DatabaseError): DatabaseError {
  if (error.sqlstate !== '42P07' || !error.message.includes(`in schema "${asideSchema}"`)) return error;
  const { message, sqlstate } = error;
  const hint = "what had that name before is kept there for a rollback; 'oraphant finalize' drops all that is kept";
  return new DatabaseError({ message, sqlstate, hint }, { cause: error });
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
