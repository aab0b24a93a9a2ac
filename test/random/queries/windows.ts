import { aggregate, distinctCount, expression } from './expressions.js';
import type { Item } from './queries.js';
import { type Column, type Expression, type QueryGenerator, type Row, type Scope, sortable } from './scope.js';
import { ascending, groups, isMoment, key, rounded, type Type, type Value } from './values.js';

/*
 * Windows with bounds. RANGE goes by the value of the one ORDER BY expression: rows with NULL are in the window of a row with
 * NULL, and at the unbounded end that NULLs are sorted to. (SQL Language Reference, "Analytic Functions", windowing_clause)
 */

interface Bound {
  readonly text: string;
  /** From the current row on in the order, in rows, or in units of the value; behind everything where undefined. */
  readonly shift: number | undefined;
}

const valuesOf = (row: Row, columns: readonly string[]): Value[] => columns.map((c) => row.get(c) ?? null);
const amount = (x: Value): number => (isMoment(x) ? x.ms : Number(x));

/** The distance as a number or an interval, and in numbers or milliseconds. */
function distance({ random }: QueryGenerator, type: Type): { readonly text: string; readonly size: number } {
  const n = random.below(3);
  if (type === 'NUMBER')
    return random.chance(0.3) ? { text: `${n} + 0.5`, size: n + 0.5 } : { text: String(n), size: n };
  if (type === 'DATE' && random.chance(0.5)) return { text: String(n * 20), size: n * 20 * 86_400_000 };
  if (random.chance(0.3)) return { text: `NUMTODSINTERVAL(${n}, 'DAY')`, size: n * 86_400_000 };
  const hours = n * 13;
  return { text: `INTERVAL '${hours}' HOUR`, size: hours * 3_600_000 };
}

type Measure = () => { readonly text: string; readonly size: number };

/** The two ends, of which the first is not behind the second. */
function bounds({ random }: QueryGenerator, measure: Measure): readonly [Bound, Bound] {
  const some = (): Bound => {
    const { text, size } = measure();
    return random.pick<Bound>([
      { text: `${text} PRECEDING`, shift: -size },
      { text: `${text} FOLLOWING`, shift: size },
      { text: 'CURRENT ROW', shift: 0 },
    ]);
  };
  const [x, y] = [some(), some()].toSorted((a, b) => (a.shift ?? 0) - (b.shift ?? 0)) as [Bound, Bound];
  const preceding = (bound: Bound): boolean => bound.text.endsWith('PRECEDING');
  const following = (bound: Bound): boolean => bound.text.endsWith('FOLLOWING');
  // Oracle takes no end before CURRENT ROW that starts with it or behind it.
  const fits =
    !(x.text === 'CURRENT ROW' && preceding(y)) &&
    !(following(x) && !following(y)) &&
    !(y.text === 'CURRENT ROW' && following(x));
  const first = random.chance(0.25) ? { text: 'UNBOUNDED PRECEDING', shift: undefined } : x;
  const last = random.chance(0.25) ? { text: 'UNBOUNDED FOLLOWING', shift: undefined } : y;
  return fits
    ? [first, last]
    : [
        { text: 'CURRENT ROW', shift: 0 },
        last.shift === undefined || following(last) ? last : { text: 'UNBOUNDED FOLLOWING', shift: undefined },
      ];
}

interface Framed {
  readonly over: string;
  /** The rows of the window of each row, in order. */
  readonly frames: (rows: readonly Row[]) => ReadonlyMap<Row, readonly Row[]>;
}

const framesOf =
  (
    partition: readonly string[],
    order: (x: Row, y: Row) => number,
    frame: (sorted: readonly Row[], place: number) => readonly Row[],
  ): Framed['frames'] =>
  (rows) => {
    const made = new Map<Row, readonly Row[]>();
    for (const part of groups(rows, (row) => key(valuesOf(row, partition)))) {
      const sorted = part.toSorted(order);
      for (const [place, row] of sorted.entries()) made.set(row, frame(sorted, place));
    }
    return made;
  };

function rangeWindow(g: QueryGenerator, scope: Scope, partition: readonly string[]): Framed | undefined {
  const { random } = g;
  const candidates = scope.columns.filter(
    (c): c is Column => c.type === 'NUMBER' || c.type === 'DATE' || c.type === 'TIMESTAMP',
  );
  if (candidates.length === 0) return undefined;
  const by = random.pick(candidates);
  const descending = random.chance(0.4);
  const nulls = random.pick(['', '', 'FIRST', 'LAST'] as const);
  const nullsFirst = nulls === '' ? descending : nulls === 'FIRST';
  const [from, to] = bounds(g, () => distance(g, by.type));
  const sign = descending ? -1 : 1;
  const at = (row: Row): Value => row.get(by.text) ?? null;
  const order = (x: Row, y: Row): number => {
    const [a, b] = [at(x), at(y)];
    if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
    return sign * ascending(a, b);
  };
  return {
    over:
      `${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}ORDER BY ${by.text}${descending ? ' DESC' : ''}` +
      `${nulls === '' ? '' : ` NULLS ${nulls}`} RANGE BETWEEN ${from.text} AND ${to.text}`,
    frames: framesOf(partition, order, (sorted, place) => {
      const own = at(sorted[place] as Row);
      return sorted.filter((row, i) => {
        const value = at(row);
        const before = order(row, sorted[place] as Row) < 0;
        const after = order(row, sorted[place] as Row) > 0;
        if (own === null || value === null) {
          if (own === null && value === null) return true;
          return before ? from.shift === undefined : after && to.shift === undefined && i >= 0;
        }
        const far = sign * (amount(value) - amount(own));
        return (from.shift === undefined || far >= from.shift) && (to.shift === undefined || far <= to.shift);
      });
    }),
  };
}

