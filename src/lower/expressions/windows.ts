import { isDatetime, isNumeric } from '../../analyze/model/operators.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import { literalInteger } from '../../ir/literals.js';
import type { Expr, FrameBound, Identifier, OrderItem, WindowSpec } from '../../ir/oracle/index.js';
import type { PgExpr, PgFrameBound, PgOrderItem, PgWindow } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { byBytes } from '../collation.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming/naming.js';
import { sortKey } from '../objects/expressions.js';
import { sourcesIn } from '../queries/block-nodes.js';
import { orderedByCollation, withoutCollation } from './conditions/collated.js';
import { lowerExpr } from './index.js';
import { isIntegerTyped } from './integer-typed.js';
import { asAddress } from './row-address.js';
import { typeOf } from './typing.js';

/**
 * ORDER BY items; NULLs come last ascending and first descending in both systems. (SQL Language Reference,
 * "order_by_clause")
 */
export function lowerOrder(ex: ExprContext, items: readonly OrderItem[]): PgOrderItem[] {
  return items.map((item) => ({
    value: orderKey(ex, item.value),
    ...(item.direction === 'DESC' ? { direction: 'desc' as const } : {}),
    ...(item.nulls === undefined ? {} : { nulls: item.nulls === 'FIRST' ? ('first' as const) : ('last' as const) }),
  }));
}

/**
 * What rows are ordered by for the order of the value in Oracle: text by its bytes, addresses of rows as such, objects
 * by their map method.
 */
export function orderKey(
  ex: ExprContext,
  value: Expr,
  lowered: PgExpr = lowerExpr(ex, withoutCollation(value)),
): PgExpr {
  const type = typeOf(ex, value);
  if (type.kind === 'rowid') return asAddress(lowered);
  return byBytes(ex.unit, orderedByCollation(ex, value, sortKey(ex, value, lowered)), type);
}

/** The opposite order, for LAST as FIRST. */
export function reversed(items: readonly PgOrderItem[]): PgOrderItem[] {
  return items.map((item): PgOrderItem => {
    const nullsFirst = item.nulls === undefined ? item.direction === 'desc' : item.nulls === 'first';
    const direction = item.direction === 'desc' ? 'asc' : 'desc';
    // Written down only where it is not the default of the direction.
    const wanted = nullsFirst ? 'last' : 'first';
    const usual = direction === 'desc' ? 'first' : 'last';
    return {
      value: item.value,
      ...(direction === 'desc' ? { direction } : {}),
      ...(wanted === usual ? {} : { nulls: wanted }),
    };
  });
}

/** What stands after OVER: a window, or the name of one. */
export function lowerOver(ex: ExprContext, over: WindowSpec | Identifier): PgWindow | string {
  return over.kind === 'Identifier' ? foldName(over.name) : lowerWindow(ex, over);
}

/** A window definition. Frames mean the same; the offset of RANGE gets the type that PostgreSQL wants. */
export function lowerWindow(ex: ExprContext, spec: WindowSpec): PgWindow {
  const { frame } = spec;
  return {
    kind: 'PgWindow',
    span: spec.span,
    ...(spec.name ? { name: foldName(spec.name.name) } : {}),
    partitionBy: spec.partitionBy.map((e) => sortKey(ex, e, lowerExpr(ex, e))),
    orderBy: lowerOrder(ex, spec.orderBy),
    ...(frame
      ? {
          frame: {
            unit: frame.unit.toLowerCase() as 'rows' | 'range' | 'groups',
            start: bound(ex, spec, frame.start, frame.unit),
            ...(frame.end ? { end: bound(ex, spec, frame.end, frame.unit) } : {}),
            ...(frame.exclude ? { exclude: frame.exclude.toLowerCase() } : {}),
          },
        }
      : {}),
  };
}

function bound(ex: ExprContext, spec: WindowSpec, limit: FrameBound, unit: 'ROWS' | 'RANGE' | 'GROUPS'): PgFrameBound {
  const kind = limit.bound.toLowerCase() as PgFrameBound['bound'];
  if (!limit.offset) return { bound: kind };
  if (sourcesIn(ex, limit.offset).size > 0)
    refuse(unsupportedClause(limit.span, 'A window with a distance that differs from row to row'));
  const value = lowerExpr(ex, limit.offset);
  if (unit !== 'RANGE')
    return {
      bound: kind,
      offset: isIntegerTyped(value) ? value : b.cast(limit.span, b.call(limit.span, 'trunc', value), pgTypes.bigint),
    };
  const [key] = spec.orderBy;
  const keyType = key ? typeOf(ex, key.value) : undefined;
  if (keyType && isDatetime(keyType) && isNumeric(typeOf(ex, limit.offset)))
    return { bound: kind, offset: days(limit, value) };
  if (keyType && isNumeric(keyType) && isIntegerTyped(value))
    return { bound: kind, offset: b.cast(limit.span, value, pgTypes.numeric) };
  return { bound: kind, offset: value };
}

/** A number of days as an interval. */
function days(limit: FrameBound, value: PgExpr): PgExpr {
  const literal = literalInteger(limit.offset);
  return literal !== undefined
    ? b.typed(limit.span, 'interval', `${literal} ${literal === 1 ? 'day' : 'days'}`)
    : b.ora(limit.span, 'numtodsinterval', value, b.text(limit.span, 'DAY'));
}
