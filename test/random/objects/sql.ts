import { described, f, isUnder, numberOf, type ObjectType, type Value, withValue } from './types.js';
import {
  asked,
  constructed,
  done,
  listed,
  object,
  type Row,
  rootVariables,
  type Step,
  shownObject,
  type World,
} from './world.js';

/*
 * Objects in tables. (Object-Relational Developer's Guide)
 *   - ORDER BY, DISTINCT and comparisons go by the MAP method. ("Member Methods for Comparing Objects")
 *   - An attribute of a NULL object is NULL in a query; a method of one is NULL there.
 *   - A nested table is a table to TABLE(); CAST(MULTISET(…)) and COLLECT make one of rows.
 */

const loaded = (mark: string, query: string, printed: string): Step => ({
  lines: [`${query.replace('§', 'INTO v')};`, `DBMS_OUTPUT.PUT_LINE('${mark} ' || v);`],
  printed: [`${mark} ${printed}`],
});

const sumOf = (values: readonly (number | null)[]): string => {
  const known = values.filter((v) => v !== null);
  return known.length === 0 ? '-' : String(known.reduce((x, y) => x + y, 0));
};

const sorted = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.k - b.k);

export function insert(world: World, mark: string): Step {
  const k = world.random.below(6);
  if (world.rows.some((row) => row.k === k)) return change(world, mark);
  const made = object(world);
  const withList = world.list !== null && world.random.chance(0.8);
  world.rows = [...world.rows, { k, o: made.value, l: withList ? world.list : null }];
  return done(mark, [`INSERT INTO tt VALUES (${k}, ${made.text}, ${withList ? 'l' : 'NULL'});`], undefined, {
    text: 'SQL%ROWCOUNT',
    printed: '1',
  });
}

/** UPDATE of an object, of one of its attributes, and by what its method gives. */
export function change(world: World, mark: string): Step {
  const { random, rows } = world;
  const k = random.below(6);
  const counted = { text: 'SQL%ROWCOUNT', printed: String(rows.filter((row) => row.k === k).length) };
  const set = (after: (row: Row) => Row): void => {
    world.rows = rows.map((row) => (row.k === k ? after(row) : row));
  };
  const kind = random.next();
  if (kind < 0.4) {
    const made = object(world);
    set((row) => ({ ...row, o: made.value }));
    return done(mark, [`UPDATE tt SET o = ${made.text} WHERE k = ${k};`], undefined, counted);
  }
  // What becomes of an attribute of a NULL object is left out.
  if (rows.some((row) => row.k === k && row.o === null)) return select(world, mark);
  const n = random.below(9);
  if (kind < 0.7) {
    set((row) => ({ ...row, o: row.o && withValue(row.o, 'id', n) }));
    return done(mark, [`UPDATE tt p SET p.o.id = ${n} WHERE p.k = ${k};`], undefined, counted);
  }
  set((row) => ({ ...row, o: row.o && withValue(row.o, 'id', f(row.o)) }));
  return done(mark, [`UPDATE tt p SET p.o.id = p.o.f() WHERE p.k = ${k};`], undefined, counted);
}

export function select(world: World, mark: string): Step {
  const { random, rows, objects } = world;
  const name = random.pick(rootVariables);
  const row = random.chance(0.85) && rows.length > 0 ? random.pick(rows) : undefined;
  const k = row?.k ?? 99;
  if (row) objects.set(name, row.o);
  return done(
    mark,
    [`SELECT o INTO ${name} FROM tt WHERE k = ${k};`],
    row ? undefined : 100,
    shownObject(name, objects.get(name) ?? null),
  );
}

/** All rows in the order of keys or of the objects, NULL last. */
export function inOrder(world: World, mark: string): Step {
  const { random, rows, hierarchy } = world;
  const byObject = random.chance(0.6);
  const down = byObject && random.chance(0.3);
  const list = sorted(rows);
  if (byObject)
    list.sort((a, b) => {
      if (a.o === null || b.o === null) return (Number(a.o === null) - Number(b.o === null)) * (down ? -1 : 1);
      return (hierarchy.order(a.o, b.o) ?? 0) * (down ? -1 : 1);
    });
  const called = random.chance(0.5);
  const text = called ? "NVL(TO_CHAR(p.o.f()), '-')" : "NVL(p.o.d(), 'null')";
  const printed = (o: Value): string => (called ? String((o && f(o)) ?? '-') : described(o));
  return {
    lines: [
      `FOR q IN (SELECT p.k, ${text} AS c FROM tt p ORDER BY ${byObject ? `p.o${down ? ' DESC' : ''}, ` : ''}p.k) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || q.k || ' ' || q.c);`,
      'END LOOP;',
    ],
    printed: list.map(({ k, o }) => `${mark} ${k} ${printed(o)}`),
  };
}

