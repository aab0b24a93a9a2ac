import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { Call } from '../../../ir/oracle/index.js';
import type { PgExpr, PgOrderItem, PgWindow } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { byBytes } from '../../collation.js';
import { refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { typedLiteral } from '../../expressions/typed-literal.js';
import { typeOf } from '../../expressions/typing.js';
import { lowerOrder, lowerOver, reversed } from '../../expressions/windows.js';
import { madeUp } from '../../naming/made-names.js';
import { argument, type BuiltinCall } from '../call.js';

/**
 * `MAX(x) KEEP (DENSE_RANK FIRST ORDER BY o)`: the aggregate over the rows that come first.
 * In:  min(sal) keep (dense_rank first order by hired)   Out: (array_agg(sal order by hired, sal))[1]
 * Others are computed over the values whose key is the first one's. (SQL Language Reference, "FIRST")
 */
export function lowerKeep(c: BuiltinCall, keep: NonNullable<Call['keep']>): PgExpr {
  const forward = lowerOrder(c.ex, keep.orderBy);
  const order = keep.which === 'FIRST' ? forward : reversed(forward);
  if (c.name === 'MIN' || c.name === 'MAX') return extremeOfFirst(c, c.name, order);
  const isKnown = ['SUM', 'COUNT', 'AVG'].includes(c.name) && c.node?.quantifier !== 'DISTINCT';
  const over = isKnown ? overWindow(c, order) : undefined;
  if (over) return over;
  if (!isKnown || c.node?.over)
    return refuse(unsupportedFunction(c.span, `${c.name} … KEEP`, 'write it over a subquery with dense_rank()'));
  return ofFirstRows(c, order);
}

/** MIN or MAX: the value itself is the last key of the order. */
function extremeOfFirst(c: BuiltinCall, name: 'MIN' | 'MAX', order: readonly PgOrderItem[]): PgExpr {
  const { ex, span, node } = c;
  const first = argument(c, 0);
  const value = byBytes(ex.unit, typedLiteral(lowerExpr(ex, first)), typeOf(ex, first));
  // A NULL is never the extreme one unless all are.
  const tie: PgOrderItem = name === 'MIN' ? { value } : { value, direction: 'desc', nulls: 'last' };
  const orderBy = [...order, tie];
  if (!node?.over)
    return b.subscript(span, { kind: 'PgCall', span, name: ['array_agg'], args: [value], orderBy }, b.num(span, 1));
  const window = lowerOver(ex, node.over);
  if (typeof window === 'string')
    return refuse(unsupportedFunction(span, `${name} KEEP OVER`, 'a named window has no counterpart here'));
  return { kind: 'PgCall', span, name: ['first_value'], args: [value], over: { ...window, orderBy } };
}

/** SUM, COUNT or AVG: arrays of the values and of each key, side by side in one order, are taken apart again. */
function ofFirstRows(c: BuiltinCall, order: readonly PgOrderItem[]): PgExpr {
  const { ex, span } = c;
  const first = argument(c, 0);
  const arrayOf = (value: PgExpr): PgExpr => ({
    kind: 'PgCall',
    span,
    name: ['array_agg'],
    args: [value],
    orderBy: order,
  });
  const lowered = first.kind === 'Star' ? b.num(span, 1) : lowerExpr(ex, first);
  const value = isIntegerTyped(lowered) ? b.cast(span, lowered, pgTypes.numeric) : lowered;
  const names = [madeUp('v'), ...order.map((_, i) => madeUp(`k${i + 1}`))];
  const unnested = b.fromFunction(
    span,
    b.call(span, 'unnest', arrayOf(value), ...order.map((o) => arrayOf(o.value))),
    madeUp('u'),
    names,
  );
  const isFirst = order.map((o, i) =>
    b.same(span, b.column(span, madeUp('u'), madeUp(`k${i + 1}`)), b.subscript(span, arrayOf(o.value), b.num(span, 1))),
  );
  const kept = b.column(span, madeUp('u'), madeUp('v'));
  const result =
    c.name === 'AVG'
      ? b.ora(span, 'div', b.call(span, 'sum', kept), b.call(span, 'count', kept))
      : b.call(span, c.name.toLowerCase(), kept);
  return b.scalar(span, b.select(span, { items: [result], from: [unnested], where: b.and(span, ...isFirst) }));
}

/**
 * The same as a window function of numbers, by one key: values and keys of the partition go side by side to a function
 * of the runtime.
 * In:  sum(sal) keep (dense_rank last order by hired) over (partition by dept)
 * Out: ora.kept_sum(array_agg(sal) over w, array_agg(hired) over w), w: partition by dept order by hired desc, all rows
 */
function overWindow(c: BuiltinCall, order: readonly PgOrderItem[]): PgExpr | undefined {
  const { ex, span } = c;
  const over = c.node?.over;
  const [key] = order;
  const first = argument(c, 0);
  const kind = first.kind === 'Star' ? 'number' : typeOf(ex, first).kind;
  if (!over || !key || order.length > 1) return undefined;
  if (c.name !== 'COUNT' && kind !== 'number' && kind !== 'plsInteger') return undefined;
  const window = lowerOver(ex, over);
  if (typeof window === 'string') return undefined;
  const all: PgWindow = {
    ...window,
    orderBy: order,
    frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
  };
  const arrayOf = (value: PgExpr): PgExpr => ({ kind: 'PgCall', span, name: ['array_agg'], args: [value], over: all });
  const value = first.kind === 'Star' ? b.num(span, 1) : lowerExpr(ex, first);
  const keys = arrayOf(key.value);
  const count = b.ora(span, 'kept_count', arrayOf(value), keys);
  if (c.name === 'COUNT') return count;
  const sum = b.ora(span, 'kept_sum', arrayOf(b.cast(span, value, pgTypes.numeric)), keys);
  return c.name === 'SUM' ? sum : b.ora(span, 'div', sum, b.call(span, 'nullif', count, b.num(span, 0)));
}
