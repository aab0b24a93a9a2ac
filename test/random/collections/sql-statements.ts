import { OracleError, Useless } from '../session.js';
import { asCollection, asNumber } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  type Row,
  type Run,
  type Session,
  type Statement,
} from './generator.js';
import { assign, collectionPlace, type Place, place, together } from './places.js';
import { shownText } from './shown.js';
import { printed } from './statements.js';
import { type CollectionType, integerType, numberType, rowType } from './types.js';
import { Collection, fitted, noDataFound, RecordValue, shown, type Value } from './values.js';

/*
 * Statements of SQL that take or give collections and records.
 *   - BULK COLLECT replaces what the collection has, its elements stand from 1 on. (PL/SQL Language Reference, "BULK COLLECT Clause")
 *   - FORALL executes its statement for the elements, keeps what it did before one that fails, and with SAVE EXCEPTIONS goes on; a place
 *     without element fails with ORA-22160. ("FORALL Statement")
 *   - A record gives a row its values in the order of the columns. ("INSERT Statement Extension", "UPDATE Statement Extensions")
 */

export type Rows = [number, Row][];

export const rowsAbove = (session: Session, least: number): Rows =>
  [...session.rows].filter(([id]) => id > least).sort(([a], [b]) => a - b);

const recordOf = ([id, { v, s }]: [number, Row]): RecordValue =>
  new RecordValue(
    new Map<string, Value>([
      ['id', id],
      ['v', v],
      ['s', s],
    ]),
  );

/** A collection that a query fills: which column its elements take. */
interface Filled {
  readonly at: Place & { readonly type: CollectionType };
  readonly columns: string;
  readonly of: (row: [number, Row]) => Value;
}

export function filled(g: Generator, cx: Context): Filled | undefined {
  const takes = ({ element, key }: CollectionType): boolean =>
    key.kind === 'number' && (element.kind === 'number' || element.kind === 'text' || element === rowType);
  const at = collectionPlace(g, cx, { writable: true }, takes);
  if (!at || at.text.includes('(')) return undefined;
  const { element } = at.type;
  if (element.kind === 'text') return { at, columns: 's', of: ([, row]) => row.s };
  if (element === rowType) return { at, columns: g.random.pick(['*', 'id, v, s']), of: recordOf };
  return g.random.chance(0.5) ? { at, columns: 'v', of: ([, row]) => row.v } : { at, columns: 'id', of: ([id]) => id };
}

export function fill(run: Run, { at, of }: Filled, rows: Rows): void {
  // What a varray that is too small does the manual does not say, nor what an attribute of a NULL object.
  if (at.type.limit !== undefined && rows.length > at.type.limit) throw new Useless();
  const list = rows.map((row) => fitted(of(row), at.type.element));
  try {
    assign(run, at, () => Collection.of(list));
  } catch (error) {
    throw error instanceof OracleError ? new Useless() : error;
  }
}

export function selectBulk(g: Generator, cx: Context): Statement | undefined {
  const into = filled(g, cx);
  if (!into) return undefined;
  const least = g.random.below(4);
  return {
    lines: [`SELECT ${into.columns} BULK COLLECT INTO ${into.at.text} FROM t WHERE id > ${least} ORDER BY id;`],
    execute: (run) => fill(run, into, rowsAbove(run.session, least)),
  };
}

export function selectRow(g: Generator, cx: Context): Statement | undefined {
  const target = place(g, cx, (t) => t === rowType, { writable: true });
  if (!target) return undefined;
  const id = 1 + g.random.below(4);
  return {
    lines: [`SELECT * INTO ${target.text} FROM t WHERE id = ${id};`],
    execute: (run) =>
      assign(run, target, () => {
        const row = run.session.rows.get(id);
        if (!row) throw noDataFound();
        return recordOf([id, row]);
      }),
  };
}

