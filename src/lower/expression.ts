import type { OracleType } from '../analyze/types.js';
import type { Expr } from '../ir/oracle/index.js';
import type { PgExpr } from '../ir/postgres/index.js';
import type { ExprContext } from './context.js';

/** The expression in PostgreSQL, of the PostgreSQL type that stands for its Oracle type (place `value`). */
export function lowerExpr(ex: ExprContext, expr: Expr): PgExpr {
  void ex;
  void expr;
  throw new TypeError('not yet');
}

/** The expression converted as Oracle converts it implicitly where a value of `type` is wanted: assignment, argument, comparison. */
export function lowerTo(ex: ExprContext, expr: Expr, type: OracleType): PgExpr {
  void type;
  return lowerExpr(ex, expr);
}

/** A condition, three-valued as Oracle's. */
export function lowerCondition(ex: ExprContext, expr: Expr): PgExpr {
  return lowerExpr(ex, expr);
}
