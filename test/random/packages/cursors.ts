/** Cursors of DBMS_SQL: what is bound, defined, described and fetched. (PL/SQL Packages, "DBMS_SQL") */
import { quoted, Unsettled } from '../lobs/values.js';
import type { Random } from '../random.js';
import { oneOf, type Value } from './expression.js';
import type { Made, Row, Session } from './places.js';

interface Column {
  readonly sql: string;
  readonly type: 'number' | 'text' | 'raw';
  readonly name: string;
  readonly value: (row: Row) => Value;
}

const upper = (s: Value): Value => {
  if (s?.includes('ß')) throw new Unsettled();
  return s?.toUpperCase() ?? null;
};
const columns: readonly Column[] = [
  { sql: 'id', type: 'number', name: 'ID', value: (row) => `${row.id}` },
  { sql: 'v', type: 'text', name: 'V', value: (row) => row.v },
  { sql: 'n', type: 'number', name: 'N', value: (row) => row.n },
  { sql: 'r', type: 'raw', name: 'R', value: (row) => row.r },
  { sql: 'UPPER(v) AS u', type: 'text', name: 'U', value: (row) => upper(row.v) },
  { sql: 'id * 2 twice', type: 'number', name: 'TWICE', value: (row) => `${row.id * 2}` },
  { sql: `'k' || id AS "Key"`, type: 'text', name: 'Key', value: (row) => `k${row.id}` },
  { sql: 'RAWTOHEX(r) hex', type: 'text', name: 'HEX', value: (row) => row.r },
];
const holders = { number: 'nx', text: 'vx', raw: 'rx' } as const;

function chosen(random: Random): readonly Column[] {
  const left = [...columns];
  return Array.from({ length: 1 + random.below(3) }, () => left.splice(random.below(left.length), 1)[0]).filter(
    (c) => c !== undefined,
  );
}

interface Query {
  readonly columns: readonly Column[];
  readonly text: string;
  readonly rows: readonly Row[];
  readonly binds: readonly string[];
  /** What PARSE is given, after the statements that it needs. */
  readonly given: string;
  readonly before: readonly string[];
}

function someQuery(session: Session, label: string, cursor: string): Query {
  const { random } = session;
  const picked = chosen(random);
  const least = random.below(5);
  const bound = random.chance(0.7);
  const down = random.chance(0.3);
  const text = `SELECT ${picked.map((c) => c.sql).join(', ')} FROM pt WHERE id >= ${bound ? ':least' : least} ORDER BY id${down ? ' DESC' : ''}`;
  const rows = session.rows.filter((row) => row.id >= least);
  const held = random.chance(0.5);
  const parts = held && random.chance(0.5) ? [text.slice(0, 15), text.slice(15)] : [text];
  return {
    columns: picked,
    text,
    rows: down ? rows.toReversed() : rows,
    binds: bound
      ? [`DBMS_SQL.BIND_VARIABLE(${cursor}, ${quoted(random.pick([':least', 'least', ':LEAST']))}, ${least});`]
      : [],
    given: held ? `q_${label}` : quoted(text),
    before: held ? [`q_${label} := ${parts.map(quoted).join(' || ')};`] : [],
  };
}

