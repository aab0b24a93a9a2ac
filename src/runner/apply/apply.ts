import { readLedger } from '../ledger/ledger.js';
import { type LedgerState, ledgerState } from '../ledger/ledger-state.js';
import { areLoaded, rowSources } from '../load/load.js';
import { planProject } from '../plan/plan.js';
import type { Plan } from '../plan/plan-model.js';
import { projectOutline } from '../plan/project-units.js';
import { type Project, readProject } from '../script/project.js';
import type { RunOptions } from '../target/run-options.js';
import { checkedLedger, makeEngine, makeLedger, withSession } from '../target/run-session.js';
import type { Session } from '../target/session.js';
import { type CatalogFact, fingerprint, inSchemas, marksOf, readCatalog } from '../verify/catalog.js';
import { checkDrift, scopeOf } from '../verify/drift.js';
import type { ApplyReport } from './apply-report.js';
import { atomicProblems } from './atomic.js';
import { type Engine, newRunId } from './engine/engine.js';
import { engineUnit, performPlan, type Reporter } from './perform-plan.js';
import { oldestServer, preflight } from './preflight.js';
import { otherProject, type Removals, removalsOf } from './removals.js';
import { RunFailure, runnerExit } from './run-failure.js';

/**
 * `oraphant apply`: moves the target to what the project says, and says what happened.
 * @throws RunFailure, TargetOpenError
 */
export async function applyProject(out: string, options: RunOptions): Promise<ApplyReport> {
  const data = options.data === undefined ? [] : rowSources(options.data);
  const id = newRunId();
  return await withSession(options, id, async (session) => {
    const reading = readCatalogOf(session);
    const project = readProject(out);
    let catalog = await reading;
    const { problems, warnings } = await preflight(session.connection, project);
    for (const warning of warnings) options.onWarning?.(warning);
    if (problems.length > 0) throw new RunFailure(runnerExit.preflight, problems);
    const entries = await checkedLedger(session, options.head);
    let state = ledgerState(entries);
    let resumed = refuseUnfitResume(project, state, options);
    const run = resumed ? (state.unfinished?.run ?? id) : id;
    const { engine, close } = await makeEngine(session, options, run);
    try {
      if (state.unfinished !== undefined && !resumed) {
        await engine.note({ ...wholeRun, state: 'abandoned' }, { abandons: state.unfinished.run });
        state = ledgerState(await readLedger(session));
      }
      if (resumed && state.openIntent !== undefined) {
        await settleIntent(engine, session, planProject(project, state, { loadsData: data.length > 0 }), state);
        state = ledgerState(await readLedger(session));
        catalog = await readCatalog(session);
      }
      resumed &&= state.unfinished !== undefined;
      const plan = planProject(project, state, { loadsData: data.length > 0 });
      const removals = await removalsOf(plan, project, state, session);
      refusePlan(plan, options, removals);
      const unfit = options.atomic === true ? await atomicProblems(session.connection, plan, data.length > 0) : [];
      if (unfit.length > 0) throw new RunFailure(runnerExit.preflight, unfit);
      const report = reporter(session, project, plan, { run, resumed });
      // A run that goes on has written down what it found.
      const before = resumed ? [] : catalog;
      if (!resumed) await checkDrift(before, entries, engine, options);
      // All files are read before anything is changed.
      const isLoaded = await areLoaded(entries, data);
      if (plan.units.length === 0 && !resumed && isLoaded) return report(runnerExit.done, 0, 0);
      if (options.confirm !== undefined && !(await options.confirm(plan, removals)))
        return report(runnerExit.cancelled, 0, 0);
      if (!resumed)
        await noteStart(plan, { scope: scopeOf(plan, state), before, edited: project.edited }, engine, session);
      return await performPlan({ out, plan, data, engine, session, options, report, run });
    } finally {
      close();
    }
  });
}

/** An entry of the ledger about the run itself. */
const wholeRun = { unit: '', action: 'run' } as const;

/** Writes down what the run is going to do, and what stands in its schemas before. */
async function noteStart(
  plan: Plan,
  {
    scope,
    before,
    edited,
  }: {
    readonly scope: ReturnType<typeof scopeOf>;
    readonly before: readonly CatalogFact[];
    readonly edited: Project['edited'];
  },
  engine: Engine,
  session: Session,
): Promise<void> {
  await makeLedger(session);
  const found = inSchemas(before, scope);
  await engine.note(
    { ...wholeRun, state: 'started' },
    {
      planHash: plan.hash,
      project: plan.project.map(({ id, sha256 }) => ({ id, sha256 })),
      scope,
      fingerprint: fingerprint(found),
      objects: marksOf(found),
      server: String(session.connection.version),
      // An audit is to see that what was applied is not all Oracle's.
      ...(edited.length > 0 ? { edited } : {}),
    },
  );
}

