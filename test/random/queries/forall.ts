import { type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';

/*
 * FORALL over a table with constraints: what fails changes nothing of its own, and without SAVE EXCEPTIONS ends the statement.
 * (PL/SQL Language Reference, "FORALL Statement", "Handling FORALL Exceptions After FORALL Statement Completes")
 */

interface Row {
  readonly k: number;
  readonly n: number | null;
  readonly v: string | null;
}

/** Rows of all, or the number of the error; undefined: several are as good. */
type Result = { readonly rows: readonly Row[]; readonly count: number } | number | undefined;

interface Statement {
  readonly text: string;
  readonly apply: (rows: readonly Row[], key: number, n: number | null, v: string | null) => Result;
}

const columns = 'k NUMBER(3) PRIMARY KEY, n NUMBER(4) CHECK (n <> 5), v VARCHAR2(3) NOT NULL';

function fitted(row: Row, missing: number): Result {
  const errors = [
    ...(Math.abs(row.k) >= 1000 || (row.n !== null && Math.abs(row.n) >= 10_000) ? [1438] : []),
    ...(row.n === 5 ? [2290] : []),
    ...(row.v === null ? [missing] : row.v.length > 3 ? [12899] : []),
  ];
  return errors.length === 0 ? { rows: [row], count: 1 } : errors.length === 1 ? errors[0] : undefined;
}

function put1(rows: readonly Row[], made: readonly Row[], missing: number): Result {
  const errors = new Set<number>();
  for (const row of made) {
    const fits = fitted(row, missing);
    if (fits === undefined) return undefined;
    if (typeof fits === 'number') errors.add(fits);
  }
  const keys = new Set([...rows, ...made].map((r) => r.k));
  if (keys.size !== rows.length + made.length) errors.add(1);
  const [error] = errors;
  return errors.size > 1 ? undefined : (error ?? { rows: [...rows, ...made], count: made.length });
}

const statements: readonly Statement[] = [
  {
    text: 'INSERT INTO tf (k, n, v) VALUES (ks(i), ns(i), vs(i))',
    apply: (rows, k, n, v) => put1(rows, [{ k, n, v }], 1400),
  },
  {
    text: 'INSERT INTO tf (k, n, v) SELECT k + ks(i), ns(i), vs(i) FROM tf WHERE k < 3',
    apply: (rows, k, n, v) =>
      put1(
        rows,
        rows.filter((r) => r.k < 3).map((r) => ({ k: r.k + k, n, v })),
        1400,
      ),
  },
  {
    text: 'UPDATE tf SET n = ns(i) + NVL(n, 0) WHERE k <= ks(i)',
    apply: (rows, k, n) =>
      updated(
        rows,
        (r) => r.k <= k,
        (r) => ({ ...r, n: n === null ? null : n + (r.n ?? 0) }),
      ),
  },
  {
    text: 'UPDATE tf SET v = v || vs(i), n = ns(i) WHERE k = ks(i)',
    apply: (rows, k, n, v) =>
      updated(
        rows,
        (r) => r.k === k,
        (r) => ({ ...r, n, v: (r.v ?? '') + (v ?? '') }),
      ),
  },
  {
    text: 'DELETE FROM tf WHERE k = ks(i) OR n > ns(i) + 20',
    apply: (rows, k, n) => {
      const left = rows.filter((r) => !(r.k === k || (n !== null && r.n !== null && r.n > n + 20)));
      return { rows: left, count: rows.length - left.length };
    },
  },
  {
    text:
      'MERGE INTO tf USING (SELECT ks(i) AS k, ns(i) AS n, vs(i) AS v FROM dual) s ON (tf.k = s.k) ' +
      'WHEN MATCHED THEN UPDATE SET n = s.n WHEN NOT MATCHED THEN INSERT (k, n, v) VALUES (s.k, s.n, s.v)',
    apply: (rows, k, n, v) =>
      rows.some((r) => r.k === k)
        ? updated(
            rows,
            (r) => r.k === k,
            (r) => ({ ...r, n }),
          )
        : put1(rows, [{ k, n, v }], 1400),
  },
  {
    text: "EXECUTE IMMEDIATE 'UPDATE tf SET n = :1 WHERE k = :2' USING ns(i), ks(i)",
    apply: (rows, k, n) =>
      updated(
        rows,
        (r) => r.k === k,
        (r) => ({ ...r, n }),
      ),
  },
];

function updated(rows: readonly Row[], meets: (row: Row) => boolean, change: (row: Row) => Row): Result {
  const touched = rows.filter(meets);
  const result = put1(
    rows.filter((r) => !meets(r)),
    touched.map(change),
    1407,
  );
  return typeof result === 'object' ? { ...result, count: touched.length } : result;
}

/** The indexes that a bounds clause gives. */
function bounds(
  { random }: QueryGenerator,
  count: number,
): {
  readonly text: string;
  readonly indexes: readonly number[];
  readonly gaps: readonly number[];
} {
  const gaps = random.chance(0.4) ? [1 + random.below(count)] : [];
  const all = Array.from({ length: count }, (_, i) => i + 1).filter((i) => !gaps.includes(i));
  if (gaps.length > 0 || random.chance(0.2)) {
    const from = random.chance(0.3) ? 2 : undefined;
    return {
      text: `INDICES OF ks${from === undefined ? '' : ` BETWEEN ${from} AND ${count}`}`,
      indexes: all.filter((i) => i >= (from ?? 1)),
      gaps,
    };
  }
  if (random.chance(0.2)) {
    const indexes = Array.from({ length: 3 }, () => random.pick(all));
    return { text: `VALUES OF ix(${indexes.join(',')})`, indexes, gaps };
  }
  const first = 1 + random.below(2);
  return { text: `${first} .. ks.LAST`, indexes: all.filter((i) => i >= first), gaps };
}

const shown: readonly string[] = [
  'FOR r IN (SELECT * FROM tf ORDER BY k) LOOP',
  `  ${put("'tf ' || r.k || ' ' || NVL(TO_CHAR(r.n), '-') || ' ' || r.v")}`,
  'END LOOP;',
];

const line = ({ k, n, v }: Row): string => `tf ${k} ${n ?? '-'} ${v}`;

export function forAll(g: QueryGenerator): Part | undefined {
  const { random } = g;
  const part = new PartLines();
  part.setup.push(`CREATE TABLE tf (${columns});`);
  let rows: readonly Row[] = [1, 2, 4].map((k) => ({ k, n: k * 3, v: 'a' }));
  part.setup.push(...rows.map((r) => `INSERT INTO tf VALUES (${r.k}, ${r.n}, '${r.v}');`));
  for (let step = 0; step < 3; step++) {
    const count = 3 + random.below(3);
    const some = <T>(make: () => T): readonly T[] => Array.from({ length: count }, make);
    const ks = some(() => random.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000]));
    const ns = some(() => random.pick([0, 1, 2, 5, 6, 20, 40, 9990, null]));
    const vs = some(() => random.pick(['a', 'b', 'ab', 'abc', 'abcd', null]));
    const { text: bound, indexes, gaps } = bounds(g, count);
    const statement = random.pick(statements);
    const saves = random.chance(0.7);
    const counts: [number, number][] = [];
    const errors: [number, number][] = [];
    for (const [place, i] of indexes.entries()) {
      const result = statement.apply(rows, ks[i - 1] ?? 0, ns[i - 1] ?? null, vs[i - 1] ?? null);
      if (result === undefined) return undefined;
      if (typeof result === 'number') {
        errors.push([place, result]);
        if (!saves) break;
      } else {
        rows = result.rows;
        counts.push([i, result.count]);
      }
    }
    const list = bound.startsWith('VALUES');
    const literal = (x: number | string | null): string =>
      x === null ? 'NULL' : typeof x === 'number' ? String(x) : `'${x}'`;
    part.run(
      [
        'DECLARE',
        '  TYPE nl IS TABLE OF NUMBER;',
        '  TYPE vl IS TABLE OF VARCHAR2(10);',
        '  TYPE il IS TABLE OF PLS_INTEGER INDEX BY PLS_INTEGER;',
        `  ks nl := nl(${ks.map(literal).join(', ')});`,
        `  ns nl := nl(${ns.map(literal).join(', ')});`,
        `  vs vl := vl(${vs.map(literal).join(', ')});`,
        '  ix il;',
        'BEGIN',
        ...(list ? indexes.map((i, place) => `  ix(${place + 1}) := ${i};`) : []),
        ...gaps.map((i) => `  ks.DELETE(${i});`),
        `  FORALL i IN ${list ? 'VALUES OF ix' : bound}${saves ? ' SAVE EXCEPTIONS' : ''}`,
        `    ${statement.text};`,
        `  ${put("'all ' || SQL%ROWCOUNT")}`,
        // Of an index that stands twice it is open whose count it is.
        ...(list ? [] : counts.map(([i]) => `  ${put(`'bulk ' || SQL%BULK_ROWCOUNT(${i})`)}`)),
        'EXCEPTION',
        '  WHEN OTHERS THEN',
        `    ${put("'error ' || SQLCODE")}`,
        ...(saves
          ? [
              '    FOR j IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP',
              `      ${put("SQL%BULK_EXCEPTIONS(j).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(j).ERROR_CODE")}`,
              '    END LOOP;',
            ]
          : []),
        'END;',
        ...shown,
      ],
      ...(errors.length === 0
        ? [`all ${counts.reduce((sum, [, n]) => sum + n, 0)}`, ...(list ? [] : counts.map(([, n]) => `bulk ${n}`))]
        : saves
          ? ['error -24381', ...errors.map(([place, code]) => `${place + 1} ${code}`)]
          : errors.map(([, code]) => `error -${code}`)),
      ...rows.toSorted((x, y) => x.k - y.k).map(line),
    );
  }
  return part;
}