export function counted(world: World, mark: string): Step {
  const { random, rows, hierarchy } = world;
  const objects = rows.map((row) => row.o);
  const there = objects.filter((o) => o !== null);
  const keys = new Set(there.map((o) => hierarchy.key(o)));
  const kind = random.next();
  if (kind < 0.25) return loaded(mark, 'SELECT COUNT(DISTINCT o) § FROM tt', String(keys.size));
  if (kind < 0.45)
    return loaded(
      mark,
      'SELECT COUNT(*) § FROM (SELECT DISTINCT o FROM tt)',
      String(keys.size + (there.length < objects.length ? 1 : 0)),
    );
  if (kind < 0.65) {
    const type: ObjectType = random.pick(hierarchy.types);
    const only = random.chance(0.4);
    const count = there.filter((o) => (only ? o.type === type : isUnder(o.type, type))).length;
    return loaded(mark, `SELECT COUNT(*) § FROM tt WHERE o IS OF (${only ? 'ONLY ' : ''}${type.name})`, String(count));
  }
  if (kind < 0.8) {
    const [, o2] = hierarchy.types;
    const values = there.filter((o) => o2 && isUnder(o.type, o2)).map((o) => numberOf(o, 'a'));
    return loaded(mark, "SELECT NVL(TO_CHAR(SUM(TREAT(p.o AS o2).a)), '-') § FROM tt p", sumOf(values));
  }
  if (kind < 0.9)
    return loaded(
      mark,
      "SELECT COUNT(CASE WHEN p.o IS NULL THEN 1 END) || ' ' || COUNT(CASE WHEN p.o.id IS NULL THEN 1 END) § FROM tt p",
      `${objects.length - there.length} ${objects.filter((o) => o === null || numberOf(o, 'id') === null).length}`,
    );
  const made = constructed(world);
  const { text, holds } = random.pick([
    { text: '=', holds: (n: number) => n === 0 },
    { text: '>', holds: (n: number) => n > 0 },
    { text: '<=', holds: (n: number) => n <= 0 },
  ]);
  const count = there.filter((o) => holds(hierarchy.order(o, made.value) ?? Number.NaN)).length;
  return loaded(mark, `SELECT COUNT(*) § FROM tt p WHERE p.o ${text} ${made.text}`, String(count));
}

/** Nested tables in queries, and as what DML changes. */
export function nested(world: World, mark: string): Step {
  const { random, rows } = world;
  const kind = random.next();
  const elements = sorted(rows).flatMap((row) => row.l ?? []);
  if (kind < 0.25)
    return loaded(
      mark,
      "SELECT COUNT(*) || ' ' || NVL(TO_CHAR(SUM(e.id)), '-') § FROM tt p, TABLE(p.l) e",
      `${elements.length} ${sumOf(elements.map((o) => o && numberOf(o, 'id')))}`,
    );
  if (kind < 0.4)
    return loaded(
      mark,
      "SELECT COUNT(*) || ' ' || NVL(TO_CHAR(SUM(VALUE(e).f())), '-') § FROM tt p, TABLE(p.l) e WHERE VALUE(e) IS OF (o2)",
      of2(world, elements),
    );
  const row = rows.filter((x) => x.l !== null)[0];
  if (!row?.l) return collected(world, mark);
  const { k, l } = row;
  const set = (list: readonly Value[]): void => {
    world.rows = rows.map((x) => (x.k === k ? { ...x, l: list } : x));
  };
  const table = `TABLE(SELECT l FROM tt WHERE k = ${k})`;
  if (kind < 0.6) {
    const made = constructed(world);
    set([...l, made.value]);
    return done(mark, [`INSERT INTO ${table} VALUES (${made.text});`], undefined, {
      text: 'SQL%ROWCOUNT',
      printed: '1',
    });
  }
  if (kind < 0.8) {
    const least = random.below(5);
    const isMet = (o: Value): boolean => o !== null && (numberOf(o, 'id') ?? -1) >= least;
    set(l.map((o) => (o !== null && isMet(o) ? withValue(o, 'id', (numberOf(o, 'id') ?? 0) + 1) : o)));
    const count = l.filter(isMet).length;
    return done(mark, [`UPDATE ${table} e SET e.id = e.id + 1 WHERE e.id >= ${least};`], undefined, {
      text: 'SQL%ROWCOUNT',
      printed: String(count),
    });
  }
  const most = random.below(4);
  const goes = (o: Value): boolean => o !== null && (numberOf(o, 'id') ?? 99) <= most;
  set(l.filter((o) => !goes(o)));
  return done(mark, [`DELETE FROM ${table} e WHERE e.id <= ${most};`], undefined, {
    text: 'SQL%ROWCOUNT',
    printed: String(l.filter(goes).length),
  });
}

