import { readLedger } from '../../ledger/ledger.js';
import { detailOf, type LedgerEntry } from '../../ledger/ledger-entry.js';
import { ledgerState } from '../../ledger/ledger-state.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { staticUndo } from '../../plan/undo.js';
import { DatabaseError } from '../../target/database-error.js';
import type { RunOptions } from '../../target/run-options.js';
import { checkedLedger, endRun, makeEngine, withSession } from '../../target/run-session.js';
import type { Session } from '../../target/session.js';
import {
  type CatalogDifference,
  type CatalogMark,
  compareCatalogs,
  inSchemas,
  readCatalog,
} from '../../verify/catalog.js';
import { type Engine, newRunId } from '../engine/engine.js';
import type { EngineUnit } from '../engine/engine-unit.js';
import { RunFailure, type RunnerExit, runnerExit } from '../run-failure.js';
import { change } from './dependants.js';
import { guardNewRows } from './new-rows.js';
import { rollbackLoss } from './rollback-loss.js';

/** How far back; where neither a run, a unit nor all of it is named, the last run is undone. */
interface RollbackOptions extends RunOptions {
  /** Back to before this run; the last one where nothing is said. */
  readonly runId?: string;
  /** Back to right after this unit. */
  readonly to?: string;
  /** Back to before the first run. */
  readonly all?: boolean;
  /** Goes on though rows were written since; they are kept as JSON in a side schema. */
  readonly discardNewRows?: boolean;
  /** Goes on though some units cannot be undone: those are left as they are. */
  readonly leaveIrreversible?: boolean;
}

/** How `oraphant rollback` ended. */
interface RollbackReport {
  readonly exit: RunnerExit;
  readonly run: string;
  readonly target: string;
  readonly head: string;
  readonly units: { readonly done: number; readonly total: number };
  readonly statements: number;
  /** Whether the catalog was compared with the one from before, and what is left. */
  readonly compared: boolean;
  readonly differences: readonly CatalogDifference[];
  readonly problems: readonly string[];
}

/**
 * `oraphant rollback`: undoes units, the last one first, each with its own ledger entry.
 * @throws RunFailure, TargetOpenError
 */
export async function rollbackRuns(options: RollbackOptions): Promise<RollbackReport> {
  const id = newRunId();
  return await withSession(options, id, async (session) => {
    let entries = await checkedLedger(session, options.head);
    const { unfinished, openIntent } = ledgerState(entries);
    const resumed = unfinished?.action === 'rollback' ? unfinished : undefined;
    const run = resumed?.run ?? id;
    const { engine, close } = await makeEngine(session, options, run);
    try {
      if (!resumed && openIntent !== undefined) {
        await settle(session, engine, openIntent);
        entries = await readLedger(session);
      }
      const begun = resumed && new Set((resumed.detail.seqs as readonly number[] | undefined) ?? []);
      const applied = stillApplied(entries);
      if (!resumed) refuseOther(session, entries, options);
      const chosen = (
        begun === undefined ? choose(applied, entries, options) : applied.filter(({ seq }) => begun.has(seq))
      ).toReversed();
      const base = { run, target: session.connection.label, head: session.head.hash };
      const units = chosen.map((entry) => undoUnit(entry));
      // Nothing to undo is done, and leaves no entry.
      if (units.length === 0 && !resumed) return { ...base, ...(await undoUnits(engine, units, options)) };
      if (!resumed) {
        refuseLoss(chosen, options);
        if (chosen.length > 0 && (await options.confirmLoss?.(await rollbackLoss(session, chosen))) === false)
          return { ...base, ...(await undoUnits(engine, units, { ...options, isCancelled: () => true })) };
        await guardNewRows(session, chosen, entries, options);
        await rehearse(session, units);
        await engine.note({ unit: '', action: 'rollback', state: 'started' }, { seqs: chosen.map(({ seq }) => seq) });
      }
      const undone = await undoUnits(engine, units, options);
      if (undone.exit !== runnerExit.done) return { ...base, ...undone };
      const before = catalogBefore(entries, [...chosen, ...entries.filter(({ seq }) => begun?.has(seq) === true)]);
      await endRun(engine, session, run, 'rollback');
      const differences =
        before === undefined
          ? []
          : compareCatalogs(before.objects, inSchemas(await readCatalog(session), before.scope));
      return {
        ...base,
        ...undone,
        head: session.head.hash,
        exit: differences.length === 0 ? runnerExit.done : runnerExit.notExact,
        compared: before !== undefined,
        differences,
        problems: differences.map(({ change, object }) => `not as before: ${change} ${object}`),
      };
    } finally {
      close();
    }
  });
}

