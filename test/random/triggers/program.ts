import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import { fixedTable } from './actions.js';
import { Database, OracleError, ToldOf } from './database.js';
import { statementForms } from './statement-forms.js';
import { type Step, statements, type World } from './statements.js';
import { TriggerMaker } from './triggers.js';

const allStatements = [...statements, ...statementForms];

/** The program of a seed: triggers of three tables that write each other, and what statements make them do. */
export function triggersProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const db = new Database();
  const world: World = { random, db, direct: random.chance(0.4) };
  const maker = new TriggerMaker(random, db);
  const setup = [
    ...tables,
    ...fixedTable,
    ...(world.direct ? direct : kept),
    ...['ta', 'tb', 'tc'].flatMap((t) => maker.ofTable(t)),
  ];
  const run: string[] = [];
  const expected: string[] = [];
  let marks = 0;
  for (let block = 0; block < 5; block++) {
    const lines: string[] = [];
    for (let i = 0; i < 6; i++) {
      const made = step(world, `s${++marks}`);
      if (!made) continue;
      lines.push(...made.lines);
      expected.push(...made.printed);
    }
    run.push('DECLARE', '  TYPE nt IS TABLE OF NUMBER;', '  l nt;', '  a NUMBER;', '  b NUMBER;', 'BEGIN');
    run.push(...[...lines, ...shows].map((line) => `  ${line}`), 'END;', '/');
    expected.push(...shownTables(db));
    run.push(...between(world));
  }
  return { setup, run, expected };
}

/** A statement with a handler around it; undefined where what it does depends on what is not known. */
function step(world: World, mark: string): { lines: string[]; printed: readonly string[] } | undefined {
  const { db, random } = world;
  const made = random.weighted(allStatements).make(world);
  if (!made) return undefined;
  const { busy } = db;
  const printed = db.atomically(() => outcome(world, made, mark));
  if (printed === undefined) {
    db.busy = busy;
    return undefined;
  }
  const says = (made.says ?? ["tr('§ ' || SQL%ROWCOUNT);"]).map((line) => line.replace('§', mark));
  const lines = [
    'BEGIN',
    ...made.lines.map((line) => `  ${line}`),
    ...says.map((line) => `  ${line}`),
    'EXCEPTION',
    '  WHEN OTHERS THEN',
    `    tr('${mark} ' || SQLCODE);`,
    '    IF SQLCODE = -24381 THEN',
    `      FOR i IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP`,
    `        tr('${mark} ' || SQL%BULK_EXCEPTIONS(i).ERROR_INDEX || ':' || SQL%BULK_EXCEPTIONS(i).ERROR_CODE);`,
    '      END LOOP;',
    '    END IF;',
    'END;',
    ...(world.direct ? [] : [`flush(${made.unordered ? 'TRUE' : 'FALSE'});`]),
  ];
  return { lines, printed };
}

/** What the statement prints; undefined, and without a trace, where that depends on the order of rows. */
function outcome({ db, direct }: World, { run, unordered }: Step, mark: string): readonly string[] | undefined {
  const before = { tables: structuredClone(db.tables), log: [...db.log] };
  db.trace.length = 0;
  let failed = false;
  try {
    run(mark);
  } catch (error) {
    if (error instanceof ToldOf) return Object.assign(db, before) && undefined;
    if (!(error instanceof OracleError)) throw error;
    failed = true;
    db.trace.push(`${mark} ${error.code}`);
  }
  const printed = [...db.trace];
  if (!unordered || (!failed && printed.length < 2)) return printed;
  if (failed || direct) {
    Object.assign(db, before);
    return undefined;
  }
  return printed.sort();
}

/** What happens between two blocks. */
function between({ random, db }: World): readonly string[] {
  const trigger = db.triggers[random.below(Math.max(1, db.triggers.length))];
  const kind = random.pick(['nothing', 'commit', 'rollback', 'switch', 'switch', 'text'] as const);
  if (kind === 'commit') {
    db.commit();
    return ['COMMIT;'];
  }
  if (kind === 'rollback') {
    db.rollback();
    return ['ROLLBACK;'];
  }
  if (kind === 'nothing' || !trigger) return [];
  db.commit();
  trigger.enabled = !trigger.enabled;
  const statement = `ALTER TRIGGER ${trigger.name} ${trigger.enabled ? 'ENABLE' : 'DISABLE'}`;
  return kind === 'switch' ? [`${statement};`] : ['BEGIN', `  EXECUTE IMMEDIATE '${statement}';`, 'END;', '/'];
}

