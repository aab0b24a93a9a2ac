import { type ApplyFailure, locateFailure, preflight } from './apply.js';
import {
  type CatalogFact,
  type CatalogMark,
  compareCatalogs,
  fingerprint,
  inSchemas,
  marksOf,
  readCatalog,
} from './catalog.js';
import { DatabaseError } from './database-error.js';
import { Engine, type EngineOptions, type EngineUnit, type FaultPoint, newRunId } from './engine.js';
import { chainProblems, createLedger, readLedger } from './ledger.js';
import { detailOf, type LedgerEntry, type LedgerState, ledgerState } from './ledger-state.js';
import { isLoaded, type LoadOptions, type LoadReport, rowSources } from './load/load.js';
import { loadAll } from './load/load-all.js';
import type { RowSource } from './load/source.js';
import { addsValue, type Plan, type PlanUnit, planProject, projectOutline } from './plan.js';
import { type Project, readProject } from './project.js';
import { RunFailure, type RunnerExit, runnerExit } from './run-failure.js';
import { openRunLog } from './run-log.js';
import { isConnectionLoss, LockedError, Session } from './session.js';
import { shapeOf } from './statement-shape.js';
import { openTarget, type Target, TargetOpenError } from './target.js';

export interface RunOptions {
  readonly url: string;
  readonly tool: string;
  readonly lockWaitMs?: number;
  readonly lockTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  readonly deadlineMs?: number;
  readonly maxTries?: number;
  /** How long an answer may take before the server is asked whether it is still at work. */
  readonly stallMs?: number;
  readonly logFile?: string;
  readonly onDrift?: 'fail' | 'warn' | 'adopt';
  /** Head hash from an earlier run's output: a ledger that was made anew does not have it. */
  readonly head?: string;
  /** Gives up an interrupted run whose plan has changed, and plans from what stands. */
  readonly replan?: boolean;
  /** Hash of a plan that was looked at: another one is refused. */
  readonly expectedPlan?: string;
  /** Folder with CSV files that are loaded between structure and indexes. */
  readonly data?: string;
  readonly load?: LoadOptions;
  /** Most units of one transaction; 1 gives each its own. */
  readonly groupUnits?: number;
  readonly open?: () => Promise<Target>;
  readonly isCancelled?: () => boolean;
  readonly onUnit?: (unit: PlanUnit, index: number, total: number) => void;
  readonly onWarning?: (message: string) => void;
  /** Asked before the first change; false ends the run. */
  readonly confirm?: (plan: Plan) => Promise<boolean>;
  readonly fault?: (unit: string, point: FaultPoint) => void;
}

export interface ApplyReport {
  readonly exit: RunnerExit;
  readonly run: string;
  readonly target: string;
  readonly head: string;
  readonly planHash: string;
  readonly resumed: boolean;
  readonly units: { readonly done: number; readonly total: number; readonly unchanged: number };
  readonly statements: number;
  readonly files: { readonly complete: number; readonly total: number };
  readonly failure: (ApplyFailure & { readonly unit: string; readonly blockers: readonly string[] }) | undefined;
  readonly problems: readonly string[];
  readonly loads: readonly LoadReport[];
}

/** Opens the target for a run, holds its lock while `work` runs, and turns what ends a run into a RunFailure. */
export async function withSession<T>(
  options: RunOptions,
  run: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  let session: Session;
  try {
    session = await Session.open({
      open: options.open ?? (() => openTarget(options.url)),
      run,
      lockWaitMs: options.lockWaitMs ?? 60_000,
      deadlineMs: options.deadlineMs ?? 120_000,
      stallMs: options.stallMs,
      onStall: (why) => options.onWarning?.(`the connection is given up: ${why}`),
      onWait: (holder) => options.onWarning?.(`waiting for another run: ${holder}`),
    });
  } catch (error) {
    if (error instanceof LockedError) throw new RunFailure(runnerExit.locked, [error.message]);
    if (error instanceof DatabaseError)
      throw new TargetOpenError(`the target cannot be used: ${error.sqlstate} ${error.message}`, { cause: error });
    throw error;
  }
  try {
    return await work(session);
  } catch (error) {
    if (error instanceof LockedError) throw new RunFailure(runnerExit.locked, [error.message]);
    if (error instanceof DatabaseError) throw betweenUnits(error);
    throw error;
  } finally {
    await session.close();
  }
}