/** What has been applied, and not been undone since. */
function stillApplied(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const undone = new Set(
    entries.flatMap((entry) =>
      entry.action === 'undo' && entry.state === 'done' ? [Number(detailOf(entry).undoes)] : [],
    ),
  );
  return entries.filter(({ action, state, seq }) => action === 'apply' && state === 'done' && !undone.has(seq));
}

/**
 * Undoes the units in their order, until one fails or the user asks for an end; the catalog is compared by the caller.
 */
async function undoUnits(
  engine: Engine,
  units: readonly EngineUnit[],
  { isCancelled }: RollbackOptions,
): Promise<Omit<RollbackReport, 'run' | 'target' | 'head'>> {
  let statements = 0;
  const ended = (exit: RunnerExit, done: number, problems: readonly string[] = []) => ({
    exit,
    units: { done, total: units.length },
    statements,
    compared: false,
    differences: [],
    problems,
  });
  for (const [index, unit] of units.entries()) {
    if (isCancelled?.() === true) return ended(runnerExit.cancelled, index);
    const outcome = await engine.perform(unit);
    if (outcome.kind === 'failed') {
      const { sqlstate, message, detail } = outcome.error;
      return ended(runnerExit.interrupted, index, [
        `unit '${unit.id}' cannot be undone: ${sqlstate} ${message}`,
        ...(detail === undefined ? [] : [`  ${detail}`]),
      ]);
    }
    if (outcome.kind === 'cancelled') return ended(runnerExit.cancelled, index);
    statements += unit.statements.length;
  }
  return ended(runnerExit.done, units.length);
}

/**
 * Another run ended while this one waited: what was the last run when the command was given may not be the last any more,
 * as where two people take the same run back. @throws RunFailure
 */
function refuseOther(session: Session, entries: readonly LedgerEntry[], { all, to, runId }: RollbackOptions): void {
  const from = session.headAtStart;
  if (from === undefined || all === true || to !== undefined || runId !== undefined) return;
  const meant = stillApplied(entries.filter(({ seq }) => seq <= from.seq)).at(-1)?.run;
  const last = stillApplied(entries).at(-1)?.run;
  if (last === undefined || last === meant) return;
  throw new RunFailure(runnerExit.locked, [
    'another run ended while this one waited, and what it left is not what was to be taken back: nothing is undone',
    `the last run is ${last} now: name it with --run if it is to be taken back`,
  ]);
}

function choose(
  applied: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  options: RollbackOptions,
): readonly LedgerEntry[] {
  const said = [options.all === true ? '--all' : '', options.to && '--to', options.runId && '--run'].filter(Boolean);
  if (said.length > 1)
    throw new RunFailure(runnerExit.preflight, [`${said.join(' and ')} name different places: give one of them`]);
  if (options.all === true) return applied;
  if (options.to !== undefined) {
    const unit = applied.find(({ unit: name }) => name === options.to);
    if (unit === undefined)
      throw new RunFailure(runnerExit.preflight, [`no unit '${options.to}' stands in the target`]);
    return applied.filter(({ seq }) => seq > unit.seq);
  }
  const run = options.runId ?? applied.at(-1)?.run;
  if (run === undefined) return [];
  if (options.runId === undefined && didNothing(entries)) {
    options.onWarning?.(`the last run failed before it did anything; --run ${run} takes back the one before it`);
    return [];
  }
  const start = entries.find((entry) => entry.run === run || (run.length >= 6 && entry.run.startsWith(run)));
  if (start === undefined) throw new RunFailure(runnerExit.preflight, [`the ledger has no run '${run}'`]);
  return applied.filter(({ seq }) => seq >= start.seq);
}

/** Is there nothing of the last run to be taken back, and never was? */
function didNothing(entries: readonly LedgerEntry[]): boolean {
  const start = entries.findLast(({ action, state }) => action === 'run' && state === 'started');
  const does = ({ action, state }: LedgerEntry): boolean =>
    state === 'done' && ['apply', 'load', 'undo'].includes(action);
  return start !== undefined && !entries.some((entry) => entry.seq > start.seq && does(entry));
}

