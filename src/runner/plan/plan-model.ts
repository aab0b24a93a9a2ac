import type { LockImpact } from './lock-impact.js';
import type { UnitMode } from './statements/statement-mode.js';
import type { Undo } from './undo.js';

/** What stands before rows are loaded, the load, and what loads slower or checks rows after it. */
export type Phase = 'pre-data' | 'data' | 'post-data';

/** One statement of a unit as it will be sent. */
export interface PlanStatement {
  readonly sql: string;
  /** Identity of what it makes, over versions. */
  readonly key: string;
  readonly sha256: string;
  readonly file: string;
  readonly line: number;
  readonly undo: Undo;
  /** A change of type that PostgreSQL makes in the catalog alone. */
  readonly metadataOnly?: boolean;
  /** Made from an older and a newer version of an object that others may stand on. */
  readonly isChange?: boolean;
}

/**
 * What is done, undone and recorded as one: statements of one file, phase and mode, which go into one transaction, or
 * one that runs outside of transactions.
 */
export interface PlanUnit {
  readonly id: string;
  readonly phase: Phase;
  /** `validate`: what another unit left to do. */
  readonly change: 'create' | 'change' | 'drop' | 'validate';
  readonly mode: UnitMode;
  /** What is executed. */
  readonly statements: readonly PlanStatement[];
  /** What the unit consists of when it is done; differs from `statements` where an older version is altered. */
  readonly contents: readonly PlanStatement[];
  /** Of the contents: what the ledger compares. */
  readonly sha256: string;
  readonly file: string;
  readonly line: number;
  readonly locks: readonly LockImpact[];
  readonly findings: readonly PlanFinding[];
  /** Whether rollback restores the state before: exactly, by keeping a copy, or not. */
  readonly reversible: 'exact' | 'copy' | 'no';
  /** Statements that are left to the unit after it, which then names this one in `settles`. */
  readonly pending: readonly string[];
  readonly settles?: string;
}

/** What moves the target to where the project stands; made by `planProject`, without looking at the target. */
export interface Plan {
  /** Chain over the units: same input and same ledger, same hash. */
  readonly hash: string;
  /** Hash of the ledger's last entry when the plan was made. */
  readonly head: string;
  readonly units: readonly PlanUnit[];
  /** Units that stand already. */
  readonly unchanged: number;
  /** Every unit of the project with its hash, in order: what an interrupted run is held against. */
  readonly project: readonly { readonly id: string; readonly sha256: string; readonly file: string }[];
  /** What cannot be done without a decision; such a plan is not applied. */
  readonly refusals: readonly PlanRefusal[];
}

/** Why a unit cannot be planned, where it stands, and what to do. */
export interface PlanRefusal {
  readonly unit: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly advice: string;
}

/** What a step does to clients that run meanwhile. DS loss of data, LK lock, BC breaks running clients. */
export interface PlanFinding {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}
