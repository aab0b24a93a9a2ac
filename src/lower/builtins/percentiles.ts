import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { PgExpr, PgOrderItem } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { lowerExpr } from '../expression.js';
import { isIntegerTyped, typeOf } from '../expressions/typing.js';
import { type Aggregate, aggregate, type Mode } from './aggregate-call.js';
import { argument, type BuiltinCall, number } from './call.js';

/** PERCENTILE_CONT and _DISC WITHIN GROUP (ORDER BY x), in NUMBER's digits. */
export const percentile: Aggregate = (c, mode) => {
  const { ex, span, node } = c;
  const [item] = node?.withinGroup ?? [];
  if (!item) return refuse(unsupportedFunction(span, c.name, 'it has no WITHIN GROUP'));
  const descending = item.direction === 'DESC';
  const value = lowerExpr(ex, item.value);
  const over = mode.over;
  if (typeof over === 'string')
    return refuse(unsupportedFunction(span, `${c.name} OVER`, 'a named window has no counterpart here'));
  const order: PgOrderItem[] = [
    { value, ...(descending && c.name === 'PERCENTILE_DISC' ? { direction: 'desc' as const } : {}) },
  ];
  const values: PgExpr = over
    ? {
        kind: 'PgCall',
        span,
        name: ['array_agg'],
        args: [value],
        filter: b.isNotNull(span, value),
        over: {
          ...over,
          orderBy: order,
          frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
        },
      }
    : { kind: 'PgCall', span, name: ['array_agg'], args: [value], filter: b.isNotNull(span, value), orderBy: order };
  const fraction = number(c, 0);
  if (c.name === 'PERCENTILE_CONT') {
    if (!['number', 'plsInteger'].includes(typeOf(ex, item.value).kind))
      return refuse(unsupportedFunction(span, c.name, 'it is converted for numbers only'));
    return b.ora(span, 'percentile_cont_final', values, fraction, b.boolean(span, descending));
  }
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

/** MEDIAN of dates: of their distances from a fixed day, in seconds. A DATE has whole seconds. */
export function medianOfDates(c: BuiltinCall, mode: Mode, kind: 'date' | 'timestamp'): PgExpr {
  const { span } = c;
  const epoch = b.cast(span, b.text(span, 'epoch'), pgTypes.timestamp);
  const seconds: PgExpr = {
    kind: 'PgExtract',
    span,
    field: 'epoch',
    operand: lowerExpr(c.ex, argument(c, 0)),
  };
  const middle = aggregate(c, mode, 'ora.median', [seconds]);
  const secs: PgExpr = { kind: 'PgNamedArgument', span, name: 'secs', value: b.cast(span, middle, pgTypes.double) };
  const distance = b.call(span, 'make_interval', secs);
  const result = b.binary(span, '+', epoch, distance);
  return kind === 'date' ? b.call(span, 'date_trunc', b.text(span, 'second'), result) : result;
}
