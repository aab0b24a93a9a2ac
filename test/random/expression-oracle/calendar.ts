/**
 * Oracle's DATE, independent of the product: seconds since 1970. (SQL Language Reference,
 * "Datetime Functions", "Format Models")
 */
import { add, div, int, make, OraError, type OraNumber, round, toInteger } from './number.js';

export interface OraDate {
  readonly seconds: number;
}
const day = 86_400;
const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: number;
}
export function fields({ seconds }: OraDate): Fields {
  const date = new Date(seconds * 1000);
  const time = ((seconds % day) + day) % day;
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), time };
}
export function dateOf(year: number, month: number, dayOfMonth: number, time = 0): OraDate {
  return { seconds: Date.UTC(year, month - 1, dayOfMonth) / 1000 + time };
}
const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const weekday = (d: OraDate): number => new Date(d.seconds * 1000).getUTCDay();
const midnight = (d: OraDate): OraDate => ({ seconds: d.seconds - fields(d).time });
const plusDays = (d: OraDate, n: number): OraDate => ({ seconds: d.seconds + n * day });

export function addMonths(d: OraDate, n: number): OraDate {
  const f = fields(d);
  const index = f.year * 12 + f.month - 1 + n;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const last = lengthOf(year, month);
  return dateOf(year, month, f.day === lengthOf(f.year, f.month) ? last : Math.min(f.day, last), f.time);
}
export function lastDay(d: OraDate): OraDate {
  const f = fields(d);
  return dateOf(f.year, f.month, lengthOf(f.year, f.month), f.time);
}
export function nextDay(d: OraDate, name: string): OraDate {
  const wanted = days.findIndex((x) => x.slice(0, 3).toUpperCase() === name.slice(0, 3).toUpperCase());
  if (wanted < 0) throw new OraError(1846);
  const ahead = (wanted - weekday(d) + 7) % 7;
  return plusDays(d, ahead === 0 ? 7 : ahead);
}
/** Whole months between equal days or ends of months, else a fraction of 31 days. */
export function monthsBetween(a: OraDate, b: OraDate): OraNumber {
  const [x, y] = [fields(a), fields(b)];
  const whole = (x.year - y.year) * 12 + x.month - y.month;
  const ends = x.day === lengthOf(x.year, x.month) && y.day === lengthOf(y.year, y.month);
  if (x.day === y.day || ends) return int(whole);
  const seconds = (x.day - y.day) * day + x.time - y.time;
  return add(int(whole), div(int(seconds), int(31 * day)));
}
export const difference = (a: OraDate, b: OraDate): OraNumber => div(int(a.seconds - b.seconds), int(day));
export function plus(d: OraDate, n: OraNumber): OraDate {
  return { seconds: d.seconds + toInteger(round(make(n.m * BigInt(day), n.e), 0)) };
}

/** TRUNC(d, unit) */
export function truncate(d: OraDate, unit: string): OraDate {
  const f = fields(d);
  const back = (from: OraDate): OraDate =>
    plusDays(midnight(d), -(Math.round((midnight(d).seconds - from.seconds) / day) % 7));
  switch (unit) {
    case 'YYYY':
      return dateOf(f.year, 1, 1);
    case 'Q':
      return dateOf(f.year, Math.floor((f.month - 1) / 3) * 3 + 1, 1);
    case 'MM':
      return dateOf(f.year, f.month, 1);
    case 'WW':
      return back(dateOf(f.year, 1, 1));
    case 'W':
      return back(dateOf(f.year, f.month, 1));
    case 'IW':
      return plusDays(midnight(d), -((weekday(d) + 6) % 7));
    case 'D':
      return plusDays(midnight(d), -weekday(d));
    case 'CC':
      return dateOf(Math.floor((f.year - 1) / 100) * 100 + 1, 1, 1);
    case 'IYYY': {
      const isoYear = fields(plusDays(truncate(d, 'IW'), 3)).year;
      return truncate(dateOf(isoYear, 1, 4), 'IW');
    }
    case 'DD':
      return midnight(d);
    case 'HH24':
      return { seconds: d.seconds - (f.time % 3600) };
    case 'MI':
      return { seconds: d.seconds - (f.time % 60) };
    default:
      throw new OraError(1898);
  }
}
/** A date whose year was written with two digits and read with RR, in the first half of this century. */
export function throughRr(d: OraDate): OraDate {
  const f = fields(d);
  const year = f.year % 100;
  return dateOf(year < 50 ? 2000 + year : 1900 + year, f.month, f.day);
}

