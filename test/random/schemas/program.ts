import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import {
  addColumn,
  addConstraint,
  copyTable,
  createSomeTable,
  createTable,
  dropColumn,
  dropConstraint,
  dropTable,
  modifyColumn,
  renameColumn,
  renameConstraint,
  renameTable,
  switchConstraint,
  truncateTable,
} from './definitions.js';
import { someObjects } from './objects.js';
import { deleteRows, insertRow, type Step, updateRows } from './rows.js';
import { countOfView, createView } from './views.js';
import type { Outcome, Table, Value, World } from './world.js';

type MakeStep = (random: Random, world: World, table: Table) => Step | undefined;

const rowSteps: readonly { readonly weight: number; readonly make: MakeStep }[] = [
  { weight: 6, make: insertRow },
  { weight: 3, make: updateRows },
  { weight: 2, make: deleteRows },
];

const definitionSteps: readonly { readonly weight: number; readonly make: MakeStep }[] = [
  { weight: 3, make: addColumn },
  { weight: 2, make: dropColumn },
  { weight: 2, make: renameColumn },
  { weight: 3, make: modifyColumn },
  { weight: 6, make: addConstraint },
  { weight: 2, make: dropConstraint },
  { weight: 1, make: renameConstraint },
  { weight: 3, make: switchConstraint },
  { weight: 0.5, make: truncateTable },
  { weight: 0.6, make: renameTable },
  { weight: 0.4, make: dropTable },
  { weight: 0.5, make: (random, world) => createSomeTable(random, world) },
  { weight: 0.4, make: copyTable },
  { weight: 0.8, make: createView },
  { weight: 1.5, make: (random, world) => countOfView(random, world) },
];

/** Runs a step whose outcome the manual tells; else nothing has happened. */
function tried(
  random: Random,
  world: World,
  from: typeof rowSteps,
): { readonly step: Step; readonly outcome: Outcome } | undefined {
  for (let i = 0; i < 20; i++) {
    if (world.tables.length === 0) return undefined;
    const step = random.weighted(from).make(random, world, random.pick(world.tables));
    const outcome = step?.run();
    if (step && outcome !== undefined) return { step, outcome };
  }
  return undefined;
}

/** The rows of all tables, in order. */
const shown = (table: Table, values: (row: readonly Value[]) => string): string[] => table.rows.map(values).sort();

const inBytes = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

function dump(world: World): { readonly code: string[]; readonly lines: string[] } {
  const code: string[] = [];
  const lines: string[] = [];
  for (const table of world.tables) {
    const text = table.columns.map((c) => `NVL(TO_CHAR(${c.name}), '-')`).join(" || ',' || ");
    code.push(
      `  FOR r IN (SELECT ${text} AS line FROM ${table.name} ORDER BY 1) LOOP`,
      `    DBMS_OUTPUT.PUT_LINE('${table.name} ' || r.line);`,
      '  END LOOP;',
    );
    const rows = shown(table, (row) => table.columns.map((_, i) => String(row[i] ?? '-')).join(',')).sort(inBytes);
    lines.push(...rows.map((row) => `${table.name} ${row}`));
  }
  return { code, lines };
}

