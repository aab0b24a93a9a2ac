import { aggregate, expression } from './expressions.js';
import type { Item } from './queries.js';
import { type QueryGenerator, type Row, type Scope, sortable } from './scope.js';
import { ascending, groups, key, type Type, type Value } from './values.js';

/*
 * Analytic functions. With ORDER BY alone the window goes from the first row to the last that is the same in the order.
 * (SQL Language Reference, "Analytic Functions")
 */

interface Window {
  readonly partition: readonly string[];
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
}

const values = (row: Row, columns: readonly string[]): Value[] => columns.map((c) => row.get(c) ?? null);

function inOrder({ order }: Window, x: Row, y: Row): number {
  for (const { column, descending } of order) {
    const sign = (descending ? -1 : 1) * ascending(x.get(column) ?? null, y.get(column) ?? null);
    if (sign !== 0) return sign;
  }
  return 0;
}

const textOf = ({ partition, order }: Window, frame = ''): string => {
  const by = order.map((o) => `${o.column}${o.descending ? ' DESC' : ''}`).join(', ');
  return [
    ...(partition.length > 0 ? [`PARTITION BY ${partition.join(', ')}`] : []),
    ...(by === '' ? [] : [`ORDER BY ${by}`]),
    ...(frame === '' ? [] : [frame]),
  ].join(' ');
};

export function analyticItem(g: QueryGenerator, scope: Scope, type: Type): Item {
  const { random } = g;
  const of = expression(g, { ...scope, queries: false, depth: 2 }, type);
  const some = random.pick(sortable(scope)).text;
  const first = { column: some, descending: random.chance(0.3) };
  const partition = random.chance(0.5) ? [random.pick(sortable(scope)).text] : [];
  // Rows that are the same in all columns do not differ in what comes of them.
  const total: Window = {
    partition,
    order: [
      first,
      ...sortable(scope)
        .filter((c) => c.text !== some)
        .map((c) => ({ column: c.text, descending: false })),
    ],
  };
  const ranked: Window = { partition, order: [first] };
  const item = (
    name: string,
    window: Window,
    value: (row: Row, rows: readonly Row[], place: number) => Value,
    frame?: string,
  ): Item => ({
    text: `${name} OVER (${textOf(window, frame)})`,
    values: (rows) => {
      const made = new Map<Row, Value>();
      for (const part of groups(rows, (row) => key(values(row, window.partition)))) {
        const sorted = part.toSorted((x, y) => inOrder(window, x, y));
        for (const [place, row] of sorted.entries()) made.set(row, value(row, sorted, place));
      }
      return rows.map((row) => made.get(row) ?? null);
    },
  });
  const shift = 1 + random.below(2);
  const anyType: readonly (() => Item)[] = [
    () => item(`LAG(${of.text}, ${shift})`, total, (_, rows, place) => valueAt(of.value, rows[place - shift])),
    () => item(`LEAD(${of.text})`, total, (_, rows, place) => valueAt(of.value, rows[place + 1])),
    () => item(`FIRST_VALUE(${of.text})`, total, (_, rows) => valueAt(of.value, rows[0])),
    () =>
      item(
        `FIRST_VALUE(${of.text} IGNORE NULLS)`,
        total,
        (_, rows, place) =>
          rows
            .slice(0, place + 1)
            .map(of.value)
            .find((x) => x !== null) ?? null,
      ),
    () =>
      item(
        `LAST_VALUE(${of.text})`,
        total,
        (_, rows) => valueAt(of.value, rows.at(-1)),
        'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
      ),
    () =>
      item(
        `MAX(${of.text})`,
        total,
        (_, rows, place) => aggregate('MAX', rows.slice(Math.max(place - 1, 0), place + 2).map(of.value)),
        'ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
      ),
    () =>
      item(`MIN(${of.text})`, ranked, (row, rows) =>
        aggregate('MIN', rows.filter((other) => inOrder(ranked, other, row) <= 0).map(of.value)),
      ),
  ];
  const numbers: readonly (() => Item)[] = [
    () => item('ROW_NUMBER()', total, (_, __, place) => place + 1),
    () => item('RANK()', ranked, (row, rows) => rows.filter((other) => inOrder(ranked, other, row) < 0).length + 1),
    () =>
      item(
        'DENSE_RANK()',
        ranked,
        (row, rows) =>
          groups(
            rows.filter((other) => inOrder(ranked, other, row) < 0),
            (other) => key(values(other, [some])),
          ).length + 1,
      ),
    () => item('COUNT(*)', { partition, order: [] }, (_, rows) => rows.length),
    () =>
      item(`SUM(${of.text})`, ranked, (row, rows) =>
        aggregate('SUM', rows.filter((other) => inOrder(ranked, other, row) <= 0).map(of.value)),
      ),
    ...anyType,
  ];
  return random.pick(type === 'NUMBER' ? numbers : anyType)();
}

const valueAt = (value: (row: Row) => Value, row: Row | undefined): Value => (row ? value(row) : null);
