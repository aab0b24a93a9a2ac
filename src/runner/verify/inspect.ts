import { counted } from '../../assess/counted.js';
import { csvText } from '../../assess/formats/csv.js';
import { type AtStake, atStake } from '../apply/at-stake.js';
import { type Engine, newRunId } from '../apply/engine/engine.js';
import { preflight } from '../apply/preflight.js';
import { removalLines, removalsOf } from '../apply/removals.js';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { type ChainProblem, chainProblems, readLedger } from '../ledger/ledger.js';
import { detailOf, type LedgerEntry } from '../ledger/ledger-entry.js';
import { emptyLedgerState, type LedgerState, ledgerState } from '../ledger/ledger-state.js';
import { asideSchema } from '../plan/changes/change.js';
import { planProject } from '../plan/plan.js';
import type { Plan } from '../plan/plan-model.js';
import { type EditedFile, editedLines } from '../script/edited-files.js';
import { readProject } from '../script/project.js';
import type { RunOptions } from '../target/run-options.js';
import { checkedLedger, endRun, makeEngine, withSession } from '../target/run-session.js';
import { isTrue, type Session } from '../target/session.js';
import { openTarget, type Target } from '../target/target.js';
import { type CatalogDifference, readCatalog } from './catalog.js';
import { differencesOf, driftOf } from './drift.js';
import { finalLoss, revertLoss } from './losses.js';
import { revertObjects } from './revert.js';

/** Reads without a lock: looking never waits for a run. */
export async function withReader<T>(
  url: string,
  work: (target: Target) => Promise<T>,
  open: () => Promise<Target> = () => openTarget(url),
): Promise<T> {
  const target = await open();
  try {
    await target.execute('set search_path = public, pg_temp');
    return await work(target);
  } finally {
    await target.close();
  }
}

/** A plan, and what was seen of the target for which it is. */
export interface TargetPlan extends Plan {
  /**
   * What makes the target unfit for it, or less than right, and what the plan takes out of it; of the project, what was
   * changed by hand.
   */
  readonly notes: readonly string[];
  readonly edited: readonly EditedFile[];
}

/** `oraphant plan`: what apply would do, without doing it; offline for an empty target. */
export async function planTarget(out: string, url: string | undefined): Promise<TargetPlan> {
  const project = readProject(out);
  if (url === undefined) {
    const { edited } = project;
    return { ...planProject(project, emptyLedgerState), edited, notes: editedLines(edited) };
  }
  return await withReader(url, async (target) => {
    const { problems, warnings } = await preflight(target, project);
    const state = ledgerState(await readLedger(target));
    const plan = planProject(project, state);
    const removals = removalLines(await removalsOf(plan, project, state, target));
    return { ...plan, edited: project.edited, notes: [...problems, ...warnings, ...removals] };
  });
}

/** What `oraphant status` shows; `pending` is the number of units that apply would run, undefined without a project. */
interface Status {
  readonly target: string;
  readonly state: 'never applied' | 'done' | 'failed' | 'interrupted' | 'running';
  readonly units: number;
  readonly pending: number | undefined;
  readonly head: string;
  readonly chain: readonly ChainProblem[];
  readonly lastRun:
    | {
        readonly run: string;
        readonly action: string;
        readonly ended: string;
        readonly actor: string;
        readonly tool: string;
      }
    | undefined;
  readonly lastFailure: { readonly unit: string; readonly sqlstate: string; readonly message: string } | undefined;
  /** Sessions of ours that are at work. */
  readonly running: readonly string[];
}

/**
 * `oraphant status`: what the ledger says of the target, and what the project in `out` still has for it. Changes
 * nothing. @throws TargetOpenError
 */