/** What USER_TAB_COLUMNS and USER_CONSTRAINTS say. */
function dictionary(world: World): { readonly code: string[]; readonly lines: string[] } {
  const names = world.tables.map((t) => `'${t.name.toUpperCase()}'`).join(', ');
  const code = [
    '  FOR r IN (SELECT table_name, column_name, data_type, NVL(data_precision, data_length) AS size_of, column_id',
    `            FROM user_tab_columns WHERE table_name IN (${names}) ORDER BY table_name, column_id) LOOP`,
    "    DBMS_OUTPUT.PUT_LINE(r.table_name || ' ' || r.column_name || ' ' || r.data_type || ' ' || r.size_of);",
    '  END LOOP;',
    '  FOR r IN (SELECT table_name, constraint_name, constraint_type, status FROM user_constraints',
    `            WHERE constraint_name LIKE 'K_' AND table_name IN (${names}) ORDER BY constraint_name) LOOP`,
    "    DBMS_OUTPUT.PUT_LINE(r.table_name || ' ' || r.constraint_name || ' ' || r.constraint_type || ' ' || r.status);",
    '  END LOOP;',
  ];
  const tables = world.tables.toSorted((x, y) => inBytes(x.name, y.name));
  const letters = { primary: 'P', unique: 'U', check: 'C', foreign: 'R' } as const;
  const constraints = tables
    .flatMap((t) => t.constraints.map((c) => ({ t, c })))
    .sort((x, y) => inBytes(x.c.name, y.c.name))
    .map(({ t, c }) => `${t.name} ${c.name} ${letters[c.kind]} ${c.enabled ? 'enabled' : 'disabled'}`);
  const columns = tables.flatMap((t) => t.columns.map((c) => `${t.name} ${c.name} ${c.type.kind} ${c.type.size}`));
  return { code, lines: [...columns, ...constraints].map((line) => line.toUpperCase()) };
}

/** A statement in a block of its own, which prints how it ends. */
const guarded = (statement: string): string[] => [
  '  BEGIN',
  `    ${statement};`,
  "    DBMS_OUTPUT.PUT_LINE('ok');",
  '  EXCEPTION',
  '    WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLCODE);',
  '  END;',
];

/** A query for one value, which is printed. */
const asked = (query: string): string[] => [
  '  DECLARE',
  '    n NUMBER;',
  '  BEGIN',
  `    EXECUTE IMMEDIATE '${query}' INTO n;`,
  '    DBMS_OUTPUT.PUT_LINE(n);',
  '  EXCEPTION',
  '    WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLCODE);',
  '  END;',
];

const dynamic = (text: string): string => `EXECUTE IMMEDIATE '${text.replaceAll("'", "''")}'`;

const printed = (outcome: Outcome): string => (typeof outcome === 'number' ? String(-outcome) : 'ok');

/** The program of a seed: a script that makes and alters tables, then blocks that change rows or definitions. */
export function schemaProgram(seed: number): RandomProgram | undefined {
  const random = new Random(seed);
  const world: World = { tables: [], views: [] };
  const setup: string[] = [];
  for (const name of ['ta', 'tb']) {
    const { text, run } = createTable(random, world, name);
    run();
    setup.push(`${text};`);
  }
  const steps = 4 + random.below(8);
  for (let i = 0; i < steps; i++) {
    const made = tried(random, world, random.chance(0.5) ? rowSteps : definitionSteps);
    if (made?.outcome === 'ok' && !made.step.shows) setup.push(`${made.step.text};`);
  }
  const run: string[] = [];
  const expected: string[] = [];
  const readsDictionary = random.chance(0.4);
  for (let k = 0; k < 4; k++) {
    const defines = random.chance(0.5);
    const body: string[] = [];
    for (let i = 0; i < 4; i++) {
      const made = tried(random, world, defines && random.chance(0.6) ? definitionSteps : rowSteps);
      if (!made) continue;
      const { text, shows } = made.step;
      body.push(...(shows ? asked(text) : guarded(defines ? dynamic(text) : text)));
      expected.push(shows && made.outcome === 'ok' ? shows() : printed(made.outcome));
    }
    if (world.tables.length === 0) return undefined;
    if (!defines) {
      const { code, lines } = dump(world);
      body.push(...code);
      expected.push(...lines);
    }
    if (body.length > 0) run.push('BEGIN', ...body, 'END;', '/');
    if (defines) {
      const { code, lines } = readsDictionary ? dictionary(world) : dump(world);
      run.push('BEGIN', ...code, 'END;', '/');
      expected.push(...lines);
    }
  }
  const objects = someObjects(random);
  return {
    setup: [...setup, ...objects.flatMap((part) => part.setup)],
    run: [...run, ...objects.flatMap((part) => part.run)],
    expected: [...expected, ...objects.flatMap((part) => part.expected)],
  };
}
