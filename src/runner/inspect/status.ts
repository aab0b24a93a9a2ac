import { type ChainProblem, chainProblems, readLedger } from '../ledger/ledger.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import { type LedgerState, ledgerState } from '../ledger/ledger-state.js';
import { planProject } from '../plan/plan.js';
import { readProject } from '../script/project.js';
import { withReader } from '../target/reader.js';

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
      state: stateOf(state, { last, isRunning: running.length > 0 }),
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

/** How it stands, by the last run or rollback. */
function stateOf(
  { unfinished }: LedgerState,
  { last, isRunning }: { readonly last: LedgerEntry | undefined; readonly isRunning: boolean },
): Status['state'] {
  if (last === undefined) return 'never applied';
  if (isRunning) return 'running';
  if (unfinished !== undefined) return 'interrupted';
  return last.state === 'failed' ? 'failed' : 'done';
}
