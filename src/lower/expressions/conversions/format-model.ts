/**
 * Oracle format models that PostgreSQL's own `to_char` and `date_trunc` answer in the same way, for every value a
 * column can hold. What cannot be shown to be the same stays with the runtime (`ora.to_char`, `ora.trunc_date`).
 * Sources: Oracle SQL Language Reference, "Format Models"; PostgreSQL, "Data Type Formatting Functions". The claim is
 * tested against the runtime on a server (test/lower/expressions/format-model.test.ts).
 */

/** What may be relied on about the session's NLS parameters at run time. */
export interface NlsAssumption {
  /**
   * Names are American and the decimal character is a point: no ALTER SESSION or setting changes them, or the call's
   * third argument says so.
   */
  readonly american: boolean;
  /** No value is of a day before the Gregorian calendar. */
  readonly gregorian?: boolean;
}

/** Elements without letters in their result, equal in both systems for every date and in any case of the model. */
const numericElements: Readonly<Record<string, string>> = {
  YYYY: 'YYYY',
  RRRR: 'YYYY',
  YYY: 'YYY',
  YY: 'YY',
  RR: 'YY',
  Y: 'Y',
  MM: 'MM',
  DD: 'DD',
  Q: 'Q',
  W: 'W',
  HH24: 'HH24',
  HH12: 'HH12',
  HH: 'HH12',
  MI: 'MI',
  SS: 'SS',
  FF: 'FF6',
  FF1: 'FF1',
  FF2: 'FF2',
  FF3: 'FF3',
  FF4: 'FF4',
  FF5: 'FF5',
  FF6: 'FF6',
  FF7: 'FF6"0"',
  FF8: 'FF6"00"',
  FF9: 'FF6"000"',
};

/** All of Oracle's elements, the longest first, so that what we do not translate is still recognised and refused. */
const dateToken =
  /"[^"]*"|FM|FX|A\.D\.|A\.M\.|B\.C\.|P\.M\.|Y,YYY|MONTH|SYYYY|SYEAR|SSSSS|YYYY|RRRR|IYYY|HH24|HH12|YEAR|THSP|SPTH|YYY|DDD|DAY|MON|IYY|SCC|TZ[DHMR]|FF[1-9]?|AD|AM|BC|CC|DD|DL|DS|DY|EE|HH|IW|IY|MI|MM|PM|RM|RR|SS|TS|TH|SP|WW|YY|[DEIJQWXY]|[^A-Z0-9"]/giy;

/**
 * In: an Oracle datetime model. Out: a model with which PostgreSQL's `to_char(timestamp, …)` gives the same text for
 * every value, or undefined. Elements that count days (DY, DAY, DDD, WW, IW, IYYY) are native from 1583 on only:
 * before, the calendars differ. D and J never are. `'FMDD/MM/YYYY'` → `'FMDD/FMMM/FMYYYY'`, since FM is a switch in
 * Oracle and a prefix of one element in PostgreSQL.
 */
export function nativeDateModel(fmt: string, nls: NlsAssumption = { american: false }): string | undefined {
  const tokens = fmt.match(dateToken);
  if (fmt === '' || tokens === null || tokens.join('') !== fmt) return undefined;
  let result = '';
  let fill = false;
  let previous = '';
  for (const token of tokens) {
    const upper = token.toUpperCase();
    if (upper === 'FM') {
      fill = !fill;
      continue;
    }
    // In to_char, FX does nothing.
    if (upper === 'FX') continue;
    const native = nativeToken(token, nls, fill);
    // SSSS is an element of its own in PostgreSQL.
    if (native === undefined || (previous === 'SS' && native === 'SS')) return undefined;
    previous = native;
    result += fill && /^[A-Z]/i.test(token) ? `FM${native}` : native;
  }
  return result;
}

