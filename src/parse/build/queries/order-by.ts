import type { OrderItem } from '../../../ir/oracle/index.js';
import { type OrderByClauseContext, type OrderByItemContext, OracleParser as P } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';

/** (SQL Language Reference, "SELECT", order_by_clause) */
export function buildOrderItems(cx: BuildContext, ctx: OrderByClauseContext): readonly OrderItem[] {
  return ctx.orderByItem().map((item) => buildOrderItem(cx, item));
}

/** `expression [ASC | DESC] [NULLS FIRST | LAST]`. */
export function buildOrderItem(cx: BuildContext, ctx: OrderByItemContext): OrderItem {
  const value = buildExpr(cx, ctx.expression());
  const direction = ctx._direction?.type;
  const nulls = ctx._nulls?.type;
  return {
    kind: 'OrderItem',
    span: cx.span(ctx),
    value,
    direction: direction === undefined ? undefined : direction === P.ASC ? 'ASC' : 'DESC',
    nulls: nulls === undefined ? undefined : nulls === P.FIRST ? 'FIRST' : 'LAST',
  };
}
