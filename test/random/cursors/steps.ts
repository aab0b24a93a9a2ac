import type { Random } from '../random.js';
import { alreadyOpen, Cursor, OracleError, type Row } from './cursor.js';

export interface World {
  readonly random: Random;
  rows: Row[];
  /** Those of a block, by the name that a program gives them; several cursor variables may be one. */
  readonly cursors: Map<string, Cursor>;
  a: number | null;
  b: number | null;
}

/** A statement, and what it prints. @throws OracleError */
export interface Step {
  readonly lines: readonly string[];
  run(): readonly string[];
}

export type Maker = (world: World, mark: string) => Step | undefined;

/** Cursors that are declared, with what one may open them with; `pc.c` is one of a package and stays open over blocks. */
export const declared: Readonly<Record<string, { readonly argument: 'none' | 'one' | 'two' }>> = {
  c1: { argument: 'none' },
  c2: { argument: 'two' },
  cu: { argument: 'none' },
  'pc.c': { argument: 'one' },
};
export const names = [...Object.keys(declared), 'r1', 'r2'];
export const variables = ['r1', 'r1', 'r2'];

export const shown = (x: number | null | undefined): string => (x === null || x === undefined ? '' : String(x));
export const inOrder = (rows: readonly Row[]): Row[] => [...rows].sort((x, y) => x.id - y.id);
export const line = (row: Row): string => `${row.id}:${shown(row.v)}`;
export const listed = (rows: readonly Row[]): string => rows.map(line).join(',');

export const cursorOf = ({ cursors }: World, name: string): Cursor => {
  const cursor = cursors.get(name) ?? new Cursor();
  cursors.set(name, cursor);
  return cursor;
};

/** A query for cursors, and its rows. */
export function opening(world: World, name: string): { readonly args: string; rows(): Row[] } {
  const { random } = world;
  const [p, q] = [1 + random.below(4), random.pick([6, 20, 30])];
  const all = (): Row[] => inOrder(world.rows);
  if (declared[name]?.argument === 'one')
    return random.chance(0.3)
      ? { args: '', rows: () => all().filter((r) => r.id >= 3) }
      : { args: `(${p})`, rows: () => all().filter((r) => r.id >= p) };
  if (declared[name]?.argument === 'two') {
    const under = (low: number, high: number) => (): Row[] =>
      all()
        .filter((r) => r.id >= low && r.v !== null && r.v < high)
        .reverse();
    return random.pick([
      { args: `(${p}, ${q})`, rows: under(p, q) },
      { args: `(p2 => ${q})`, rows: under(2, q) },
      { args: `(p2 => ${q}, p1 => ${p})`, rows: under(p, q) },
    ]);
  }
  return { args: '', rows: all };
}

const open: Maker = (world, mark) => {
  const name = world.random.pick(Object.keys(declared));
  const { args, rows } = opening(world, name);
  return {
    lines: [`OPEN ${name}${args};`, `p('${mark} open');`],
    run: () => {
      const cursor = cursorOf(world, name);
      if (cursor.isOpen) throw new OracleError(alreadyOpen);
      cursor.open(rows());
      return [`${mark} open`];
    },
  };
};

const openVariable: Maker = (world, mark) => {
  const { random } = world;
  const name = random.pick(variables);
  const cursor = cursorOf(world, name);
  // Whether another variable that is the same cursor sees the new query is not told.
  if ([...world.cursors].some(([other, c]) => other !== name && c === cursor)) return undefined;
  const k = 1 + random.below(4);
  const above = (): Row[] => inOrder(world.rows).filter((r) => r.id > k);
  return random.pick<Step>([
    {
      lines: [`OPEN ${name} FOR SELECT id, v FROM t WHERE id > ${k} ORDER BY id;`],
      run: () => [void cursor.open(above())].flatMap(() => []),
    },
    {
      lines: [`OPEN ${name} FOR 'SELECT id, v FROM t WHERE id > :1 ORDER BY id' USING ${k};`],
      run: () => [void cursor.open(above())].flatMap(() => []),
    },
    {
      lines: [`${name} := opened(${k});`, `p('${mark} ' || CASE WHEN ${name}%ISOPEN THEN 'open' ELSE 'closed' END);`],
      run: () => {
        world.cursors.set(name, new Cursor());
        cursorOf(world, name).open(above());
        return [`${mark} open`];
      },
    },
  ]);
};