function rowsWindow(g: QueryGenerator, scope: Scope, partition: readonly string[]): Framed {
  const { random } = g;
  const first = random.pick(sortable(scope)).text;
  const descending = random.chance(0.3);
  // Rows that are the same in all columns do not differ in what comes of them.
  const columns = [
    first,
    ...sortable(scope)
      .map((c) => c.text)
      .filter((c) => c !== first),
  ];
  const [from, to] = bounds(g, () => {
    const n = random.below(3);
    return random.chance(0.3) ? { text: `${n} + 1`, size: n + 1 } : { text: String(n), size: n };
  });
  const order = (x: Row, y: Row): number => {
    for (const [i, c] of columns.entries()) {
      const sign = (i === 0 && descending ? -1 : 1) * ascending(x.get(c) ?? null, y.get(c) ?? null);
      if (sign !== 0) return sign;
    }
    return 0;
  };
  return {
    over:
      `${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}` +
      `ORDER BY ${columns.map((c, i) => (i === 0 && descending ? `${c} DESC` : c)).join(', ')} ROWS BETWEEN ${from.text} AND ${to.text}`,
    frames: framesOf(partition, order, (sorted, place) =>
      sorted.filter(
        (_, i) =>
          (from.shift === undefined || i >= place + from.shift) && (to.shift === undefined || i <= place + to.shift),
      ),
    ),
  };
}

const item = (text: string, frames: Framed['frames'], value: (frame: readonly Row[], row: Row) => Value): Item => ({
  text,
  values: (rows) => {
    const made = frames(rows);
    return rows.map((row) => value(made.get(row) ?? [], row));
  },
});

/** An aggregate of a window with bounds, or a function of the whole partition. */
export function windowItem(g: QueryGenerator, scope: Scope, type: Type): Item | undefined {
  const { random } = g;
  const of: Expression = expression(g, { ...scope, queries: false, depth: 2 }, type);
  const partition = random.chance(0.5) ? [random.pick(sortable(scope)).text] : [];
  const whole = framesOf(
    partition,
    () => 0,
    (sorted) => sorted,
  );
  const over = partition.length > 0 ? `PARTITION BY ${partition.join(', ')}` : '';
  if (random.chance(0.15) && type === 'NUMBER') {
    return random.chance(0.5)
      ? item(`COUNT(DISTINCT ${of.text}) OVER (${over})`, whole, (rows) => distinctCount(rows.map(of.value)))
      : standing(g, scope, partition, whole);
  }
  const framed = random.chance(0.5) ? rangeWindow(g, scope, partition) : rowsWindow(g, scope, partition);
  if (!framed) return undefined;
  const ordered = framed.over.includes(' ROWS ');
  const kind = random.next();
  if (ordered && kind < 0.5) {
    const ignores = random.chance(0.6);
    const values = (frame: readonly Row[]): readonly Value[] => {
      const all = frame.map(of.value);
      return ignores ? all.filter((x) => x !== null) : all;
    };
    const suffix = ignores ? ' IGNORE NULLS' : '';
    const call = random.below(3);
    if (call === 0)
      return item(`FIRST_VALUE(${of.text}${suffix}) OVER (${framed.over})`, framed.frames, (f) => values(f)[0] ?? null);
    if (call === 1)
      return item(
        `LAST_VALUE(${of.text})${suffix} OVER (${framed.over})`,
        framed.frames,
        (f) => values(f).at(-1) ?? null,
      );
    const n = 1 + random.below(2);
    return item(
      `NTH_VALUE(${of.text}, ${n})${suffix} OVER (${framed.over})`,
      framed.frames,
      (f) => values(f)[n - 1] ?? null,
    );
  }
  const name = random.pick(type === 'NUMBER' ? (['SUM', 'MIN', 'MAX', 'COUNT'] as const) : (['MIN', 'MAX'] as const));
  return item(`${name}(${of.text}) OVER (${framed.over})`, framed.frames, (f) => aggregate(name, f.map(of.value)));
}

/** PERCENT_RANK and CUME_DIST. (SQL Language Reference, of these names) */
function standing(g: QueryGenerator, scope: Scope, partition: readonly string[], whole: Framed['frames']): Item {
  const by = g.random.pick(sortable(scope)).text;
  const at = (row: Row): Value => row.get(by) ?? null;
  const over = `${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}ORDER BY ${by}`;
  if (g.random.chance(0.5)) {
    return item(`ROUND(PERCENT_RANK() OVER (${over}), 4)`, whole, (rows, row) =>
      rows.length === 1 ? 0 : rounded(rows.filter((r) => ascending(at(r), at(row)) < 0).length / (rows.length - 1), 4),
    );
  }
  return item(`ROUND(CUME_DIST() OVER (${over}), 4)`, whole, (rows, row) =>
    rounded(rows.filter((r) => ascending(at(r), at(row)) <= 0).length / rows.length, 4),
  );
}