export async function targetStatus(url: string, out?: string): Promise<Status> {
  return await withReader(url, async (target) => {
    const entries = await readLedger(target);
    const state = ledgerState(entries);
    const running = (
      await target.execute(
        `select format('process %s, %s, since %s', pid, application_name, date_trunc('second', clock_timestamp() - backend_start)) from pg_stat_activity
         where datname = current_database() and application_name like 'oraphant %' and pid <> pg_backend_pid()`,
      )
    ).rows.map(([text]) => text ?? '');
    const last = entries.findLast(({ action }) => action === 'run' || action === 'rollback');
    const failure =
      last?.state === 'failed' ? entries.findLast(({ state: is, unit }) => is === 'failed' && unit !== '') : undefined;
    return {
      target: target.label,
      state:
        last === undefined
          ? 'never applied'
          : running.length > 0
            ? 'running'
            : state.unfinished !== undefined
              ? 'interrupted'
              : last.state === 'failed'
                ? 'failed'
                : 'done',
      units: state.units.length,
      pending: out === undefined ? undefined : planProject(readProject(out), state).units.length,
      head: state.head,
      chain: chainProblems(entries),
      lastRun:
        last === undefined
          ? undefined
          : { run: last.run, action: last.action, ended: last.ended, actor: last.actor, tool: last.tool },
      lastFailure:
        failure === undefined
          ? undefined
          : { unit: failure.unit, sqlstate: failure.sqlstate, message: failure.message },
      running,
    };
  });
}

/** What `oraphant audit` shows; no problems where the chain holds. */
interface Audit {
  readonly target: string;
  readonly entries: readonly LedgerEntry[];
  readonly head: string;
  readonly problems: readonly ChainProblem[];
}

/** `oraphant audit`: the whole ledger, and whether its chain holds. */
export async function auditTarget(url: string, head?: string): Promise<Audit> {
  return await withReader(url, async (target) => {
    const entries = await readLedger(target);
    return { target: target.label, entries, head: entries.at(-1)?.hash ?? '', problems: chainProblems(entries, head) };
  });
}

/** The ledger for a spreadsheet. */
export function auditCsv(entries: readonly LedgerEntry[]): string {
  const names = [
    'seq',
    'run',
    'unit',
    'unitSha256',
    'action',
    'state',
    'started',
    'ended',
    'actor',
    'host',
    'tool',
    'file',
    'line',
    'sqlstate',
    'message',
    'previousHash',
    'hash',
  ] as const;
  return csvText([names, ...entries.map((entry) => names.map((name) => entry[name]))]);
}

/** `oraphant drift`: what differs from the end of the last run. */
export async function targetDrift(
  url: string,
): Promise<{ readonly target: string; readonly differences: readonly CatalogDifference[] }> {
  return await withReader(url, async (target) => {
    const entries = await readLedger(target);
    if (entries.length === 0)
      throw new RunFailure(runnerExit.preflight, [`${target.label} has no ledger: nothing was applied here`]);
    return { target: target.label, differences: driftOf(await readCatalog(target), entries) };
  });
}

/** What `oraphant repair` is to do, beside what every run takes. */
interface RepairOptions extends RunOptions {
  /** Records the target as it is: what was changed by hand is from now on as it should be. */
  readonly adopt?: boolean;
  /** Brings back what was changed or dropped, but for tables, sequences and what they held. */
  readonly revert?: boolean;
  /** A unit that was cut off outside of a transaction: it was done. */
  readonly done?: string;
  /** … it was not done, and is to run again. */
  readonly again?: string;
}

/** What `oraphant repair` did; `left` still differs from what is recorded. */
interface RepairReport {
  readonly target: string;
  readonly adopted: readonly CatalogDifference[];
  readonly reverted: readonly string[];
  readonly left: readonly CatalogDifference[];
  /** The entry of the ledger that has the text of what was replaced. */
  readonly keptIn?: number;
  readonly head: string;
  readonly cancelled?: true;
}

/** What somebody made by hand may be the fix of the night: its text is in the ledger before it goes. */
const keepReplaced = (replaced: readonly CatalogDifference[], engine: Engine): Promise<LedgerEntry> =>
  engine.note(
    { unit: '', action: 'revert', state: 'started', message: counted(replaced.length, 'object') },
    { replaced },
  );