const fetch: Maker = (world, mark) => {
  const name = world.random.pick(names);
  const record = world.random.chance(0.3);
  return {
    lines: record
      ? [`FETCH ${name} INTO x;`, `p('${mark} ' || CASE WHEN ${name}%FOUND THEN x.id || ':' || x.v ELSE 'none' END);`]
      : [`FETCH ${name} INTO a, b;`, `p('${mark} ' || a || ' ' || b);`],
    run: () => {
      const row = cursorOf(world, name).fetch();
      if (record) return [`${mark} ${row ? line(row) : 'none'}`];
      if (row) [world.a, world.b] = [row.id, row.v];
      return [`${mark} ${shown(world.a)} ${shown(world.b)}`];
    },
  };
};

const bulk: Maker = (world, mark) => {
  const name = world.random.pick(names);
  const limit = world.random.pick([0, 1, 2, 3]) || undefined;
  return {
    lines: [
      `FETCH ${name} BULK COLLECT INTO l${limit === undefined ? '' : ` LIMIT ${limit}`};`,
      `p('${mark} ' || listed(l) || CASE WHEN ${name}%NOTFOUND THEN ' end' END);`,
    ],
    run: () => {
      const rows = cursorOf(world, name).bulk(limit);
      return [`${mark} ${listed(rows)}${limit === undefined || rows.length < limit ? ' end' : ''}`];
    },
  };
};

const close: Maker = (world, mark) => {
  const name = world.random.pick(names);
  return {
    lines: [`CLOSE ${name};`, `p('${mark} closed');`],
    run: () => {
      cursorOf(world, name).close();
      return [`${mark} closed`];
    },
  };
};

const attributes: Maker = (world, mark) => {
  const name = world.random.pick(names);
  if (world.random.chance(0.4))
    return {
      lines: [`p('${mark} ' || bo(${name}%ISOPEN));`],
      run: () => [`${mark} ${cursorOf(world, name).isOpen ? 'T' : 'F'}`],
    };
  return {
    lines: [`p('${mark} ' || bo(${name}%FOUND) || bo(${name}%NOTFOUND) || ' ' || ${name}%ROWCOUNT);`],
    run: () => [`${mark} ${cursorOf(world, name).attributes()}`],
  };
};

const loop: Maker = (world, mark) => {
  const { random } = world;
  const name = random.pick(Object.keys(declared));
  const { args, rows } = opening(world, name);
  const until = random.chance(0.5) ? 2 : undefined;
  const fails = random.chance(0.2);
  return {
    lines: [
      `FOR r IN ${name}${args} LOOP`,
      `  p('${mark} ' || r.id || ':' || r.v || ' ' || ${name}%ROWCOUNT);`,
      ...(fails ? ['  IF r.id > 2 THEN RAISE_APPLICATION_ERROR(-20007, r.id); END IF;'] : []),
      ...(until === undefined ? [] : [`  EXIT WHEN ${name}%ROWCOUNT = ${until};`]),
      'END LOOP;',
    ],
    run: () => {
      if (cursorOf(world, name).isOpen) throw new OracleError(alreadyOpen);
      const printed: string[] = [];
      for (const [i, row] of rows().entries()) {
        printed.push(`${mark} ${line(row)} ${i + 1}`);
        if (fails && row.id > 2) throw Object.assign(new OracleError(-20007), { printed });
        if (until === i + 1) break;
      }
      return printed;
    },
  };
};

