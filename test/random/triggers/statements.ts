import type { Random } from '../random.js';
import { type Column, type Database, type Event, OracleError, type Row, type Value } from './database.js';

/*
 * Statements that fire triggers. (SQL Language Reference, INSERT, UPDATE, DELETE, MERGE; PL/SQL Language Reference, "FORALL Statement", "Handling FORALL
 * Exceptions After FORALL Statement Completes", "INSTEAD OF DML Triggers")
 */

export interface World {
  readonly random: Random;
  readonly db: Database;
  /** What triggers trace is printed at once, not kept in a package. */
  readonly direct: boolean;
}

/** A statement, and what it does. */
export interface Step {
  readonly declare?: readonly string[];
  readonly lines: readonly string[];
  /** What the statement says itself stands in the trace then. @throws OracleError */
  run(mark: string): void;
  /** The order in which rows are taken is not known. */
  readonly unordered?: boolean;
  /** What it says after it: `§` is the mark. Else the count of its rows. */
  readonly says?: readonly string[];
}

export type Maker = (world: World) => Step | undefined;

export const text = (x: Value): string => (x === null ? 'NULL' : String(x));
export const shown = (x: Value): string => (x === null ? '' : String(x));
export const someId = (random: Random): number => 1 + random.below(6);

export const counted = (db: Database, mark: string, rows: number): void => void db.trace.push(`${mark} ${rows}`);

function someRow({ random, db }: World, table: string): Row | undefined {
  const parents = db.rows('ta');
  if (table === 'tc' && parents.length === 0) return undefined;
  return {
    id: someId(random),
    v: table === 'tc' ? random.pick(parents).id : random.pick([1, 3, 5, 15, null]),
    w: random.pick([null, 0, 10, 40, 70]),
  };
}

const insertValues: Maker = (world) => {
  const { random, db } = world;
  const table = random.pick(['ta', 'ta', 'tb', 'tc']);
  const row = someRow(world, table);
  if (!row) return undefined;
  const plain = `INSERT INTO ${table} VALUES (${text(row.id)}, ${text(row.v)}, ${text(row.w)})`;
  if (random.chance(0.4))
    return {
      lines: [`${plain} RETURNING v, w INTO a, b;`],
      says: ["tr('§ ' || a || ' ' || b || ' ' || SQL%ROWCOUNT);"],
      run: (mark) => {
        const [now] = db.insert(table, [row]);
        db.trace.push(`${mark} ${shown(now?.v ?? null)} ${shown(now?.w ?? null)} 1`);
      },
    };
  if (random.chance(0.3))
    return {
      lines: [
        `EXECUTE IMMEDIATE 'INSERT INTO ${table} (id, w, v) VALUES (:1, :2, :3)' USING ${text(row.id)}, TO_NUMBER(${row.w === null ? 'NULL' : `'${row.w}'`}), TO_NUMBER(${row.v === null ? 'NULL' : `'${row.v}'`});`,
      ],
      run: (mark) => counted(db, mark, db.insert(table, [row]).length),
    };
  return { lines: [`${plain};`], run: (mark) => counted(db, mark, db.insert(table, [row]).length) };
};

const insertSelect: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const [from, many, w] = [random.below(5), 1 + random.below(3), random.pick([null, 2, 35])];
  const rows = Array.from({ length: many }, (_, i) => ({ id: i + 1 + from, v: (i + 1) * 3, w }));
  return {
    lines: [
      `INSERT INTO ${table} SELECT LEVEL + ${from}, LEVEL * 3, ${text(w)} FROM dual CONNECT BY LEVEL <= ${many};`,
    ],
    run: (mark) => counted(db, mark, db.insert(table, rows).length),
  };
};

interface Change {
  readonly text: string;
  readonly set: readonly Column[];
  of(row: Row): Partial<Row>;
}

function someChange(random: Random, table: string): Change {
  const k = random.pick([1, 5, 20]);
  const weight: Change = { text: `w = ${k}`, set: ['w'], of: () => ({ w: k }) };
  const added: Change = {
    text: `w = w + ${k}`,
    set: ['w'],
    of: (r) => ({ w: r.w === null ? null : r.w + k }),
  };
  if (table === 'tc') return random.pick([weight, added]);
  return random.pick<Change>([
    weight,
    added,
    { text: 'v = v', set: ['v'], of: (r) => ({ v: r.v }) },
    { text: `v = v + ${k}`, set: ['v'], of: (r) => ({ v: r.v === null ? null : r.v + k }) },
    { text: 'v = NULL', set: ['v'], of: () => ({ v: null }) },
    { text: 'v = w, w = v', set: ['v', 'w'], of: (r) => ({ v: r.w, w: r.v }) },
    { text: `(w, v) = (SELECT ${k}, 2 FROM dual)`, set: ['w', 'v'], of: () => ({ w: k, v: 2 }) },
  ]);
}