/** `oraphant repair`: appends to the ledger or brings objects back; never edits an entry. @throws RunFailure */
export async function repairTarget(options: RepairOptions): Promise<RepairReport> {
  const run = newRunId();
  return await withSession(options, run, async (session) => {
    const entries = await checkedLedger(session, options.head);
    refuseWithoutLedger(entries, session);
    const state = ledgerState(entries);
    const { engine, close } = await makeEngine(session, options, run);
    const report = (fields: Partial<RepairReport>): RepairReport => ({
      target: session.connection.label,
      adopted: [],
      reverted: [],
      left: [],
      ...fields,
      head: session.head.hash,
    });
    try {
      const decided = options.done ?? options.again;
      if (decided !== undefined) {
        await settleUndecided(state, decided, options, engine);
        return report({});
      }
      const differences = driftOf(await readCatalog(session), entries);
      if (options.adopt === true) {
        await engine.note({ unit: '', action: 'adopt', state: 'done' }, { differences });
        await endRun(engine, session, run, 'adopt');
        return report({ adopted: differences });
      }
      if (options.revert !== true) return report({ left: differences });
      const replaced = differences.filter(({ change }) => change === 'changed');
      if (replaced.length > 0 && (await options.confirmLoss?.(await revertLoss(session, replaced))) === false)
        return report({ left: differences, cancelled: true });
      const keptIn = replaced.length === 0 ? undefined : (await keepReplaced(replaced, engine)).seq;
      const reverted = await revertObjects(state, differences, engine, session, options.onWarning);
      const left = differencesOf(await readCatalog(session), entries);
      const back = reverted.filter((object) => !left.some((one) => one.object === object));
      return report({ reverted: back, keptIn, left });
    } finally {
      close();
    }
  });
}

/** Notes in the ledger how the unit ended of which no run could tell. */
async function settleUndecided(
  state: LedgerState,
  decided: string,
  options: RepairOptions,
  engine: Engine,
): Promise<void> {
  const { openIntent } = state;
  if (openIntent?.unit !== decided) throw new RunFailure(runnerExit.preflight, [`no unit '${decided}' is undecided`]);
  const { unit, unitSha256, file, line } = openIntent;
  const { sql: _, ...detail } = detailOf(openIntent);
  if (options.done === undefined)
    await engine.note({
      unit,
      unitSha256,
      action: 'apply',
      state: 'failed',
      file,
      line,
      message: 'found not done by repair',
    });
  else
    await engine.note(
      { unit, unitSha256, action: 'apply', state: 'done', file, line, message: 'found done by repair' },
      { ...detail, irreversible: [{ why: 'it was recorded by repair', subject: '' }] },
    );
}

/** `oraphant finalize`: drops what was kept for a rollback. @throws RunFailure */
export async function finalizeTarget(options: RunOptions): Promise<FinalizeReport> {
  const run = newRunId();
  return await withSession(options, run, async (session) => {
    const entries = await checkedLedger(session, options.head);
    refuseWithoutLedger(entries, session);
    if (ledgerState(entries).unfinished !== undefined)
      throw new RunFailure(runnerExit.interrupted, ['a run was interrupted: finish it or roll it back first']);
    const { engine, close } = await makeEngine(session, options, run);
    try {
      const { rows } = await session.execute(
        `select c.oid::regclass::text, c.relkind in ('r', 'p', 'm') from pg_class c where c.relnamespace = ` +
          `to_regnamespace('${asideSchema}') and c.relkind in ('r', 'p', 'm', 'S', 'v') order by 1`,
      );
      const dropped = rows.map(([name]) => name ?? '');
      const holding = rows.flatMap(([name, holds]) => (isTrue(holds) ? [name ?? ''] : []));
      const kept = await atStake(session, holding);
      if (rows.length > 0 && (await options.confirmLoss?.(await finalLoss(session, dropped, kept))) === false)
        return { target: session.connection.label, dropped: [], kept: [], head: session.head.hash, cancelled: true };
      if (rows.length > 0) {
        await engine.perform({
          id: asideSchema,
          sha256: '',
          action: 'finalize',
          mode: 'tx',
          statements: [{ sql: `drop schema ${asideSchema} cascade`, undo: { kind: 'none' } }],
          file: '',
          line: 0,
          relations: [],
          detail: { dropped },
        });
      }
      return { target: session.connection.label, dropped, kept, head: session.head.hash };
    } finally {
      close();
    }
  });
}

/** What `oraphant finalize` dropped; `kept`: the rows that went with it. */
interface FinalizeReport {
  readonly target: string;
  readonly dropped: readonly string[];
  readonly kept: readonly AtStake[];
  readonly head: string;
  readonly cancelled?: true;
}

/** @throws RunFailure where nothing was ever applied */
function refuseWithoutLedger(entries: readonly LedgerEntry[], { connection: { label } }: Session): void {
  if (entries.length > 0) return;
  throw new RunFailure(runnerExit.preflight, [`${label} has no ledger: nothing was applied here`]);
}
