import { alreadyOpen, Cursor, OracleError, type Row } from './cursor.js';
import { cursorOf, declared, inOrder, line, listed, type Maker, names, opening, shown, variables } from './steps.js';

/*
 * Forms that programs write around cursors: one that is opened where it is not open, WHILE … %FOUND, loops in loops, a nested routine that
 * fetches from a cursor of the block around it, a limit that a variable gives.
 */

const openUnlessOpen: Maker = (world, mark) => {
  const name = world.random.pick(Object.keys(declared));
  const { args, rows } = opening(world, name);
  return {
    lines: [`IF NOT ${name}%ISOPEN THEN`, `  OPEN ${name}${args};`, 'END IF;', `p('${mark} ' || ${name}%ROWCOUNT);`],
    run: () => {
      const cursor = cursorOf(world, name);
      if (!cursor.isOpen) cursor.open(rows());
      return [`${mark} ${cursor.count}`];
    },
  };
};

const whileFound: Maker = (world, mark) => {
  const name = world.random.pick(names);
  const closes = world.random.chance(0.5);
  return {
    lines: [
      `FETCH ${name} INTO x;`,
      `WHILE ${name}%FOUND LOOP`,
      `  p('${mark} ' || x.id || ':' || x.v || ' ' || ${name}%ROWCOUNT);`,
      `  FETCH ${name} INTO x;`,
      'END LOOP;',
      ...(closes ? [`CLOSE ${name};`] : []),
    ],
    run: () => {
      const cursor = cursorOf(world, name);
      const printed: string[] = [];
      for (let row = cursor.fetch(); row; row = cursor.fetch()) printed.push(`${mark} ${line(row)} ${cursor.count}`);
      if (closes) cursor.close();
      return printed;
    },
  };
};

const nestedLoops: Maker = (world, mark) => {
  const many = 1 + world.random.below(2);
  return {
    lines: [
      'FOR r IN c1 LOOP',
      '  FOR q IN pc.c(r.id) LOOP',
      `    p('${mark} ' || r.id || ' ' || q.id || ' ' || c1%ROWCOUNT || pc.c%ROWCOUNT);`,
      `    EXIT WHEN pc.c%ROWCOUNT >= ${many};`,
      '  END LOOP;',
      '  CONTINUE WHEN r.v IS NULL;',
      `  p('${mark} ' || r.v);`,
      'END LOOP;',
    ],
    run: () => {
      const printed: string[] = [];
      const fail = (): never => {
        throw Object.assign(new OracleError(alreadyOpen), { printed });
      };
      if (cursorOf(world, 'c1').isOpen) fail();
      for (const [i, r] of inOrder(world.rows).entries()) {
        if (cursorOf(world, 'pc.c').isOpen) fail();
        const inner = inOrder(world.rows)
          .filter((q) => q.id >= r.id)
          .slice(0, many);
        for (const [j, q] of inner.entries()) printed.push(`${mark} ${r.id} ${q.id} ${i + 1}${j + 1}`);
        if (r.v !== null) printed.push(`${mark} ${r.v}`);
      }
      return printed;
    },
  };
};

/** `onward` is a procedure of the block. */
const byNestedRoutine: Maker = (world, mark) => ({
  lines: [`onward('${mark}');`],
  run: () => {
    const row = cursorOf(world, 'c1').fetch();
    if (row) [world.a, world.b] = [row.id, row.v];
    return [`${mark} ${shown(world.a)} ${shown(world.b)}${row ? '' : ' end'}`];
  },
});

const limitOfVariable: Maker = (world, mark) => {
  const name = world.random.pick(names);
  const by = world.random.pick([0, 1]);
  const { a } = world;
  // Which of two errors comes first is not told, nor what a limit of 0 does.
  if ((a === null && !cursorOf(world, name).isOpen) || (a !== null && a + by < 1)) return undefined;
  return {
    lines: [`FETCH ${name} BULK COLLECT INTO l LIMIT a + ${by};`, `p('${mark} ' || listed(l));`],
    run: () => {
      if (a === null) throw new OracleError(-6502);
      return [`${mark} ${listed(cursorOf(world, name).bulk(a + by))}`];
    },
  };
};

/** A cursor variable of a type with RETURN. */
const openStrong: Maker = (world, mark) => {
  const k = 1 + world.random.below(5);
  const whole = world.random.chance(0.5);
  const below = (): Row[] => inOrder(world.rows).filter((r) => r.id < k);
  return {
    lines: [
      `OPEN s1 FOR SELECT ${whole ? '*' : 'id, v'} FROM t WHERE id < ${k} ORDER BY id;`,
      'LOOP',
      '  FETCH s1 INTO x;',
      '  EXIT WHEN s1%NOTFOUND;',
      `  p('${mark} ' || x.id || ':' || x.v);`,
      'END LOOP;',
      `p('${mark} ' || s1%ROWCOUNT);`,
    ],
    run: () => [...below().map((r) => `${mark} ${line(r)}`), `${mark} ${below().length}`],
  };
};

/** A weak one takes what a strong one is, and the routine closes it. */
const weakOfStrong: Maker = (world, mark) => {
  const name = world.random.pick(variables);
  return {
    lines: [
      'DECLARE',
      '  s pc.strong;',
      'BEGIN',
      '  OPEN s FOR SELECT id, v FROM t ORDER BY id;',
      `  ${name} := s;`,
      'END;',
      `taken('${mark}', ${name}, 2, TRUE);`,
    ],
    run: () => {
      const rows = inOrder(world.rows);
      world.cursors.set(name, new Cursor());
      const cursor = cursorOf(world, name);
      cursor.open(rows);
      const printed: string[] = [];
      for (let i = 0; i < 2; i++) {
        const row = cursor.fetch();
        printed.push(`${mark} ${row ? line(row) : 'none'}`);
        if (!row) break;
      }
      cursor.close();
      return printed;
    },
  };
};

export const formMakers: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 3, make: openUnlessOpen },
  { weight: 3, make: whileFound },
  { weight: 2, make: nestedLoops },
  { weight: 3, make: byNestedRoutine },
  { weight: 2, make: limitOfVariable },
  { weight: 2, make: openStrong },
  { weight: 1, make: weakOfStrong },
];
