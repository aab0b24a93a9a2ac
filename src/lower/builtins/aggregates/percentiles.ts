import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { PgExpr, PgOrderItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { typeOf } from '../../expressions/typing.js';
import { argument, type BuiltinCall, number } from '../call.js';
import { type Aggregate, aggregate, type Mode, valuesPresent } from './aggregate-call.js';

/** PERCENTILE_CONT and _DISC WITHIN GROUP (ORDER BY x), in NUMBER's digits. */
export const percentile: Aggregate = (c, mode) => {
  const { ex, span, node } = c;
  const [item] = node?.withinGroup ?? [];
  if (!item) return refuse(unsupportedFunction(span, c.name, 'it has no WITHIN GROUP'));
  const descending = item.direction === 'DESC';
  const type = typeOf(ex, item.value);
  const scale = c.name === 'PERCENTILE_CONT' ? scaleOf(type) : undefined;
  if (c.name === 'PERCENTILE_CONT' && !scale)
    return refuse(unsupportedFunction(span, c.name, 'it is converted for numbers, dates and intervals of days only'));
  const lowered = lowerExpr(ex, item.value);
  // A literal has no type of its own there.
  const typed = lowered.kind === 'PgString' ? b.cast(span, lowered, pgTypes.text) : lowered;
  const value = scale ? scale.from(lowered) : typed;
  const over = mode.over;
  if (typeof over === 'string')
    return refuse(unsupportedFunction(span, `${c.name} OVER`, 'a named window has no counterpart here'));
  const order: PgOrderItem[] = [
    { value, ...(descending && c.name === 'PERCENTILE_DISC' ? { direction: 'desc' as const } : {}) },
  ];
  const values = valuesPresent(
    c,
    item.value,
    value,
    over
      ? {
          over: {
            ...over,
            orderBy: order,
            frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
          },
        }
      : { orderBy: order },
  );
  const fraction = number(c, 0);
  if (scale) return scale.back(b.ora(span, 'percentile_cont_final', values, fraction, b.boolean(span, descending)));
  const n: PgExpr = over
    ? { kind: 'PgCall', span, name: ['count'], args: [value], over }
    : b.call(span, 'count', value);
  const position = b.call(
    span,
    'greatest',
    b.call(
      span,
      'ceil',
      b.binary(span, '*', isIntegerTyped(fraction) ? b.cast(span, fraction, pgTypes.numeric) : fraction, n),
    ),
    b.num(span, 1),
  );
  return b.subscript(span, values, b.cast(span, position, pgTypes.integer));
};

interface Scale {
  /** The value as a number, and a number as the value. */
  readonly from: (value: PgExpr) => PgExpr;
  readonly back: (number: PgExpr) => PgExpr;
}

/**
 * How values are laid on the line of numbers where one between two of them is looked for;
 * undefined where that has no meaning.
 */
function scaleOf(type: OracleType): Scale | undefined {
  const epoch = (value: PgExpr): PgExpr => ({ kind: 'PgExtract', span: value.span, field: 'epoch', operand: value });
  const seconds = (number: PgExpr): PgExpr =>
    b.call(number.span, 'make_interval', {
      kind: 'PgNamedArgument',
      span: number.span,
      name: 'secs',
      value: b.cast(number.span, number, pgTypes.double),
    });
  switch (type.kind) {
    case 'number':
    case 'plsInteger':
      return { from: (value) => value, back: (number) => number };
    case 'binaryDouble':
    case 'binaryFloat': {
      const own = type.kind === 'binaryFloat' ? pgTypes.real : pgTypes.double;
      return {
        from: (value) => b.cast(value.span, value, pgTypes.numeric),
        back: (number) => b.cast(number.span, number, own),
      };
    }
    case 'intervalDayToSecond':
      return { from: epoch, back: seconds };
    case 'date':
    case 'timestamp': {
      const own = type.kind === 'timestamp' && type.zone !== 'none' ? pgTypes.timestamptz : pgTypes.timestamp;
      return {
        from: epoch,
        back: (number) => {
          const { span } = number;
          const moment = b.binary(span, '+', b.cast(span, b.text(span, 'epoch'), own), seconds(number));
          // A DATE has whole seconds.
          return type.kind === 'date' ? b.call(span, 'date_trunc', b.text(span, 'second'), moment) : moment;
        },
      };
    }
    default:
      return undefined;
  }
}

/** MEDIAN of what can lie between two values; undefined for other types. */
export function medianOfType(c: BuiltinCall, mode: Mode, type: OracleType): PgExpr | undefined {
  const scale = scaleOf(type);
  return scale?.back(aggregate(c, mode, 'ora.median', [scale.from(lowerExpr(c.ex, argument(c, 0)))]));
}
