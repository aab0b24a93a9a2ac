import { isText } from '../../../analyze/model/operators.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Collate, Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { operand, typeOf } from '../typing.js';
import type { LoweredValue } from './comparisons.js';

/*
 * COLLATE decides how text is compared and ordered, not what it is: conditions and ORDER BY take text without case for
 * BINARY_CI, and without case and accents for BINARY_AI. (SQL Language Reference, "COLLATE Operator"; Database
 * Globalization Support Guide, "Collation Determination")
 */

type Key = (value: PgExpr) => PgExpr;

const asItIs: Key = (value) => value;

const keys: Readonly<Record<string, Key>> = {
  // Oracle's BINARY is the collation of the target database.
  BINARY: asItIs,
  USING_NLS_COMP: asItIs,
  BINARY_CI: (value) => b.call(value.span, 'lower', value),
  BINARY_AI: (value) => b.ora(value.span, 'without_accents', value),
};

const keyOf = ({ collation, span }: Collate): Key =>
  (Object.hasOwn(keys, collation) ? keys[collation] : undefined) ??
  refuse(unsupportedExpression(span, `COLLATE ${collation}`));

/** What is compared where `exprs` are compared with each other: the operand itself, unless one of them has COLLATE. */
export function comparedOperand(exprs: readonly Expr[]): (ex: ExprContext, expr: Expr) => LoweredValue {
  const collated = exprs.find((e): e is Collate => e.kind === 'Collate');
  if (!collated) return comparedInSession(exprs);
  const key = keyOf(collated);
  return (ex, expr) => {
    if (expr.kind === 'Collate' && expr.collation !== collated.collation)
      return refuse(unsupportedExpression(expr.span, 'A comparison by two collations'));
    const value = operand(ex, withoutCollation(expr));
    return isText(value.type) ? { ...value, value: key(value.value) } : value;
  };
}

/** Text beside text is compared as NLS_COMP and NLS_SORT of the session say, where the inputs change these. */
function comparedInSession(exprs: readonly Expr[]): (ex: ExprContext, expr: Expr) => LoweredValue {
  return (ex, expr) => {
    const value = operand(ex, expr);
    return exprs.every((e) => isText(typeOf(ex, e))) ? { ...value, value: comparedText(ex, value.value) } : value;
  };
}

/** Values that are compared with each other, as `comparedOperand` makes them of expressions. */
export const comparedValues = (ex: ExprContext, values: readonly LoweredValue[]): readonly LoweredValue[] =>
  values.every((v) => isText(v.type)) ? values.map((v) => ({ ...v, value: comparedText(ex, v.value) })) : values;

/** One side of a comparison of texts. */
export const comparedText = (ex: ExprContext, text: PgExpr): PgExpr =>
  ex.unit.session?.collation ? inSession(text, 'compared') : text;

/** `ora.session_collated(text, 'compared')`. (Database Globalization Support Guide, "NLS_COMP", "NLS_SORT") */
const inSession = (value: PgExpr, how: 'compared' | 'ordered'): PgExpr =>
  b.ora(value.span, 'session_collated', value, b.text(value.span, how));

/** What rows are ordered by, of a value that has been made of the expression without its COLLATE. */
export function orderedByCollation(ex: ExprContext, expr: Expr, value: PgExpr): PgExpr {
  if (!isText(typeOf(ex, expr))) return value;
  if (expr.kind === 'Collate') return keyOf(expr)(value);
  return ex.unit.session?.collation ? inSession(value, 'ordered') : value;
}

/** The expression that COLLATE stands behind. */
export const withoutCollation = (expr: Expr): Expr => (expr.kind === 'Collate' ? expr.operand : expr);
