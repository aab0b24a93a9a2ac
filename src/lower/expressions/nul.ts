import type { Analysis } from '../../analyze/analysis.js';
import { isText } from '../../analyze/model/operators.js';
import type { Binary, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from './index.js';
import { literalInteger } from './typing.js';

/** Is it CHR(0), or a constant that is? Text of PostgreSQL never has that character: nothing is found there, removed or replaced. */
export function isNul(analysis: Analysis, expr: Expr | undefined): boolean {
  if (expr?.kind !== 'Call' && expr?.kind !== 'Name') return false;
  const { base, steps } = analysis.resolve(expr);
  if (steps.length > 0) return false;
  if (base.kind === 'variable') return base.variable.constant && isNul(analysis, base.variable.initial);
  return base.kind === 'builtin' && /^N?CHR$/.test(base.name) && literalInteger(base.args[0]?.value) === 0;
}

/** `x = CHR(0)` is false of any x but NULL, `x <> CHR(0)` is true. Undefined for other comparisons. */
export function comparedWithNul(ex: ExprContext, { span, op, left, right }: Binary): PgExpr | undefined {
  if (op !== '=' && op !== '<>') return undefined;
  const { analysis } = ex.unit;
  const other = isNul(analysis, right) ? left : isNul(analysis, left) ? right : undefined;
  if (!other || isNul(analysis, other) || !isText(analysis.typeOf(other))) return undefined;
  const isThere = b.isNotNull(span, lowerExpr(ex, other));
  return b.caseWhen(span, [{ when: isThere, then: b.boolean(span, op === '<>') }]);
}

/** The items of an IN list that text can be: CHR(0) is none of them. */
export function withoutNul(ex: ExprContext, operand: Expr, items: readonly Expr[]): readonly Expr[] {
  const { analysis } = ex.unit;
  if (!isText(analysis.typeOf(operand))) return items;
  const rest = items.filter((item) => !isNul(analysis, item));
  return rest.length > 0 ? rest : items;
}
