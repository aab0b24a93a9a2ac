import { Engine } from '../apply/engine/engine.js';
import type { EngineOptions } from '../apply/engine/engine-unit.js';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { openRunLog } from '../apply/run-log.js';
import { chainProblems, createLedger, readLedger, readRunStarts } from '../ledger/ledger.js';
import type { EntryDetail, LedgerEntry } from '../ledger/ledger-entry.js';
import { type CatalogFact, fingerprint, inSchemas, marksOf, readCatalog } from '../verify/catalog.js';
import { scopeOfEntries } from '../verify/drift.js';
import { DatabaseError } from './database-error.js';
import type { RunOptions } from './run-options.js';
import { isConnectionLoss, LockedError, Session } from './session.js';
import { openTarget } from './target.js';
import { TargetOpenError } from './target-url.js';

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
      isCancelled: options.isCancelled,
      onLost: (why) => options.onWarning?.(`the connection was lost, trying to get it back: ${why}`),
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

/**
 * What goes wrong where no unit is at work: while the run begins or ends, looks at the
 * catalog or writes down that it did.
 */
function betweenUnits(error: DatabaseError): RunFailure {
  const { sqlstate, message } = error;
  const what = isConnectionLoss(error)
    ? `the connection was lost: ${message}`
    : `the target refused what the run itself needs: ${sqlstate} ${message}`;
  const next = 'nothing is half done: the next run of the command goes on where this one ended';
  return new RunFailure(runnerExit.interrupted, [what, next], { cause: error });
}

/** An engine that works in the session under the run's options; `close` ends its log. */
export async function makeEngine(
  session: Session,
  options: RunOptions,
  run: string,
): Promise<{ readonly engine: Engine; readonly close: () => void }> {
  const log = await openRunLog(options.logFile, run);
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

/** Makes the ledger where there is none. @throws RunFailure */
export async function makeLedger(session: Session): Promise<void> {
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
  const { facts, detail } = await standingCatalog(engine, session, run);
  await engine.note({ unit: '', action, state: 'ended' }, detail);
  return facts;
}

/** Says that a run failed with nothing half done, and what stands now: what is changed by hand until it goes on is seen. */
export async function failRun(
  engine: Engine,
  session: Session,
  run: string | undefined,
  sqlstate: string,
): Promise<void> {
  let detail: EntryDetail = { of: run };
  try {
    detail = (await standingCatalog(engine, session, run)).detail;
  } catch (error) {
    // That it failed is to be written down all the same.
    if (!(error instanceof DatabaseError)) throw error;
  }
  await engine.note({ unit: '', action: 'run', state: 'failed', sqlstate }, detail);
}

async function standingCatalog(
  engine: Engine,
  session: Session,
  run: string | undefined,
): Promise<{ readonly facts: readonly CatalogFact[]; readonly detail: EntryDetail }> {
  const { scope, facts, xid } = await engine.reading(async () => {
    const schemas = scopeOfEntries(await readRunStarts(session));
    const found = inSchemas(await readCatalog(session), schemas);
    const [[id] = []] = (await session.execute('select pg_current_xact_id()::xid')).rows;
    return { scope: schemas, facts: found, xid: id };
  });
  const detail = { of: run, scope, fingerprint: fingerprint(facts), objects: marksOf(facts), xid: xid ?? '' };
  return { facts, detail };
}

/** @throws RunFailure where nothing was ever applied */
export function refuseWithoutLedger(entries: readonly LedgerEntry[], { connection: { label } }: Session): void {
  if (entries.length > 0) return;
  throw new RunFailure(runnerExit.preflight, [`${label} has no ledger: nothing was applied here`]);
}