function nativeToken(token: string, nls: NlsAssumption, fill: boolean): string | undefined {
  // A backslash escapes in PostgreSQL's models.
  if (token.startsWith('"')) return token.includes('\\') ? undefined : token;
  if (!/^[a-z]/i.test(token)) return /^[ !#$%&'()*+,\-./:;<=>?@[\]^_`{|}~]$/.test(token) ? token : undefined;
  const upper = token.toUpperCase();
  const numeric = numericElements[upper];
  if (numeric !== undefined) return fill && numeric.startsWith('FF') ? undefined : numeric;
  switch (upper) {
    case 'MON':
    case 'MONTH':
      return nls.american ? inOracleCase(token) : undefined;
    case 'DY':
    case 'DAY':
      return nls.american && nls.gregorian ? inOracleCase(token) : undefined;
    case 'DDD':
    case 'WW':
    case 'IW':
    case 'IYYY':
      return nls.gregorian ? upper : undefined;
    case 'AM':
    case 'PM':
    case 'A.M.':
    case 'P.M.':
      // Am gives Am in Oracle; PostgreSQL knows two cases only.
      if (token === upper || token === upper.toLowerCase()) return nls.american ? token : undefined;
      return undefined;
    case 'X':
      return nls.american ? '.' : undefined;
    default:
      return undefined;
  }
}

/** The first two letters of an element decide the case of its result. */
function inOracleCase(element: string): string {
  const [first = '', second = ''] = element;
  if (first === first.toLowerCase()) return element.toLowerCase();
  if (second === second.toLowerCase()) return first + element.slice(1).toLowerCase();
  return element.toUpperCase();
}

/** What reads an element from a literal; of two digits the first may be left out before a separator. */
const literalParts: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  SYYYY: '(?<year>\\d{4})',
  RRRR: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  MON: '(?<name>[A-Za-z]{3})',
  DD: '(?<day>\\d{2})',
  HH24: '(?<hour>\\d{2})',
  MI: '(?<minute>\\d{2})',
  SS: '(?<second>\\d{2})',
};
const timeElements = ['HH24', 'MI', 'SS'];
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * In: the literal text and model of `TO_DATE('31.01.2024', 'DD.MM.YYYY')`. Out: the same moment as `2024-01-31
 * 00:00:00`, or undefined where it depends on the clock or the session, is an error, or is not written as the model
 * says. Blanks before it and a missing time behind it are as good as none. (SQL Language Reference, "String-to-Date
 * Conversion Rules")
 */
export function dateOfLiteral(text: string, fmt: string, nls: NlsAssumption = { american: false }): string | undefined {
  const pattern = patternOfLiterals(fmt, nls);
  const groups = pattern === undefined ? undefined : new RegExp(`^\\s*${pattern}$`).exec(text)?.groups;
  if (groups?.year === undefined || groups.day === undefined) return undefined;
  const month = groups.month ?? String(monthNames.indexOf((groups.name ?? '').toUpperCase()) + 1);
  const { year, day, hour = '00', minute = '00', second = '00' } = groups;
  if (groups.month !== undefined && groups.name !== undefined) return undefined;
  if (Number(year) === 0 || !(Number(month) >= 1 && Number(month) <= 12)) return undefined;
  const lastDay = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  if (Number(day) < 1 || Number(day) > lastDay) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const two = (digits: string): string => digits.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** A regular expression for texts by the model, with a group for each of its elements. */
function patternOfLiterals(fmt: string, nls: NlsAssumption): string | undefined {
  const tokens = fmt.match(dateToken);
  if (tokens === null || tokens.join('') !== fmt) return undefined;
  const elements = tokens.map((token) => token.toUpperCase());
  const isSeparator = (i: number): boolean => /^[-/.:, ]$/.test(elements[i] ?? '');
  // The separator before the time goes with it.
  const lastOfDate = elements.findLastIndex((e) => literalParts[e] !== undefined && !timeElements.includes(e));
  const seen = new Set<string>();
  let pattern = '';
  let open = 0;
  for (const [i, element] of elements.entries()) {
    if (i > lastOfDate && isSeparator(i) && !isSeparator(i - 1)) {
      pattern += '(?:';
      open++;
    }
    if (isSeparator(i)) {
      pattern += `\\${element}`;
      continue;
    }
    const part = literalParts[element];
    const group = part && /<(\w+)>/.exec(part)?.[1];
    if (part === undefined || group === undefined || seen.has(group) || (group === 'name' && !nls.american))
      return undefined;
    seen.add(group);
    const endsApart = i === elements.length - 1 || isSeparator(i + 1);
    pattern += endsApart ? part.replace('{2}', '{1,2}') : part;
  }
  return pattern + ')?'.repeat(open);
}

/** Bound of a number that is to be formatted: NUMBER(precision, scale), or an integer type with scale 0. */
interface NumberBound {
  readonly precision: number;
  readonly scale: number;
}

/**
 * What a model has to be for PostgreSQL, and with what its comma and point are replaced afterwards, where they are not
 * these.
 */
interface PlainNumberModel {
  readonly model: string;
  readonly marks?: string;
  /** Digits before and after the point. */
  readonly whole: number;
  readonly decimals: number;
}

/**
 * In: an Oracle number model of digits, separators and MI, and the literal third argument of TO_CHAR. Out: a model with
 * which PostgreSQL's `to_char(numeric, …)` gives the same text for every value that has room in it and of which
 * something is left after rounding, or undefined. Separators of the session (G, D) are known only where the call says
 * them. `999G990D00MI` with `NLS_NUMERIC_CHARACTERS=',.'` → `999,990.00MI`, `.,`.
 */
export function plainNumberModel(fmt: string, nls?: string): PlainNumberModel | undefined {
  const parts = /^(FM)?([09][09,]*)(?:\.([09]+))?$/i.exec(fmt);
  if (parts !== null) {
    const [, fill, whole = '', decimals = ''] = parts;
    if (whole.endsWith(',')) return undefined;
    // What is left of a zero when FM takes all its digits is written down for neither system.
    if (fill !== undefined && decimals !== '' && /^9*$/.test(decimals) && !/0$/.test(whole)) return undefined;
    return { model: fmt.toUpperCase(), whole: whole.replaceAll(',', '').length, decimals: decimals.length };
  }
  const local = /^([09](?:[09G]*[09])?)(?:D([09]+))?(MI)?$/i.exec(fmt);
  if (local === null) return undefined;
  const [, whole = '', decimals = ''] = local;
  const marks =
    nls === undefined ? undefined : /^\s*NLS_NUMERIC_CHARACTERS\s*=\s*'([.,; ])(?!\1)([.,; ])'\s*$/i.exec(nls);
  if (/[GD]/i.test(fmt) && !marks) return undefined;
  return {
    model: fmt.toUpperCase().replaceAll('G', ',').replace('D', '.'),
    ...(marks && /[GD]/i.test(fmt) && { marks: `${marks[2]}${marks[1]}` }),
    whole: whole.replaceAll(/G/gi, '').length,
    decimals: decimals.length,
  };
}

/**
 * In: an Oracle number model and the bound of its argument. Out: a model with which PostgreSQL's `to_char(numeric, …)`
 * gives the same text for every value within the bound, or undefined. Without a bound there is none: a value that is
 * too long gives `#####` in Oracle and `##.##` in PostgreSQL. Only digits, points and commas: everything else depends
 * on NLS parameters or is filled differently.
 */
export function nativeNumberModel(fmt: string, bound: NumberBound | undefined): string | undefined {
  const plain = /^(FM)?[09][09,]*(\.[09]+)?$/i.test(fmt) ? plainNumberModel(fmt) : undefined;
  if (bound === undefined || plain === undefined) return undefined;
  // What a negative number is rounded away to is -0 in Oracle and 0 in PostgreSQL.
  if (bound.scale > plain.decimals) return undefined;
  return bound.precision - bound.scale > plain.whole ? undefined : plain.model;
}

const truncUnits: Readonly<Record<string, string>> = {
  DD: 'day',
  DDD: 'day',
  J: 'day',
  MM: 'month',
  MON: 'month',
  MONTH: 'month',
  RM: 'month',
  Q: 'quarter',
  YYYY: 'year',
  YYY: 'year',
  YY: 'year',
  Y: 'year',
  YEAR: 'year',
  SYYYY: 'year',
  SYEAR: 'year',
  HH: 'hour',
  HH12: 'hour',
  HH24: 'hour',
  MI: 'minute',
};

/**
 * In: the model of TRUNC(date, model), or undefined for TRUNC(date). Out: the unit of a `date_trunc` that gives the
 * same, or undefined.
 */
export function nativeTruncUnit(fmt: string | undefined): string | undefined {
  return fmt === undefined ? 'day' : truncUnits[fmt.trim().toUpperCase()];
}