export function fetchBulk(g: Generator, cx: Context): Statement | undefined {
  const into = filled(g, cx);
  if (!into || cx.silent) return undefined;
  const [cursor, mark] = [g.fresh('k'), g.fresh('p')];
  const most = 1 + g.random.below(3);
  const { text, type } = into.at;
  return {
    lines: [
      'DECLARE',
      `  CURSOR ${cursor} IS SELECT ${into.columns} FROM t ORDER BY id;`,
      'BEGIN',
      `  OPEN ${cursor};`,
      '  LOOP',
      `    FETCH ${cursor} BULK COLLECT INTO ${text} LIMIT ${most};`,
      `    DBMS_OUTPUT.PUT_LINE('${mark} ' || ${shownText(text, type)} || ' ' || ${cursor}%ROWCOUNT);`,
      `    EXIT WHEN ${text}.COUNT < ${most};`,
      '  END LOOP;',
      `  CLOSE ${cursor};`,
      'END;',
    ],
    execute: (run) => {
      const rows = rowsAbove(run.session, -1e9);
      for (let from = 0; ; from += most) {
        const some = rows.slice(from, from + most);
        fill(run, into, some);
        run.session.print(`${mark} ${shown(into.at.value(run), type)} ${from + some.length}`);
        if (some.length < most) return;
      }
    },
  };
}

/** NUMBER(2) of a column. */
export function columnValue(v: Value): number | null {
  const value = asNumber(v);
  if (value !== null && Math.abs(value) > 99) throw new OracleError(-1438);
  return value;
}

export function insertRow(session: Session, id: Value, row: Row): Rows {
  const key = asNumber(id);
  together([
    () => columnValue(row.v),
    () => {
      if (key === null) throw new OracleError(-1400);
      if (session.rows.has(key)) throw new OracleError(-1, 'DUP_VAL_ON_INDEX');
      return null;
    },
  ]);
  session.rows = new Map([...session.rows, [key ?? 0, row]]);
  return [[key ?? 0, row]];
}

/** What a record gives a row: its ID and the rest. */
export function rowOf(value: Value): [Value, Row] {
  if (!(value instanceof RecordValue)) throw new Error('no record');
  const s = value.fields.get('s') ?? null;
  return [
    value.fields.get('id') ?? null,
    { v: columnValue(value.fields.get('v') ?? null), s: s === null ? s : String(s) },
  ];
}

/** INSERT and UPDATE with a record, RETURNING into a collection. */
export function rowChange(g: Generator, cx: Context): Statement | undefined {
  if (cx.silent) return undefined;
  const { random } = g;
  const record = place(g, cx, (t) => t === rowType);
  const id = 1 + random.below(5);
  const kind = random.next();
  if (record && kind < 0.6) {
    const given = (run: Run): [Value, Row] => rowOf(record.value(run));
    if (kind < 0.35) {
      return {
        lines: [`INSERT INTO t VALUES ${record.text};`],
        execute: (run) => void insertRow(run.session, ...given(run)),
      };
    }
    return {
      lines: [`UPDATE t SET ROW = ${record.text} WHERE id = ${id};`],
      execute: (run) => {
        const [key, row] = given(run);
        if (!run.session.rows.has(id)) return;
        const others = new Map([...run.session.rows].filter(([x]) => x !== id));
        if (key === null) throw new OracleError(-1407);
        const other = asNumber(key) ?? 0;
        if (others.has(other)) throw new OracleError(-1, 'DUP_VAL_ON_INDEX');
        run.session.rows = others.set(other, row);
      },
    };
  }
  const into = filled(g, cx);
  if (!into || into.columns === '*') return undefined;
  const deletes = random.chance(0.4);
  const value = 1 + random.below(50);
  return {
    lines: [
      `${deletes ? 'DELETE FROM t' : `UPDATE t SET v = ${value}`} WHERE id = ${id} RETURNING ${into.columns} BULK COLLECT INTO ${into.at.text};`,
    ],
    execute: (run) => {
      const row = run.session.rows.get(id);
      const changed: Row | undefined = row && (deletes ? row : { ...row, v: value });
      const rows = [...run.session.rows].filter(([x]) => x !== id);
      run.session.rows = new Map(changed && !deletes ? [...rows, [id, changed]] : rows);
      fill(run, into, changed ? [[id, changed]] : []);
    },
  };
}

