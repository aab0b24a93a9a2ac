import { ledgerState } from '../ledger/ledger-state.js';
import { planProject } from '../plan/plan.js';
import type { PlanStatement } from '../plan/plan-model.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { readProject } from '../script/project.js';
import { DatabaseError } from '../target/database-error.js';
import type { RunOptions } from '../target/run-options.js';
import { checkedLedger, withSession } from '../target/run-session.js';
import type { Session } from '../target/session.js';
import type { Target } from '../target/target.js';
import { compareCatalogs, marksOf, readCatalog } from '../verify/catalog.js';
import { openScratch } from '../verify/scratch.js';
import { applyProject, refusePlan } from './apply.js';
import { newRunId } from './engine/engine.js';
import { type ApplyFailure, locateFailure } from './locate-failure.js';
import { preflight } from './preflight.js';
import { RunFailure, type RunnerExit, runnerExit } from './run-failure.js';
import { change, stepsOf } from './undo/dependants.js';
import { rollbackRuns } from './undo/rollback.js';

/** How `oraphant apply --dry-run` ended. */
export interface DryRunReport {
  readonly exit: RunnerExit;
  readonly mode: 'scratch' | 'target';
  readonly target: string;
  /** What was done and held. */
  readonly steps: readonly string[];
  /** Units that the mode cannot try, with the reason. */
  readonly untried: readonly { readonly unit: string; readonly why: string }[];
  readonly failure: (ApplyFailure & { readonly unit: string }) | undefined;
  readonly problems: readonly string[];
}

/**
 * `apply --dry-run scratch`: the whole project in an empty database of our own: applied, applied again (nothing to do),
 * rolled back to nothing, applied once more to the same catalog. @throws RunFailure, TargetOpenError
 */
export async function dryRunInScratch(
  out: string,
  options: RunOptions,
  scratchUrl = options.url,
): Promise<DryRunReport> {
  const scratch = await openScratch(scratchUrl);
  const steps: string[] = [];
  const problems: string[] = [];
  try {
    const target = await scratch.fresh();
    const own: RunOptions = {
      ...options,
      url: scratchUrl,
      data: undefined,
      expectedPlan: undefined,
      head: undefined,
      confirm: undefined,
      open: async () => ({ ...target, close: async () => {} }),
    };
    if (scratchUrl !== options.url || target.kind === 'pglite')
      problems.push(...(await versionNote(target, options)).map((note) => `note: ${note}`));
    const empty = await readCatalog(target);
    const report = (exit: RunnerExit, failure?: DryRunReport['failure']): DryRunReport => ({
      ...{ exit, mode: 'scratch', target: scratch.label, steps, untried: [], failure, problems },
    });
    const first = await applyProject(out, own);
    if (first.exit !== runnerExit.done) return report(first.exit, first.failure);
    steps.push(`applied ${first.units.done} units, ${first.statements} statements`);
    const built = await readCatalog(target);
    const again = await applyProject(out, own);
    steps.push(again.units.total === 0 ? 'applied again: nothing to do' : '');
    if (again.units.total > 0) problems.push(`a second apply has still ${again.units.total} units to do`);
    const back = await rollbackRuns({ ...own, all: true, leaveIrreversible: true, discardNewRows: true });
    const left = compareCatalogs(marksOf(empty), await readCatalog(target));
    for (const { change: what, object } of left) problems.push(`after a rollback: ${what} ${object}`);
    if (back.exit === runnerExit.done || left.length === 0)
      steps.push(`rolled back ${back.units.done} units to nothing`);
    if (left.length > 0) return report(runnerExit.notExact);
    const second = await applyProject(out, own);
    const differences = compareCatalogs(marksOf(built), await readCatalog(target));
    for (const { change: what, object } of differences) problems.push(`applied once more: ${what} ${object}`);
    if (second.exit !== runnerExit.done) return report(second.exit, second.failure);
    if (differences.length > 0) return report(runnerExit.notExact);
    steps.push('applied once more: the same catalog', unseenInScratch);
    return report(again.units.total > 0 ? runnerExit.notExact : runnerExit.done);
  } finally {
    await scratch.close();
  }
}

/** An empty database has none of it. */
const unseenInScratch =
  'not seen here: what the target itself may refuse, as rows that break a new constraint, missing privileges, settings, ' +
  "and what others have built on its objects ('--dry-run target' tries the plan there)";

