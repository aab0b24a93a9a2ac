import type { Argument } from '../../ir/oracle/index.js';
import type { Resolution, ResolvedBase } from '../analysis.js';
import type { OracleType } from './types.js';

/** What stands behind the last part of a name, and what the place takes: a statement wants a procedure. */
export interface Usage {
  readonly args?: readonly Argument[];
  readonly wanted?: 'PROCEDURE';
}

/** What the first parts of a name mean. */
export interface Found {
  readonly resolution: Resolution;
  /** How many parts of the name it took. */
  readonly used: number;
  /** The arguments that follow the name belong to it. */
  readonly argsUsed?: boolean;
}

/** A base without steps. */
export const plain = (base: ResolvedBase, type: OracleType): Resolution => ({ base, steps: [], type });
