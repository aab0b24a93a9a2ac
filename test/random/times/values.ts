/**
 * Oracle's moments and intervals, independent of the product, in microseconds.
 * (SQL Language Reference, "Datetime and Interval Data Types", "Datetime/Interval Arithmetic")
 */
import { dateOf, fields, type OraDate } from '../expression-oracle/calendar.js';
import { compare, div, make, mul, OraError, type OraNumber, round } from '../expression-oracle/number.js';

/** ZONED and LOCAL: TIMESTAMP WITH TIME ZONE and WITH LOCAL TIME ZONE; YM and DS: the two intervals. */
export type Kind = 'DATE' | 'TIMESTAMP' | 'ZONED' | 'LOCAL' | 'YM' | 'DS' | 'NUMBER' | 'TEXT';

/** `us` counts from 1970 as the clock shows, for ZONED and LOCAL in UTC; `offset` in minutes is the zone of ZONED. */
export interface Moment {
  readonly us: bigint;
  readonly offset: number;
  /** The name of the zone, where it has one. */
  readonly region?: string;
}
/** Months of YM, microseconds of DS. */
export interface Span {
  readonly span: bigint;
}
export type Value = Moment | Span | OraNumber | string | null;

/** What the manual does not settle, or what this evaluator leaves out: the program gets another expression. */
export class Unsettled extends Error {}

export const isMomentKind = (kind: Kind): boolean =>
  kind === 'DATE' || kind === 'TIMESTAMP' || kind === 'ZONED' || kind === 'LOCAL';

const second = 1_000_000n;
export const microsecondsOfDay = 86_400n * second;
const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

/** The earliest and the last moment of the years in which the calendars do not differ. */
const firstUs = BigInt(dateOf(1600, 1, 1).seconds) * second;
const lastUs = BigInt(dateOf(9990, 1, 1).seconds) * second;

export function moment(us: bigint, offset = 0): Moment {
  if (us < firstUs || us > lastUs) throw new Unsettled();
  return { us, offset };
}
export const secondsOf = (us: bigint): OraDate => ({ seconds: Number(floorDiv(us, second)) });
export const fractionOf = (us: bigint): bigint => us - floorDiv(us, second) * second;
export const fromDate = ({ seconds }: OraDate): Moment => moment(BigInt(seconds) * second);
export const minutes = (n: number): bigint => BigInt(n) * 60n * second;
/** What the clock of its zone shows. */
export const wallClock = (x: Moment): bigint => x.us + minutes(x.offset);

/** Rounded half up to so many digits of the second. */
export function roundMoment(x: Moment, digits: number): Moment {
  const unit = 10n ** BigInt(6 - Math.min(digits, 6));
  return moment(floorDiv(x.us + unit / 2n, unit) * unit, x.offset);
}

/** From one kind of moment to another; `zone` in minutes is the session's. */
export function convert(x: Moment, from: Kind, to: Kind, zone: number): Moment {
  const shown = from === 'ZONED' ? wallClock(x) : from === 'LOCAL' ? x.us + minutes(zone) : x.us;
  switch (to) {
    case 'DATE':
      return moment(floorDiv(shown, second) * second);
    case 'TIMESTAMP':
      return moment(shown);
    case 'ZONED':
      return from === 'ZONED' ? x : moment(from === 'LOCAL' ? x.us : x.us - minutes(zone), zone);
    default:
      return moment(from === 'ZONED' || from === 'LOCAL' ? x.us : x.us - minutes(zone));
  }
}

/** The months are added to the day as it stands. @throws ORA-01839 where that month has no such day */
export function addMonthsExactly(us: bigint, months: bigint): bigint {
  const date = secondsOf(us);
  const f = fields(date);
  const index = f.year * 12 + f.month - 1 + Number(months);
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  if (year < 1600 || year > 9990) throw new Unsettled();
  const made = dateOf(year, month, f.day, f.time);
  if (fields(made).month !== month) throw new OraError(1839);
  return BigInt(made.seconds) * second + fractionOf(us);
}

/** An interval that no precision bounds holds nine digits of days or years. */
export function span(kind: Kind, amount: bigint): Span {
  const size = (amount < 0n ? -amount : amount) / (kind === 'YM' ? 12n : microsecondsOfDay);
  if (size >= 1_000_000_000n) throw new Unsettled();
  return { span: amount };
}

/** An interval in a place of such precisions. @throws ORA-01873 where the leading field has more digits */
export function fitSpan(kind: Kind, { span: amount }: Span, leading: number, digits: number): Span {
  const unit = kind === 'YM' ? 1n : 10n ** BigInt(6 - Math.min(digits, 6));
  const size = ((amount < 0n ? -amount : amount) + unit / 2n) / unit;
  const rounded = size * unit;
  if (rounded / (kind === 'YM' ? 12n : microsecondsOfDay) >= 10n ** BigInt(leading)) throw new OraError(1873);
  return { span: amount < 0n ? -rounded : rounded };
}

const scaled = (n: OraNumber, unit: bigint): OraNumber => mul(n, make(unit));
const whole = (n: OraNumber): bigint => {
  if (n.e < 0) throw new Unsettled();
  return n.m * 10n ** BigInt(n.e);
};
/** An interval times or divided by a number, where it comes out in whole months or microseconds. */
export const multiply = (kind: Kind, x: Span, n: OraNumber): Span => span(kind, whole(scaled(n, x.span)));
export function divide(kind: Kind, x: Span, n: OraNumber): Span {
  return span(kind, whole(div(make(x.span), n)));
}
/** The interval of so many units. */
export const spanOf = (kind: Kind, n: OraNumber, unit: bigint): Span => span(kind, whole(scaled(n, unit)));

/** DATE and a number of days: the seconds are rounded. */
export function plusDays(x: Moment, n: OraNumber): Moment {
  return moment(x.us + whole(round(mul(n, make(86_400n)), 0)) * second);
}
export const daysBetween = (a: Moment, b: Moment): OraNumber => div(make(a.us - b.us), make(microsecondsOfDay));

const pad = (n: bigint | number, width: number): string => String(n).padStart(width, '0');
/** The interval as text, in the precisions of its type. */
export function spanText(kind: Kind, { span: amount }: Span, leading: number, digits: number): string {
  const sign = amount < 0n ? '-' : '+';
  const size = amount < 0n ? -amount : amount;
  if (kind === 'YM') return `${sign}${pad(size / 12n, leading)}-${pad(size % 12n, 2)}`;
  const rest = size % microsecondsOfDay;
  const seconds = rest / second;
  const time = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((x) => pad(x, 2)).join(':');
  const fraction =
    digits === 0
      ? ''
      : `.${pad(rest % second, 6)
          .padEnd(9, '0')
          .slice(0, digits)}`;
  return `${sign}${pad(size / microsecondsOfDay, leading)} ${time}${fraction}`;
}

export const isSpan = (x: Value): x is Span => typeof x === 'object' && x !== null && 'span' in x;
export const isMoment = (x: Value): x is Moment => typeof x === 'object' && x !== null && 'us' in x;

/** The order of two values of one kind. */
export function ordering(x: NonNullable<Value>, y: NonNullable<Value>): number {
  if (typeof x === 'string' || typeof y === 'string') return x === y ? 0 : x < y ? -1 : 1;
  if (isMoment(x) && isMoment(y)) return Number(x.us - y.us);
  if (isSpan(x) && isSpan(y)) return Number(x.span - y.span);
  return compare(x as OraNumber, y as OraNumber);
}