const updateOne: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'ta', 'tb', 'tc']);
  const change = someChange(random, table);
  const id = someId(random);
  const run = (): readonly Row[] => db.update(table, (r) => r.id === id, change.set, change.of);
  const plain = `UPDATE ${table} SET ${change.text} WHERE id = ${id}`;
  if (random.chance(0.3))
    return {
      lines: ['a := NULL; b := NULL;', `${plain} RETURNING v, w INTO a, b;`],
      says: ["tr('§ ' || a || ' ' || b || ' ' || SQL%ROWCOUNT);"],
      run: (mark) => {
        const rows = run();
        db.trace.push(`${mark} ${shown(rows[0]?.v ?? null)} ${shown(rows[0]?.w ?? null)} ${rows.length}`);
      },
    };
  if (random.chance(0.2))
    return {
      lines: [`EXECUTE IMMEDIATE 'UPDATE ${table} SET ${change.text} WHERE id = :1' USING ${id};`],
      run: (mark) => counted(db, mark, run().length),
    };
  return { lines: [`${plain};`], run: (mark) => counted(db, mark, run().length) };
};

const updateMany: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'ta', 'tb', 'tc']);
  const change = someChange(random, table);
  const from = 1 + random.below(4);
  return {
    lines: [`UPDATE ${table} SET ${change.text} WHERE id >= ${from};`],
    run: (mark) => counted(db, mark, db.update(table, (r) => (r.id ?? 0) >= from, change.set, change.of).length),
    unordered: true,
  };
};

const deleteOne: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'ta', 'tb', 'tc']);
  const id = someId(random);
  return {
    lines: [`DELETE FROM ${table} WHERE id = ${id};`],
    run: (mark) =>
      counted(
        db,
        mark,
        db.delete(table, (r) => r.id === id),
      ),
    unordered: table === 'ta' && db.rows('tc').filter((r) => r.v === id).length > 1,
  };
};

const deleteMany: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb', 'tc']);
  const from = 2 + random.below(4);
  return {
    lines: [`DELETE FROM ${table} WHERE id >= ${from};`],
    run: (mark) =>
      counted(
        db,
        mark,
        db.delete(table, (r) => (r.id ?? 0) >= from),
      ),
    unordered: true,
  };
};

/** Which triggers a MERGE fires for the statement, and when, is not looked at. */
const merge: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  if (db.hasStatementTrigger(table, 'INSERT') || db.hasStatementTrigger(table, 'UPDATE')) return undefined;
  const [id, v] = [someId(random), random.pick([2, 6, 18])];
  const isThere = db.rows(table).some((r) => r.id === id);
  return {
    lines: [
      `MERGE INTO ${table} t USING (SELECT ${id} AS id, ${v} AS v FROM dual) s ON (t.id = s.id)`,
      'WHEN MATCHED THEN UPDATE SET t.v = s.v + 1',
      'WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v);',
    ],
    run: (mark) => {
      if (isThere)
        db.update(
          table,
          (r) => r.id === id,
          ['v'],
          () => ({ v: v + 1 }),
        );
      else db.insert(table, [{ id, v, w: null }]);
      counted(db, mark, 1);
    },
  };
};

/** One statement for all elements or one each: triggers for statements are left out. */
const forall: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const event = random.pick<Event>(['INSERT', 'UPDATE', 'DELETE']);
  if (db.hasStatementTrigger(table, event)) return undefined;
  if (event === 'DELETE' && table === 'ta' && db.rows('tc').length > 1) return undefined;
  const ids = Array.from({ length: 1 + random.below(4) }, () => someId(random));
  const saves = random.chance(0.6);
  const w = random.pick([3, 25, 45]);
  const statement = {
    INSERT: `INSERT INTO ${table} VALUES (l(i), i * 4, ${w})`,
    UPDATE: `UPDATE ${table} SET w = NVL(w, 0) + ${w} WHERE id = l(i)`,
    DELETE: `DELETE FROM ${table} WHERE id = l(i)`,
  }[event];
  const each = (id: number, i: number): number => {
    if (event === 'INSERT') return db.insert(table, [{ id, v: (i + 1) * 4, w }]).length;
    if (event === 'DELETE') return db.delete(table, (r) => r.id === id);
    return db.update(
      table,
      (r) => r.id === id,
      ['w'],
      (r) => ({ w: (r.w ?? 0) + w }),
    ).length;
  };
  const run = (mark: string): void => {
    const counts: number[] = [];
    const failed: string[] = [];
    for (const [i, id] of ids.entries()) {
      try {
        counts.push(each(id, i));
      } catch (error) {
        if (!saves || !(error instanceof OracleError)) throw error;
        counts.push(0);
        failed.push(`${mark} ${i + 1}:${-error.code}`);
      }
    }
    if (failed.length > 0) {
      db.trace.push(`${mark} -24381`, ...failed);
      return;
    }
    db.trace.push(`${mark} ${counts.reduce((x, y) => x + y, 0)}`);
    if (event !== 'INSERT') db.trace.push(...counts.map((n) => `${mark} n${n}`));
  };
  return {
    lines: [`l := nt(${ids.join(', ')});`, `FORALL i IN 1 .. l.COUNT ${saves ? 'SAVE EXCEPTIONS ' : ''}${statement};`],
    says: [
      "tr('§ ' || SQL%ROWCOUNT);",
      ...(event === 'INSERT' ? [] : ["FOR i IN 1 .. l.COUNT LOOP tr('§ n' || SQL%BULK_ROWCOUNT(i)); END LOOP;"]),
    ],
    run,
  };
};