/**
 * ROUND(d, unit): up from July, the 16th of the quarter's second month, the 16th, noon of the week's fourth day, noon.
 */
export function roundTo(d: OraDate, unit: string): OraDate {
  const f = fields(d);
  const from = truncate(d, unit);
  const half = (length: number): OraDate =>
    2 * (d.seconds - from.seconds) >= length ? { seconds: from.seconds + length } : from;
  switch (unit) {
    case 'YYYY':
      return f.month >= 7 ? dateOf(f.year + 1, 1, 1) : from;
    case 'Q': {
      const middle = (f.month - 1) % 3;
      return middle === 2 || (middle === 1 && f.day >= 16) ? addMonths(from, 3) : from;
    }
    case 'MM':
      return f.day >= 16 ? addMonths(from, 1) : from;
    case 'DD':
      return half(day);
    case 'HH24':
      return half(3600);
    case 'MI':
      return half(60);
    default:
      return half(7 * day);
  }
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const element =
  /Month|MONTH|YYYY|HH24|HH12|Mon|MON|Day|DAY|DDD|HH|MI|SSSSS|SS|CC|RM|AD|MM|DD|Dy|DY|AM|YY|IYYY|IW|WW|W|Q|D|J|FM|fm/g;

/** TO_CHAR(d, model); FM leaves out blanks and zeros from there on. */
export function format(d: OraDate, model: string): string {
  let fill = false;
  const f = fields(d);
  const number = (n: number, width: number): string => (fill ? String(n) : pad(n, width));
  const name = (text: string, all: readonly string[]): string =>
    fill ? text : text.padEnd(Math.max(...all.map((x) => x.length)), ' ');
  const yearDay = Math.round((midnight(d).seconds - dateOf(f.year, 1, 1).seconds) / day) + 1;
  const thursday = plusDays(truncate(d, 'IW'), 3);
  const isoYear = fields(thursday).year;
  return model.replace(element, (token) => {
    switch (token) {
      case 'FM':
      case 'fm':
        fill = !fill;
        return '';
      case 'YYYY':
        return number(f.year, 4);
      case 'YY':
        return number(f.year % 100, 2);
      case 'MM':
        return number(f.month, 2);
      case 'DD':
        return number(f.day, 2);
      case 'HH24':
        return number(Math.floor(f.time / 3600), 2);
      case 'HH':
      case 'HH12':
        return number(((Math.floor(f.time / 3600) + 11) % 12) + 1, 2);
      case 'MI':
        return number(Math.floor(f.time / 60) % 60, 2);
      case 'SS':
        return number(f.time % 60, 2);
      case 'SSSSS':
        return number(f.time, 5);
      case 'CC':
        return number(Math.floor((f.year - 1) / 100) + 1, 2);
      case 'RM': {
        const roman = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
        return name(roman[f.month - 1] ?? '', roman);
      }
      case 'AD':
        return 'AD';
      case 'AM':
        return f.time < day / 2 ? 'AM' : 'PM';
      case 'Month':
      case 'MONTH': {
        const text = name(months[f.month - 1] ?? '', months);
        return token === 'MONTH' ? text.toUpperCase() : text;
      }
      case 'Mon':
      case 'MON': {
        const text = (months[f.month - 1] ?? '').slice(0, 3);
        return token === 'MON' ? text.toUpperCase() : text;
      }
      case 'Day':
      case 'DAY': {
        const text = name(days[weekday(d)] ?? '', days);
        return token === 'DAY' ? text.toUpperCase() : text;
      }
      case 'Dy':
      case 'DY': {
        const text = (days[weekday(d)] ?? '').slice(0, 3);
        return token === 'DY' ? text.toUpperCase() : text;
      }
      case 'Q':
        return String(Math.floor((f.month - 1) / 3) + 1);
      case 'WW':
        return number(Math.floor((yearDay - 1) / 7) + 1, 2);
      case 'W':
        return String(Math.floor((f.day - 1) / 7) + 1);
      case 'IW':
        return number(Math.floor(Math.round((thursday.seconds - dateOf(isoYear, 1, 1).seconds) / day) / 7) + 1, 2);
      case 'IYYY':
        return number(isoYear, 4);
      case 'D':
        return String(weekday(d) + 1);
      case 'DDD':
        return number(yearDay, 3);
      case 'J':
        return String(Math.floor(d.seconds / day) + 2_440_588);
      default:
        return token;
    }
  });
}
