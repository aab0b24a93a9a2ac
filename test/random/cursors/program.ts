import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import { OracleError } from './cursor.js';
import { formMakers } from './step-forms.js';
import { makers, names, type World } from './steps.js';

const allMakers = [...makers, ...formMakers];

/** The program of a seed: cursors of blocks and of a package, opened, fetched from, passed and closed in any order. */
export function cursorsProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const rows = [1, 2, 3, 5, 6].map((id) => ({ id, v: random.pick([id, id * 7, null]) }));
  const world: World = { random, rows: [...rows], cursors: new Map(), a: null, b: null };
  const setup = [...around, ...rows.map(({ id, v }) => `INSERT INTO t VALUES (${id}, ${v ?? 'NULL'});`)];
  const run: string[] = [];
  const expected: string[] = [];
  let marks = 0;
  for (let block = 0; block < 4; block++) {
    // What the package has stays.
    for (const name of names) if (!name.startsWith('pc.')) world.cursors.delete(name);
    [world.a, world.b] = [null, null];
    run.push(...head);
    for (let i = 0; i < 14; i++) {
      const mark = `s${++marks}`;
      const step = random.weighted(allMakers).make(world, mark);
      if (!step) continue;
      run.push('  BEGIN', ...step.lines.map((line) => `    ${line}`), '  EXCEPTION');
      run.push(`    WHEN OTHERS THEN p('${mark} ' || SQLCODE);`, '  END;');
      try {
        expected.push(...step.run());
      } catch (error) {
        if (!(error instanceof OracleError)) throw error;
        expected.push(...((error as { printed?: readonly string[] }).printed ?? []), `${mark} ${error.code}`);
      }
    }
    run.push("  FOR r IN (SELECT id || ':' || v AS x FROM t ORDER BY id) LOOP p(r.x); END LOOP;", 'END;', '/');
    expected.push(...[...world.rows].sort((x, y) => x.id - y.id).map((r) => `${r.id}:${r.v ?? ''}`));
  }
  return { setup, run, expected };
}

const head = [
  'DECLARE',
  '  CURSOR c1 IS SELECT id, v FROM t ORDER BY id;',
  '  CURSOR c2(p1 NUMBER DEFAULT 2, p2 NUMBER) IS SELECT * FROM t WHERE id >= p1 AND v < p2 ORDER BY id DESC;',
  '  CURSOR cu IS SELECT * FROM t ORDER BY id FOR UPDATE;',
  '  r1 SYS_REFCURSOR;',
  '  r2 SYS_REFCURSOR;',
  '  s1 pc.strong;',
  '  a NUMBER;',
  '  b NUMBER;',
  '  x t%ROWTYPE;',
  '  l pc.rows_t;',
  '  FUNCTION bo(x BOOLEAN) RETURN VARCHAR2 IS',
  '  BEGIN',
  "    RETURN CASE WHEN x THEN 'T' WHEN NOT x THEN 'F' ELSE '?' END;",
  '  END;',
  '  PROCEDURE onward(mark VARCHAR2) IS',
  '  BEGIN',
  '    FETCH c1 INTO a, b;',
  "    p(mark || ' ' || a || ' ' || b || CASE WHEN c1%NOTFOUND THEN ' end' END);",
  '  END;',
  'BEGIN',
];

const around = [
  'CREATE TABLE t (id NUMBER PRIMARY KEY, v NUMBER);',
  'CREATE OR REPLACE PACKAGE pc IS',
  '  TYPE rows_t IS TABLE OF t%ROWTYPE;',
  '  TYPE strong IS REF CURSOR RETURN t%ROWTYPE;',
  '  CURSOR c(k NUMBER DEFAULT 3) IS SELECT id, v FROM t WHERE id >= k ORDER BY id;',
  'END;',
  '/',
  'CREATE OR REPLACE PROCEDURE p(x VARCHAR2) IS',
  'BEGIN',
  '  DBMS_OUTPUT.PUT_LINE(x);',
  'END;',
  '/',
  'CREATE OR REPLACE FUNCTION listed(l pc.rows_t) RETURN VARCHAR2 IS',
  '  parts VARCHAR2(400);',
  'BEGIN',
  '  FOR i IN 1 .. l.COUNT LOOP',
  "    parts := parts || CASE WHEN i > 1 THEN ',' END || l(i).id || ':' || l(i).v;",
  '  END LOOP;',
  '  RETURN parts;',
  'END;',
  '/',
  'CREATE OR REPLACE FUNCTION opened(k NUMBER) RETURN SYS_REFCURSOR IS',
  '  r SYS_REFCURSOR;',
  'BEGIN',
  '  OPEN r FOR SELECT id, v FROM t WHERE id > k ORDER BY id;',
  '  RETURN r;',
  'END;',
  '/',
  'CREATE OR REPLACE PROCEDURE taken(mark VARCHAR2, r IN OUT SYS_REFCURSOR, many NUMBER, closes BOOLEAN) IS',
  '  x t%ROWTYPE;',
  'BEGIN',
  '  FOR i IN 1 .. many LOOP',
  '    FETCH r INTO x;',
  "    p(mark || ' ' || CASE WHEN r%FOUND THEN x.id || ':' || x.v ELSE 'none' END);",
  '    EXIT WHEN r%NOTFOUND;',
  '  END LOOP;',
  '  IF closes THEN CLOSE r; END IF;',
  'END;',
  '/',
];