/** A run that was interrupted goes on under a new id in its entries; they all lie after its start. */
function catalogBefore(
  entries: readonly LedgerEntry[],
  chosen: readonly LedgerEntry[],
): { readonly objects: readonly CatalogMark[]; readonly scope: readonly string[] } | undefined {
  const first = Math.min(...chosen.map(({ seq }) => seq));
  const start = entries.findLast(({ seq, action, state }) => seq < first && action === 'run' && state === 'started');
  if (start === undefined) return undefined;
  // Only when the whole run is undone.
  const isWhole = !entries.some(
    ({ seq, action, state }) => seq > start.seq && seq < first && action === 'apply' && state === 'done',
  );
  if (!isWhole) return undefined;
  const { objects, scope } = detailOf(start) as {
    readonly objects?: readonly CatalogMark[];
    readonly scope?: readonly string[];
  };
  return { objects: objects ?? [], scope: scope ?? [] };
}

function undoUnit(entry: LedgerEntry): EngineUnit {
  const detail = detailOf(entry);
  return {
    id: entry.unit,
    sha256: entry.unitSha256,
    action: 'undo',
    mode: 'tx',
    // What was built outside of a transaction can be dropped inside of one.
    statements: (detail.undo ?? []).map((sql) => ({
      sql: tolerant(sql),
      undo: { kind: 'none' },
      isChange: !isDrop(sql),
    })),
    file: entry.file,
    line: entry.line,
    relations: [],
    detail: { undoes: String(entry.seq) },
  };
}

/**
 * What has gone with something else need not be dropped again; the comparison at the end tells
 * whether the catalog is as it was.
 */
const tolerant = (sql: string): string =>
  sql
    .replace(/^drop index concurrently\b/i, 'drop index')
    .replace(/^drop (materialized view|event trigger|\w+) (?!if exists)/i, 'drop $1 if exists ')
    .replace(/^(alter table .*) drop (constraint|column) (?!if exists)/i, '$1 drop $2 if exists ');

const isDrop = (sql: string): boolean => /^\s*drop\b/i.test(sql);

function refuseLoss(chosen: readonly LedgerEntry[], options: RollbackOptions): void {
  // What was done to an object goes with it, when the object goes too.
  const gone = new Set(
    chosen
      .flatMap((entry) => detailOf(entry).undo ?? [])
      .filter(isDrop)
      .map((sql) => shapeOf(sql).name.join('.')),
  );
  const lost = chosen.flatMap((entry) =>
    (detailOf(entry).irreversible ?? [])
      .filter(({ subject }) => subject === '' || !gone.has(subject))
      .map(({ why }) => `${entry.file}:${entry.line}: unit '${entry.unit}' cannot be undone: ${why}`),
  );
  if (lost.length > 0 && options.leaveIrreversible !== true) {
    throw new RunFailure(runnerExit.preflight, [...lost, 'nothing was undone; --leave-irreversible undoes the rest']);
  }
}

/**
 * All of it in one transaction that is rolled back: a view of somebody else on our table stops
 * the rollback before it begins.
 */
async function rehearse(session: Session, units: readonly EngineUnit[]): Promise<void> {
  const statements = units.flatMap((unit) => unit.statements.map(({ sql }) => ({ sql, unit })));
  // Each drop holds its locks until the end (53200): what is too large for the lock table is found out unit by unit.
  if (statements.length > 1500) return;
  await session.begin(`set local lock_timeout = '2s';`);
  try {
    for (const { sql, unit } of statements) {
      try {
        if (isDrop(sql)) await session.execute(sql);
        else await change(session, [sql], []);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        throw new RunFailure(runnerExit.preflight, [
          `unit '${unit.id}' cannot be undone: ${error.message}`,
          ...(error.detail === undefined ? [] : error.detail.split('\n').map((line) => `  ${line}`)),
          '  nothing was undone',
        ]);
      }
    }
  } finally {
    await session.execute('rollback');
  }
}

async function settle(session: Session, engine: Engine, intent: LedgerEntry): Promise<void> {
  const { sql, statements, change } = detailOf(intent) as { readonly sql?: string } & ReturnType<typeof detailOf>;
  if (sql === undefined) return;
  const decided = await engine.decide({
    id: intent.unit,
    sha256: intent.unitSha256,
    action: 'apply',
    mode: 'notx',
    statements: [{ sql, undo: staticUndo(sql, shapeOf(sql)) }],
    file: intent.file,
    line: intent.line,
    relations: [],
    detail: { statements, change },
  });
  if (decided === 'unknown') {
    throw new RunFailure(runnerExit.interrupted, [
      `unit '${intent.unit}' was cut off outside of a transaction (${session.connection.label}): nobody can tell ` +
        'whether it was done',
    ]);
  }
}
