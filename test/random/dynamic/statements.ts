import type { Outcome } from '../queries/assignments.js';
import { change } from '../queries/changes.js';
import { query, someTypes } from '../queries/queries.js';
import type { QueryGenerator } from '../queries/scope.js';
import { shownText, shownValue } from '../queries/shown.js';
import { ascending, type Type, type Value } from '../queries/values.js';
import { type Carried, carried } from './carriers.js';

/** A statement that is executed as a text, in a block of its own, and what is printed of it. */
export interface Executed {
  readonly setup: readonly string[];
  readonly block: readonly string[];
  readonly expected: readonly string[];
}

const mostRows = 40;

/** DECLARE … BEGIN … END; with what the text needs. */
function block(
  { declared = [], routines = [], before = [] }: Carried,
  own: { readonly declared?: readonly string[]; readonly routines?: readonly string[] },
  statements: readonly string[],
): string[] {
  const declarations = [...declared, ...(own.declared ?? []), ...routines, ...(own.routines ?? [])];
  return [
    ...(declarations.length > 0 ? ['DECLARE', ...declarations.map((line) => `  ${line}`)] : []),
    'BEGIN',
    ...[...before, ...statements].map((line) => `  ${line}`),
    'END;',
  ];
}

const caught = (statements: readonly string[]): string[] => [
  'BEGIN',
  ...statements.map((line) => `  ${line}`),
  'EXCEPTION',
  '  WHEN OTHERS THEN',
  "    DBMS_OUTPUT.PUT_LINE('error ' || SQLCODE);",
  'END;',
];

