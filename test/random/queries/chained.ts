import { unpadded } from './any-type.js';
import { expression } from './expressions.js';
import type { Query, QueryGenerator } from './scope.js';
import { combinedRows, type Rows, setOperators } from './set-operators.js';
import { source } from './source.js';
import { ascending, type Type } from './values.js';

/*
 * Chains of set operators: all have the same precedence, from the left to the right, but for parentheses; ORDER BY of the whole names a place
 * or a column of the first query. (SQL Language Reference, "The UNION [ALL], INTERSECT, MINUS Operators")
 */

interface Operand {
  readonly text: string;
  readonly rows: () => Rows;
}

/** Few different values, so that rows of several operands are the same. */
function leaf(g: QueryGenerator, types: readonly Type[], isFirst: boolean): Operand {
  const from = source(g, 2);
  const items = types.map((type) => expression(g, { ...from.scope, depth: 2 }, type));
  return {
    text: `SELECT ${items.map((item, i) => `${item.text}${isFirst ? ` AS c${i + 1}` : ''}`).join(', ')} ${from.text}`,
    rows: () =>
      from
        .rows()
        .map((row) => items.map((item, i) => (types[i] === 'VARCHAR2' ? unpadded(item.value(row)) : item.value(row)))),
  };
}

function chain(g: QueryGenerator, types: readonly Type[], depth: number, isFirst: boolean): Operand {
  const { random } = g;
  const count = 2 + random.below(2);
  const operand = (first: boolean): Operand => {
    if (depth > 1 || random.chance(0.65)) return leaf(g, types, first);
    const inner = chain(g, types, depth + 1, first);
    return { text: `(${inner.text})`, rows: inner.rows };
  };
  let made = operand(isFirst);
  for (let i = 1; i < count; i++) {
    const operator = random.pick(setOperators);
    const [left, right] = [made, operand(false)];
    made = {
      text: `${left.text} ${operator} ${right.text}`,
      rows: () => combinedRows(operator, left.rows(), right.rows()),
    };
  }
  return made;
}

export function chained(g: QueryGenerator, types: readonly Type[]): Query {
  const { random } = g;
  const made = chain(g, types, 0, true);
  const limit = random.chance(0.4) ? 1 + random.below(5) : undefined;
  const named = random.chance(0.5);
  const order = types.map((_, i) => (named ? `c${i + 1}` : String(i + 1))).join(', ');
  return {
    types,
    text: limit === undefined ? made.text : `${made.text} ORDER BY ${order} FETCH FIRST ${limit} ROWS ONLY`,
    rows: () => {
      const rows = made.rows();
      if (limit === undefined) return rows;
      return rows
        .toSorted((x, y) => x.reduce<number>((sign, v, i) => (sign === 0 ? ascending(v, y[i] ?? null) : sign), 0))
        .slice(0, limit);
    },
  };
}