/** A routine that fetches from, or closes, the cursor of its caller. */
const passed: Maker = (world, mark) => {
  const name = world.random.pick(variables);
  const [many, closes] = [1 + world.random.below(3), world.random.chance(0.3)];
  return {
    lines: [`taken('${mark}', ${name}, ${many}, ${closes ? 'TRUE' : 'FALSE'});`],
    run: () => {
      const cursor = cursorOf(world, name);
      const printed: string[] = [];
      for (let i = 0; i < many; i++) {
        const row = cursor.fetch();
        printed.push(`${mark} ${row ? line(row) : 'none'}`);
        if (!row) break;
      }
      if (closes) cursor.close();
      return printed;
    },
  };
};

const same: Maker = (world) => {
  const [to, from] = world.random.pick([
    ['r2', 'r1'],
    ['r1', 'r2'],
  ] as const);
  // A cursor variable that was never opened is NULL, and gets nothing to share.
  if (!cursorOf(world, from).isOpen) return undefined;
  return {
    lines: [`${to} := ${from};`],
    run: () => {
      world.cursors.set(to, cursorOf(world, from));
      return [];
    },
  };
};

/** Rows change under cursors that are open. */
const change: Maker = (world, mark) => {
  const { random } = world;
  const id = 1 + random.below(7);
  const counted = (n: number): string[] => [`${mark} ${n}`];
  const says = `p('${mark} ' || SQL%ROWCOUNT);`;
  return random.pick<Step>([
    {
      lines: [`UPDATE t SET v = v + 5 WHERE id = ${id};`, says],
      run: () => {
        world.rows = world.rows.map((r) => (r.id === id && r.v !== null ? { id, v: r.v + 5 } : r));
        return counted(world.rows.filter((r) => r.id === id).length);
      },
    },
    {
      lines: [`DELETE FROM t WHERE id = ${id};`, says],
      run: () => {
        const before = world.rows.length;
        world.rows = world.rows.filter((r) => r.id !== id);
        return counted(before - world.rows.length);
      },
    },
    {
      lines: [`INSERT INTO t VALUES (${id}, 1);`, says],
      run: () => {
        if (world.rows.some((r) => r.id === id)) throw new OracleError(-1);
        world.rows.push({ id, v: 1 });
        return counted(1);
      },
    },
  ]);
};

/** The rows of the cursor that locks them, changed one by one. */
const locked: Maker = (world, mark) => {
  const { random } = world;
  const deletes = random.pick([0, 2, 4]);
  const changed = (): readonly string[] => {
    const cursor = cursorOf(world, 'cu');
    const printed: string[] = [];
    if (cursor.isOpen) throw new OracleError(alreadyOpen);
    for (const { id, v } of inOrder(world.rows)) {
      if (id === deletes) world.rows = world.rows.filter((r) => r.id !== id);
      else world.rows = world.rows.map((r) => (r.id === id ? { id, v: (v ?? 0) + 2 } : r));
      printed.push(`${mark} ${id} 1`);
    }
    return printed;
  };
  const each = [
    `IF x.id = ${deletes} THEN DELETE FROM t WHERE CURRENT OF cu; ELSE UPDATE t SET v = NVL(v, 0) + 2 WHERE CURRENT OF cu; END IF;`,
    `p('${mark} ' || x.id || ' ' || SQL%ROWCOUNT);`,
  ];
  if (random.chance(0.5))
    return { lines: ['FOR x IN cu LOOP', ...each.map((l) => `  ${l}`), 'END LOOP;'], run: changed };
  return {
    lines: [
      'OPEN cu;',
      'LOOP',
      '  FETCH cu INTO x;',
      '  EXIT WHEN cu%NOTFOUND;',
      ...each.map((l) => `  ${l}`),
      'END LOOP;',
      'CLOSE cu;',
    ],
    run: changed,
  };
};

export const makers: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 7, make: open },
  { weight: 6, make: openVariable },
  { weight: 9, make: fetch },
  { weight: 4, make: bulk },
  { weight: 3, make: close },
  { weight: 5, make: attributes },
  { weight: 3, make: loop },
  { weight: 3, make: passed },
  { weight: 2, make: same },
  { weight: 4, make: change },
  { weight: 2, make: locked },
];
