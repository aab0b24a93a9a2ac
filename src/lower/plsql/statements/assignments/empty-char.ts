import type { OracleType } from '../../../../analyze/model/types.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import { b } from '../../../builders.js';
import type { ExprContext } from '../../../context.js';
import { lowerTo } from '../../../expressions/index.js';

/**
 * Is this the literal '' given to a variable of type CHAR? PL/SQL pads the literal with blanks, so that the variable is
 * not NULL, unlike a column in SQL and unlike a variable that is assigned another one which is NULL. A parameter has no
 * length to pad to. (AskTOM 5984520277372; Feuerstein, Oracle PL/SQL Programming, "Empty Strings Are NULL Strings")
 */
export function isEmptyChar(value: Expr, type: OracleType): boolean {
  return type.kind === 'char' && type.length !== undefined && value.kind === 'StringLiteral' && value.value === '';
}

/** A value that a variable, or a field of a record, of the type is given. */
export function lowerToVariable(ex: ExprContext, value: Expr, type: OracleType): PgExpr {
  return isEmptyChar(value, type) ? b.text(value.span, ' ') : lowerTo(ex, value, type);
}
