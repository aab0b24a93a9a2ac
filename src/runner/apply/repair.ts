import { counted } from '../../assess/counted.js';
import { detailOf, type LedgerEntry } from '../ledger/ledger-entry.js';
import { type LedgerState, ledgerState } from '../ledger/ledger-state.js';
import type { RunOptions } from '../target/run-options.js';
import { checkedLedger, endRun, makeEngine, refuseWithoutLedger, withSession } from '../target/run-session.js';
import { type CatalogDifference, readCatalog } from '../verify/catalog.js';
import { differencesOf, driftOf } from '../verify/drift.js';
import { revertLoss } from '../verify/losses.js';
import { revertObjects } from '../verify/revert.js';
import { type Engine, newRunId } from './engine/engine.js';
import { RunFailure, runnerExit } from './run-failure.js';

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
