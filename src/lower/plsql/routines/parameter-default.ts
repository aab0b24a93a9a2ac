import type { ParameterInfo, VariableSymbol } from '../../../analyze/model/symbols.js';
import { isAnyOf, isLiteral } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { fitArgument } from '../../calls/fit-argument.js';
import { type ExprContext, Refusal, silentUnit, type UnitContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { rememberedOf } from '../../remembered.js';
import { pgTypeOf } from '../../types.js';

/**
 * The default of a parameter. One that cannot be converted raises where it is used; the routine is good for all who
 * give the argument.
 */
export function defaultValue(ex: ExprContext, initial: Expr, parameter: VariableSymbol): PgExpr {
  try {
    return fitArgument(ex, lowerTo(ex, initial, parameter.type), initial, parameter);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { span, code, message } = error.diagnostic;
    ex.unit.report(error.diagnostic);
    const type = pgTypeOf(ex.unit.naming, parameter.type, 'value');
    const raised = b.ora(span, 'refused', b.text(span, `${code} ${message}`));
    return b.caseWhen(span, [{ when: raised, then: b.cast(span, b.null(span), type) }]);
  }
}

/** Does the default become a subquery? PostgreSQL refuses those in headings. */
export const needsSubquery = rememberedOf((unit: UnitContext, { initial, variable }: ParameterInfo): boolean => {
  if (!initial || isLiteral(initial)) return false;
  return hasSubquery(defaultValue({ unit: silentUnit(unit), sql: false, inHeading: true }, initial, variable));
});

/** Is a part of the value a query? */
export const hasSubquery = (value: PgExpr): boolean =>
  contains(value, (node) => isAnyOf(node.kind, 'PgScalarSubquery', 'PgArraySubquery', 'PgExists', 'PgInQuery'));