/** What goes wrong where no unit is at work: while the run begins or ends, looks at the catalog or writes down that it did. */
function betweenUnits(error: DatabaseError): RunFailure {
  const { sqlstate, message } = error;
  const what = isConnectionLoss(error)
    ? `the connection was lost: ${message}`
    : `the target refused what the run itself needs: ${sqlstate} ${message}`;
  const next = 'nothing is half done: the next run of the command goes on where this one ended';
  return new RunFailure(runnerExit.partial, [what, next], { cause: error });
}

export function makeEngine(
  session: Session,
  options: RunOptions,
  run: string,
): { readonly engine: Engine; readonly close: () => void } {
  const log = openRunLog(options.logFile, run);
  const settings: EngineOptions = {
    session,
    run,
    tool: options.tool,
    log,
    lockTimeoutMs: options.lockTimeoutMs ?? 2000,
    statementTimeoutMs: options.statementTimeoutMs ?? 0,
    deadlineMs: options.deadlineMs ?? 120_000,
    maxTries: options.maxTries ?? 10,
    isCancelled: options.isCancelled,
    fault: options.fault,
  };
  return { engine: new Engine(settings), close: () => log.close() };
}

/** `oraphant apply`: moves the target to what the project says, and says what happened. @throws RunFailure, TargetOpenError */
export async function applyProject(out: string, options: RunOptions): Promise<ApplyReport> {
  const project = readProject(out);
  const data = options.data === undefined ? [] : rowSources(options.data);
  const id = newRunId();
  return await withSession(options, id, async (session) => {
    const { problems, warnings } = await preflight(session.connection, project);
    for (const warning of warnings) options.onWarning?.(warning);
    if (problems.length > 0) throw new RunFailure(runnerExit.preflight, problems);
    const entries = await checkedLedger(session, options.head);
    let state = ledgerState(entries);
    let resumed = refuseUnfitResume(project, state, options);
    const run = resumed ? (state.unfinished?.run ?? id) : id;
    const { engine, close } = makeEngine(session, options, run);
    try {
      if (state.unfinished !== undefined && !resumed) {
        await engine.note({ unit: '', action: 'run', state: 'abandoned' }, { abandons: state.unfinished.run });
        state = ledgerState(await readLedger(session));
      }
      if (resumed && state.openIntent !== undefined) {
        await settleIntent(project, state, data.length > 0, engine, session);
        state = ledgerState(await readLedger(session));
      }
      resumed &&= state.unfinished !== undefined;
      const plan = planProject(project, state, { loadsData: data.length > 0 });
      refusePlan(plan, options);
      const report = reporter(session, project, plan, run, resumed);
      // A run that goes on has written down what it found.
      const before = resumed ? [] : await readCatalog(session);
      if (!resumed) await checkDrift(before, entries, engine, options);
      if (plan.units.length === 0 && !resumed && data.every((file) => isLoaded(entries, file)))
        return report(runnerExit.done, 0, 0);
      if (options.confirm !== undefined && !(await options.confirm(plan))) return report(runnerExit.interrupted, 0, 0);
      if (!resumed) {
        await makeLedger(session);
        const scope = scopeOf(plan, state);
        await engine.note(
          { unit: '', action: 'run', state: 'started' },
          {
            planHash: plan.hash,
            project: plan.project.map(({ id: unit, sha256 }) => ({ id: unit, sha256 })),
            scope,
            fingerprint: fingerprint(inSchemas(before, scope)),
            objects: marksOf(inSchemas(before, scope)),
            server: String(session.connection.version),
          },
        );
      }
      return await performPlan(out, plan, data, engine, session, options, report, run);
    } finally {
      close();
    }
  });
}

type Reporter = (
  exit: RunnerExit,
  done: number,
  statements: number,
  failure?: ApplyReport['failure'],
  problems?: readonly string[],
) => ApplyReport;

