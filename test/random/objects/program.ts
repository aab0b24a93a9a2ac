import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import {
  change as changeRow,
  collected,
  counted,
  inOrder,
  insert,
  member,
  nested,
  objectTable,
  select,
} from './sql.js';
import { Hierarchy } from './types.js';
import {
  assign,
  attribute,
  change,
  collection,
  compared,
  isOf,
  method,
  passed,
  setAttribute,
  treat,
} from './variables.js';
import type { Step, World } from './world.js';

const kinds: readonly { readonly weight: number; readonly make: (world: World, mark: string) => Step | undefined }[] = [
  { weight: 4, make: assign },
  { weight: 1, make: treat },
  { weight: 3, make: method },
  { weight: 1, make: attribute },
  { weight: 2, make: setAttribute },
  { weight: 3, make: change },
  { weight: 3, make: passed },
  { weight: 2, make: compared },
  { weight: 2, make: isOf },
  { weight: 5, make: collection },
  { weight: 4, make: insert },
  { weight: 3, make: changeRow },
  { weight: 2, make: select },
  { weight: 3, make: inOrder },
  { weight: 4, make: counted },
  { weight: 4, make: nested },
  { weight: 2, make: collected },
  { weight: 4, make: objectTable },
  { weight: 1, make: member },
];

/** The program of a seed: a hierarchy of object types, and what is done with its objects. */
export function objectsProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const hierarchy = new Hierarchy(random);
  const world: World = { random, hierarchy, objects: new Map(), list: null, rows: [], table: [] };
  const run: string[] = [];
  const expected: string[] = [];
  let marks = 0;
  for (let block = 0; block < 4; block++) {
    world.objects.clear();
    for (const name of ['x1', 'x2', 'r.o', 'y']) world.objects.set(name, null);
    world.list = null;
    const lines: string[] = [];
    for (let i = 0; i < 9; i++) {
      const made = random.weighted(kinds).make(world, `s${++marks}`);
      if (!made) continue;
      lines.push(...made.lines);
      expected.push(...made.printed);
    }
    run.push(
      'DECLARE',
      '  TYPE rec IS RECORD (k NUMBER, o o1);',
      '  x1 o1;',
      '  x2 o1;',
      '  y o2;',
      '  r rec;',
      '  l nt;',
      '  v VARCHAR2(400);',
      'BEGIN',
      ...lines.map((line) => `  ${line}`),
      'END;',
      '/',
    );
  }
  return { setup: [...hierarchy.ddl, ...around], run, expected };
}

/** Tables, and what shows objects. */
const around = [
  'CREATE OR REPLACE TYPE nt AS TABLE OF o1;',
  '/',
  'CREATE TABLE tt (k NUMBER, o o1, l nt) NESTED TABLE l STORE AS tt_l;',
  'CREATE TABLE ot OF o1;',
  'CREATE OR REPLACE FUNCTION shown(o o1) RETURN VARCHAR2 IS',
  'BEGIN',
  "  RETURN CASE WHEN o IS NULL THEN 'null' ELSE o.d() END;",
  'END;',
  '/',
  'CREATE OR REPLACE FUNCTION listed(l nt) RETURN VARCHAR2 IS',
  '  parts VARCHAR2(4000);',
  'BEGIN',
  "  IF l IS NULL THEN RETURN 'no list'; END IF;",
  '  FOR i IN 1 .. l.COUNT LOOP',
  "    parts := parts || CASE WHEN i > 1 THEN ';' END || shown(l(i));",
  '  END LOOP;',
  '  RETURN parts;',
  'END;',
  '/',
  'CREATE OR REPLACE PROCEDURE given(o IN OUT o1, k NUMBER) IS',
  'BEGIN',
  '  IF o IS NULL THEN',
  "    o := o1(k, 'new');",
  '  ELSE',
  '    o.change(k);',
  '  END IF;',
  "  IF k = 0 THEN RAISE_APPLICATION_ERROR(-20001, 'no count'); END IF;",
  'END;',
  '/',
];
