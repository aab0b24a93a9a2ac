import { ledgerState } from '../ledger/ledger-state.js';
import { asideSchema } from '../plan/changes/change.js';
import type { RunOptions } from '../target/run-options.js';
import { checkedLedger, makeEngine, refuseWithoutLedger, withSession } from '../target/run-session.js';
import { isTrue } from '../target/session.js';
import { finalLoss } from '../verify/losses.js';
import { type AtStake, atStake } from './at-stake.js';
import { newRunId } from './engine/engine.js';
import { RunFailure, runnerExit } from './run-failure.js';

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