/** TABLE(collection) in queries. */
export function ofTable(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const of = collectionPlace(
    g,
    cx,
    {},
    (t) => t.kind === 'table' && t.level === 'schema' && t.element.kind === 'number',
  );
  if (!of) return undefined;
  const values = (run: Run): (number | null)[] => {
    const value = asCollection(of.value(run));
    if (value === null) throw new Useless();
    return value.values().map(asNumber);
  };
  const into = filled(g, cx);
  // What is filled must not be read. ("SELECT BULK COLLECT INTO Statements and Aliasing")
  if (
    into &&
    into.at.root.name !== of.root.name &&
    into.columns !== '*' &&
    into.at.type.element.kind === 'number' &&
    random.chance(0.5)
  ) {
    return {
      lines: [
        `SELECT COLUMN_VALUE BULK COLLECT INTO ${into.at.text} FROM TABLE(${of.text}) WHERE COLUMN_VALUE < 50 ORDER BY COLUMN_VALUE DESC;`,
      ],
      execute: (run) => {
        const rows = values(run)
          .flatMap((v) => (v !== null && v < 50 ? [v] : []))
          .sort((a, b) => b - a);
        if (into.at.type.limit !== undefined && rows.length > into.at.type.limit) throw new Useless();
        assign(run, into.at, () => Collection.of(rows.map((v) => fitted(v, into.at.type.element))));
      },
    };
  }
  if (cx.silent) return undefined;
  const [sum, count] = [g.fresh('v'), g.fresh('v')];
  const asked = random.chance(0.5);
  const show = printed(g, [
    { text: shownText(sum, numberType), value: () => '' },
    { text: shownText(count, integerType), value: () => '' },
  ]);
  const mark = /'(p\d+)'/.exec(show.lines[0] ?? '')?.[1];
  return {
    lines: [
      'DECLARE',
      `  ${sum} NUMBER;`,
      `  ${count} NUMBER;`,
      'BEGIN',
      asked
        ? `  SELECT SUM(v), COUNT(*) INTO ${sum}, ${count} FROM t WHERE id IN (SELECT COLUMN_VALUE FROM TABLE(${of.text}));`
        : `  SELECT SUM(COLUMN_VALUE), COUNT(*) INTO ${sum}, ${count} FROM TABLE(${of.text}) x;`,
      ...indented(show.lines),
      'END;',
    ],
    execute: (run) => {
      const found = values(run);
      const rows = asked
        ? rowsAbove(run.session, -1000)
            .filter(([id]) => found.includes(id))
            .map(([, row]) => row.v)
        : found;
      const known = rows.flatMap((v) => (v === null ? [] : [v]));
      const total = known.length === 0 ? '-' : known.reduce((a, b) => a + b, 0);
      run.session.print(`${mark} ${total} ${rows.length}`);
    },
  };
}

/** CAST(COLLECT(…)). */
export function collected(g: Generator, cx: Context): Statement | undefined {
  const target = place(
    g,
    cx,
    (t) => t.kind === 'table' && t.level === 'schema' && (t.element.kind === 'number' || t.element.kind === 'text'),
    { writable: true },
  );
  if (target?.type.kind !== 'table') return undefined;
  const column = target.type.element.kind === 'text' ? 's' : 'id';
  const least = g.random.below(3);
  return {
    lines: [
      `SELECT CAST(COLLECT(${column} ORDER BY id DESC) AS ${target.type.name}) INTO ${target.text} FROM t WHERE id > ${least};`,
    ],
    execute: (run) =>
      assign(run, target, () => {
        const rows = rowsAbove(run.session, least).reverse();
        if (rows.length === 0 || rows.some(([, row]) => row.s === null)) throw new Useless();
        return Collection.of(rows.map(([id, row]) => (column === 's' ? row.s : id)));
      }),
  };
}

/** What is left in the table. */
export const rowsShown: Statement = {
  lines: [
    'FOR r IN (SELECT id, v, s FROM t ORDER BY id) LOOP',
    "  DBMS_OUTPUT.PUT_LINE('t ' || r.id || ' ' || NVL(TO_CHAR(r.v), '-') || ' ' || NVL(r.s, '-'));",
    'END LOOP;',
  ],
  execute: ({ session }) => {
    for (const [id, { v, s }] of rowsAbove(session, -1e9)) session.print(`t ${id} ${v ?? '-'} ${s ?? '-'}`);
  },
};
