import { condition } from './conditions.js';
import { type Choice, column, expression, of, scalarQuery } from './expressions.js';
import { ascending, same, type Type, type Value } from './values.js';

/*
 * What works for values of any type.
 *   - NVL, DECODE, NVL2 and GREATEST give VARCHAR2 of CHAR; CASE gives what it was given.
 *   - DECODE: NULL is the same as NULL; text is compared without padding, and all is converted to the type of the first search value.
 * (SQL Language Reference, "NVL", "DECODE", "NVL2", "GREATEST", "CASE Expressions")
 */

/** CHAR with its blanks as VARCHAR2. */
export const unpadded = (x: Value | undefined): Value =>
  x === undefined || x === null ? null : typeof x === 'object' && 'char' in x ? x.char : x;

/** What gives VARCHAR2 of CHAR: of the type that it gives, and of the type that it is given. */
export function converting(type: Type, from: Type = type): readonly Choice[] {
  return [
    {
      weight: 3,
      make: of(
        type,
        [from, from],
        (x, y) => `NVL(${x}, ${y})`,
        (x, y) => unpadded(x ?? y),
      ),
    },
    {
      weight: 3,
      make: of(
        type,
        ['NUMBER', 'NUMBER', from, from],
        (x, y, a, b) => `DECODE(${x}, ${y}, ${a}, ${b})`,
        (x, y, a, b) => unpadded(same(x ?? null, y ?? null) ? a : b),
      ),
    },
    {
      weight: 2,
      make: (g, scope) => {
        const compared = g.random.pick<Type>(['VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP']);
        return of(
          type,
          [compared, compared, from],
          (x, y, a) => `DECODE(${x}, ${y}, ${a})`,
          (x, y, a) => (same(unpadded(x), unpadded(y)) ? unpadded(a) : null),
        )(g, scope);
      },
    },
    {
      weight: 2,
      make: (g, scope) =>
        of(
          type,
          [g.random.pick<Type>(['VARCHAR2', 'CHAR', 'DATE', 'NUMBER']), from, from],
          (x, a, b) => `NVL2(${x}, ${a}, ${b})`,
          (x, a, b) => unpadded(x === null ? b : a),
        )(g, scope),
    },
    {
      weight: 3,
      make: (g, scope) => {
        const least = g.random.chance(0.5);
        return of(
          type,
          [from, from, from],
          (x, y, z) => `${least ? 'LEAST' : 'GREATEST'}(${x}, ${y}, ${z})`,
          (...values) => {
            const all = values.map(unpadded).toSorted(ascending);
            return all.includes(null) ? null : ((least ? all[0] : all.at(-1)) ?? null);
          },
        )(g, scope);
      },
    },
  ];
}

export function anyType(type: Type): readonly Choice[] {
  return [
    ...(type === 'CHAR'
      ? []
      : type === 'RAW'
        ? [...converting(type).slice(0, 1), coalesce(type)]
        : [...converting(type), coalesce(type)]),
    {
      weight: 4,
      make: (g, scope) => {
        const when = condition(g, scope);
        const [a, b] = [expression(g, scope, type), expression(g, scope, type)];
        const bare = g.random.chance(0.3);
        return {
          type,
          text: `CASE WHEN ${when.text} THEN ${a.text}${bare ? '' : ` ELSE ${b.text}`} END`,
          value: (row) => (when.truth(row) === true ? a.value(row) : bare ? null : b.value(row)),
        };
      },
    },
    {
      weight: 2,
      make: (g, scope) => {
        const compared = g.random.pick<Type>(['CHAR', 'DATE', 'NUMBER', 'VARCHAR2']);
        return of(
          type,
          [compared, compared, type, type],
          (x, y, a, b) => `CASE ${x} WHEN ${y} THEN ${a} ELSE ${b} END`,
          (x, y, a, b) => (x !== null && same(x ?? null, y ?? null) ? a : b) ?? null,
        )(g, scope);
      },
    },
    { weight: 3, make: (g, scope) => scalarQuery(g, scope, type) },
    {
      weight: 2,
      make: of(
        type,
        [type, type],
        (x, y) => `CASE WHEN ${x} = ${y} THEN NULL ELSE ${x} END`,
        (x, y) => (x != null && same(x, y ?? null) ? null : (x ?? null)),
      ),
    },
    {
      weight: 2,
      make: (g, scope) => {
        // A literal NULL has no type to compare.
        const x = column(g, scope, type);
        const y = x && expression(g, scope, type);
        return (
          x &&
          y && {
            type,
            text: `NULLIF(${x.text}, ${y.text})`,
            value: (row) => {
              const value = x.value(row);
              return value !== null && same(value, y.value(row)) ? null : value;
            },
          }
        );
      },
    },
  ];
}

const coalesce = (type: Type): Choice => ({
  weight: 2,
  make: of(
    type,
    [type, type, type],
    (x, y, z) => `COALESCE(${x}, ${y}, ${z})`,
    (x, y, z) => x ?? y ?? z ?? null,
  ),
});
