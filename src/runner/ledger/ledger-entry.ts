/** A statement as the ledger remembers it. */
export interface LedgerStatement {
  readonly key: string;
  readonly sha256: string;
  /** Undefined for data. */
  readonly sql: string | undefined;
  /** What was changed by hand on what it makes since then, and recorded; of several changes of one object the last holds. */
  readonly adopted?: readonly AdoptedChange[];
}

/** A change by hand that was recorded: `object` and the definitions are those of a catalog's facts. */
export interface AdoptedChange {
  readonly change: 'added' | 'changed' | 'removed';
  readonly object: string;
  readonly before: string;
  readonly after: string;
}

/** What an entry says beyond its columns; the text that is hashed is its JSON. */
export interface EntryDetail {
  readonly statements?: readonly LedgerStatement[];
  /** Statements that undo the unit, in the order in which they run; of an intent, those that it will have. */
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
  /** What `adopt` records. */
  readonly differences?: readonly AdoptedChange[];
  readonly [key: string]: unknown;
}

/** What an entry tells of: `run` and `rollback` of how runs begin and end, the others of what was done in them. */
export type EntryAction = 'run' | 'apply' | 'undo' | 'load' | 'adopt' | 'revert' | 'finalize' | 'rollback';
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

/** Empty where somebody has written something else into it: the chain tells of that. */
export function detailOf({ detail }: Pick<LedgerEntry, 'detail'>): EntryDetail {
  if (detail === '') return {};
  try {
    const read: unknown = JSON.parse(detail);
    return typeof read === 'object' && read !== null ? (read as EntryDetail) : {};
  } catch {
    return {};
  }
}
