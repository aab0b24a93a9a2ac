import type { RandomProgram } from '../cases.js';
import { change } from './changes.js';
import { Constrained, constrainedScript } from './constrained.js';
import { fetched } from './fetches.js';
import { put } from './part.js';
import { someParts } from './parts.js';
import { loopOver } from './plsql.js';
import { query, someTypes } from './queries.js';
import { addTrigger } from './row-triggers.js';
import { QueryGenerator } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { makeTable, tableColumns, tableScript } from './tables.js';
import { ascending, type Value } from './values.js';

const mostRows = 60;

interface Statement {
  readonly setup: readonly string[];
  readonly body: readonly string[];
  readonly expected: readonly string[];
}

/** A change of the tables, and what is printed of it. */
function statement(g: QueryGenerator): Statement | undefined {
  const { text, apply, counts, setup = [], returning } = change(g);
  const returns = returning && g.random.chance(0.3) ? returning : undefined;
  const dynamic = !returns && g.random.chance(0.25);
  const done = apply();
  if (done === undefined) return undefined;
  const run = dynamic
    ? `EXECUTE IMMEDIATE '${text.replaceAll("'", "''")}';`
    : `${text}${returns ? ` ${returns.clause}` : ''};`;
  const shown = [
    ...(counts ? [`DBMS_OUTPUT.PUT_LINE('rows ' || SQL%ROWCOUNT);`] : []),
    ...(returns ? returns.shown : []),
  ];
  const declared = returns ? ['DECLARE', ...returns.declared.map((line) => `  ${line}`)] : [];
  const failing = typeof done !== 'number';
  const block = [
    ...declared,
    'BEGIN',
    `  ${run}`,
    ...(failing
      ? ['EXCEPTION', '  WHEN OTHERS THEN', "    DBMS_OUTPUT.PUT_LINE('error ' || SQLCODE);"]
      : shown.map((line) => `  ${line}`)),
    'END;',
  ];
  return {
    setup,
    body: (failing || returns ? block : [run, ...shown]).map((line) => `  ${line}`),
    expected: failing
      ? [`error ${done.error}`]
      : [...(counts ? [`rows ${done}`] : []), ...(returns ? returns.expected() : [])],
  };
}

/** The program of a seed; undefined where its queries give too many rows. */
export function queryProgram(seed: number): RandomProgram | undefined {
  const g = new QueryGenerator(seed, (random) => [makeTable(random, 'ta'), makeTable(random, 'tb')]);
  const setup = g.tables.flatMap(tableScript);
  for (const table of g.tables) if (g.random.chance(0.15)) setup.push(...addTrigger(g, table));
  const body: string[] = [];
  const expected: string[] = [];
  const constrained = g.random.chance(0.3) ? new Constrained() : undefined;
  if (constrained) setup.push(...constrainedScript);
  for (const part of someParts(g)) {
    setup.push(...part.setup);
    body.push(...part.body.map((line) => `  ${line}`));
    expected.push(...part.expected);
  }
  const changesOnly = g.random.chance(0.25);
  for (let i = 1; i <= (changesOnly ? 8 : 4); i++) {
    if (constrained) {
      const made = constrained.statement(g);
      if (!made) return undefined;
      body.push(...made.body.map((line) => `  ${line}`));
      expected.push(...made.expected);
    }
    if (changesOnly || g.random.chance(0.4)) {
      const made = statement(g);
      if (!made) return undefined;
      setup.push(...made.setup);
      body.push(...made.body, ...showRows);
      expected.push(...made.expected);
      expected.push(...shownRows(g));
    }
    const loop = g.random.chance(0.4) ? loopOver(g) : undefined;
    if (loop) {
      body.push(...loop.body.map((line) => `  ${line}`));
      expected.push(...loop.expected());
    }
    if (changesOnly) continue;
    const types = someTypes(g);
    const made = query(g, types);
    const rows = made.rows(new Map()).toSorted(inOrder);
    if (rows.length > mostRows) return undefined;
    const order = types.map((_, k) => k + 1).join(', ');
    const shown = (record: string): string =>
      put(`'q${i} ' || ${types.map((type, k) => shownText(`${record}.c${k + 1}`, type)).join(" || ',' || ")}`);
    const kind = g.random.next();
    const list = types.map((_, k) => `c${k + 1}`).join(', ');
    if (kind < 0.2) setup.push(`CREATE VIEW w${i} AS ${made.text};`);
    const text =
      kind < 0.2
        ? `SELECT ${list} FROM w${i} ORDER BY ${order}`
        : kind < 0.4 && !made.text.includes('WITH ')
          ? `WITH w AS (${made.text}) SELECT ${list} FROM w ORDER BY ${order}`
          : `SELECT ${list} FROM (${made.text}) ORDER BY ${order}`;
    const { lines, last } = fetched(g, { text, types, shown });
    body.push(...lines.map((line) => `  ${line}`));
    expected.push(...rows.map((row) => `q${i} ${row.map((x, k) => shownValue(x, types[k] ?? 'NUMBER')).join(',')}`));
    expected.push(...last(rows.length));
  }
  return {
    setup,
    run: ['BEGIN', ...body, "  DBMS_OUTPUT.PUT_LINE('end');", 'END;', '/'],
    expected: [...expected, 'end'],
  };
}

const shownColumns = tableColumns.filter((c) => c.name !== 'p' && c.name !== 'q');

/** The rows of both tables. */
const showRows: readonly string[] = ['ta', 'tb'].flatMap((table) => [
  `  FOR r IN (SELECT * FROM ${table} ORDER BY id) LOOP`,
  `    DBMS_OUTPUT.PUT_LINE('${table} ' || ${shownColumns.map((c) => shownText(`r.${c.name}`, c.type)).join(" || ' ' || ")});`,
  '  END LOOP;',
]);

const shownRows = ({ tables }: QueryGenerator): string[] =>
  tables.flatMap(({ name, rows }) =>
    rows
      .toSorted(inOrder)
      .map(
        (row) =>
          `${name} ${shownColumns.map((c) => shownValue(row[tableColumns.indexOf(c)] ?? null, c.type)).join(' ')}`,
      ),
  );

function inOrder(x: readonly Value[], y: readonly Value[]): number {
  for (const [i, value] of x.entries()) {
    const sign = ascending(value, y[i] ?? null);
    if (sign !== 0) return sign;
  }
  return 0;
}
