import { quoted } from '../lobs/values.js';
import type { Made, Session } from './places.js';

/*
 * DBMS_SQL.BIND_ARRAY: a statement of DML runs once for each element between two indexes, or for all of them, and EXECUTE tells how many rows that
 * were in all; a scalar that is bound beside them is the same each time; RETURNING fills an array. (PL/SQL Packages, "DBMS_SQL", "Bulk Array Binds",
 * "BIND_ARRAY Procedures")
 */
const words = ['a', 'bc', "it's", 'def'];

interface Row {
  readonly k: number;
  readonly w: string | null;
}

export function boundArrayStep({ random }: Session, label: string): Made {
  const [table, c, i, ks, ws] = ['pa', 'c', 'i', 'k', 'w'].map((name) => `${name}_${label}`);
  const first = random.pick([1, 1, 0, -2, 10]);
  const given: Row[] = Array.from({ length: 2 + random.below(4) }, (_, at) => ({
    k: at + 1,
    w: random.chance(0.15) ? null : random.pick(words),
  }));
  const [from, to] = [random.below(2), given.length - 1 - random.below(2)];
  const isPart = random.chance(0.5) && from <= to;
  const inserted = isPart ? given.slice(from, to + 1) : given;
  const range = isPart ? `, ${first + from}, ${first + to}` : '';
  const say = (text: string): string => `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`;
  const parsed = (statement: string): string => `DBMS_SQL.PARSE(${c}, ${quoted(statement)}, DBMS_SQL.NATIVE);`;
  const changed = inserted.filter(() => random.chance(0.6)).map((row) => row.k);
  const missing = random.chance(0.5) ? [99] : [];
  const keys = [...changed, ...missing];
  const rows = inserted.map((row) => (changed.includes(row.k) ? { ...row, w: `${row.w ?? ''}+` } : row));
  const least = 1 + random.below(4);
  const removed = rows.filter((row) => row.k >= least);
  const left = rows.filter((row) => row.k < least);
  const shown = (list: readonly Row[]): string => list.map((row) => `${row.k}${row.w ?? '-'}`).join(',');
  return {
    setup: [`CREATE TABLE ${table} (k NUMBER, w VARCHAR2(20));`],
    declared: [
      `${c} INTEGER := DBMS_SQL.OPEN_CURSOR;`,
      `${i} NUMBER;`,
      `${ks} DBMS_SQL.NUMBER_TABLE;`,
      `${ws} DBMS_SQL.VARCHAR2_TABLE;`,
    ],
    body: [
      ...given.flatMap((row, at) => [
        `${ks}(${first + at}) := ${row.k};`,
        `${ws}(${first + at}) := ${row.w === null ? 'NULL' : quoted(row.w)};`,
      ]),
      parsed(`INSERT INTO ${table} VALUES (:k, :w)`),
      `DBMS_SQL.BIND_ARRAY(${c}, ':k', ${ks}${range});`,
      `DBMS_SQL.BIND_ARRAY(${c}, '${random.pick([':w', 'w'])}', ${ws}${range});`,
      `${i} := DBMS_SQL.EXECUTE(${c});`,
      say(`'inserted ' || ${i}`),
      ...(keys.length === 0
        ? []
        : [
            `${ks}.DELETE;`,
            ...keys.map((k, at) => `${ks}(${at + 1}) := ${k};`),
            parsed(`UPDATE ${table} SET w = w || :s WHERE k = :k`),
            `DBMS_SQL.BIND_VARIABLE(${c}, ':s', '+');`,
            `DBMS_SQL.BIND_ARRAY(${c}, ':k', ${ks});`,
            `${i} := DBMS_SQL.EXECUTE(${c});`,
            say(`'updated ' || ${i}`),
          ]),
      `SELECT LISTAGG(k || NVL(w, '-'), ',') WITHIN GROUP (ORDER BY k) INTO vx FROM ${table};`,
      say('vx'),
      `${ks}.DELETE;`,
      parsed(`DELETE FROM ${table} WHERE k >= :least RETURNING k INTO :gone`),
      `DBMS_SQL.BIND_VARIABLE(${c}, ':least', ${least});`,
      `DBMS_SQL.BIND_ARRAY(${c}, ':gone', ${ks});`,
      `${i} := DBMS_SQL.EXECUTE(${c});`,
      `DBMS_SQL.VARIABLE_VALUE(${c}, ':gone', ${ks});`,
      say(`'gone ' || ${i} || ' ' || ${ks}.COUNT`),
      `${i} := 0;`,
      `FOR at IN 1 .. ${ks}.COUNT LOOP`,
      `  ${i} := ${i} + ${ks}(at);`,
      'END LOOP;',
      say(i ?? ''),
      `DBMS_SQL.CLOSE_CURSOR(${c});`,
      `SELECT LISTAGG(k || NVL(w, '-'), ',') WITHIN GROUP (ORDER BY k) INTO vx FROM ${table};`,
      say('vx'),
    ],
    expected: [
      `${label} inserted ${inserted.length}`,
      ...(keys.length === 0 ? [] : [`${label} updated ${changed.length}`]),
      `${label} ${shown(rows)}`,
      `${label} gone ${removed.length} ${removed.length}`,
      `${label} ${removed.reduce((sum, row) => sum + row.k, 0)}`,
      `${label} ${shown(left)}`,
    ],
  };
}
