import type { OracleType } from '../../model/types.js';

/** What is known of the value of an expression. */
export interface Typed {
  readonly type: OracleType;
  /** Proven not NULL (and not the empty string). */
  readonly notNull: boolean;
}

/** A value of the type, which may be NULL. */
export const nullable = (type: OracleType): Typed => ({ type, notNull: false });
/** A value of the type that is never NULL. */
export const proven = (type: OracleType): Typed => ({ type, notNull: true });
