import { query } from './queries.js';
import type { Query, QueryGenerator } from './scope.js';
import { ascending, same, type Type, type Value } from './values.js';

type Rows = readonly (readonly Value[])[];

/** The first rows in an order that leaves nothing open. (SQL Language Reference, "ROWNUM Pseudocolumn", "row_limiting_clause") */
export function limited(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const of = query(g, types, depth + 1);
  const orders = types.map((_, i) => ({
    place: i,
    descending: random.chance(0.3),
    nulls: random.pick(['', '', 'FIRST', 'LAST'] as const),
  }));
  const textOfOrder = (o: (typeof orders)[number]): string =>
    `${o.place + 1}${o.descending ? ' DESC' : ''}${o.nulls === '' ? '' : ` NULLS ${o.nulls}`}`;
  const order = orders.map(textOfOrder).join(', ');
  const sorted = (rows: Rows): Rows =>
    rows.toSorted((x, y) => {
      for (const { place, descending, nulls } of orders) {
        const [a, b] = [x[place] ?? null, y[place] ?? null];
        const sign =
          nulls !== '' && (a === null || b === null)
            ? a === b
              ? 0
              : (a === null) === (nulls === 'FIRST')
                ? -1
                : 1
            : (descending ? -1 : 1) * ascending(a, b);
        if (sign !== 0) return sign;
      }
      return 0;
    });
  const count = random.below(5);
  const kind = random.next();
  const list = types.map((_, i) => `c${i + 1}`).join(', ');
  const inner = `SELECT ${list} FROM (${of.text}) ORDER BY ${order}`;
  if (kind < 0.4) {
    const operator = random.pick(['<=', '<', '='] as const);
    const end = operator === '<=' ? count : operator === '<' ? Math.max(count - 1, 0) : count === 1 ? 1 : 0;
    return {
      types,
      text: `SELECT ${list} FROM (${inner}) WHERE ROWNUM ${operator} ${count}`,
      rows: (outer) => sorted(of.rows(outer)).slice(0, end),
    };
  }
  if (kind < 0.6) {
    const from = 1 + random.below(3);
    return {
      types,
      text: `SELECT ${list} FROM (SELECT w.*, ROWNUM AS rn FROM (${inner}) w WHERE ROWNUM <= ${from + count}) WHERE rn > ${from}`,
      rows: (outer) => sorted(of.rows(outer)).slice(from, from + count),
    };
  }
  const offset = random.chance(0.4) ? random.below(3) : 0;
  const first = offset > 0 ? ` OFFSET ${offset} ROWS` : '';
  if (kind < 0.8) {
    return {
      types,
      text: `SELECT ${list} FROM (${of.text}) ORDER BY ${order}${first} FETCH NEXT ${count} ROWS ONLY`,
      rows: (outer) => sorted(of.rows(outer)).slice(offset, offset + count),
    };
  }
  const percent = random.pick([0, 10, 25, 50, 99.5, 100]);
  const byPercent = random.chance(0.6);
  // Which of several ties OFFSET passes over is open.
  const ties = random.chance(0.6) && (offset === 0 || types.length === 1);
  // Of several columns only the first is ordered by: rows that are the same there are ties.
  const by = ties ? orders.slice(0, 1) : orders;
  return {
    types,
    text: `SELECT ${list} FROM (${of.text}) ORDER BY ${by.map(textOfOrder).join(', ')}${first} FETCH FIRST ${byPercent ? `${percent} PERCENT` : count} ROWS ${ties ? 'WITH TIES' : 'ONLY'}`,
    rows: (outer) => {
      const rows = sorted(of.rows(outer));
      const wanted = byPercent ? Math.ceil((percent * rows.length) / 100) : count;
      const last = rows.slice(offset, offset + wanted).at(-1);
      const end = offset + wanted;
      if (!ties || last === undefined) return rows.slice(offset, end);
      const tied = rows.slice(end).filter((row) => same(row[0] ?? null, last[0] ?? null));
      return [...rows.slice(offset, end), ...tied];
    },
  };
}
