import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { fitTo } from '../expressions/conversions/fit.js';
import { mayBeNull } from '../expressions/typing.js';
import { pgTypeOf } from '../types.js';

/**
 * The value of an argument, or of a default, as the parameter's subtype takes it: lengths, precision and scale do not
 * bind parameters; ranges of PLS_INTEGER and NOT NULL do. (PL/SQL Language Reference, "Formal Parameters of Constrained
 * Subtypes")
 */
export function fitArgument(ex: ExprContext, value: PgExpr, expr: Expr, parameter: VariableSymbol): PgExpr {
  const { type } = parameter;
  if (type.kind === 'plsInteger')
    return fitTo(ex, value, { from: ex.unit.analysis.typeOf(expr), to: type, span: expr.span });
  if (!parameter.notNull || !mayBeNull(ex, expr)) return value;
  return b.ora(expr.span, 'fit_not_null', b.cast(expr.span, value, pgTypeOf(ex.unit.naming, type, 'value')));
}
