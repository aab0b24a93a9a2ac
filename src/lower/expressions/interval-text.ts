import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';

/**
 * An INTERVAL DAY TO SECOND as text. A product, a quotient or NUMTODSINTERVAL that no variable or column took has nine
 * digits of a second in Oracle, of which PostgreSQL's interval keeps six: the text is made of its seconds. (SQL
 * Language Reference, "Interval Expressions")
 */
export function dayIntervalText(value: PgExpr, from: OracleType & { kind: 'intervalDayToSecond' }, span: Span): PgExpr {
  const lead = b.num(span, from.precision ?? 2);
  const fraction = from.fractional ?? 6;
  const seconds = fraction > 6 ? computedSeconds(value) : undefined;
  return seconds
    ? b.ora(span, 'ds_seconds_text', seconds, lead)
    : b.ora(span, 'interval_ds_text', value, lead, b.num(span, fraction));
}

/** The seconds of an interval that is computed from a number, undefined for any other. */
function computedSeconds(value: PgExpr): PgExpr | undefined {
  if (value.kind !== 'PgCall' || value.name[0] !== 'ora') return undefined;
  const { span, args } = value;
  const [first, second] = args;
  if (!first || !second) return undefined;
  const secondsOf = (interval: PgExpr): PgExpr => computedSeconds(interval) ?? b.ora(span, 'ds_seconds', interval);
  switch (value.name[1]) {
    case 'ds_mul':
      return b.binary(span, '*', secondsOf(first), second);
    case 'ds_div':
      // Digits behind the point, of which PostgreSQL's division of whole numbers has few.
      return b.binary(span, '/', b.call(span, 'round', secondsOf(first), b.num(span, 30)), second);
    case 'numtodsinterval':
      return b.ora(span, 'numtods_seconds', first, second);
    default:
      return undefined;
  }
}
