import type { Row, Value } from './database.js';
import { counted, type Maker, shown, someId, text } from './statements.js';

/*
 * Further forms of statements that fire triggers: whole records, inline views, texts with blocks, cursors' current rows, rows handed back.
 * (PL/SQL Language Reference, "Extensions to the INSERT and UPDATE Statements", "UPDATE Statement Extensions"; SQL Language Reference, UPDATE, DELETE, MERGE)
 */

const numbers: readonly Value[] = [null, 3, 25];

/** `VALUES r` and `SET ROW = r`: all columns are in the SET list. */
const wholeRecord: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const row: Row = { id: someId(random), v: random.pick([4, 9, null]), w: random.pick(numbers) };
  const fill = [`  r.id := ${text(row.id)};`, `  r.v := ${text(row.v)};`, `  r.w := ${text(row.w)};`];
  const inserts = random.chance(0.5);
  return {
    lines: [
      'DECLARE',
      `  r ${table}%ROWTYPE;`,
      'BEGIN',
      ...fill,
      inserts ? `  INSERT INTO ${table} VALUES r;` : `  UPDATE ${table} SET ROW = r WHERE id = r.id;`,
      'END;',
    ],
    run: (mark) => {
      const rows = inserts
        ? db.insert(table, [row])
        : db.update(
            table,
            (r) => r.id === row.id,
            ['id', 'v', 'w'],
            () => row,
          );
      counted(db, mark, rows.length);
    },
  };
};

const inlineView: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const id = someId(random);
  const w = random.pick([2, 30]);
  if (random.chance(0.3) && table === 'tb')
    return {
      lines: [`DELETE FROM (SELECT * FROM tb WHERE id = ${id});`],
      run: (mark) =>
        counted(
          db,
          mark,
          db.delete(table, (r) => r.id === id),
        ),
    };
  return {
    lines: [`UPDATE (SELECT id, w FROM ${table} WHERE v IS NOT NULL) SET w = ${w} WHERE id = ${id};`],
    run: (mark) =>
      counted(
        db,
        mark,
        db.update(
          table,
          (r) => r.id === id,
          ['w'],
          () => ({ w }),
        ).length,
      ),
  };
};

const textWithBlock: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const [id, w] = [someId(random), random.pick([1, 12])];
  return {
    lines: [
      `EXECUTE IMMEDIATE 'BEGIN UPDATE ${table} SET w = NVL(w, 0) + :1 WHERE id = :2; :3 := SQL%ROWCOUNT; END;' USING ${w}, ${id}, OUT a;`,
    ],
    says: ["tr('§ ' || a);"],
    run: (mark) =>
      counted(
        db,
        mark,
        db.update(
          table,
          (r) => r.id === id,
          ['w'],
          (r) => ({ w: (r.w ?? 0) + w }),
        ).length,
      ),
  };
};

const currentOf: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const from = 3 + random.below(3);
  const by = random.pick([2, 20]);
  return {
    lines: [
      'DECLARE',
      `  CURSOR c IS SELECT id, w FROM ${table} WHERE id >= ${from} ORDER BY id FOR UPDATE;`,
      'BEGIN',
      `  FOR r IN c LOOP UPDATE ${table} SET w = NVL(r.w, 0) + ${by} WHERE CURRENT OF c; END LOOP;`,
      'END;',
    ],
    says: ["tr('§');"],
    run: (mark) => {
      const meant = db
        .rows(table)
        .filter((r) => (r.id ?? 0) >= from)
        .map((r) => ({ ...r }))
        .sort((x, y) => (x.id ?? 0) - (y.id ?? 0));
      for (const { id, w } of meant)
        db.update(
          table,
          (r) => r.id === id,
          ['w'],
          () => ({ w: (w ?? 0) + by }),
        );
      db.trace.push(mark);
    },
  };
};

const rowsBack: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const from = 2 + random.below(4);
  const w = random.pick([7, 31]);
  return {
    lines: [`UPDATE ${table} SET w = ${w} WHERE id >= ${from} RETURNING w BULK COLLECT INTO l;`, 'a := 0;'],
    says: [
      'FOR i IN 1 .. l.COUNT LOOP',
      '  a := a + NVL(l(i), 1000);',
      'END LOOP;',
      "tr('§ ' || l.COUNT || ' ' || a);",
    ],
    run: (mark) => {
      const rows = db.update(
        table,
        (r) => (r.id ?? 0) >= from,
        ['w'],
        () => ({ w }),
      );
      db.trace.push(`${mark} ${rows.length} ${shown(rows.reduce((sum, r) => sum + (r.w ?? 1000), 0))}`);
    },
    unordered: true,
  };
};

/** Several rows, some of which are there. */
const mergeMany: Maker = ({ random, db }) => {
  if (db.hasStatementTrigger('tb', 'INSERT') || db.hasStatementTrigger('tb', 'UPDATE')) return undefined;
  const from = random.below(5);
  return {
    lines: [
      `MERGE INTO tb t USING (SELECT LEVEL + ${from} AS id, LEVEL * 2 AS v FROM dual CONNECT BY LEVEL <= 3) s ON (t.id = s.id)`,
      'WHEN MATCHED THEN UPDATE SET t.v = s.v + 10 WHERE t.w IS NULL',
      'WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v);',
    ],
    run: (mark) => {
      let count = 0;
      for (let level = 1; level <= 3; level++) {
        const id = level + from;
        const there = db.rows('tb').find((r) => r.id === id);
        if (!there) count += db.insert('tb', [{ id, v: level * 2, w: null }]).length;
        else if (there.w === null)
          count += db.update(
            'tb',
            (r) => r.id === id,
            ['v'],
            () => ({ v: level * 2 + 10 }),
          ).length;
      }
      counted(db, mark, count);
    },
    unordered: true,
  };
};

export const statementForms: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 3, make: wholeRecord },
  { weight: 3, make: inlineView },
  { weight: 2, make: textWithBlock },
  { weight: 2, make: currentOf },
  { weight: 2, make: rowsBack },
  { weight: 2, make: mergeMany },
];