const shows = [
  ...['ta', 'tb', 'tc'].flatMap((t) => [
    `FOR r IN (SELECT '${t} ' || id || ' ' || v || ' ' || w AS x FROM ${t} ORDER BY id) LOOP`,
    '  DBMS_OUTPUT.PUT_LINE(r.x);',
    'END LOOP;',
  ]),
  "FOR r IN (SELECT NVL(TO_CHAR(n), '-') || ' ' || x AS x FROM td ORDER BY 1) LOOP",
  "  DBMS_OUTPUT.PUT_LINE('td ' || r.x);",
  'END LOOP;',
  "DBMS_OUTPUT.PUT_LINE('busy ' || pk.busy);",
];

function shownTables(db: Database): readonly string[] {
  return [
    ...['ta', 'tb', 'tc'].flatMap((t) =>
      [...db.rows(t)]
        .sort((x, y) => (x.id ?? 0) - (y.id ?? 0))
        .map((r) => `${t} ${r.id ?? ''} ${r.v ?? ''} ${r.w ?? ''}`),
    ),
    ...[...db.log].sort().map((line) => `td ${line}`),
    `busy ${db.busy}`,
  ];
}

const tables = [
  'CREATE TABLE ta (id NUMBER PRIMARY KEY, v NUMBER NOT NULL, w NUMBER CHECK (w < 60));',
  'CREATE TABLE tb (id NUMBER PRIMARY KEY, v NUMBER NOT NULL, w NUMBER CHECK (w < 60));',
  'CREATE TABLE tc (id NUMBER PRIMARY KEY, v NUMBER NOT NULL REFERENCES ta ON DELETE CASCADE, w NUMBER CHECK (w < 60));',
  'CREATE TABLE td (n NUMBER, x VARCHAR2(10));',
  'CREATE VIEW va AS SELECT id, v FROM ta;',
  'CREATE OR REPLACE PACKAGE pk IS',
  '  TYPE texts IS TABLE OF VARCHAR2(200) INDEX BY PLS_INTEGER;',
  '  lines texts;',
  '  busy NUMBER := 0;',
  'END;',
  '/',
];

const onRest = [
  'CREATE OR REPLACE TRIGGER tdb BEFORE INSERT ON td FOR EACH ROW WHEN (NEW.n > 2)',
  'BEGIN',
  "  tr('td ' || :NEW.n || ' ' || :NEW.x);",
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER tda BEFORE INSERT ON td FOR EACH ROW FOLLOWS tdb',
  'BEGIN',
  '  :NEW.n := :NEW.n + 100;',
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER vai INSTEAD OF INSERT OR UPDATE OR DELETE ON va FOR EACH ROW',
  'BEGIN',
  "  tr('va ' || CASE WHEN INSERTING THEN 'I' WHEN UPDATING THEN 'U' ELSE 'D' END || ' ' || NVL(:NEW.id, :OLD.id));",
  '  IF INSERTING THEN',
  '    INSERT INTO ta (id, v) VALUES (:NEW.id, :NEW.v * 2);',
  '  ELSIF UPDATING THEN',
  '    UPDATE ta SET v = :NEW.v WHERE id = :OLD.id;',
  '  ELSE',
  '    DELETE FROM ta WHERE id = :OLD.id;',
  '  END IF;',
  'END;',
  '/',
];

const direct = [
  'CREATE OR REPLACE PROCEDURE tr(x VARCHAR2) IS',
  'BEGIN',
  '  DBMS_OUTPUT.PUT_LINE(x);',
  'END;',
  '/',
  ...onRest,
];

/** Traces are kept in a variable of a package, and printed after the statement. */
const kept = [
  'CREATE OR REPLACE PROCEDURE tr(x VARCHAR2) IS',
  'BEGIN',
  '  pk.lines(pk.lines.COUNT + 1) := x;',
  'END;',
  '/',
  'CREATE OR REPLACE PROCEDURE flush(sorted BOOLEAN) IS',
  '  x VARCHAR2(200);',
  'BEGIN',
  '  IF sorted THEN',
  '    FOR i IN 2 .. pk.lines.COUNT LOOP',
  '      FOR j IN REVERSE 2 .. i LOOP',
  '        IF pk.lines(j - 1) > pk.lines(j) THEN',
  '          x := pk.lines(j);',
  '          pk.lines(j) := pk.lines(j - 1);',
  '          pk.lines(j - 1) := x;',
  '        END IF;',
  '      END LOOP;',
  '    END LOOP;',
  '  END IF;',
  '  FOR i IN 1 .. pk.lines.COUNT LOOP',
  '    DBMS_OUTPUT.PUT_LINE(pk.lines(i));',
  '  END LOOP;',
  '  pk.lines.DELETE;',
  'END;',
  '/',
  ...onRest,
];
