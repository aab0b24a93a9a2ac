/** Where expressions stand in a program: statements of PL/SQL, SQL in it, functions, texts. */
import { type Block, literal, OracleFailure, quoted, Unsettled } from '../lobs/values.js';
import type { Random } from '../random.js';
import type { Expression, Kind, Value } from './expression.js';
import { hexWords, Maker, numberWords, type Scope, textWords } from './maker.js';

export interface Row {
  readonly id: number;
  readonly r: Value;
  readonly v: Value;
  readonly n: Value;
}
export interface Session {
  readonly random: Random;
  readonly rows: readonly Row[];
  readonly variables: Scope['names'];
  readonly seed: number;
  /** The attributes of the context of the program, in upper case. */
  readonly contexts: Map<string, string | null>;
  /** What the session was told of itself. */
  readonly told: Map<string, string | null>;
  readonly locks: Set<number>;
}
export type Made = Block & { readonly setup?: readonly string[] };

const types: Readonly<Record<Kind, string>> = { raw: 'RAW(2000)', text: 'VARCHAR2(4000)', number: 'NUMBER' };
const parameterTypes: Readonly<Record<Kind, string>> = { raw: 'RAW', text: 'VARCHAR2', number: 'NUMBER' };
const holders: Readonly<Record<Kind, string>> = { raw: 'rx', text: 'vx', number: 'nx' };
const kinds = ['raw', 'raw', 'text', 'text', 'number', 'number'] as const;

/** The value, or the number of the error. */
function outcome(of: Expression, sql: boolean): { readonly value: Value } | { readonly code: number } {
  if (of.only === (sql ? 'block' : 'sql')) throw new Unsettled();
  if (of.text.length > 900) throw new Unsettled();
  try {
    const value = of.value({ sql });
    if (value !== null && value.length > 600) throw new Unsettled();
    return { value };
  } catch (error) {
    if (error instanceof OracleFailure) return { code: error.code };
    throw error;
  }
}

/** Statements that print lines; an error is told of by its number. */
function tried(
  label: string,
  of: Expression,
  sql: boolean,
  lines: readonly string[],
  shown: (value: Value) => string,
): Made {
  const result = outcome(of, sql);
  const expected = 'code' in result ? [`${label} error ${-result.code}`] : [shown(result.value)];
  const body = [
    'BEGIN',
    ...lines.map((line) => `  ${line}`),
    'EXCEPTION',
    `  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${label} error ' || SQLCODE);`,
    'END;',
  ];
  return { declared: [], body: 'code' in result ? body : lines, expected };
}

const line = (label: string, text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} [' || ${text} || ']');`;
const inBrackets = (label: string, value: Value): string => `${label} [${value ?? ''}]`;
const valueLiteral = (kind: Kind, value: Value): string =>
  value === null ? 'NULL' : kind === 'number' ? value : kind === 'raw' ? `HEXTORAW(${quoted(value)})` : literal(value);

function printed(session: Session, label: string): Made {
  const kind = session.random.pick(kinds);
  const of = new Maker(session.random, { names: session.variables }).of(kind, 3);
  return tried(label, of, false, [line(label, of.text)], (x) => inBrackets(label, x));
}

function assigned(session: Session, label: string): Made {
  const kind = session.random.pick(kinds);
  const of = new Maker(session.random, { names: session.variables }).of(kind, 3);
  const name = holders[kind];
  const text = `CASE WHEN ${name} IS NULL THEN 'null' ELSE TO_CHAR(${kind === 'raw' ? `RAWTOHEX(${name})` : name}) END`;
  return tried(label, of, false, [`${name} := ${of.text};`, line(label, text)], (x) => inBrackets(label, x ?? 'null'));
}

function selected(session: Session, label: string): Made {
  const kind = session.random.pick(kinds);
  const of = new Maker(session.random, { names: session.variables }).of(kind, 3);
  const name = holders[kind];
  return tried(label, of, true, [`SELECT ${of.text} INTO ${name} FROM dual;`, line(label, name)], (x) =>
    inBrackets(label, x),
  );
}

const columnsOf = (row: Row): Scope['names'] => [
  { name: 't.r', kind: 'raw', value: row.r },
  { name: 't.v', kind: 'text', value: row.v },
  { name: 't.n', kind: 'number', value: row.n },
];

function ofRow(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const row = random.pick(session.rows);
  const of = new Maker(random, { names: [...columnsOf(row), ...session.variables] }).of(kind, 3);
  const name = holders[kind];
  return tried(
    label,
    of,
    true,
    [`SELECT ${of.text} INTO ${name} FROM pt t WHERE t.id = ${row.id};`, line(label, name)],
    (x) => inBrackets(label, x),
  );
}

function compared(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const row = random.pick(session.rows);
  const of = new Maker(random, { names: [...columnsOf(row), ...session.variables] }).of(kind, 2);
  const result = outcome(of, true);
  if ('code' in result) throw new Unsettled();
  const { value } = result;
  const other = random.chance(0.5)
    ? value
    : random.pick<Value>([null, ...(kind === 'raw' ? hexWords : kind === 'text' ? textWords : numberWords)]);
  const same = value !== null && other !== null && value === other;
  return {
    declared: [],
    body: [
      `SELECT COUNT(*) INTO nx FROM pt t WHERE t.id = ${row.id} AND ${of.text} = ${valueLiteral(kind, other)};`,
      line(label, 'nx'),
      `SELECT COUNT(*) INTO nx FROM pt t WHERE t.id = ${row.id} AND ${of.text} IS NULL;`,
      line(label, 'nx'),
    ],
    expected: [inBrackets(label, same ? '1' : '0'), inBrackets(label, value === null ? '1' : '0')],
  };
}

