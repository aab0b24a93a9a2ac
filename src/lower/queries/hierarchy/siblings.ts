import { isText } from '../../../analyze/model/operators.js';
import type { Expr, OrderItem, Select } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { byBytes } from '../../collation.js';
import type { ExprContext } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { sourcesIn, usesPseudo } from '../block-nodes.js';
import { selectedAt } from '../order/selected-at.js';
import { columnValue } from '../row-sources.js';

/** ORDER SIBLINGS BY takes columns, and aliases of the select list that stand for expressions over the row. */
export function siblingValue(ex: ExprContext, select: Select, item: OrderItem): PgExpr {
  const { value } = item;
  const named =
    value.kind === 'Name' && value.parts.length === 1
      ? select.items.find((i) => i.alias?.name === value.parts[0]?.name)
      : undefined;
  const { analysis } = ex.unit;
  const placed = value.kind === 'NumberLiteral' ? selectedAt(analysis, select, Number(value.text)) : undefined;
  if (placed && !('kind' in placed)) {
    const { source, column } = placed;
    return byBytes(ex.unit, columnValue(ex, source, column, item.span), column.type);
  }
  const whole = named?.value ?? placed ?? value;
  const sibling = afterIndent(ex, whole);
  if (sibling !== whole && isText(ex.unit.analysis.typeOf(sibling)))
    return byBytes(
      ex.unit,
      b.coalesce(item.span, lowerExpr(ex, sibling), b.text(item.span, '')),
      ex.unit.analysis.typeOf(sibling),
    );
  return byBytes(ex.unit, lowerExpr(ex, sibling), ex.unit.analysis.typeOf(sibling));
}

/**
 * `LPAD(' ', 2 * (LEVEL - 1)) || name` → `name`: what is made of LEVEL alone is the same for all siblings, and their
 * order is that of what follows.
 */
function afterIndent(ex: ExprContext, value: Expr): Expr {
  if (value.kind !== 'Binary' || value.op !== '||' || !usesPseudo(ex, 'LEVEL', [value.left])) return value;
  return sourcesIn(ex, value.left).size === 0 ? value.right : value;
}