const declared = (label: string): string[] => [
  `c_${label} INTEGER;`,
  `q_${label} VARCHAR2(400);`,
  `i_${label} INTEGER;`,
];
const line = (label: string, text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`;
const shownRow = (label: string, query: Query, row: Row): string =>
  `${label} ${query.columns.map((c) => `[${c.value(row) ?? ''}]`).join('')}`;

const opened = (label: string, query: Query): string[] => [
  ...query.before,
  `c_${label} := DBMS_SQL.OPEN_CURSOR;`,
  `DBMS_SQL.PARSE(c_${label}, ${query.given}, DBMS_SQL.NATIVE);`,
];
const definition = (c: string, column: Column, i: number): string =>
  column.type === 'raw'
    ? `DBMS_SQL.DEFINE_COLUMN_RAW(${c}, ${i + 1}, rx, 2000);`
    : `DBMS_SQL.DEFINE_COLUMN(${c}, ${i + 1}, ${holders[column.type]}${column.type === 'text' ? ', 4000' : ''});`;

/** A query whose rows are fetched one by one. */
export function fetchStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const query = someQuery(session, label, c);
  const atOnce = query.rows.length > 0 && random.chance(0.3);
  const read = query.columns.flatMap((column, i) => [
    column.type === 'raw'
      ? `DBMS_SQL.COLUMN_VALUE_RAW(${c}, ${i + 1}, rx);`
      : `DBMS_SQL.COLUMN_VALUE(${c}, ${i + 1}, ${holders[column.type]});`,
    `q_${label} := q_${label} || '[' || ${holders[column.type]} || ']';`,
  ]);
  const counted = random.chance(0.5);
  return {
    declared: declared(label),
    body: [
      ...opened(label, query),
      ...query.columns.map((column, i) => definition(c, column, i)),
      ...query.binds,
      atOnce ? `i_${label} := DBMS_SQL.EXECUTE_AND_FETCH(${c});` : `i_${label} := DBMS_SQL.EXECUTE(${c});`,
      'LOOP',
      ...(atOnce ? [] : [`  EXIT WHEN DBMS_SQL.FETCH_ROWS(${c}) = 0;`]),
      `  q_${label} := NULL;`,
      ...read.map((l) => `  ${l}`),
      `  ${line(label, counted ? `q_${label} || DBMS_SQL.LAST_ROW_COUNT` : `q_${label}`)}`,
      ...(atOnce ? [`  EXIT WHEN DBMS_SQL.FETCH_ROWS(${c}) = 0;`] : []),
      'END LOOP;',
      line(label, `'all ' || DBMS_SQL.LAST_ROW_COUNT`),
      ...(random.chance(0.5)
        ? [`IF DBMS_SQL.IS_OPEN(${c}) THEN`, `  ${line(label, "'open'")}`, 'END IF;']
        : [line(label, "'open'")]),
      `DBMS_SQL.CLOSE_CURSOR(${c});`,
      line(label, `CASE WHEN ${c} IS NULL THEN 'closed' END`),
    ],
    expected: [
      ...query.rows.map((row, i) => shownRow(label, query, row) + (counted ? i + 1 : '')),
      `${label} all ${query.rows.length}`,
      `${label} open`,
      `${label} closed`,
    ],
  };
}

/** Mistakes and the numbers of their errors. */
export function mistakeStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const query = someQuery(session, label, c);
  const [first] = query.columns;
  const [row] = query.rows;
  if (!first || !row) throw new Unsettled();
  const execute = `i_${label} := DBMS_SQL.EXECUTE(${c});`;
  const mistakes: readonly (readonly [number, readonly string[]])[] = [
    [1006, [`DBMS_SQL.BIND_VARIABLE(${c}, ':other', 1);`, ...query.binds, execute]],
    [1007, [`DBMS_SQL.DEFINE_COLUMN(${c}, 9, nx);`]],
    ...(query.binds.length > 0 ? [[1008, [execute]] as const] : []),
    [
      1007,
      [
        ...query.columns.map((column, i) => definition(c, column, i)),
        ...query.binds,
        execute,
        `i_${label} := DBMS_SQL.FETCH_ROWS(${c});`,
        `DBMS_SQL.COLUMN_VALUE(${c}, 8, nx);`,
      ],
    ],
    ...(first.type === 'number'
      ? [
          [
            6562,
            [
              definition(c, first, 0),
              ...query.binds,
              execute,
              `i_${label} := DBMS_SQL.FETCH_ROWS(${c});`,
              `DBMS_SQL.COLUMN_VALUE(${c}, 1, vx);`,
            ],
          ] as const,
        ]
      : []),
  ];
  const [code, lines] = random.pick<readonly [number, readonly string[]]>([
    ...mistakes,
    ...(query.binds.length > 0
      ? [[6562, [...query.binds, `DBMS_SQL.VARIABLE_VALUE(${c}, 'least', vx);`]] as const]
      : []),
  ]);
  return {
    declared: declared(label),
    body: [
      'BEGIN',
      ...[...opened(label, query), ...lines, line(label, "'no error'")].map((l) => `  ${l}`),
      'EXCEPTION',
      '  WHEN OTHERS THEN',
      `    ${line(label, "'error ' || SQLCODE")}`,
      'END;',
      `IF DBMS_SQL.IS_OPEN(${c}) THEN`,
      `  DBMS_SQL.CLOSE_CURSOR(${c});`,
      `  ${line(label, "'closed'")}`,
      'END IF;',
    ],
    expected: [`${label} error ${-code}`, `${label} closed`],
  };
}

/** Rows in arrays. */
export function arrayStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const query = someQuery(session, label, c);
  const kept = query.columns.filter((x) => x.type !== 'raw');
  if (kept.length !== query.columns.length) throw new Unsettled();
  const size = 1 + random.below(3);
  const lower = random.pick([1, 1, 0, -3, 10]);
  const array = (i: number): string => `a${i}_${label}`;
  const total = query.rows.length;
  return {
    declared: [
      ...declared(label),
      ...kept.map(
        (column, i) => `${array(i)} DBMS_SQL.${column.type === 'number' ? 'NUMBER_TABLE' : 'VARCHAR2_TABLE'};`,
      ),
    ],
    body: [
      ...opened(label, query),
      ...kept.map((_, i) => `DBMS_SQL.DEFINE_ARRAY(${c}, ${i + 1}, ${array(i)}, ${size}, ${lower});`),
      ...query.binds,
      `i_${label} := DBMS_SQL.EXECUTE(${c});`,
      'LOOP',
      `  i_${label} := DBMS_SQL.FETCH_ROWS(${c});`,
      `  ${line(label, `'got ' || i_${label}`)}`,
      `  EXIT WHEN i_${label} = 0;`,
      ...kept.map((_, i) => `  DBMS_SQL.COLUMN_VALUE(${c}, ${i + 1}, ${array(i)});`),
      `  EXIT WHEN i_${label} < ${size};`,
      'END LOOP;',
      `DBMS_SQL.CLOSE_CURSOR(${c});`,
      ...kept.flatMap((_, i) => [
        `i_${label} := ${array(i)}.FIRST;`,
        `WHILE i_${label} IS NOT NULL LOOP`,
        `  ${line(label, `i_${label} || '=' || ${array(i)}(i_${label})`)}`,
        `  i_${label} := ${array(i)}.NEXT(i_${label});`,
        'END LOOP;',
      ]),
    ],
    expected: [
      ...Array.from({ length: Math.floor(total / size) }, () => `${label} got ${size}`),
      `${label} got ${total % size}`,
      ...kept.flatMap((column) => query.rows.map((row, i) => `${label} ${lower + i}=${column.value(row) ?? ''}`)),
    ],
  };
}

/** Names and types of columns. */
export function describeStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const query = someQuery(session, label, c);
  const second = random.chance(0.5) ? '2' : '';
  const codes = { number: 2, text: 1, raw: 23 };
  return {
    declared: [...declared(label), `d_${label} DBMS_SQL.DESC_TAB${second};`],
    body: [
      ...opened(label, query),
      `DBMS_SQL.DESCRIBE_COLUMNS${second}(${c}, i_${label}, d_${label});`,
      line(label, `i_${label} || ' ' || d_${label}.COUNT`),
      `FOR i IN 1 .. i_${label} LOOP`,
      `  ${line(label, `d_${label}(i).col_name || ' ' || d_${label}(i).col_type || ' ' || d_${label}(i).col_name_len`)}`,
      'END LOOP;',
      `DBMS_SQL.CLOSE_CURSOR(${c});`,
    ],
    expected: [
      `${label} ${query.columns.length} ${query.columns.length}`,
      ...query.columns.map((column) => `${label} ${column.name} ${codes[column.type]} ${column.name.length}`),
    ],
  };
}

/** A cursor number that becomes a cursor variable. */
export function refCursorStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const query = someQuery(session, label, c);
  if (new Set(query.columns.map((x) => x.type)).size !== query.columns.length) throw new Unsettled();
  const into = query.columns.map((column) => holders[column.type]);
  const taken = random.below(query.rows.length + 1);
  return {
    declared: [...declared(label), `f_${label} SYS_REFCURSOR;`],
    body: [
      ...opened(label, query),
      ...query.binds,
      `i_${label} := DBMS_SQL.EXECUTE(${c});`,
      `f_${label} := DBMS_SQL.TO_REFCURSOR(${c});`,
      'LOOP',
      `  EXIT WHEN f_${label}%ROWCOUNT = ${taken};`,
      `  FETCH f_${label} INTO ${into.join(', ')};`,
      `  EXIT WHEN f_${label}%NOTFOUND;`,
      `  ${line(label, into.map((x) => `'[' || ${x} || ']'`).join(' || '))}`,
      'END LOOP;',
      line(label, `f_${label}%ROWCOUNT`),
      `CLOSE f_${label};`,
    ],
    expected: [...query.rows.slice(0, taken).map((row) => shownRow(label, query, row)), `${label} ${taken}`],
  };
}

/** A change with RETURNING, whose values the cursor has. */
export function changeStep(session: Session, label: string): Made {
  const { random } = session;
  const c = `c_${label}`;
  const row = oneOf(random, [...session.rows, undefined]);
  const id = row?.id ?? 77;
  const text = `UPDATE pt SET v = v || :more WHERE id = :id RETURNING v, LENGTH(v) INTO :v, :n`;
  const more = random.pick(['x', 'yz', '']);
  const value = row ? (row.v ?? '') + more : '';
  const restored = row ? `UPDATE pt SET v = ${row.v === null ? 'NULL' : quoted(row.v)} WHERE id = ${id};` : 'NULL;';
  return {
    declared: declared(label),
    body: [
      'vx := NULL;',
      'nx := NULL;',
      `c_${label} := DBMS_SQL.OPEN_CURSOR;`,
      `DBMS_SQL.PARSE(${c}, ${quoted(text)}, DBMS_SQL.NATIVE);`,
      `DBMS_SQL.BIND_VARIABLE(${c}, ':more', ${more === '' ? 'CAST(NULL AS VARCHAR2)' : quoted(more)});`,
      `DBMS_SQL.BIND_VARIABLE(${c}, 'id', ${id});`,
      `DBMS_SQL.BIND_VARIABLE(${c}, 'v', vx, 4000);`,
      `DBMS_SQL.BIND_VARIABLE(${c}, 'n', nx);`,
      `i_${label} := DBMS_SQL.EXECUTE(${c});`,
      ...(row ? [`DBMS_SQL.VARIABLE_VALUE(${c}, 'v', vx);`, `DBMS_SQL.VARIABLE_VALUE(${c}, ':n', nx);`] : []),
      `DBMS_SQL.CLOSE_CURSOR(${c});`,
      restored,
      line(label, `i_${label} || ' [' || vx || '] ' || nx`),
    ],
    expected: [`${label} ${row ? 1 : 0} [${value}] ${value === '' ? '' : value.length}`],
  };
}
