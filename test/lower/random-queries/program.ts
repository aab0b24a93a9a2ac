import type { RandomProgram } from '../../support/random-cases.js';
import { change } from './changes.js';
import { query, someTypes } from './queries.js';
import { QueryGenerator } from './scope.js';
import { makeTable, tableScript } from './tables.js';
import { ascending, type Value } from './values.js';

const mostRows = 60;

/** The program of a seed; undefined where its queries give too many rows. */
export function queryProgram(seed: number): RandomProgram | undefined {
  const g = new QueryGenerator(seed, (random) => [makeTable(random, 'ta'), makeTable(random, 'tb')]);
  const setup = g.tables.flatMap(tableScript);
  const body: string[] = [];
  const expected: string[] = [];
  for (let i = 1; i <= 4; i++) {
    if (g.random.chance(0.4)) {
      const { text, apply, counts } = change(g);
      const count = apply();
      if (count === false) return undefined;
      body.push(
        g.random.chance(0.25) ? `  EXECUTE IMMEDIATE '${text.replaceAll("'", "''")}';` : `  ${text};`,
        ...(counts ? [`  DBMS_OUTPUT.PUT_LINE('rows ' || SQL%ROWCOUNT);`] : []),
        ...showRows,
      );
      expected.push(...(counts ? [`rows ${count}`] : []), ...shownRows(g));
    }
    const types = someTypes(g);
    const made = query(g, types);
    const rows = made.rows(new Map()).toSorted(inOrder);
    if (rows.length > mostRows) return undefined;
    const order = types.map((_, k) => k + 1).join(', ');
    const shown = types.map((_, k) => `NVL(TO_CHAR(r.c${k + 1}), '-')`).join(" || ',' || ");
    const kind = g.random.next();
    const list = types.map((_, k) => `c${k + 1}`).join(', ');
    if (kind < 0.2) setup.push(`CREATE VIEW w${i} AS ${made.text};`);
    const text =
      kind < 0.2
        ? `SELECT ${list} FROM w${i} ORDER BY ${order}`
        : kind < 0.4
          ? `WITH w AS (${made.text}) SELECT ${list} FROM w ORDER BY ${order}`
          : `SELECT ${list} FROM (${made.text}) ORDER BY ${order}`;
    body.push(`  FOR r IN (${text}) LOOP`, `    DBMS_OUTPUT.PUT_LINE('q${i} ' || ${shown});`, '  END LOOP;');
    expected.push(...rows.map((row) => `q${i} ${row.map((x) => String(x ?? '-')).join(',')}`));
  }
  return {
    setup,
    run: ['BEGIN', ...body, "  DBMS_OUTPUT.PUT_LINE('end');", 'END;', '/'],
    expected: [...expected, 'end'],
  };
}

/** The rows of both tables. */
const showRows: readonly string[] = ['ta', 'tb'].flatMap((table) => [
  `  FOR r IN (SELECT * FROM ${table} ORDER BY id) LOOP`,
  `    DBMS_OUTPUT.PUT_LINE('${table} ' || r.id || ' ' || NVL(TO_CHAR(r.n), '-') || ' ' || NVL(r.s, '-'));`,
  '  END LOOP;',
]);

const shownRows = ({ tables }: QueryGenerator): string[] =>
  tables.flatMap(({ name, rows }) =>
    rows.toSorted(inOrder).map(([id, , n, s]) => `${name} ${id} ${n ?? '-'} ${s ?? '-'}`),
  );

function inOrder(x: readonly Value[], y: readonly Value[]): number {
  for (const [i, value] of x.entries()) {
    const sign = ascending(value, y[i] ?? null);
    if (sign !== 0) return sign;
  }
  return 0;
}
