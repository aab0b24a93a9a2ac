/*
 * Values of SQL and what Oracle does with them: '' is NULL, conditions have three values, NULL comes last in ascending
 * order. (SQL Language Reference, "Nulls", "Conditions", "ORDER BY Clause")
 */

/** Of CHAR, with its blanks: it is compared blank-padded with another of CHAR, and as it is with VARCHAR2. */
export interface Padded {
  readonly char: string;
}

/** Of DATE and TIMESTAMP: milliseconds since 1970. */
export interface Moment {
  readonly ms: number;
}

/** Of RAW: the bytes as digits. */
export interface Bytes {
  readonly hex: string;
}

export type Value = number | string | Padded | Moment | Bytes | null;
export type Type = 'NUMBER' | 'VARCHAR2' | 'CHAR' | 'DATE' | 'TIMESTAMP' | 'RAW' | 'CLOB';

export const isPadded = (x: Value): x is Padded => typeof x === 'object' && x !== null && 'char' in x;
export const isBytes = (x: Value): x is Bytes => typeof x === 'object' && x !== null && 'hex' in x;
export const isMoment = (x: Value): x is Moment => typeof x === 'object' && x !== null && 'ms' in x;
/** NULL: unknown. */
export type Truth = boolean | null;

export const textOrNull = (s: string): string | null => (s === '' ? null : s);

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export const comparisons: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];

const byCodes = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/**
 * Numbers by size, moments by time, text by the codes of its characters: blank-padded where both are CHAR. Neither is NULL.
 * (SQL Language Reference, "Data Type Comparison Rules")
 */
function order(x: NonNullable<Value>, y: NonNullable<Value>): number {
  if (typeof x === 'number') return x - numberOf(y);
  if (typeof y === 'number') return numberOf(x) - y;
  if (isMoment(x) && isMoment(y)) return x.ms - y.ms;
  if (isPadded(x) && isPadded(y)) {
    const length = Math.max(x.char.length, y.char.length);
    return byCodes(x.char.padEnd(length), y.char.padEnd(length));
  }
  return byCodes(textOf(x), textOf(y));
}

/** Text beside a number is taken for a number. (SQL Language Reference, "Implicit Data Conversion") */
export function numberOf(x: NonNullable<Value>): number {
  const number = typeof x === 'number' ? x : Number(textOf(x).trim());
  if (Number.isNaN(number)) throw new Error(`${textOf(x)} is no number`);
  return number;
}

/** So exact as the numbers of these programs need it: 9 decimals. */
export const exact = (x: number): number => Number(x.toFixed(9)) + 0;

/** Half away from zero. */
export function rounded(x: number, places: number): number {
  const shifted = Number((Math.abs(x) * 10 ** places).toFixed(5));
  return exact((Math.sign(x) * Math.floor(shifted + 0.5)) / 10 ** places);
}

/** A number without a zero before its point; characters as they are. */
export function textOf(x: Value): string {
  if (x === null) return '';
  if (typeof x === 'number') return String(x).replace(/^(-?)0\./, '$1.');
  if (typeof x === 'string') return x;
  if (isPadded(x)) return x.char;
  if (isBytes(x)) return x.hex;
  throw new Error('a moment has no text without a model');
}

/** NULL is the same as NULL. */
export const same = (x: Value, y: Value): boolean => (x === null || y === null ? x === y : order(x, y) === 0);

/** The same, compared without padding. */
export const sameUnpadded = (x: Value, y: Value): boolean =>
  isPadded(x) && isPadded(y) ? x.char === y.char : same(x, y);

export function compare(x: Value, operator: Comparison, y: Value): Truth {
  if (x === null || y === null) return null;
  const sign = order(x, y);
  switch (operator) {
    case '=':
      return sign === 0;
    case '<>':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

export const not = (x: Truth): Truth => (x === null ? null : !x);
export const and = (x: Truth, y: Truth): Truth =>
  x === false || y === false ? false : x === null || y === null ? null : true;
export const or = (x: Truth, y: Truth): Truth => not(and(not(x), not(y)));
export const allOf = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(and, true);
export const anyOf = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(or, false);

/** As ORDER BY sorts: NULL behind everything, or before it where the order is descending. */
export function ascending(x: Value, y: Value): number {
  if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
  return order(x, y);
}

/** The same value, as DISTINCT and GROUP BY see it: NULL is NULL. */
export const key = (values: readonly Value[]): string => JSON.stringify(values);

export function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}

/** Items with the same key, in the order of the first of each. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const k = keyOf(item);
    const known = found.get(k);
    if (known) known.push(item);
    else found.set(k, [item]);
  }
  return [...found.values()];
}
