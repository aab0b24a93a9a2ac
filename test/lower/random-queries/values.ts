/*
 * Values of SQL and what Oracle does with them: '' is NULL, conditions have three values, NULL comes last in ascending
 * order. (SQL Language Reference, "Nulls", "Conditions", "ORDER BY Clause")
 */

export type Value = number | string | null;
export type Type = 'NUMBER' | 'VARCHAR2';
/** NULL: unknown. */
export type Truth = boolean | null;

export const textOrNull = (s: string): string | null => (s === '' ? null : s);

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export const comparisons: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];

/** Numbers by size, text by the codes of its characters; neither is NULL. */
function order(x: number | string, y: number | string): number {
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return x < y ? -1 : x > y ? 1 : 0;
}

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