async function versionNote(scratch: Target, options: RunOptions): Promise<readonly string[]> {
  const target = await (options.open === undefined ? undefined : options.open());
  const major = (version: number): number => Math.floor(version / 10000);
  const notes =
    target !== undefined && major(target.version) !== major(scratch.version)
      ? [`the scratch database is PostgreSQL ${major(scratch.version)}, the target ${major(target.version)}`]
      : [];
  await target?.close();
  return notes;
}

/** Statements that leave traces which ROLLBACK does not take back: sequences move on. */
const changesRows: ReadonlySet<string> = new Set(['dml', 'query', 'call', 'do', 'other']);

/**
 * `apply --dry-run target`: what the plan changes in the target's structure, in one transaction there that is rolled
 * back. Units that change rows, or that run outside of transactions, are named and not tried. @throws RunFailure,
 * TargetOpenError
 */
export async function dryRunOnTarget(out: string, options: RunOptions): Promise<DryRunReport> {
  const project = readProject(out);
  return await withSession(options, newRunId(), async (session) => {
    const { problems: unfit } = await preflight(session.connection, project);
    if (unfit.length > 0) throw new RunFailure(runnerExit.preflight, unfit);
    const state = ledgerState(await checkedLedger(session, options.head));
    const plan = planProject(project, state, { loadsData: options.data !== undefined });
    refusePlan(plan, {});
    const untried: { unit: string; why: string }[] = [];
    let statements = 0;
    let units = 0;
    let failure: DryRunReport['failure'];
    await session.begin(
      `set local lock_timeout = ${options.lockTimeoutMs ?? 2000}; set local statement_timeout = ` +
        `${options.statementTimeoutMs ?? 0};`,
    );
    try {
      for (const unit of plan.units) {
        options.onUnit?.(unit, units, plan.units.length);
        if (unit.mode === 'notx') {
          untried.push({ unit: unit.id, why: 'it runs outside of a transaction' });
          continue;
        }
        const left = unit.statements.filter(({ sql }) => changesRows.has(shapeOf(sql).action));
        if (left.length > 0) untried.push({ unit: unit.id, why: 'it changes rows, or may' });
        const tried = await tryStatements(
          session,
          unit.statements.filter((statement) => !left.includes(statement)),
          untried.length > 0,
        );
        for (const what of tried.lacking)
          untried.push({ unit: unit.id, why: `it may need what was not tried: ${what}` });
        statements += tried.done;
        if (tried.error !== undefined) {
          const { sql, line, file } = tried.error.statement;
          failure = { ...locateFailure(out, { text: sql, line, file }, tried.error.cause), unit: unit.id };
          break;
        }
        await session.execute('set local search_path = public, pg_temp');
        units += 1;
      }
    } finally {
      await session.execute('rollback').catch(() => {});
    }
    return {
      exit: failure === undefined ? runnerExit.done : runnerExit.failed,
      mode: 'target',
      target: session.connection.label,
      steps: [`tried ${statements} statements of ${units} units, and took them back`],
      untried,
      failure,
      problems: [],
    };
  });
}

/** What the database has refused. */
interface Refused {
  readonly statement: PlanStatement;
  readonly cause: DatabaseError;
}

/** The database does not know a table, column, routine, type or schema. */
const unknownName = new Set(['42P01', '42703', '42883', '42704', '3F000']);

/**
 * Executes the statements up to the first that the database refuses. Where some were not tried before, those that name
 * what is not there are left out, too: what was not tried may make it.
 */
async function tryStatements(
  session: Session,
  statements: readonly PlanStatement[],
  mayLack: boolean,
): Promise<{ readonly done: number; readonly lacking: readonly string[]; readonly error?: Refused }> {
  const lacking: string[] = [];
  let done = 0;
  for (const step of stepsOf(statements)) {
    const statement = step[0]!;
    const texts = step.map(({ sql }) => sql);
    try {
      if (mayLack) await session.execute('savepoint oraphant_tried');
      if (statement.isChange === true) await change(session, texts, []);
      else for (const sql of texts) await session.execute(sql);
      if (mayLack) await session.execute('release savepoint oraphant_tried');
      done += step.length;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (!mayLack || !unknownName.has(error.sqlstate)) return { done, lacking, error: { statement, cause: error } };
      await session.execute('rollback to savepoint oraphant_tried');
      lacking.push(error.message);
    }
  }
  return { done, lacking };
}