function of2({ hierarchy }: World, elements: readonly Value[]): string {
  const [, o2] = hierarchy.types;
  const list = elements.filter((o) => o !== null && o2 !== undefined && isUnder(o.type, o2));
  return `${list.length} ${sumOf(list.map((o) => o && f(o)))}`;
}

/** Rows that become a collection, in an order or by what has none. */
export function collected(world: World, mark: string): Step {
  const { random, rows, table } = world;
  const kind = random.next();
  // Of rows that are NULL, and of none, an aggregate function makes something else.
  if (kind < 0.35 && rows.length > 0 && rows.every((row) => row.o !== null)) {
    const list = sorted(rows).map((row) => row.o);
    world.list = list;
    return done(mark, ['SELECT CAST(COLLECT(o ORDER BY k) AS nt) INTO l FROM tt;'], undefined, {
      text: 'listed(l)',
      printed: listed(list),
    });
  }
  if (kind < 0.65) {
    const list = [...table].sort((a, b) => (numberOf(a, 'id') ?? 0) - (numberOf(b, 'id') ?? 0));
    world.list = list;
    return done(
      mark,
      ['SELECT CAST(MULTISET(SELECT VALUE(p) FROM ot p ORDER BY p.id) AS nt) INTO l FROM dual;'],
      undefined,
      { text: 'listed(l)', printed: listed(list) },
    );
  }
  const list = sorted(rows).map((row) => row.o);
  world.list = list;
  return done(mark, ['SELECT o BULK COLLECT INTO l FROM tt ORDER BY k;'], undefined, {
    text: 'listed(l)',
    printed: listed(list),
  });
}

/** The table of objects; its `id` is unique. */
export function objectTable(world: World, mark: string): Step {
  const { random, table, hierarchy } = world;
  const kind = random.next();
  const ids = new Set(table.map((o) => numberOf(o, 'id')));
  const rowCount = (n: number): { readonly text: string; readonly printed: string } => ({
    text: 'SQL%ROWCOUNT',
    printed: String(n),
  });
  if (kind < 0.35) {
    const made = constructed(world);
    const id = numberOf(made.value, 'id');
    if (id === null || ids.has(id)) return counted(world, mark);
    world.table = [...table, made.value];
    return done(mark, [`INSERT INTO ot VALUES (${made.text});`], undefined, rowCount(1));
  }
  if (kind < 0.5) {
    const id = random.below(9);
    const word = random.pick(['x', 'yy']);
    const hit = table.filter((o) => numberOf(o, 'id') === id).length;
    world.table = table.map((o) => (numberOf(o, 'id') === id ? withValue(o, 's', word) : o));
    return done(mark, [`UPDATE ot SET s = '${word}' WHERE id = ${id};`], undefined, rowCount(hit));
  }
  if (kind < 0.6) {
    const type = random.pick(hierarchy.types);
    const left = table.filter((o) => o.type !== type);
    world.table = left;
    return done(
      mark,
      [`DELETE FROM ot p WHERE VALUE(p) IS OF (ONLY ${type.name});`],
      undefined,
      rowCount(table.length - left.length),
    );
  }
  if (kind < 0.7) {
    const by = 100;
    const after = table.map((o) => withValue(o, 'id', (numberOf(o, 'id') ?? 0) + by));
    world.table = after;
    return done(mark, [`UPDATE ot p SET p.id = p.id + ${by};`], undefined, rowCount(table.length));
  }
  const list = [...table].sort((a, b) => (numberOf(a, 'id') ?? 0) - (numberOf(b, 'id') ?? 0));
  const byValue = random.chance(0.5);
  return {
    lines: [
      `FOR q IN (SELECT ${byValue ? 'VALUE(p) AS o' : 'p.d() AS c'} FROM ot p ORDER BY p.id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || ${byValue ? 'q.o.d()' : 'q.c'});`,
      'END LOOP;',
    ],
    printed: list.map((o) => `${mark} ${described(o)}`),
  };
}

/** Is an object in a collection? By the MAP method; unknown beside NULLs that could be it. */
export function member(world: World, mark: string): Step | undefined {
  const { list, hierarchy } = world;
  if (list === null || list.some((o) => o === null)) return undefined;
  const made = constructed(world);
  const holds = list.some((o) => hierarchy.order(o, made.value) === 0);
  return asked(mark, `CASE WHEN ${made.text} MEMBER OF l THEN 'yes' ELSE 'no' END`, holds ? 'yes' : 'no');
}
