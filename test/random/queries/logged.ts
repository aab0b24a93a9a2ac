import { guarded, type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';

/*
 * LOG ERRORS: rows that fail go into the error table, until there are more than the limit; then the statement fails and changes nothing.
 * (SQL Language Reference, "INSERT", error_logging_clause; PL/SQL Packages and Types Reference, "DBMS_ERRLOG")
 */

interface Row {
  readonly k: number;
  readonly n: number | null;
  readonly v: string | null;
}

interface Failure {
  readonly code: number;
  readonly kind: 'I' | 'U';
  readonly k: number;
}

const codesOf = ({ n, v }: Row, missing: number): number[] => [
  ...(n === null ? [missing] : n >= 100 ? [1438] : n === 7 ? [2290] : []),
  ...(v !== null && v.length > 2 ? [12899] : []),
];

export function logged(g: QueryGenerator): Part | undefined {
  const { random } = g;
  const part = new PartLines();
  const source: readonly Row[] = [1, 2, 3, 4, 5, 6].map((k) => ({
    k,
    n: random.pick([1, 2, 7, 50, 500, null]),
    v: random.pick(['a', 'ab', 'abc', null]),
  }));
  const literal = (x: number | string | null): string =>
    x === null ? 'NULL' : typeof x === 'number' ? String(x) : `'${x}'`;
  part.setup.push(
    'CREATE TABLE tl (k NUMBER PRIMARY KEY, n NUMBER(2) NOT NULL CHECK (n <> 7), v VARCHAR2(2));',
    'CREATE TABLE tsl (k NUMBER, n NUMBER, v VARCHAR2(5));',
    ...source.map((r) => `INSERT INTO tsl VALUES (${r.k}, ${literal(r.n)}, ${literal(r.v)});`),
    'BEGIN',
    "  DBMS_ERRLOG.CREATE_ERROR_LOG('TL', 'TLE');",
    'END;',
    '/',
  );
  let rows: readonly Row[] = [];
  let log: readonly (Failure & { readonly tag: string })[] = [];
  for (let step = 0; step < 4; step++) {
    const tag = `t${step}`;
    const limit = random.pick([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 1, 3]);
    const made = random.chance(0.5)
      ? insert(g, source, rows)
      : random.chance(0.5)
        ? update(g, rows)
        : merge(g, source, rows);
    if (!made) return undefined;
    const { text, failures, after, count } = made;
    const clause = `LOG ERRORS INTO tle ('${tag}') REJECT LIMIT ${Number.isFinite(limit) ? limit : 'UNLIMITED'}`;
    const fails = failures.length > limit;
    // Which row is the one too many is open; with only one kind of error its number is known.
    const codes = new Set(failures.map((f) => f.code));
    if (fails && codes.size > 1) return undefined;
    if (!fails) rows = after;
    part.run(
      guarded(`${text} ${clause};`, put("'logged ' || SQL%ROWCOUNT")),
      fails ? `error -${failures[0]?.code}` : `logged ${count}`,
    );
    if (fails) part.run([`DELETE FROM tle WHERE ora_err_tag$ = '${tag}';`]);
    else log = [...log, ...failures.map((f) => ({ ...f, tag }))];
  }
  part.run(
    [
      'FOR r IN (SELECT * FROM tl ORDER BY k) LOOP',
      `  ${put("'tl ' || r.k || ' ' || r.n || ' ' || NVL(r.v, '-')")}`,
      'END LOOP;',
      'FOR r IN (SELECT * FROM tle ORDER BY ora_err_tag$, TO_NUMBER(k)) LOOP',
      `  ${put("r.ora_err_tag$ || ' ' || r.ora_err_number$ || ' ' || r.ora_err_optyp$ || ' ' || r.k")}`,
      'END LOOP;',
    ],
    ...rows.toSorted((x, y) => x.k - y.k).map((r) => `tl ${r.k} ${r.n} ${r.v ?? '-'}`),
    ...log
      .toSorted((x, y) => (x.tag < y.tag ? -1 : x.tag > y.tag ? 1 : x.k - y.k))
      .map((f) => `${f.tag} ${f.code} ${f.kind} ${f.k}`),
  );
  return part;
}

interface Made {
  readonly text: string;
  readonly failures: readonly Failure[];
  readonly after: readonly Row[];
  readonly count: number;
}

/** Undefined: a row fails in more than one way. */
function judged(
  rows: readonly Row[],
  kind: 'I' | 'U',
  taken: ReadonlySet<number>,
): { good: Row[]; bad: Failure[] } | undefined {
  const good: Row[] = [];
  const bad: Failure[] = [];
  for (const row of rows) {
    const codes = [...codesOf(row, kind === 'I' ? 1400 : 1407), ...(taken.has(row.k) ? [1] : [])];
    if (codes.length > 1) return undefined;
    const [code] = codes;
    if (code === undefined) good.push(row);
    else bad.push({ code, kind, k: row.k });
  }
  return { good, bad };
}

function insert({ random }: QueryGenerator, source: readonly Row[], rows: readonly Row[]): Made | undefined {
  const shift = random.below(3) * 4;
  const least = random.below(4);
  const result = judged(
    source.filter((r) => r.k > least).map((r) => ({ ...r, k: r.k + shift })),
    'I',
    new Set(rows.map((r) => r.k)),
  );
  return (
    result && {
      text: `INSERT INTO tl (k, n, v) SELECT k + ${shift}, n, v FROM tsl WHERE k > ${least}`,
      failures: result.bad,
      after: [...rows, ...result.good],
      count: result.good.length,
    }
  );
}

function update({ random }: QueryGenerator, rows: readonly Row[]): Made | undefined {
  const plus = random.pick([1, 5, 60]);
  const least = random.below(4);
  const text = random.pick(['', 'a']);
  const touched = rows.filter((r) => r.k > least);
  const result = judged(
    touched.map((r) => ({ ...r, n: r.n === null ? null : r.n + plus, v: (r.v ?? '') + text || null })),
    'U',
    new Set(),
  );
  if (!result) return undefined;
  const changed = new Map(result.good.map((r) => [r.k, r]));
  return {
    text: `UPDATE tl SET n = n + ${plus}, v = v || '${text}' WHERE k > ${least}`,
    failures: result.bad,
    after: rows.map((r) => changed.get(r.k) ?? r),
    count: result.good.length,
  };
}

function merge({ random }: QueryGenerator, source: readonly Row[], rows: readonly Row[]): Made | undefined {
  const shift = random.below(3) * 3;
  const moved = source.map((r) => ({ ...r, k: r.k + shift }));
  const known = new Map(rows.map((r) => [r.k, r]));
  const updated = judged(
    moved.filter((r) => known.has(r.k)).map((r) => ({ k: r.k, n: r.n, v: known.get(r.k)?.v ?? null })),
    'U',
    new Set(),
  );
  const inserted = judged(
    moved.filter((r) => !known.has(r.k)),
    'I',
    new Set(),
  );
  if (!updated || !inserted) return undefined;
  const changed = new Map(updated.good.map((r) => [r.k, r]));
  return {
    text:
      `MERGE INTO tl USING (SELECT k + ${shift} AS k, n, v FROM tsl) s ON (tl.k = s.k) ` +
      'WHEN MATCHED THEN UPDATE SET n = s.n WHEN NOT MATCHED THEN INSERT (k, n, v) VALUES (s.k, s.n, s.v)',
    failures: [...updated.bad, ...inserted.bad],
    after: [...rows.map((r) => changed.get(r.k) ?? r), ...inserted.good],
    count: updated.good.length + inserted.good.length,
  };
}
