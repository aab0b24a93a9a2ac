import type { Random } from '../random.js';
import { analyticItem } from './analytic.js';
import { unpadded } from './any-type.js';
import { chained } from './chained.js';
import { expression } from './expressions.js';
import { grouped } from './grouped.js';
import { hierarchical } from './hierarchical.js';
import { limited } from './limited.js';
import { pivoted, unpivoted } from './pivots.js';
import { recursive } from './recursive.js';
import type { Expression, Query, QueryGenerator, Row } from './scope.js';
import { combinedRows, setOperators } from './set-operators.js';
import { source } from './source.js';
import { distinct, key, type Type, type Value } from './values.js';
import { windowItem } from './windows.js';

/** A query with columns of these types. */
export function query(g: QueryGenerator, types: readonly Type[], depth = 0): Query {
  const kind = g.random.next();
  if (depth < 2 && kind < 0.05) return chained(g, types);
  if (depth < 2 && kind < 0.14) return combined(g, types, depth);
  if (depth < 2 && kind < 0.26) return limited(g, types, depth);
  if (kind < 0.33) return hierarchical(g, types);
  if (kind < 0.38) return recursive(g, types);
  if (depth < 2 && kind < 0.43) return pivoted(g, types, depth);
  if (depth < 2 && kind < 0.48) return unpivoted(g, types, depth);
  return kind < 0.7 ? grouped(g, types, depth) : plain(g, types, depth);
}

export const someTypes = ({ random }: QueryGenerator): Type[] =>
  Array.from({ length: 1 + random.below(3) }, () => someType(random));

const someType = (random: Random): Type =>
  random.chance(0.35) ? 'NUMBER' : random.pick(['VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP', 'RAW']);

const aliased = (items: readonly { readonly text: string }[]): string =>
  items.map((item, i) => `${item.text} AS c${i + 1}`).join(', ');

function plain(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const from = source(g, depth);
  const rows = from.rows;
  const analytic = g.random.chance(0.3);
  const items = types.map((type) =>
    analytic && g.random.chance(0.6)
      ? ((g.random.chance(0.5) ? windowItem(g, from.scope, type) : undefined) ?? analyticItem(g, from.scope, type))
      : perRow(expression(g, from.scope, type)),
  );
  const unique = g.random.chance(0.2);
  return {
    types,
    text: `SELECT ${unique ? 'DISTINCT ' : ''}${aliased(items)} ${from.text}`,
    rows: () => {
      const found = rows();
      const columns = items.map((item) => item.values(found));
      const made = found.map((_, i) => columns.map((values) => values[i] ?? null));
      return unique ? distinct(made, key) : made;
    },
  };
}

/** An item of the SELECT list: a value for each of the rows. */
export interface Item {
  readonly text: string;
  readonly values: (rows: readonly Row[]) => readonly Value[];
}

const perRow = ({ text, value }: Expression): Item => ({ text, values: (rows) => rows.map(value) });

/** UNION, MINUS and INTERSECT leave no row twice. (SQL Language Reference, "The UNION [ALL], INTERSECT, MINUS Operators") */
function combined(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const operator = g.random.pick(setOperators);
  // CHAR beside VARCHAR2 is VARCHAR2 with the blanks of CHAR.
  const ours = types.map((type) => (type === 'VARCHAR2' && g.random.chance(0.4) ? 'CHAR' : type));
  const [left, right] = [plain(g, ours, depth + 1), query(g, types, depth + 1)];
  return {
    types,
    text: `${left.text} ${operator} ${bracketed(right.text)}`,
    rows: (outer) => {
      const converted = (row: readonly Value[]): readonly Value[] =>
        row.map((x, i) => (types[i] === 'VARCHAR2' ? unpadded(x) : x));
      return combinedRows(operator, left.rows(outer).map(converted), right.rows(outer));
    },
  };
}

const bracketed = (text: string): string =>
  /^WITH | (?:UNION|MINUS|INTERSECT|FETCH|OFFSET) /.test(text) ? `(${text})` : text;
