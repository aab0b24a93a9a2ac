import { illegalLiteral } from '../../diagnostics/op2-expressions.js';
import type { DatetimeLiteral, IntervalLiteral, IntervalUnit } from '../../ir/oracle/index.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import { refuse } from '../context.js';

/*
 * Literals that Oracle refuses when it compiles them, and PostgreSQL reads as something: `interval '1-12' year to
 * month` as two years, `timestamp '2024-01-31 24:00:00'` as the next day. (SQL Language Reference, "Datetime Literals",
 * "Interval Literals"; Database Error Messages)
 */

/** Refuses a literal that Oracle has an error for. */
export function refuseIllegal(
  error: number | undefined,
  { span }: DatetimeLiteral | IntervalLiteral,
  text: string,
): void {
  if (error !== undefined) refuse(illegalLiteral(span, text, oracleMessage(error), error));
}

/** The number of Oracle's error; undefined where the literal is fine. */
export function errorOfDatetime({ type, text }: DatetimeLiteral): number | undefined {
  const parts = /^([+-]?\d{1,4})-(\d{1,2})-(\d{1,2})(.*)$/s.exec(text.trim());
  if (!parts) return 1861;
  const [year = 0, month = 0, day = 0] = parts.slice(1, 4).map(Number);
  if (year === 0 || year < -4712) return 1841;
  if (month < 1 || month > 12) return 1843;
  if (day < 1 || day > 31) return 1847;
  if (day > daysOf(year, month)) return 1839;
  const rest = parts[4] ?? '';
  if (type === 'DATE') return rest.trim() === '' ? undefined : 1861;
  const time = /^[\sT]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?/i.exec(rest);
  return time ? errorOfTime(time.slice(1)) : undefined;
}

/** The number of Oracle's error in SQL or in PL/SQL; undefined where the literal is fine. */
export function errorOfInterval(
  { text, from, to, leadingPrecision }: IntervalLiteral,
  sql: boolean,
): number | undefined {
  const digits = text
    .trim()
    .replace(/^[+-]\s*/, '')
    .split(/[\s:-]+/);
  const units = unitsFrom(from, to ?? from);
  const [leading = ''] = digits;
  if (!digits.every((d) => /^\d+(\.\d*)?$/.test(d)) || digits.length > units.length) return 1867;
  // Without a precision more digits than the two of the manual pass in PL/SQL; of hours, minutes and seconds more pass
  // than a written one says.
  const isOfTime = from === 'HOUR' || from === 'MINUTE' || from === 'SECOND';
  const precision = leadingPrecision ?? (sql ? 2 : undefined);
  if (precision !== undefined && !isOfTime && whole(leading).length > precision) return 1873;
  const fields = new Map(digits.slice(1).map((d, i) => [units[i + 1], d]));
  if (Number(fields.get('MONTH') ?? 0) > 11) return 1843;
  return errorOfTime(['HOUR', 'MINUTE', 'SECOND'].map((u) => fields.get(u as IntervalUnit)));
}

const order: readonly IntervalUnit[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
const unitsFrom = (from: IntervalUnit, to: IntervalUnit): readonly IntervalUnit[] =>
  order.slice(order.indexOf(from), order.indexOf(to) + 1);

const whole = (digits: string): string => digits.replace(/\..*$/, '').replace(/^0+(?=\d)/, '');

function errorOfTime([hour, minute, second]: readonly (string | undefined)[]): number | undefined {
  if (Number(hour ?? 0) > 23) return 1850;
  if (Number(minute ?? 0) > 59) return 1851;
  return Number(second ?? 0) >= 60 ? 1852 : undefined;
}

/** Years before the Gregorian reform are those of the Julian calendar. */
function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const own = year < 0 ? year + 1 : year;
  const isLeap = own % 4 === 0 && (own <= 1582 || own % 100 !== 0 || own % 400 === 0);
  return isLeap ? 29 : 28;
}