/**
 * The server reads its catalog while the project's files are read here. One that is too
 * old is told so by the preflight.
 */
function readCatalogOf(session: Session): Promise<readonly CatalogFact[]> {
  const reading = session.connection.version < oldestServer ? Promise.resolve([]) : readCatalog(session);
  // Whoever waits for it hears of it.
  reading.catch(() => {});
  return reading;
}

/** Whether there is an interrupted run that goes on; a project that changed under it is refused. @throws RunFailure */
function refuseUnfitResume(project: Project, state: LedgerState, options: RunOptions): boolean {
  const { unfinished } = state;
  if (unfinished === undefined) return false;
  if (unfinished.action === 'rollback') {
    throw new RunFailure(runnerExit.interrupted, [
      `a rollback was interrupted (run ${unfinished.run}): finish it with 'oraphant rollback' first`,
    ]);
  }
  const before = unfinished.detail.project ?? [];
  const now = projectOutline(project, options.data !== undefined);
  const length = Math.max(before.length, now.length);
  for (let i = 0; i < length; i += 1) {
    const [was, is] = [before[i], now[i]];
    if (was?.id === is?.id && was?.sha256 === is?.sha256) continue;
    if (options.replan === true) return false;
    const unit = is?.id ?? was?.id ?? '';
    const isApplied = unfinished.done.some(({ id }) => id === was?.id);
    throw new RunFailure(runnerExit.preflight, [
      `the run ${unfinished.run} was interrupted, and the project has changed since: first at unit ` +
        `'${unit}'${is === undefined ? '' : ` (${is.file})`}`,
      '  then ' +
        `${was === undefined ? 'it was not there' : `${was.id} ${was.sha256}${isApplied ? ', applied' : ''}`}; now ` +
        `${is === undefined ? 'it is not there' : `${is.id} ${is.sha256}`}`,
      '  nothing was run: give back the old output to finish that run, or --replan to go on from what stands',
    ]);
  }
  return true;
}

/** @throws RunFailure where the plan refuses a change, or is not the one that was looked at */
export function refusePlan(plan: Plan, options: Pick<RunOptions, 'expectedPlan'>, removals?: Removals): void {
  if (plan.refusals.length > 0) {
    throw new RunFailure(runnerExit.preflight, [
      ...(removals === undefined ? [] : otherProject(removals)),
      ...plan.refusals.map(({ file, line, reason, advice }) => `${file}:${line}: ${reason}; ${advice}`),
    ]);
  }
  if (options.expectedPlan !== undefined && options.expectedPlan !== plan.hash) {
    throw new RunFailure(runnerExit.preflight, [
      `the target or the project moved since the plan was made: planned ${options.expectedPlan}, now ${plan.hash}`,
    ]);
  }
}

/** A unit that was begun outside of transactions, and nobody knows how it ended. @throws RunFailure */
async function settleIntent(
  engine: Engine,
  session: Session,
  { units }: Plan,
  { openIntent }: LedgerState,
): Promise<void> {
  const unit = units.find(({ id }) => id === openIntent?.unit);
  if (unit === undefined || openIntent === undefined) return;
  const decided = await engine.decide(engineUnit(unit));
  if (decided !== 'unknown') return;
  throw new RunFailure(runnerExit.interrupted, [
    `${unit.file}:${unit.line}: unit '${unit.id}' was begun outside of a transaction and cut off: nobody can tell ` +
      'whether it was done',
    `  look at the target, then 'oraphant repair --done "${unit.id}"' or 'oraphant repair --again "${unit.id}"' ` +
      `(server process ${session.connection.label})`,
  ]);
}

function reporter(
  session: Session,
  project: Project,
  plan: Plan,
  { run, resumed }: { readonly run: string; readonly resumed: boolean },
): Reporter {
  return (exit, done, statements, failure, problems = []) => {
    const incomplete = new Set(plan.units.slice(done).map(({ file }) => file));
    const complete = project.files.filter(({ file }) => !incomplete.has(file)).length;
    return {
      exit,
      run,
      target: session.connection.label,
      head: session.head.hash,
      planHash: plan.hash,
      resumed,
      units: { done, total: plan.units.length, unchanged: plan.unchanged },
      statements,
      files: { complete, total: project.files.length },
      failure,
      problems,
      loads: [],
      edited: project.edited,
    };
  };
}