async function performPlan(
  out: string,
  plan: Plan,
  data: readonly RowSource[],
  engine: Engine,
  session: Session,
  options: RunOptions,
  report: Reporter,
  run: string | undefined,
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
    if (group.length > 1 && (await engine.performGroup(group.map(engineUnit)))) {
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
 * The units from `index` on that may share a transaction: those that only make what was not there, so that no lock is held longer for it, and
 * no row, sequence or setting is touched that a second try would find different.
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

/** @throws RunFailure */
async function makeLedger(session: Session): Promise<void> {
  try {
    await createLedger(session);
  } catch (error) {
    if (isConnectionLoss(error) || !(error instanceof DatabaseError)) throw error;
    await session.execute('rollback').catch(() => {});
    throw new RunFailure(runnerExit.failed, [`the ledger cannot be made: ${error.sqlstate} ${error.message}`]);
  }
}

/** Closes a run with the catalog as it now stands: what drift and rollback are held against. */
export async function endRun(
  engine: Engine,
  session: Session,
  run: string | undefined,
  action: 'run' | 'rollback' | 'adopt' = 'run',
): Promise<readonly CatalogFact[]> {
  const entries = await readLedger(session);
  const scope = scopeOfEntries(entries);
  const facts = inSchemas(await readCatalog(session), scope);
  const [[xid] = []] = (await session.execute('select pg_current_xact_id()::xid')).rows;
  await engine.note(
    { unit: '', action, state: 'ended' },
    { of: run, scope, fingerprint: fingerprint(facts), objects: marksOf(facts), xid: xid ?? '' },
  );
  return facts;
}

/** The ledger, when it is whole. @throws RunFailure */
export async function checkedLedger(session: Session, head?: string): Promise<readonly LedgerEntry[]> {
  const entries = await readLedger(session);
  const broken = chainProblems(entries, head);
  if (broken.length > 0) {
    throw new RunFailure(
      runnerExit.preflight,
      broken.map(
        ({ seq, unit, problem }) =>
          `the ledger was altered at entry ${seq}${unit === '' ? '' : ` (${unit})`}: ${problem}`,
      ),
    );
  }
  return entries;
}

/** Whether there is an interrupted run that goes on; a project that changed under it is refused. @throws RunFailure */
function refuseUnfitResume(project: Project, state: LedgerState, options: RunOptions): boolean {
  const { unfinished } = state;
  if (unfinished === undefined) return false;
  if (unfinished.action === 'rollback') {
    throw new RunFailure(runnerExit.partial, [
      `a rollback was interrupted (run ${unfinished.run}): finish it with 'oraphant rollback' first`,
    ]);
  }
  const before = unfinished.detail.project ?? [];
  const now = projectOutline(project, { loadsData: options.data !== undefined });
  const length = Math.max(before.length, now.length);
  for (let i = 0; i < length; i += 1) {
    const [was, is] = [before[i], now[i]];
    if (was?.id === is?.id && was?.sha256 === is?.sha256) continue;
    if (options.replan === true) return false;
    const unit = is?.id ?? was?.id ?? '';
    const isApplied = unfinished.done.some(({ id }) => id === was?.id);
    throw new RunFailure(runnerExit.preflight, [
      `the run ${unfinished.run} was interrupted, and the project has changed since: first at unit '${unit}'${is === undefined ? '' : ` (${is.file})`}`,
      `  then ${was === undefined ? 'it was not there' : `${was.id} ${was.sha256}${isApplied ? ', applied' : ''}`}; now ${is === undefined ? 'it is not there' : `${is.id} ${is.sha256}`}`,
      '  nothing was run: give back the old output to finish that run, or --replan to go on from what stands',
    ]);
  }
  return true;
}

function refusePlan(plan: Plan, options: RunOptions): void {
  if (plan.refusals.length > 0) {
    throw new RunFailure(
      runnerExit.preflight,
      plan.refusals.map(({ file, line, reason, advice }) => `${file}:${line}: ${reason}; ${advice}`),
    );
  }
  if (options.expectedPlan !== undefined && options.expectedPlan !== plan.hash) {
    throw new RunFailure(runnerExit.preflight, [
      `the target or the project moved since the plan was made: planned ${options.expectedPlan}, now ${plan.hash}`,
    ]);
  }
}

/** A unit that was begun outside of transactions, and nobody knows how it ended. @throws RunFailure */
async function settleIntent(
  project: Project,
  state: LedgerState,
  inPhases: boolean,
  engine: Engine,
  session: Session,
): Promise<void> {
  const { openIntent } = state;
  const unit = planProject(project, state, { loadsData: inPhases }).units.find(({ id }) => id === openIntent?.unit);
  if (unit === undefined || openIntent === undefined) return;
  const decided = await engine.decide(engineUnit(unit));
  if (decided !== 'unknown') return;
  throw new RunFailure(runnerExit.partial, [
    `${unit.file}:${unit.line}: unit '${unit.id}' was begun outside of a transaction and cut off: nobody can tell whether it was done`,
    `  look at the target, then 'oraphant repair --done "${unit.id}"' or 'oraphant repair --again "${unit.id}"' (server process ${session.connection.label})`,
  ]);
}

/** Objects that somebody changed by hand since the last run. @throws RunFailure */
async function checkDrift(
  facts: readonly CatalogFact[],
  entries: readonly LedgerEntry[],
  engine: Engine,
  options: RunOptions,
): Promise<void> {
  const differences = driftOf(facts, entries);
  if (differences.length === 0) return;
  const lines = differences.map(({ change, object }) => `${change} outside of oraphant: ${object}`);
  switch (options.onDrift ?? 'fail') {
    case 'fail':
      throw new RunFailure(runnerExit.drift, [
        ...lines,
        "see 'oraphant drift'; --on-drift warn goes on, --on-drift adopt records it",
      ]);
    case 'warn':
      for (const line of lines) options.onWarning?.(line);
      return;
    case 'adopt':
      await engine.note({ unit: '', action: 'adopt', state: 'done' }, { differences });
      return;
  }
}

/** The target's objects against those at the end of the last run. */
export function driftOf(
  facts: readonly CatalogFact[],
  entries: readonly LedgerEntry[],
): ReturnType<typeof compareCatalogs> {
  const last = entries.findLast(
    ({ action, state }) => state === 'ended' && ['run', 'rollback', 'adopt'].includes(action),
  );
  // A run that failed or was cut off has left the catalog between two known states.
  const since = entries
    .slice(last === undefined ? 0 : last.seq)
    .some(({ state, action }) => state === 'done' && (action === 'apply' || action === 'undo'));
  if (last === undefined || since) return [];
  const { objects, scope } = detailOf(last) as {
    readonly objects?: readonly CatalogMark[];
    readonly scope?: readonly string[];
  };
  return compareCatalogs(objects ?? [], inSchemas(facts, scope ?? []));
}

function scopeOf(plan: Plan, state: LedgerState): readonly string[] {
  const sql = [
    ...plan.units.flatMap(({ statements }) => statements.map((s) => s.sql)),
    ...state.units.flatMap(({ statements }) => statements.flatMap((s) => s.sql ?? [])),
  ];
  return schemasOf(sql);
}

function scopeOfEntries(entries: readonly LedgerEntry[]): readonly string[] {
  const schemas = new Set<string>();
  for (const entry of entries) {
    if (entry.action !== 'run' || entry.state !== 'started') continue;
    for (const name of (detailOf(entry).scope as readonly string[] | undefined) ?? []) schemas.add(name);
  }
  return [...schemas].sort();
}

function schemasOf(statements: readonly string[]): readonly string[] {
  const schemas = new Set<string>();
  for (const sql of statements) {
    const { action, kind, name, on } = shapeOf(sql);
    if (action !== 'create' && action !== 'alter' && action !== 'drop') continue;
    if (kind === 'schema') schemas.add(name[0] ?? '');
    else if (!['extension', 'role', 'event trigger', 'other'].includes(kind)) {
      const path = on.length > 0 ? on : name;
      schemas.add(path.length > 1 ? (path[0] ?? '') : 'public');
    }
  }
  return [...schemas].sort();
}

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

function reporter(session: Session, project: Project, plan: Plan, run: string, resumed: boolean): Reporter {
  const unitsOf = (file: string) => plan.units.filter((unit) => unit.file === file);
  return (exit, done, statements, failure, problems = []) => {
    const finished = new Set(plan.units.slice(0, done));
    const complete = project.files.filter(({ file }) => unitsOf(file).every((unit) => finished.has(unit))).length;
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
    };
  };
}
