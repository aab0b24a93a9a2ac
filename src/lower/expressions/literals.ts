import { timestampPrecision } from '../../diagnostics/op1-types.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { decimalDigits } from '../../ir/decimal-digits.js';
import type { DatetimeLiteral, IntervalLiteral, NumberLiteral } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';

/** `42`, `.5` → `0.5`, `1.5d` → `1.5::double precision`. */
export function lowerNumberLiteral(literal: NumberLiteral): PgExpr {
  const { span } = literal;
  const text = literal.text
    .replace(/^\./, '0.')
    .replace(/\.$/, '')
    .replace(/^0+(?=\d)/, '')
    .toLowerCase();
  const number: PgExpr = { kind: 'PgNumber', span, text: literal.binary ? text : keptDigits(text) };
  if (literal.binary === undefined) return number;
  return b.cast(span, number, literal.binary === 'DOUBLE' ? pgTypes.double : pgTypes.real);
}

/**
 * A NUMBER keeps 20 digits of base 100: what a longer literal has beyond them is rounded away. (Database Concepts,
 * "Numeric Data Types")
 */
function keptDigits(text: string): string {
  const parts = decimalDigits(text);
  if (!parts || parts.whole.length + parts.fraction.length <= 38) return text;
  const { whole, fraction } = parts;
  const digits = `${whole}${fraction}`;
  const first = digits.search(/[1-9]/);
  if (first < 0) return text;
  // Digits of base 100 begin at the point.
  const odd = (whole.length - first) & 1;
  const kept = first + 40 - odd;
  if (digits.length <= kept) return text;
  let value = BigInt(digits.slice(0, kept));
  if (digits.charAt(kept) >= '5') value += 1n;
  const made = value.toString().padStart(kept, '0');
  const grown = made.length - kept;
  const shown = made.padEnd(Math.max(whole.length + grown, made.length), '0');
  const point = whole.length + grown;
  return point >= shown.length ? shown : `${shown.slice(0, point) || '0'}.${shown.slice(point)}`;
}

/** `DATE '2024-01-31'` → `timestamp '2024-01-31'`; a literal with a zone is a timestamptz. */
export function lowerDatetimeLiteral(literal: DatetimeLiteral): PgExpr {
  const { span } = literal;
  const text = literal.text.trim();
  const parts = /^([+-]?)(\d{1,4})-(\d{1,2})-(\d{1,2})(.*)$/s.exec(text);
  if (parts === null || literal.type === 'TIME')
    return refuse(unsupportedExpression(span, `The literal ${literal.type} '${literal.text}'`));
  const [, sign = '', year = '', month = '', day = '', rest = ''] = parts;
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const era = sign === '-' ? ' BC' : '';
  if (literal.type === 'DATE') return b.typed(span, 'timestamp', `${date} 00:00:00${era}`);
  const [, time = '', zone, abbreviation] =
    /^(.*?)\s*(?:([+-]\d{1,2}:\d{1,2}|[A-Za-z][\w/+-]*)(?:\s+([A-Za-z]{2,5}))?)?\s*$/s.exec(rest) ?? [];
  // `US/Pacific PDT`: which of two equal times it is.
  if (abbreviation !== undefined)
    return b.typed(span, 'timestamp with time zone', `${date}${time} ${abbreviation}${era}`);
  if (zone === undefined) return b.typed(span, 'timestamp', `${date}${rest}${era}`);
  if (/^(UTC|GMT|[+-](0?\d|1[0-5]):[0-5]?\d)$/i.test(zone))
    return b.typed(span, 'timestamp with time zone', `${date}${rest}${era}`);
  // A region may not have the time, an offset be none.
  return b.ora(span, 'from_tz', b.typed(span, 'timestamp', `${date}${time}${era}`), b.text(span, zone));
}

/** A literal with more than the six fractional digits that PostgreSQL keeps. */
export function reportDigits(ex: ExprContext, literal: DatetimeLiteral | IntervalLiteral): void {
  const written = /\.(\d*)/.exec(literal.text)?.[1] ?? '';
  const kept = literal.kind === 'IntervalLiteral' ? written.slice(0, literal.fractionalPrecision ?? 6) : written;
  const digits = kept.replace(/0+$/, '');
  if (digits.length > 6) ex.unit.report(timestampPrecision(literal.span, 'The literal', String(digits.length)));
}

/**
 * `INTERVAL '1-2' YEAR TO MONTH` → `interval '1 year 2 months'`; `INTERVAL '3 04:05' DAY TO MINUTE` → `interval '3 days
 * 04:05:00'`.
 */
export function lowerIntervalLiteral(literal: IntervalLiteral): PgExpr {
  const { span } = literal;
  const text = literal.text.trim();
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]\s*/, '');
  const value =
    literal.from === 'YEAR' || literal.from === 'MONTH' ? yearMonth(literal, digits) : dayTime(literal, digits);
  if (value === undefined) return refuse(unsupportedExpression(span, `The literal INTERVAL '${literal.text}'`));
  const plain = value.map(([n, unit]) => `${negative ? '-' : ''}${n} ${unit}${n === '1' ? '' : 's'}`).join(' ');
  return b.typed(span, 'interval', plain);
}

type Part = readonly [amount: string, unit: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'];

const trimmed = (n: string): string => n.replace(/^0+(?=\d)/, '');

function yearMonth(literal: IntervalLiteral, digits: string): readonly Part[] | undefined {
  const parts = /^(\d+)(?:-(\d+))?$/.exec(digits);
  if (parts === null) return undefined;
  const [, first = '0', second] = parts;
  if (literal.from === 'MONTH') return second === undefined ? [[trimmed(first), 'month']] : undefined;
  return second === undefined
    ? [[trimmed(first), 'year']]
    : [
        [trimmed(first), 'year'],
        [trimmed(second), 'month'],
      ];
}

/**
 * A decimal number of at most so many digits after the point: more are rounded. (SQL Language Reference, "Interval
 * Literals")
 */
function rounded(amount: string, digits: number): string {
  const [whole = '', fraction = ''] = amount.split('.');
  if (fraction.length <= digits) return amount;
  const kept = (BigInt(whole + fraction.slice(0, digits)) + (fraction[digits]! >= '5' ? 1n : 0n)).toString();
  if (digits === 0) return kept;
  const padded = kept.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function dayTime(literal: IntervalLiteral, digits: string): readonly Part[] | undefined {
  const units = ['DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;
  const from = units.indexOf(literal.from as (typeof units)[number]);
  const to = units.indexOf((literal.to ?? literal.from) as (typeof units)[number]);
  const amounts = digits.split(/[\s:]+/);
  const seconds = amounts.length - 1;
  if (units[from + seconds] === 'SECOND')
    amounts[seconds] = rounded(amounts[seconds]!, literal.fractionalPrecision ?? 6);
  if (from < 0 || to < from || amounts.length > to - from + 1 || amounts.some((a) => !/^\d+(\.\d+)?$/.test(a)))
    return undefined;
  const parts = amounts.map((amount, i): Part => [trimmed(amount), units[from + i]!.toLowerCase() as Part[1]]);
  const kept = parts.filter(([n]) => Number(n) !== 0);
  return kept.length > 0 ? kept : [['0', parts[0]?.[1] ?? 'second']];
}
