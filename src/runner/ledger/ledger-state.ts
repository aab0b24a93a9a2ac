import {
  detailOf,
  type EntryAction,
  type EntryDetail,
  type LedgerEntry,
  type LedgerStatement,
} from './ledger-entry.js';
import { type AppliedUnit, StandingUnits } from './standing-units.js';

/** What the ledger says that stands, made by `ledgerState`. */
export interface LedgerState {
  readonly head: string;
  readonly units: readonly AppliedUnit[];
  /** Statements that units had before the run that did not end, and that none has taken yet. */
  readonly givenAway: readonly LedgerStatement[];
  /** How often each statement of data (`isOfData`) has been performed, by key. */
  readonly performed: ReadonlyMap<string, number>;
  /** The last run, when nothing says that it ended. */
  readonly unfinished: UnfinishedRun | undefined;
  /** A unit that runs outside of transactions and was begun, but not reported as done. */
  readonly openIntent: LedgerEntry | undefined;
}

/** A run that began and of which nothing says that it ended, with the units that it has done. */
interface UnfinishedRun {
  readonly run: string;
  readonly action: EntryAction;
  readonly detail: EntryDetail;
  readonly done: readonly { readonly id: string; readonly sha256: string; readonly seq: number }[];
}

/** The state of a target that has no ledger. */
export const emptyLedgerState: LedgerState = {
  head: '',
  units: [],
  givenAway: [],
  performed: new Map(),
  unfinished: undefined,
  openIntent: undefined,
};

/** Folds the entries, oldest first, into what stands now. */
export function ledgerState(entries: readonly LedgerEntry[]): LedgerState {
  const standing = new StandingUnits();
  let unfinished:
    | { run: string; action: EntryAction; detail: EntryDetail; done: { id: string; sha256: string; seq: number }[] }
    | undefined;
  let openIntent: LedgerEntry | undefined;
  for (const entry of entries) {
    const { run, unit, action, state } = entry;
    if (action === 'run' || action === 'rollback') {
      if (state === 'started') unfinished = { run, action, detail: detailOf(entry), done: [] };
      else if (state === 'ended' || state === 'failed' || state === 'abandoned') unfinished = undefined;
      if (state === 'ended') standing.settle();
      continue;
    }
    if (state === 'intent') openIntent = entry;
    else if (openIntent?.unit === unit) openIntent = undefined;
    if (state !== 'done') continue;
    if (run === unfinished?.run) unfinished.done.push({ id: unit, sha256: entry.unitSha256, seq: entry.seq });
    if (action === 'apply') standing.apply(entry);
    else if (action === 'undo') standing.undo(entry);
    else if (action === 'adopt') standing.adopt(entry);
  }
  return {
    head: entries.at(-1)?.hash ?? '',
    units: standing.all(),
    givenAway: standing.withoutUnit(),
    performed: standing.performed.times(),
    unfinished,
    openIntent,
  };
}
