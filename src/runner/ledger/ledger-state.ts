import { Performed } from './performed.js';

/** A statement as the ledger remembers it. */
export interface LedgerStatement {
  readonly key: string;
  readonly sha256: string;
  /** Undefined for data. */
  readonly sql: string | undefined;
}

/** What an entry says beyond its columns; the text that is hashed is its JSON. */
export interface EntryDetail {
  readonly statements?: readonly LedgerStatement[];
  /** Statements that undo the unit, in the order in which they run. */
  readonly undo?: readonly string[];
  /** Why the unit, or a part of it, cannot be undone. */
  readonly irreversible?: readonly { readonly why: string; readonly subject: string }[];
  readonly change?: 'create' | 'change' | 'drop' | 'validate';
  /** Statements that the unit leaves to a unit after it: VALIDATE, and what needs its answer. */
  readonly pending?: readonly string[];
  /** The unit whose pending statements this one has done. */
  readonly settles?: string;
  readonly planHash?: string;
  readonly project?: readonly { readonly id: string; readonly sha256: string }[];
  readonly fingerprint?: string;
  readonly undoes?: string;
  readonly [key: string]: unknown;
}

/** What an entry tells of: `run` and `rollback` of how runs begin and end, the others of what was done in them. */
type EntryAction = 'run' | 'apply' | 'undo' | 'load' | 'adopt' | 'revert' | 'finalize' | 'rollback';
/**
 * `intent` is written before what runs outside of transactions; `started`, `ended` and `abandoned` are states of runs.
 */
type EntryState = 'intent' | 'done' | 'failed' | 'started' | 'ended' | 'abandoned';

/** One row of `oraphant.entry`. */
export interface LedgerEntry {
  readonly seq: number;
  readonly run: string;
  readonly unit: string;
  readonly unitSha256: string;
  readonly action: EntryAction;
  readonly state: EntryState;
  /** ISO 8601, UTC, milliseconds. */
  readonly started: string;
  readonly ended: string;
  readonly actor: string;
  readonly host: string;
  readonly tool: string;
  readonly file: string;
  readonly line: number;
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** A unit that stands in the target. */
interface AppliedUnit {
  readonly id: string;
  readonly sha256: string;
  readonly file: string;
  readonly line: number;
  readonly run: string;
  /** The run that made it first. */
  readonly since: string;
  readonly seq: number;
  readonly statements: readonly LedgerStatement[];
  /** What it has left to do. */
  readonly pending: readonly string[];
}

/** What the ledger says that stands, made by `ledgerState`. */
export interface LedgerState {
  readonly head: string;
  readonly units: readonly AppliedUnit[];
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
  performed: new Map(),
  unfinished: undefined,
  openIntent: undefined,
};

/** Empty where somebody has written something else into it: the chain tells of that. */
export function detailOf({ detail }: LedgerEntry): EntryDetail {
  if (detail === '') return {};
  try {
    const read: unknown = JSON.parse(detail);
    return typeof read === 'object' && read !== null ? (read as EntryDetail) : {};
  } catch {
    return {};
  }
}

/** Folds the entries, oldest first, into what stands now. */
export function ledgerState(entries: readonly LedgerEntry[]): LedgerState {
  const units = new Map<string, AppliedUnit>();
  /** Of each apply entry, what stood before it. */
  const before = new Map<number, AppliedUnit | undefined>();
  const performed = new Performed();
  let unfinished:
    | { run: string; action: EntryAction; detail: EntryDetail; done: { id: string; sha256: string; seq: number }[] }
    | undefined;
  let openIntent: LedgerEntry | undefined;
  for (const entry of entries) {
    const detail = (): EntryDetail => detailOf(entry);
    if (entry.action === 'run' || entry.action === 'rollback') {
      if (entry.state === 'started') unfinished = { run: entry.run, action: entry.action, detail: detail(), done: [] };
      else if (entry.state === 'ended' || entry.state === 'failed' || entry.state === 'abandoned')
        unfinished = undefined;
      if (entry.state === 'ended') performed.settle();
      continue;
    }
    if (entry.state === 'intent') openIntent = entry;
    else if (openIntent?.unit === entry.unit) openIntent = undefined;
    if (entry.state !== 'done') continue;
    if (entry.run === unfinished?.run)
      unfinished.done.push({ id: entry.unit, sha256: entry.unitSha256, seq: entry.seq });
    if (entry.action === 'apply') {
      const said = detail();
      const { settles } = said;
      if (settles !== undefined) {
        const settled = units.get(settles);
        before.set(entry.seq, settled);
        if (settled !== undefined) units.set(settles, { ...settled, pending: [] });
        continue;
      }
      before.set(entry.seq, units.get(entry.unit));
      units.delete(entry.unit);
      if (said.change !== 'drop') {
        units.set(entry.unit, {
          id: entry.unit,
          sha256: entry.unitSha256,
          file: entry.file,
          line: entry.line,
          run: entry.run,
          since: before.get(entry.seq)?.since ?? entry.run,
          seq: entry.seq,
          statements: said.statements ?? [],
          pending: said.pending ?? [],
        });
      }
      performed.change(before.get(entry.seq)?.statements ?? [], units.get(entry.unit)?.statements ?? []);
    } else if (entry.action === 'undo') {
      const previous = before.get(Number(detail().undoes));
      performed.change(units.get(entry.unit)?.statements ?? [], previous?.statements ?? []);
      units.delete(entry.unit);
      if (previous !== undefined) units.set(previous.id, previous);
    }
  }
  return {
    head: entries.at(-1)?.hash ?? '',
    units: [...units.values()],
    performed: performed.times(),
    unfinished,
    openIntent,
  };
}
