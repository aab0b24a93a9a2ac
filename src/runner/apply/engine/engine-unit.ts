import type { EntryDetail, LedgerEntry } from '../../ledger/ledger-entry.js';
import type { UnitMode } from '../../plan/statements/statement-mode.js';
import type { Undo } from '../../plan/undo.js';
import type { DatabaseError } from '../../target/database-error.js';
import { LockedError, type RunSession } from '../../target/session.js';
import { lostOnReconnect, RunFailure } from '../run-failure.js';
import type { RunLog } from '../run-log.js';
import { captureUndo } from '../undo/capture.js';

/** The places in a unit at which a test may end the process. */
export type FaultPoint = 'begin' | 'sql' | 'entry' | 'commit' | 'ack';

/** What an engine works with, times in milliseconds; a timeout of 0 is none. */
export interface EngineOptions {
  readonly session: RunSession;
  readonly run: string;
  readonly tool: string;
  readonly log: RunLog;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly deadlineMs: number;
  readonly maxTries: number;
  readonly isCancelled?: () => boolean;
  /** For tests that inject faults. */
  readonly fault?: (unit: string, point: FaultPoint) => void;
}

/** A statement with its way back. */
interface EngineStatement {
  readonly sql: string;
  readonly undo: Undo;
  /** Views that stand on the object may be dropped for it, and made again. */
  readonly isChange?: boolean;
}

/** A unit of work with its entry in the ledger: both, or neither. */
export interface EngineUnit {
  readonly id: string;
  readonly sha256: string;
  readonly action: LedgerEntry['action'];
  readonly mode: UnitMode;
  readonly statements: readonly EngineStatement[];
  readonly file: string;
  readonly line: number;
  /** The relations whose locks may stand in the way. */
  readonly relations: readonly string[];
  /** What goes into the entry beyond the way back. */
  readonly detail: EntryDetail;
  /** Done in the same transaction before anything else, as a check that may refuse. */
  readonly guard?: (session: RunSession) => Promise<void>;
}

/**
 * How a unit ended. `statement` is the index of the one that failed, `blockers` say who held a lock; not clean is what
 * may have had an effect all the same.
 */
export type UnitOutcome =
  | { readonly kind: 'done'; readonly statements: number }
  | {
      readonly kind: 'failed';
      readonly statement: number;
      readonly error: DatabaseError;
      readonly blockers: readonly string[];
      readonly isClean: boolean;
    }
  | { readonly kind: 'cancelled' };

/** The statements that undo a statement; what it replaces is read from the catalog before it runs. */
export async function wayBack(session: RunSession, statement: EngineStatement): Promise<readonly string[]> {
  return knownWayBack(statement) ?? (await captureUndo(session, statement.sql));
}

/** The statements that undo a statement, where nothing need be read from the catalog for it. */
export function knownWayBack({ undo }: EngineStatement): readonly string[] | undefined {
  switch (undo.kind) {
    case 'none':
    case 'no':
      return [];
    case 'drop':
      return [undo.sql];
    case 'sql':
      return undo.sql;
    case 'capture':
      return undefined;
    default: {
      const forgotten: never = undo;
      return forgotten;
    }
  }
}

/** The connection again, with the lock. @throws RunFailure where it does not come back */
export async function reconnect({ session, log }: EngineOptions, cause: DatabaseError): Promise<void> {
  log.event('connection lost', { message: cause.message });
  try {
    await session.reconnect();
  } catch (error) {
    if (error instanceof LockedError || error instanceof RunFailure) throw error;
    throw lostOnReconnect(cause, error);
  }
}