/** In which order the rows come in is not told. */
const insertAll: Maker = ({ random, db }) => {
  if (db.hasStatementTrigger('tb', 'INSERT')) return undefined;
  const [id, v] = [someId(random), random.pick([2, 9])];
  return {
    lines: [`INSERT ALL INTO tb VALUES (k, ${v}, NULL) INTO tb (id, v) VALUES (k + 1, k) SELECT ${id} AS k FROM dual;`],
    run: (mark) => {
      db.insert('tb', [
        { id, v, w: null },
        { id: id + 1, v: id, w: null },
      ]);
      counted(db, mark, 2);
    },
    unordered: true,
  };
};

const throughView: Maker = ({ random, db }) => {
  const id = someId(random);
  const [row] = db.rows('ta').filter((r) => r.id === id);
  const traced = (event: string): void => void db.trace.push(`va ${event} ${id}`);
  return random.pick<() => Step>([
    () => ({
      lines: [`INSERT INTO va (id, v) VALUES (${id}, 3);`],
      run: (mark) => {
        db.atomically(() => {
          traced('I');
          db.insert('ta', [{ id, v: 6, w: null }]);
        });
        counted(db, mark, 1);
      },
    }),
    () => ({
      lines: [`UPDATE va SET v = v + 1 WHERE id = ${id};`],
      run: (mark) => {
        db.atomically(() => {
          if (!row) return;
          traced('U');
          db.update(
            'ta',
            (r) => r.id === id,
            ['v'],
            () => ({ v: row.v === null ? null : row.v + 1 }),
          );
        });
        counted(db, mark, row ? 1 : 0);
      },
    }),
    () => ({
      lines: [`DELETE FROM va WHERE id = ${id};`],
      run: (mark) => {
        db.atomically(() => {
          if (!row) return;
          traced('D');
          db.delete('ta', (r) => r.id === id);
        });
        counted(db, mark, row ? 1 : 0);
      },
      unordered: db.rows('tc').filter((r) => r.v === id).length > 1,
    }),
  ])();
};

const loop: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const change = someChange(random, table);
  return {
    lines: [
      `FOR r IN (SELECT id FROM ${table} ORDER BY id) LOOP`,
      `  UPDATE ${table} SET ${change.text} WHERE id = r.id;`,
      'END LOOP;',
    ],
    says: ["tr('§');"],
    run: (mark) => {
      const ids = db.rows(table).map((r) => r.id ?? 0);
      for (const id of ids.sort((x, y) => x - y)) db.update(table, (r) => r.id === id, change.set, change.of);
      db.trace.push(mark);
    },
  };
};

/** A cursor that locks, and changes of its current row. */
const current: Maker = ({ random, db }) => {
  const table = random.pick(['ta', 'tb']);
  const by = random.pick([2, 15]);
  return {
    lines: [
      `FOR r IN (SELECT id, w FROM ${table} WHERE w < 40 ORDER BY id) LOOP`,
      `  IF r.id = 3 THEN DELETE FROM ${table} WHERE id = r.id; ELSE UPDATE ${table} SET w = r.w + ${by} WHERE id = r.id; END IF;`,
      'END LOOP;',
    ],
    says: ["tr('§');"],
    run: (mark) => {
      const meant = db
        .rows(table)
        .filter((r) => r.w !== null && r.w < 40)
        .map((r) => ({ ...r }))
        .sort((x, y) => (x.id ?? 0) - (y.id ?? 0));
      for (const { id, w } of meant) {
        if (id === 3) db.delete(table, (r) => r.id === id);
        else
          db.update(
            table,
            (r) => r.id === id,
            ['w'],
            () => ({ w: (w ?? 0) + by }),
          );
      }
      db.trace.push(mark);
    },
    unordered: table === 'ta' && db.rows('tc').length > 1,
  };
};

export const statements: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 8, make: insertValues },
  { weight: 4, make: insertSelect },
  { weight: 6, make: updateOne },
  { weight: 3, make: updateMany },
  { weight: 3, make: deleteOne },
  { weight: 2, make: deleteMany },
  { weight: 3, make: merge },
  { weight: 4, make: forall },
  { weight: 1, make: insertAll },
  { weight: 3, make: throughView },
  { weight: 1, make: loop },
  { weight: 1, make: current },
];
