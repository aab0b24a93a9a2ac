import { isDatetime } from '../../analyze/operators.js';
import type { FrameBound, WindowSpec } from '../../ir/oracle/index.js';
import type { PgFrameBound, PgWindow } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { foldName } from '../naming.js';
import { ordered } from './order-by.js';

const bounds = {
  'UNBOUNDED PRECEDING': 'unbounded preceding',
  PRECEDING: 'preceding',
  'CURRENT ROW': 'current row',
  FOLLOWING: 'following',
  'UNBOUNDED FOLLOWING': 'unbounded following',
} as const;

/** The specification of a window. Distances of RANGE over dates are days in Oracle, intervals in PostgreSQL. */
export function lowerWindow(ex: ExprContext, spec: WindowSpec): PgWindow {
  const { frame } = spec;
  return {
    kind: 'PgWindow',
    span: spec.span,
    ...(spec.name ? { name: foldName(spec.name.name) } : {}),
    partitionBy: spec.partitionBy.map((e) => lowerExpr(ex, e)),
    orderBy: spec.orderBy.filter((o) => o.value.kind !== 'NullLiteral').map((o) => ordered(o, orderValue(ex, o.value))),
    ...(frame
      ? {
          frame: {
            unit: ({ ROWS: 'rows', RANGE: 'range', GROUPS: 'groups' } as const)[frame.unit],
            start: lowerBound(ex, spec, frame.start),
            ...(frame.end ? { end: lowerBound(ex, spec, frame.end) } : {}),
            ...(frame.exclude ? { exclude: frame.exclude.toLowerCase() } : {}),
          },
        }
      : {}),
  };
}

/** A constant orders nothing; PostgreSQL takes a cast one, here as no position either. */
function orderValue(ex: ExprContext, value: WindowSpec['orderBy'][number]['value']): ReturnType<typeof lowerExpr> {
  return lowerExpr(ex, value);
}

function lowerBound(ex: ExprContext, spec: WindowSpec, bound: FrameBound): PgFrameBound {
  if (!bound.offset) return { bound: bounds[bound.bound] };
  const [order] = spec.orderBy;
  const type = ex.unit.analysis.typeOf(bound.offset);
  if (
    spec.frame?.unit === 'RANGE' &&
    order &&
    isDatetime(ex.unit.analysis.typeOf(order.value)) &&
    !type.kind.startsWith('interval')
  ) {
    const { span } = bound;
    const days = lowerTo(ex, bound.offset, { kind: 'number' });
    const day = b.typed(span, 'interval', '1 day');
    return {
      bound: bounds[bound.bound],
      offset: b.binary(
        span,
        '*',
        days.kind === 'PgNumber' ? days : b.cast(span, days, { name: ['double precision'] }),
        day,
      ),
    };
  }
  return { bound: bounds[bound.bound], offset: lowerExpr(ex, bound.offset) };
}
