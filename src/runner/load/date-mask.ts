import { escapedPattern } from '../../ir/patterns-of-names.js';

/** Reads text by an Oracle date mask, and gives it as PostgreSQL reads it; undefined where the text does not fit. */
export type DateReader = (text: string) => string | undefined;

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  secondOfDay?: number;
  fraction?: string;
  zone?: string;
  zoneHour?: string;
  zoneMinute?: string;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  'december',
];

interface Element {
  readonly pattern: string;
  /** The most digits of a number without sign; before a letter in the mask it has all of them: YYYYMMDD. */
  readonly digits?: number;
  readonly read: (text: string, parts: Parts) => void;
}

const digits = (most: number, read: Element['read']): Element => ({ pattern: `\\d{1,${most}}`, digits: most, read });

type NumberPart = 'month' | 'day' | 'dayOfYear' | 'hour' | 'hour12' | 'minute' | 'second' | 'secondOfDay';

const number = (most: number, name: NumberPart): Element =>
  digits(most, (text, parts) => {
    parts[name] = Number(text);
  });

const meridian: Element = {
  pattern: '[AaPp]\\.?[Mm]\\.?',
  read: (text, parts) => {
    parts.afternoon = /^p/i.test(text);
  },
};

/**
 * Two digits belong to the century that is nearer (Oracle manual, SQL Language Reference,
 * "The RR Datetime Format Element").
 */
function nearCentury(text: string, thisYear: number): number {
  const given = Number(text);
  if (text.length > 2) return given;
  const century = Math.floor(thisYear / 100) * 100;
  const isLateNow = thisYear % 100 >= 50;
  if (given < 50) return isLateNow ? century + 100 + given : century + given;
  return isLateNow ? century + given : century - 100 + given;
}

/** By name, the longest first (SQL Language Reference, "Datetime Format Models"). */
const elements = (thisYear: number): readonly (readonly [string, Element])[] => {
  const year = (most: number, base: number): Element =>
    digits(most, (text, parts) => {
      parts.year = Number(text) + base;
    });
  const readNear: Element['read'] = (text, parts) => {
    parts.year = nearCentury(text, thisYear);
  };
  return [
    ['SSSSS', number(5, 'secondOfDay')],
    [
      'MONTH',
      {
        pattern: `(?:${longMonths.join('|')})`,
        read: (text, parts) => void (parts.month = longMonths.indexOf(text.toLowerCase()) + 1),
      },
    ],
    ['SYYYY', year(4, 0)],
    ['YYYY', year(4, 0)],
    ['RRRR', digits(4, readNear)],
    ['HH24', number(2, 'hour')],
    ['HH12', number(2, 'hour12')],
    ['A.M.', meridian],
    ['P.M.', meridian],
    [
      'MON',
      {
        pattern: `(?:${months.join('|')})`,
        read: (text, parts) => void (parts.month = months.indexOf(text.toLowerCase()) + 1),
      },
    ],
    ['DDD', number(3, 'dayOfYear')],
    ['YYY', year(3, Math.floor(thisYear / 1000) * 1000)],
    ['TZH', { pattern: '[+-]?\\d{1,2}', read: (text, parts) => void (parts.zoneHour = text) }],
    ['TZM', { pattern: '\\d{1,2}', read: (text, parts) => void (parts.zoneMinute = text) }],
    ['TZR', { pattern: '[A-Za-z_/]+|[+-]\\d{1,2}:\\d{2}', read: (text, parts) => void (parts.zone = text) }],
    ['YY', year(2, Math.floor(thisYear / 100) * 100)],
    // Beside other digits it has two: RRMMDD.
    ['RR', { pattern: '\\d{1,4}', digits: 2, read: readNear }],
    ['MM', number(2, 'month')],
    ['DD', number(2, 'day')],
    ['HH', number(2, 'hour12')],
    ['MI', number(2, 'minute')],
    ['SS', number(2, 'second')],
    ['AM', meridian],
    ['PM', meridian],
  ];
};

/** Punctuation and blanks behind which a number has its sign. */
const isBeforeSign = /^[^A-Za-z"]+(?:TZH|SYYYY)/i;

/** Undefined for a mask with an element that is not known here. */
export function dateReader(mask: string, today = new Date()): DateReader | undefined {
  const known = elements(today.getFullYear());
  const readers: Element['read'][] = [];
  let pattern = '';
  for (let at = 0; at < mask.length; ) {
    const rest = mask.slice(at);
    const upper = rest.toUpperCase();
    const quoted = /^"([^"]*)"/.exec(rest);
    const fraction = /^FF[1-9]?/.exec(upper);
    const element = known.find(([name]) => upper.startsWith(name));
    if (quoted !== null) {
      pattern += escapedPattern(quoted[1] ?? '');
      at += quoted[0].length;
    } else if (/^F[MX]/.test(upper)) at += 2;
    else if (fraction !== null) {
      pattern += '(\\d{1,9})';
      readers.push((text, parts) => void (parts.fraction = text));
      at += fraction[0].length;
    } else if (element !== undefined) {
      const [name, { pattern: part, digits: most, read }] = element;
      const isPacked = most !== undefined && /^[A-Z]/i.test(rest.slice(name.length));
      pattern += isPacked ? `(\\d{${most}})` : `(${part})`;
      readers.push(read);
      at += name.length;
    } else if (/^[A-Za-z]/.test(rest)) return undefined;
    else {
      // Punctuation and blanks of the mask match those of the text, or nothing; a sign is none of them.
      pattern += isBeforeSign.test(rest) ? '[\\s/,.;:]*' : '[\\s\\-/,.;:]*';
      at += 1;
    }
  }
  const whole = new RegExp(`^\\s*${pattern}\\s*$`, 'i');
  return (text) => {
    const match = whole.exec(text);
    if (match === null) return undefined;
    const parts: Parts = {};
    for (const [index, read] of readers.entries()) read(match[index + 1] ?? '', parts);
    return written(parts, today);
  };
}

/** As ISO 8601; undefined for a day that is not in the calendar. */
function written(parts: Parts, today: Date): string | undefined {
  const { year = today.getFullYear(), dayOfYear, secondOfDay, fraction, zone, zoneHour, zoneMinute } = parts;
  let { month = today.getMonth() + 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  if (parts.hour12 !== undefined) {
    if (parts.hour12 < 1 || parts.hour12 > 12) return undefined;
    hour = (parts.hour12 % 12) + (parts.afternoon === true ? 12 : 0);
  }
  if (secondOfDay !== undefined) {
    hour = Math.floor(secondOfDay / 3600);
    minute = Math.floor(secondOfDay / 60) % 60;
    second = secondOfDay % 60;
  }
  if (dayOfYear !== undefined) {
    const counted = new Date(Date.UTC(2000, 0, 1));
    counted.setUTCFullYear(year, 0, dayOfYear);
    month = counted.getUTCMonth() + 1;
    day = counted.getUTCDate();
  }
  const lastOfMonth = new Date(Date.UTC(2000, 0, 1));
  lastOfMonth.setUTCFullYear(year, month, 0);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lastOfMonth.getUTCDate()) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  const offset =
    zone ?? (zoneHour === undefined ? '' : `${/^[+-]/.test(zoneHour) ? '' : '+'}${zoneHour}:${zoneMinute ?? '00'}`);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const time = `${two(hour)}:${two(minute)}:${two(second)}${fraction === undefined ? '' : `.${fraction}`}`;
  return `${date} ${time}${offset === '' ? '' : ` ${offset}`}`;
}
