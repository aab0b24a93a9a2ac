import { isDatetime, isInterval, isNumeric } from '../../../analyze/model/operators.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { FrameBound, OrderItem, WindowSpec } from '../../../ir/oracle/index.js';
import type { PgExpr, PgWindow } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { typedLiteral } from '../../expressions/typed-literal.js';
import { typeOf } from '../../expressions/typing.js';
import { lowerWindow } from '../../expressions/windows.js';
import { sourcesIn } from '../../queries/block-nodes.js';
import { argument, type BuiltinCall, number } from '../call.js';

/** Does the window reach differently far from row to row? PostgreSQL takes one distance for all of them. */
export function varies(ex: ExprContext, { frame }: WindowSpec): boolean {
  return [frame?.start, frame?.end].some((bound) => bound?.offset && sourcesIn(ex, bound.offset).size > 0);
}

/**
 * `sum(x) over (order by k range between d preceding and current row)` with a distance that differs from row to row:
 * the values of the partition are gathered in the order of the window, and those between two places of it make up the
 * result. (SQL Language Reference, "Analytic Functions", windowing_clause; Data Warehousing Guide,
 * "Varying Window Size for Each Row") → `ora.window_sum(array_agg(x) over w, ora.window_start(array_agg(k) over w, k, k
 * - d, false), …)`
 */
export function overVaryingWindow(c: BuiltinCall, spec: WindowSpec): PgExpr {
  const { ex, span, node } = c;
  const { frame, orderBy } = spec;
  const [key] = orderBy;
  const other = spec.name || frame?.exclude || node?.quantifier || node?.nulls || !key || frame?.unit === 'GROUPS';
  if (!frame || other || !key || (frame.unit === 'RANGE' && orderBy.length > 1)) return refused(spec);
  const rows: PgWindow = {
    ...lowerWindow(ex, { ...spec, frame: undefined }),
    frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
  };
  const gathered = (value: PgExpr): PgExpr => ({
    kind: 'PgCall',
    span,
    name: ['array_agg'],
    args: [value],
    over: rows,
  });
  const end: FrameBound = frame.end ?? { kind: 'FrameBound', span: frame.span, bound: 'CURRENT ROW' };
  const place = frame.unit === 'ROWS' ? placeOfRow(c, rows) : placeOfKey(c, key, gathered);
  const places = [place(frame.start, 'start'), place(end, 'end')];
  const made = (name: string, value: PgExpr, ...more: PgExpr[]): PgExpr =>
    b.ora(span, name, gathered(value), ...places, ...more);
  const value = (): PgExpr => typedLiteral(lowerExpr(ex, argument(c, 0)));
  const sum = (): PgExpr => {
    if (!['number', 'plsInteger'].includes(typeOf(ex, argument(c, 0)).kind)) return refused(spec);
    return made('window_sum', b.cast(span, number(c, 0), pgTypes.numeric));
  };
  switch (c.name) {
    case 'SUM':
      return sum();
    case 'AVG':
      return b.ora(span, 'div', sum(), made('window_count', number(c, 0)));
    case 'COUNT':
      return made('window_count', argument(c, 0).kind === 'Star' ? b.num(span, 1) : value());
    case 'MIN':
    case 'MAX':
      return made(`window_${c.name.toLowerCase()}`, value());
    case 'FIRST_VALUE':
    case 'LAST_VALUE':
      return made('window_value', value(), b.boolean(span, c.name === 'LAST_VALUE'));
    default:
      return refused(spec);
  }
}

const refused = (spec: WindowSpec): never =>
  refuse(unsupportedClause((spec.frame ?? spec).span, 'A window with a distance that differs from row to row'));

type Place = (bound: FrameBound, of: 'start' | 'end') => PgExpr;

/** `row_number() over w - d`. */
function placeOfRow(c: BuiltinCall, { frame: _, ...rows }: PgWindow): Place {
  const { ex, span } = c;
  return (bound) => {
    const own: PgExpr = { kind: 'PgCall', span, name: ['row_number'], args: [], over: rows };
    if (bound.bound.startsWith('UNBOUNDED')) return outermost(bound);
    if (!bound.offset) return own;
    const distance = b.call(span, 'trunc', distanceOf(ex, bound.offset));
    const operator = bound.bound === 'PRECEDING' ? '-' : '+';
    return b.binary(span, operator, own, b.cast(span, distance, pgTypes.bigint));
  };
}

/** `ora.window_start(array_agg(k) over w, k, k - d, false)`. */
function placeOfKey(c: BuiltinCall, item: OrderItem, gathered: (value: PgExpr) => PgExpr): Place {
  const { ex, span } = c;
  const type = typeOf(ex, item.value);
  const descending = item.direction === 'DESC';
  const plain = lowerExpr(ex, item.value);
  const key = isNumeric(type) ? b.cast(span, plain, pgTypes.numeric) : plain;
  return (bound, of) => {
    if (bound.bound.startsWith('UNBOUNDED')) return outermost(bound);
    const { offset } = bound;
    let limit = key;
    if (offset) {
      const given = typeOf(ex, offset);
      const isDate = isDatetime(type);
      if (!(isNumeric(given) && (isDate || isNumeric(type))) && !(isInterval(given) && isDate))
        return refuse(unsupportedClause(bound.span, 'A window with a distance that differs from row to row'));
      const distance = isInterval(given)
        ? lowerExpr(ex, offset)
        : isDate
          ? b.ora(span, 'numtodsinterval', distanceOf(ex, offset), b.text(span, 'DAY'))
          : distanceOf(ex, offset);
      limit = b.binary(span, (bound.bound === 'PRECEDING') === descending ? '+' : '-', key, distance);
    }
    return b.ora(
      span,
      of === 'end' ? 'window_end' : 'window_start',
      gathered(key),
      key,
      limit,
      b.boolean(span, descending),
    );
  };
}

function distanceOf(ex: ExprContext, offset: NonNullable<FrameBound['offset']>): PgExpr {
  const value = lowerExpr(ex, offset);
  return b.ora(
    offset.span,
    'window_distance',
    isIntegerTyped(value) ? b.cast(value.span, value, pgTypes.numeric) : value,
  );
}

/** The first row, or one behind the last that any partition has. */
const outermost = ({ span, bound }: FrameBound): PgExpr =>
  b.cast(span, bound === 'UNBOUNDED PRECEDING' ? b.num(span, 1) : b.num(span, 2 ** 31 - 1), pgTypes.bigint);