/** Numbers that are compared with become binds; they are given in their order. */
function withBinds(g: QueryGenerator, sql: string): { readonly sql: string; readonly using: readonly string[] } {
  const using: string[] = [];
  if (/GROUP BY|CONNECT BY|SELECT/.test(sql) || g.random.chance(0.5)) return { sql, using };
  const bound = sql.replace(/(?<=[=<>] )\d+(?:\.\d+)?(?![\d.'])/g, (digits) => {
    using.push(g.random.pick([digits, `${digits} + 0`, `TO_NUMBER('${digits}')`]));
    return `:${g.random.pick(['', 'b', 'x'])}${using.length}`;
  });
  return { sql: bound, using };
}

const usingClause = (using: readonly string[]): string => (using.length > 0 ? ` USING ${using.join(', ')}` : '');

/** INSERT, UPDATE, DELETE or MERGE. */
export function executedChange(g: QueryGenerator): Executed | undefined {
  const { text, apply, counts, setup = [] } = change(g);
  const done: Outcome = apply();
  if (done === undefined) return undefined;
  const { sql, using } = withBinds(g, text);
  const asBlock = using.length === 0 && g.random.chance(0.25);
  const source = carried(g, asBlock ? `BEGIN ${sql}; :n := SQL%ROWCOUNT; END;` : sql);
  const failing = typeof done !== 'number';
  const shown = counts && !failing;
  const count = `DBMS_OUTPUT.PUT_LINE('rows ' || ${asBlock ? 'done' : 'SQL%ROWCOUNT'});`;
  const expected = failing ? [`error ${done.error}`] : counts ? [`rows ${done}`] : [];
  const clause = asBlock ? ' USING OUT done' : usingClause(using);
  const inRoutine = !asBlock && using.length === 0 && g.random.chance(0.2);
  const routine = g.fresh('run_it');
  const run = inRoutine
    ? [`${routine}(${source.text});`]
    : [`EXECUTE IMMEDIATE ${source.text}${clause};`, ...(shown ? [count] : [])];
  const routines = inRoutine
    ? [
        `PROCEDURE ${routine}(q IN VARCHAR2) IS`,
        'BEGIN',
        '  EXECUTE IMMEDIATE q;',
        ...(shown ? [`  ${count}`] : []),
        'END;',
      ]
    : [];
  return {
    setup: [...setup, ...(source.setup ?? [])],
    block: block(source, { declared: asBlock ? ['done NUMBER;'] : [], routines }, failing ? caught(run) : run),
    expected,
  };
}

const declaredAs: Readonly<Record<Type, string>> = {
  NUMBER: 'NUMBER',
  VARCHAR2: 'VARCHAR2(200)',
  CHAR: 'VARCHAR2(200)',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP(3)',
  RAW: 'RAW(200)',
  CLOB: 'CLOB',
};

function inOrder(x: readonly Value[], y: readonly Value[]): number {
  for (const [i, value] of x.entries()) {
    const sign = ascending(value, y[i] ?? null);
    if (sign !== 0) return sign;
  }
  return 0;
}

const line = (names: readonly string[], types: readonly Type[]): string =>
  `DBMS_OUTPUT.PUT_LINE('q ' || ${types.map((type, i) => shownText(names[i] ?? '', type)).join(" || ',' || ")});`;

type Fetched = { readonly declared: readonly string[]; readonly run: readonly string[] };
type FetchedBy = (text: string, types: readonly Type[]) => Fetched;

const names = (types: readonly Type[], prefix: string): string[] => types.map((_, i) => `${prefix}${i + 1}`);

const byCursor: FetchedBy = (text, types) => {
  const x = names(types, 'x');
  return {
    declared: ['rc SYS_REFCURSOR;', ...types.map((type, i) => `${x[i]} ${declaredAs[type]};`)],
    run: [
      `OPEN rc FOR ${text};`,
      'LOOP',
      `  FETCH rc INTO ${x.join(', ')};`,
      '  EXIT WHEN rc%NOTFOUND;',
      `  ${line(x, types)}`,
      'END LOOP;',
      'CLOSE rc;',
    ],
  };
};

const byBulk: FetchedBy = (text, types) => {
  const list = names(types, 'list');
  return {
    declared: types.flatMap((type, i) => [
      `TYPE tab${i + 1} IS TABLE OF ${declaredAs[type]};`,
      `${list[i]} tab${i + 1};`,
    ]),
    run: [
      `EXECUTE IMMEDIATE ${text} BULK COLLECT INTO ${list.join(', ')};`,
      `FOR i IN 1 .. list1.COUNT LOOP`,
      `  ${line(
        list.map((l) => `${l}(i)`),
        types,
      )}`,
      'END LOOP;',
    ],
  };
};

const byRecord: FetchedBy = (text, types) => ({
  declared: [
    `TYPE row_t IS RECORD (${types.map((type, i) => `f${i + 1} ${declaredAs[type]}`).join(', ')});`,
    'TYPE rows_t IS TABLE OF row_t INDEX BY PLS_INTEGER;',
    'rws rows_t;',
    'rc SYS_REFCURSOR;',
  ],
  run: [
    `OPEN rc FOR ${text};`,
    'LOOP',
    '  FETCH rc BULK COLLECT INTO rws LIMIT 3;',
    '  FOR i IN 1 .. rws.COUNT LOOP',
    `    ${line(
      names(types, 'f').map((f) => `rws(i).${f}`),
      types,
    )}`,
    '  END LOOP;',
    '  EXIT WHEN rws.COUNT < 3;',
    'END LOOP;',
    'CLOSE rc;',
  ],
});

/** Of the types that DEFINE_COLUMN has in all releases. */
const byDbmsSql: FetchedBy = (text, types) => {
  const x = names(types, 'x');
  const isText = (type: Type): boolean => type === 'VARCHAR2' || type === 'CHAR';
  return {
    declared: ['cur INTEGER;', 'ignored INTEGER;', ...types.map((type, i) => `${x[i]} ${declaredAs[type]};`)],
    run: [
      'cur := DBMS_SQL.OPEN_CURSOR;',
      `DBMS_SQL.PARSE(cur, ${text}, DBMS_SQL.NATIVE);`,
      ...types.map((type, i) => `DBMS_SQL.DEFINE_COLUMN(cur, ${i + 1}, ${x[i]}${isText(type) ? ', 200' : ''});`),
      'ignored := DBMS_SQL.EXECUTE(cur);',
      'WHILE DBMS_SQL.FETCH_ROWS(cur) > 0 LOOP',
      ...types.map((_, i) => `  DBMS_SQL.COLUMN_VALUE(cur, ${i + 1}, ${x[i]});`),
      `  ${line(x, types)}`,
      'END LOOP;',
      'DBMS_SQL.CLOSE_CURSOR(cur);',
    ],
  };
};

function fetchedBy(g: QueryGenerator, types: readonly Type[]): FetchedBy {
  const kind = g.random.next();
  if (kind < 0.2 && types.every((type) => type === 'NUMBER' || type === 'VARCHAR2' || type === 'DATE'))
    return byDbmsSql;
  return kind < 0.55 ? byCursor : kind < 0.8 ? byBulk : byRecord;
}

/** A query, whose rows are printed in order. */
export function executedQuery(g: QueryGenerator): Executed | undefined {
  const types = someTypes(g);
  const made = query(g, types);
  const rows = made.rows(new Map()).toSorted(inOrder);
  if (rows.length > mostRows) return undefined;
  const order = types.map((_, i) => i + 1).join(', ');
  const table = g.random.chance(0.12) ? g.fresh('made') : undefined;
  const list = names(types, 'c').join(', ');
  const sql = `SELECT ${list} FROM ${table ?? `(${made.text})`} ORDER BY ${order}`;
  const source = carried(g, sql);
  const { declared, run } = fetchedBy(g, types)(source.text, types);
  const creation = table ? carried(g, `CREATE TABLE ${table} AS ${made.text}`) : undefined;
  return {
    setup: [...(creation?.setup ?? []), ...(source.setup ?? [])],
    block: [
      ...(creation ? block(creation, {}, [`EXECUTE IMMEDIATE ${creation.text};`]) : []),
      ...block(source, { declared }, run),
    ],
    expected: rows.map((row) => `q ${row.map((x, i) => shownValue(x, types[i] ?? 'NUMBER')).join(',')}`),
  };
}