function branched(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const of = new Maker(random, { names: session.variables }).of(kind, 2);
  const result = outcome(of, false);
  if ('code' in result) throw new Unsettled();
  const { value } = result;
  const other = random.chance(0.5)
    ? value
    : random.pick<Value>([null, ...(kind === 'raw' ? hexWords : kind === 'text' ? textWords : numberWords)]);
  return {
    declared: [],
    body: [
      `IF ${of.text} = ${valueLiteral(kind, other)} THEN`,
      `  ${line(label, "'same'")}`,
      `ELSIF ${of.text} IS NULL THEN`,
      `  ${line(label, "'null'")}`,
      'ELSE',
      `  ${line(label, "'other'")}`,
      'END IF;',
    ],
    expected: [inBrackets(label, value === null ? 'null' : value === other ? 'same' : 'other')],
  };
}

function inText(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const of = new Maker(random, { names: [] }).of(kind, 2);
  const name = holders[kind];
  return tried(
    label,
    of,
    true,
    [`EXECUTE IMMEDIATE ${quoted(`SELECT ${of.text} FROM dual`)} INTO ${name};`, line(label, name)],
    (x) => inBrackets(label, x),
  );
}

/** Through a function of the schema, whose parameters it reads. */
function throughFunction(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const row: Row = random.pick(session.rows);
  const names: Scope['names'] = [
    { name: 'p_raw', kind: 'raw', value: row.r },
    { name: 'p_text', kind: 'text', value: row.v },
    { name: 'p_number', kind: 'number', value: row.n },
  ];
  const of = new Maker(random, { names }).of(kind, 3);
  const sql = random.chance(0.5);
  const inside = random.chance(0.3);
  const name = holders[kind];
  const call = (raw: string, text: string, number: string): string => `f_${label}(${raw}, ${text}, ${number})`;
  const made = tried(
    label,
    of,
    inside,
    [
      sql
        ? `SELECT ${call('t.r', 't.v', 't.n')} INTO ${name} FROM pt t WHERE t.id = ${row.id};`
        : `${name} := ${call(valueLiteral('raw', row.r), valueLiteral('text', row.v), valueLiteral('number', row.n))};`,
      line(label, name),
    ],
    (x) => inBrackets(label, x),
  );
  return {
    ...made,
    setup: [
      `CREATE FUNCTION f_${label}(p_raw RAW, p_text VARCHAR2, p_number NUMBER) RETURN ${parameterTypes[kind]} IS`,
      ...(inside ? [`  l ${types[kind]};`] : []),
      'BEGIN',
      ...(inside ? [`  SELECT ${of.text} INTO l FROM dual;`, '  RETURN l;'] : [`  RETURN ${of.text};`]),
      'END;',
      '/',
    ],
  };
}

/** A row of a table gets it. */
function stored(session: Session, label: string): Made {
  const { random } = session;
  const kind = random.pick(kinds);
  const row = random.pick(session.rows);
  const insert = random.chance(0.5);
  const of = new Maker(random, { names: [...(insert ? [] : columnsOf(row)), ...session.variables] }).of(kind, 2);
  const column = kind === 'raw' ? 'r' : kind === 'text' ? 'v' : 'n';
  const result = outcome(of, true);
  if ('value' in result && kind === 'number' && result.value !== null && result.value.length > 15)
    throw new Unsettled();
  return tried(
    label,
    of,
    true,
    [
      insert
        ? `INSERT INTO pt (id, ${column}) VALUES (99, ${of.text}) RETURNING ${column} INTO ${holders[kind]};`
        : `UPDATE pt t SET ${column} = ${of.text} WHERE t.id = ${row.id} RETURNING t.${column} INTO ${holders[kind]};`,
      insert
        ? 'DELETE FROM pt WHERE id = 99;'
        : `UPDATE pt SET ${column} = ${valueLiteral(kind, row[column])} WHERE id = ${row.id};`,
      line(label, holders[kind]),
    ],
    (x) => inBrackets(label, x),
  );
}

export const places: readonly { readonly weight: number; readonly make: (session: Session, label: string) => Made }[] =
  [
    { weight: 3, make: printed },
    { weight: 3, make: assigned },
    { weight: 3, make: selected },
    { weight: 3, make: ofRow },
    { weight: 2, make: compared },
    { weight: 2, make: branched },
    { weight: 2, make: inText },
    { weight: 2, make: throughFunction },
    { weight: 1, make: stored },
  ];

export const holdersDeclared = (Object.keys(holders) as Kind[]).map((kind) => `${holders[kind]} ${types[kind]};`);
export const declaredVariables = (variables: Scope['names']): string[] =>
  variables.map(({ name, kind, value }) => `${name} ${types[kind]} := ${valueLiteral(kind, value)};`);
export const insertedRows = (rows: readonly Row[]): string[] =>
  rows.map(
    (row) =>
      `INSERT INTO pt VALUES (${row.id}, ${valueLiteral('raw', row.r)}, ${valueLiteral('text', row.v)}, ${valueLiteral('number', row.n)});`,
  );
