import { orDash, type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';
import { exact, rounded } from './values.js';

/*
 * Analytic functions within expressions, over groups, in ORDER BY, and around what limits rows.
 * (SQL Language Reference, "Analytic Functions", "NTILE", "RATIO_TO_REPORT", "LISTAGG", "LAG")
 */

interface Row {
  readonly id: number;
  readonly k: string;
  readonly n: number | null;
  readonly w: number;
}

type Numbers = readonly (number | null)[];

const present = (values: Numbers): readonly number[] => values.filter((v) => v !== null);
const sum = (values: Numbers): number | null =>
  present(values).length === 0 ? null : exact(present(values).reduce((x, y) => x + y, 0));
const text = (x: number | string | null): string =>
  x === null || x === '' ? '-' : typeof x === 'string' ? x : String(x).replace(/^(-?)0\./, '$1.');

/** An expression, and its value for a row among all rows. */
interface Item {
  readonly text: string;
  readonly value: (row: Row, rows: readonly Row[]) => number | string | null;
}

const ofPart = (row: Row, rows: readonly Row[]): readonly Row[] => rows.filter((r) => r.k === row.k);
const upTo = (row: Row, rows: readonly Row[]): readonly Row[] => rows.filter((r) => r.id <= row.id);
const plus = (x: number | null, y: number | null): number | null => (x === null || y === null ? null : exact(x + y));
const ns = (rows: readonly Row[]): Numbers => rows.map((r) => r.n);

/** NTILE: the first buckets have one row more. */
function tile(place: number, total: number, buckets: number): number {
  const [small, larger] = [Math.floor(total / buckets), total % buckets];
  const edge = larger * (small + 1);
  return place < edge
    ? Math.floor(place / (small + 1)) + 1
    : larger + Math.floor((place - edge) / Math.max(small, 1)) + 1;
}

const percentRank = (row: Row, rows: readonly Row[]): number =>
  rows.length === 1 ? 0 : rows.filter((r) => r.w < row.w).length / (rows.length - 1);

function items({ random }: QueryGenerator): readonly Item[] {
  const shift = 1 + random.below(2);
  const buckets = 2 + random.below(3);
  return [
    {
      text: 'NVL(SUM(n) OVER (PARTITION BY k ORDER BY id), 0) + RANK() OVER (ORDER BY w)',
      value: (row, rows) =>
        plus(sum(ns(upTo(row, ofPart(row, rows)))) ?? 0, rows.filter((r) => r.w < row.w).length + 1),
    },
    {
      text: 'ROUND(RATIO_TO_REPORT(w) OVER (PARTITION BY k), 3)',
      value: (row, rows) => {
        const total = sum(ofPart(row, rows).map((r) => r.w));
        return total === 0 || total === null ? null : rounded(row.w / total, 3);
      },
    },
    {
      text: `NTILE(${buckets}) OVER (ORDER BY w, id)`,
      value: (row, rows) => {
        const sorted = rows.toSorted((x, y) => x.w - y.w || x.id - y.id);
        return tile(sorted.indexOf(row), rows.length, buckets);
      },
    },
    {
      text: `CASE WHEN LAG(n, ${shift}, -9) OVER (ORDER BY id) > n THEN 'down' ELSE 'up' END`,
      value: (row, rows) => {
        const place = rows.indexOf(row) - shift;
        const before = place < 0 ? -9 : (rows[place]?.n ?? null);
        return before !== null && row.n !== null && before > row.n ? 'down' : 'up';
      },
    },
    {
      text: 'n - LAG(n IGNORE NULLS) OVER (PARTITION BY k ORDER BY id)',
      value: (row, rows) => {
        const before = present(ns(ofPart(row, rows).filter((r) => r.id < row.id))).at(-1) ?? null;
        return row.n === null || before === null ? null : exact(row.n - before);
      },
    },
    {
      text: 'LEAD(n, 1, 0) IGNORE NULLS OVER (ORDER BY id)',
      value: (row, rows) => present(ns(rows.filter((r) => r.id > row.id)))[0] ?? 0,
    },
    {
      text: "LISTAGG(k || id, '+') WITHIN GROUP (ORDER BY w DESC, id) OVER (PARTITION BY k)",
      value: (row, rows) =>
        ofPart(row, rows)
          .toSorted((x, y) => y.w - x.w || x.id - y.id)
          .map((r) => r.k + r.id)
          .join('+'),
    },
    {
      text: 'MAX(n) KEEP (DENSE_RANK LAST ORDER BY w) OVER (PARTITION BY k)',
      value: (row, rows) => {
        const own = ofPart(row, rows);
        const best = Math.max(...own.map((r) => r.w));
        const found = present(ns(own.filter((r) => r.w === best)));
        return found.length === 0 ? null : Math.max(...found);
      },
    },
    {
      text: 'ROUND(PERCENT_RANK() OVER (PARTITION BY k ORDER BY w) * 100, 1)',
      value: (row, rows) => rounded(percentRank(row, ofPart(row, rows)) * 100, 1),
    },
    {
      text: 'NTH_VALUE(n, 2) FROM LAST OVER (PARTITION BY k ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)',
      value: (row, rows) => {
        const own = ofPart(row, rows);
        return own.length < 2 ? null : (own.at(-2)?.n ?? null);
      },
    },
    {
      text: 'COUNT(*) OVER (ORDER BY w RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) - COUNT(n) OVER ()',
      value: (row, rows) => rows.filter((r) => r.w >= row.w - 1 && r.w <= row.w).length - present(ns(rows)).length,
    },
    {
      text: 'MEDIAN(w) OVER (PARTITION BY k)',
      value: (row, rows) => {
        const own = ofPart(row, rows)
          .map((r) => r.w)
          .toSorted((x, y) => x - y);
        const [low, high] = [own[Math.floor((own.length - 1) / 2)] ?? 0, own[Math.ceil((own.length - 1) / 2)] ?? 0];
        return exact((low + high) / 2);
      },
    },
    {
      text: 'FIRST_VALUE(n) OVER (PARTITION BY k ORDER BY n DESC NULLS LAST, id)',
      value: (row, rows) => {
        const found = present(ns(ofPart(row, rows)));
        return found.length === 0 ? null : Math.max(...found);
      },
    },
    {
      text: '(SELECT COUNT(*) FROM tz z WHERE z.w < t.w) + ROW_NUMBER() OVER (ORDER BY id)',
      value: (row, rows) => rows.filter((r) => r.w < row.w).length + rows.indexOf(row) + 1,
    },
    {
      text: "NVL(TO_CHAR(SUM(DISTINCT w) OVER (PARTITION BY k)), 'none')",
      value: (row, rows) => text(sum([...new Set(ofPart(row, rows).map((r) => r.w))])),
    },
  ];
}

const table = (rows: readonly Row[]): readonly string[] => [
  'CREATE TABLE tz (id NUMBER, k VARCHAR2(3), n NUMBER, w NUMBER);',
  ...rows.map((r) => `INSERT INTO tz VALUES (${r.id}, '${r.k}', ${r.n ?? 'NULL'}, ${r.w});`),
];

/** Analytic functions of what each group has in common. */
function overGroups(part: PartLines, rows: readonly Row[]): void {
  const groups = [...new Set(rows.map((r) => r.k))].toSorted().map((k) => rows.filter((r) => r.k === k));
  const totals = groups.map((g) => sum(ns(g)));
  part.run(
    [
      `FOR r IN (SELECT k, SUM(n) AS s, SUM(SUM(n)) OVER (ORDER BY k) AS c, RANK() OVER (ORDER BY COUNT(*) DESC) AS p, MAX(COUNT(*)) OVER () AS m, LAG(MAX(w)) OVER (ORDER BY k) AS l FROM tz GROUP BY k HAVING COUNT(*) > 0 ORDER BY k) LOOP`,
      `  ${put(`r.k || ' ' || ${['s', 'c', 'p', 'm', 'l'].map((c) => orDash(`r.${c}`)).join(" || ' ' || ")}`)}`,
      'END LOOP;',
    ],
    ...groups.map((g, i) =>
      [
        g[0]?.k ?? '',
        text(totals[i] ?? null),
        text(sum(totals.slice(0, i + 1))),
        groups.filter((o) => o.length > g.length).length + 1,
        Math.max(...groups.map((o) => o.length)),
        i === 0 ? '-' : Math.max(...(groups[i - 1] ?? []).map((r) => r.w)),
      ].join(' '),
    ),
  );
}

export function analyticParts(g: QueryGenerator): Part {
  const { random } = g;
  const part = new PartLines();
  const rows = Array.from(
    { length: 4 + random.below(4) },
    (_, i): Row => ({
      id: i + 1,
      k: random.pick(['a', 'b', 'c']),
      n: random.chance(0.25) ? null : random.pick([0, 1, 2.5, 4, -1]),
      w: random.below(4),
    }),
  );
  part.setup.push(...table(rows));
  for (let step = 0; step < 3; step++) {
    const all = items(g);
    const [x, y] = [random.pick(all), random.pick(all)];
    const least = random.below(2);
    const seen = x.text.includes('SELECT') || y.text.includes('SELECT') ? rows : rows.filter((r) => r.w >= least);
    const from = `FROM tz t${seen === rows ? '' : ` WHERE w >= ${least}`}`;
    const way = random.below(3);
    const query =
      way === 0
        ? `SELECT id, ${x.text} AS x, ${y.text} AS y ${from} ORDER BY id`
        : way === 1
          ? `SELECT id, x, y FROM (SELECT t.*, ${x.text} AS x, ${y.text} AS y ${from}) WHERE x IS NOT NULL ORDER BY id`
          : `SELECT id, ${x.text} AS x, ${y.text} AS y ${from} ORDER BY ROW_NUMBER() OVER (ORDER BY w, id DESC) FETCH FIRST 3 ROWS ONLY`;
    const shown = way === 2 ? seen.toSorted((a, b) => a.w - b.w || b.id - a.id).slice(0, 3) : seen;
    part.run(
      [
        `FOR r IN (${query}) LOOP`,
        `  ${put(`r.id || ' ' || ${orDash('r.x')} || ' ' || ${orDash('r.y')}`)}`,
        'END LOOP;',
      ],
      ...shown
        .filter((r) => way !== 1 || x.value(r, seen) !== null)
        .map((r) => `${r.id} ${text(x.value(r, seen))} ${text(y.value(r, seen))}`),
    );
  }
  overGroups(part, rows);
  return part;
}
