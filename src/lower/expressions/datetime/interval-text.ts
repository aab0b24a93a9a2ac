import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { isIntegerTyped } from '../integer-typed.js';

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

/** The second, with nine digits, of an interval whose seconds have more than PostgreSQL's keeps. */
export function fineSecond(value: PgExpr): PgExpr | undefined {
  const { span } = value;
  const seconds = hasFineSeconds(value) ? computedSeconds(value) : undefined;
  const rounded = seconds && b.call(span, 'round', seconds, b.num(span, 9));
  return rounded && b.call(span, 'trim_scale', b.call(span, 'mod', rounded, b.num(span, 60)));
}

/**
 * Has a computed interval digits of a second behind the sixth? A product of a whole number has none, nor has the half,
 * fifth or tenth of a literal without a fraction; of a factor that is a mere column or variable nothing is known.
 */
export function hasFineSeconds(value: PgExpr): boolean {
  if (value.kind !== 'PgCall' || value.name[0] !== 'ora') return false;
  const [interval, number] = value.args;
  if (!interval || !number) return false;
  if (value.name[1] === 'numtodsinterval') return isFineNumber(interval, number);
  if (value.name[1] === 'ds_mul')
    return (
      hasFineSeconds(interval) ||
      number.kind === 'PgCall' ||
      (number.kind === 'PgBinary' && number.op === '/' && !isIntegerTyped(number))
    );
  if (value.name[1] !== 'ds_div') return false;
  const isShort =
    number.kind === 'PgNumber' && /^(?:1|2|4|5|8|10|16|20|25|32|40|50|64|100|1000|1000000)$/.test(number.text);
  return !isShort || hasFineSeconds(interval) || !isWholeLiteral(interval);
}

const isWholeLiteral = (value: PgExpr): boolean => value.kind === 'PgTypedLiteral' && !value.value.includes('.');

/**
 * Is the number of days, hours, minutes or seconds a quotient, or a literal, with more digits than microseconds have? A
 * fraction of a day by seconds or a second by milliseconds is not.
 */
function isFineNumber(number: PgExpr, unit: PgExpr): boolean {
  const seconds = unit.kind === 'PgString' ? secondsOfUnit.get(unit.value.trim().toUpperCase()) : undefined;
  if (seconds === undefined) return false;
  if (number.kind === 'PgNumber') return !isWholeMicroseconds(Number(number.text) * seconds);
  if (number.kind !== 'PgCall' || number.name.join('.') !== 'ora.div') return false;
  const [, divisor] = number.args;
  return divisor?.kind !== 'PgNumber' || !isWholeMicroseconds(seconds / Number(divisor.text));
}

const secondsOfUnit: ReadonlyMap<string, number> = new Map([
  ['DAY', 86_400],
  ['HOUR', 3600],
  ['MINUTE', 60],
  ['SECOND', 1],
]);

const isWholeMicroseconds = (seconds: number): boolean => Math.abs(seconds * 1e6 - Math.round(seconds * 1e6)) < 1e-4;
