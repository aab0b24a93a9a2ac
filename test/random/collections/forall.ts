import { OracleError, Useless } from '../session.js';
import { asCollection } from './expressions.js';
import type { Context, Generator, Session, Statement } from './generator.js';
import { collectionPlace } from './places.js';
import { columnValue, fill, filled, insertRow, type Rows, rowOf, rowsAbove } from './sql-statements.js';
import { type CollectionType, rowType } from './types.js';
import type { Collection, Value } from './values.js';

interface ForallChange {
  readonly text: string;
  /** The rows that it changed. */
  readonly change: (session: Session, value: Value) => Rows;
}

const numberChanges: readonly ((element: string, n: number) => ForallChange)[] = [
  (element) => ({
    text: `DELETE FROM t WHERE id = ${element}`,
    change: (session, value) => deleteRow(session, value),
  }),
  (element, n) => ({
    text: `UPDATE t SET v = ${element} WHERE id > ${n}`,
    change: (session, value) => {
      const changed = rowsAbove(session, n);
      const v = changed.length > 0 ? columnValue(value) : null;
      session.rows = new Map([...session.rows].map(([id, row]) => [id, id > n ? { ...row, v } : row]));
      return rowsAbove(session, n);
    },
  }),
  (element, n) => ({
    text: `INSERT INTO t (id, v) VALUES (${element}, ${n})`,
    change: (session, value) => insertRow(session, value, { v: n, s: null }),
  }),
];

const rowChanges: readonly ((element: string) => ForallChange)[] = [
  (element) => ({
    text: `INSERT INTO t VALUES ${element}`,
    change: (session, value) => insertRow(session, ...rowOf(value)),
  }),
  (element) => ({
    text: `DELETE FROM t WHERE id = ${element}.id`,
    change: (session, value) => deleteRow(session, rowOf(value)[0]),
  }),
  (element) => ({
    text: `UPDATE t SET ROW = ${element} WHERE id = ${element}.id`,
    change: (session, value) => {
      const [id, row] = rowOf(value);
      if (typeof id !== 'number' || !session.rows.has(id)) return [];
      session.rows = new Map([...session.rows, [id, row]]);
      return [[id, row]];
    },
  }),
];

function deleteRow(session: Session, id: Value): Rows {
  const gone = [...session.rows].filter(([x]) => x === id);
  session.rows = new Map([...session.rows].filter(([x]) => x !== id));
  return gone;
}

const isGiven = (t: CollectionType): boolean =>
  t.key.kind === 'number' && (t.element.kind === 'number' || t.element === rowType);

export function forall(g: Generator, cx: Context): Statement | undefined {
  if (cx.silent) return undefined;
  const { random } = g;
  const of = collectionPlace(g, cx, {}, isGiven);
  if (!of || of.text.includes('(')) return undefined;
  const [index, mark] = [g.fresh('i'), g.fresh('p')];
  const element = `${of.text}(${index})`;
  const { text, change } =
    of.type.element === rowType
      ? random.pick(rowChanges)(element)
      : random.pick(numberChanges)(element, random.below(5));
  const form = random.pick(['count', 'keys', 'indices', 'indices'] as const);
  const bounds = {
    count: `1 .. ${of.text}.COUNT`,
    keys: `${of.text}.FIRST .. ${of.text}.LAST`,
    indices: `INDICES OF ${of.text}`,
  }[form];
  const saves = random.chance(0.4);
  const found =
    saves || text.startsWith('INSERT INTO t VALUES') || text.includes('SET ROW') ? undefined : filled(g, cx);
  // Of several rows nobody knows the order.
  const into =
    found && found.at.root.name !== of.root.name && found.columns !== '*' && !text.includes('id >') ? found : undefined;
  const counts = form === 'count' && !saves;
  return {
    lines: [
      'BEGIN',
      `  FORALL ${index} IN ${bounds}${saves ? ' SAVE EXCEPTIONS' : ''}`,
      `    ${text}${into ? ` RETURNING ${into.columns} BULK COLLECT INTO ${into.at.text}` : ''};`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || SQL%ROWCOUNT);`,
      ...(counts
        ? [
            `  FOR j IN 1 .. ${of.text}.COUNT LOOP`,
            `    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQL%BULK_ROWCOUNT(j));`,
            '  END LOOP;',
          ]
        : []),
      'EXCEPTION',
      '  WHEN OTHERS THEN',
      `    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`,
      ...(saves
        ? [
            '    FOR j IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP',
            `      DBMS_OUTPUT.PUT_LINE('${mark} ' || SQL%BULK_EXCEPTIONS(j).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(j).ERROR_CODE);`,
            '    END LOOP;',
          ]
        : []),
      'END;',
    ],
    execute: (run) => {
      const { session } = run;
      const collection = asCollection(of.value(run));
      // Of a NULL collection, and of bounds that are NULL, the saved errors are not described.
      if (collection === null) throw new Useless();
      const keys = keysOf(collection, form);
      // SQL%ROWCOUNT after nothing was executed.
      if (keys.length === 0) throw new Useless();
      const { changed, failed } = executions(session, collection, keys, { change, saves });
      const [first] = failed;
      if (first && !saves) {
        if (into) throw new Useless();
        session.print(`${mark} ${first.code}`);
        return;
      }
      // Of places that are left out, the manual does not say whether they count.
      if (first && form === 'indices' && keys.some((key, i) => key !== i + 1)) throw new Useless();
      if (into) fill(run, into, changed.flat());
      session.print(`${mark} ${first ? -24381 : changed.flat().length}`);
      if (counts) for (const rows of changed) session.print(`${mark} ${rows.length}`);
      for (const { execution, code } of failed) session.print(`${mark} ${execution} ${-code}`);
    },
  };
}

/** Executes the statement for the elements; without SAVE EXCEPTIONS up to the first that fails. */
function executions(
  session: Session,
  collection: Collection,
  keys: readonly number[],
  { change, saves }: { readonly change: ForallChange['change']; readonly saves: boolean },
): { readonly changed: readonly Rows[]; readonly failed: readonly { execution: number; code: number }[] } {
  const changed: Rows[] = [];
  const failed: { execution: number; code: number }[] = [];
  for (const [n, key] of keys.entries()) {
    try {
      const value = collection.elements.get(key);
      if (value === undefined) throw new OracleError(-22160);
      changed.push(change(session, value));
    } catch (error) {
      if (!(error instanceof OracleError)) throw error;
      failed.push({ execution: n + 1, code: error.code });
      if (!saves) break;
    }
  }
  return { changed, failed };
}

function keysOf(collection: Collection, form: 'count' | 'keys' | 'indices'): number[] {
  const keys = collection.keys().filter((x) => typeof x === 'number');
  if (form === 'indices') return keys;
  const [first, last] = form === 'count' ? [1, keys.length] : [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) throw new Useless();
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
}
