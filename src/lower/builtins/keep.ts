import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Call } from '../../ir/oracle/index.js';
import type { PgExpr, PgOrderItem } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { byBytes } from '../collation.js';
import { refuse } from '../context.js';
import { lowerExpr } from '../expression.js';
import { typeOf } from '../expressions/typing.js';
import { lowerOrder, lowerOver, reversed } from '../expressions/windows.js';
import { argument, type BuiltinCall } from './call.js';

/**
 * `MAX(x) KEEP (DENSE_RANK FIRST ORDER BY o)`: the aggregate over the rows that come first.
 * In:  min(sal) keep (dense_rank first order by hired)   Out: (array_agg(sal order by hired, sal))[1]
 * Others are computed over the values whose key is the first one's. (SQL Language Reference, "FIRST")
 */
export function lowerKeep(c: BuiltinCall, keep: NonNullable<Call['keep']>): PgExpr {
  const { ex, span } = c;
  const forward = lowerOrder(ex, keep.orderBy);
  const order = keep.which === 'FIRST' ? forward : reversed(forward);
  const first = argument(c, 0);
  if (c.name === 'MIN' || c.name === 'MAX') {
    const value = byBytes(ex.unit, lowerExpr(ex, first), typeOf(ex, first));
    // A NULL is never the extreme one unless all are.
    const tie: PgOrderItem = c.name === 'MIN' ? { value } : { value, direction: 'desc', nulls: 'last' };
    const over = c.node?.over;
    if (over) {
      const window = lowerOver(ex, over);
      if (typeof window === 'string')
        return refuse(unsupportedFunction(span, `${c.name} KEEP OVER`, 'a named window has no counterpart here'));
      return {
        kind: 'PgCall',
        span,
        name: ['first_value'],
        args: [value],
        over: { ...window, orderBy: [...order, tie] },
      };
    }
    return b.subscript(
      span,
      { kind: 'PgCall', span, name: ['array_agg'], args: [value], orderBy: [...order, tie] },
      b.num(span, 1),
    );
  }
  if (!['SUM', 'COUNT', 'AVG'].includes(c.name) || c.node?.over || c.node?.quantifier === 'DISTINCT') {
    return refuse(unsupportedFunction(span, `${c.name} … KEEP`, 'write it over a subquery with dense_rank()'));
  }
  // Arrays of the values and of each key, side by side in one order.
  const arrayOf = (value: PgExpr): PgExpr => ({
    kind: 'PgCall',
    span,
    name: ['array_agg'],
    args: [value],
    orderBy: order,
  });
  const value = first.kind === 'Star' ? b.num(span, 1) : lowerExpr(ex, first);
  const names = ['v', ...order.map((_, i) => `k${i + 1}`)];
  const unnested = b.fromFunction(
    span,
    b.call(span, 'unnest', arrayOf(value), ...order.map((o) => arrayOf(o.value))),
    'u',
    names,
  );
  const isFirst = order.map((o, i) =>
    b.same(span, b.column(span, 'u', `k${i + 1}`), b.subscript(span, arrayOf(o.value), b.num(span, 1))),
  );
  const kept = b.column(span, 'u', 'v');
  const result =
    c.name === 'AVG'
      ? b.ora(span, 'div', b.call(span, 'sum', kept), b.call(span, 'count', kept))
      : b.call(span, c.name.toLowerCase(), kept);
  return b.scalar(span, b.select(span, { items: [result], from: [unnested], where: b.and(span, ...isFirst) }));
}
