import type { RandomProgram } from '../cases.js';
import { OracleError, Scope, Session, Useless } from '../session.js';
import {
  caseStatement,
  cursorLoop,
  explicitCursor,
  forLoop,
  goto,
  ifStatement,
  leaveLoop,
  othersHandler,
  returnStatement,
  tableLoop,
} from './control-statements.js';
import { dynamicChange, dynamicResult } from './dynamic-statements.js';
import { numberVariable } from './expressions.js';
import {
  type Context,
  Generator,
  indented,
  printed,
  type Statement,
  type StatementChoice,
  sequence,
  shownNumber,
  shownOfSession,
} from './generator.js';
import { closeCursor, fetchCursor, openCursor } from './package-cursor.js';
import { block, call, callOf, type DefinedRoutine, declarations, defineRoutine } from './routines.js';
import {
  assignment,
  bump,
  changeArray,
  changeTable,
  copyRecord,
  log,
  output,
  outputOfError,
  raise,
  raiseAgain,
  raiseApplicationError,
  readTable,
  useGrid,
} from './simple-statements.js';
import {
  aggregate,
  bulkCollect,
  callInSql,
  change,
  endTransaction,
  forall,
  insert,
  merge,
  selectInto,
  selectIntoRecord,
  updateReturning,
  updateRows,
} from './sql-statements.js';

const choices: readonly StatementChoice[] = [
  { weight: 12, make: assignment },
  { weight: 10, make: output },
  { weight: 3, make: outputOfError },
  { weight: 10, make: insert },
  { weight: 7, make: change },
  { weight: 5, make: selectInto },
  { weight: 2, make: selectIntoRecord },
  { weight: 2, make: bulkCollect },
  { weight: 4, make: callInSql },
  { weight: 3, make: updateReturning },
  { weight: 4, make: aggregate },
  { weight: 4, make: updateRows },
  { weight: 2, make: forall },
  { weight: 2, make: endTransaction },
  { weight: 4, make: raise },
  { weight: 2, make: raiseApplicationError },
  { weight: 3, make: raiseAgain },
  { weight: 6, make: ifStatement },
  { weight: 3, make: caseStatement },
  { weight: 5, make: forLoop },
  { weight: 4, make: cursorLoop },
  { weight: 3, make: explicitCursor },
  { weight: 3, make: tableLoop },
  { weight: 4, make: leaveLoop },
  { weight: 2, make: returnStatement },
  { weight: 2, make: goto },
  { weight: 9, make: block },
  { weight: 5, make: call },
  { weight: 2, make: changeArray },
  { weight: 4, make: changeTable },
  { weight: 3, make: readTable },
  { weight: 4, make: useGrid },
  { weight: 2, make: copyRecord },
  { weight: 2, make: bump },
  { weight: 3, make: merge },
  { weight: 3, make: dynamicChange },
  { weight: 2, make: dynamicResult },
  { weight: 2, make: openCursor },
  { weight: 4, make: fetchCursor },
  { weight: 1, make: closeCursor },
  { weight: 2, make: log },
];

const nothing: Context = {
  numbers: ['pk.g1', 'pk.g2'],
  texts: ['pk.s'],
  tables: [],
  grids: [],
  arrays: [],
  records: [],
  constants: new Set(),
  small: new Set(),
  routines: [],
  depth: 0,
  loops: [],
  inHandler: false,
  returns: undefined,
  mayCommit: true,
};

/** The program of a seed; undefined where it is of no use, or fails before it can handle that. */
export function program(seed: number): RandomProgram | undefined {
  const g = new Generator(seed, choices);
  const { random } = g;
  const routines: DefinedRoutine[] = [];
  let cx = nothing;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const defined = defineRoutine(g, cx, random.chance(0.65) ? 'PROCEDURE' : 'FUNCTION', false);
    routines.push(defined);
    cx = { ...cx, routines: [...cx.routines, defined.routine] };
  }
  const declared = declarations(g, { ...cx, depth: 1 }, 1 + random.below(3));
  const parts = Array.from({ length: 3 }, () => [
    ...routines.flatMap((x) => callOf(g, declared.inside, x.routine) ?? []),
    g.statements(declared.inside, 2),
  ]).flat();
  const body = sequence(parts.map((part) => onItsOwn(g, part)));
  const handled = othersHandler(printed(g, [sqlcode]));
  const session = newSession();
  const run = { session, scope: new Scope(session.packages) };
  try {
    declared.declare(run);
    handled.around(run, () => body.execute(run));
  } catch (end) {
    if (end instanceof OracleError || end instanceof Useless) return undefined;
    throw end;
  }
  return {
    setup: setupOf(routines),
    run: [
      'DECLARE',
      ...indented(declared.lines),
      'BEGIN',
      ...indented(body.lines),
      ...handled.lines,
      'END;',
      '/',
      ...showState,
    ],
    expected: [...session.output, ...stateOf(session)],
  };
}

const sqlcode = shownOfSession('SQLCODE', (session) => session.sqlcode);

/** An error of the statement is printed, and the program goes on. */
function onItsOwn(g: Generator, statement: Statement): Statement {
  const g1 = shownNumber(numberVariable('pk.g1'));
  const handled = othersHandler(printed(g, [sqlcode, g1]));
  return {
    lines: ['BEGIN', ...indented(statement.lines), ...handled.lines, 'END;'],
    execute: (run) => handled.around(run, () => statement.execute(run)),
  };
}

function newSession(): Session {
  const session = new Session();
  const { packages } = session;
  packages.declare('tp.n', 0);
  packages.declare('pk.g1', 1);
  packages.declare('pk.g2', null);
  packages.declare('pk.s', 'ab', (value) => typeof value !== 'string' || value.length <= 10);
  packages.declare('pk.count', 10);
  return session;
}

/** What is left at the end: the table's rows and the packages' variables. */
const showState: readonly string[] = [
  'BEGIN',
  '  FOR r IN (SELECT id, v FROM t ORDER BY id) LOOP',
  "    DBMS_OUTPUT.PUT_LINE('t ' || r.id || ' ' || NVL(TO_CHAR(r.v), '-'));",
  '  END LOOP;',
  '  FOR r IN (SELECT x FROM lg ORDER BY x) LOOP',
  "    DBMS_OUTPUT.PUT_LINE('l ' || NVL(TO_CHAR(r.x), '-'));",
  '  END LOOP;',
  "  DBMS_OUTPUT.PUT_LINE('g ' || NVL(TO_CHAR(pk.g1), '-') || ' ' || NVL(TO_CHAR(pk.g2), '-') || ' [' || pk.s || ']');",
  'END;',
  '/',
];

function stateOf({ rows, logged, packages }: Session): readonly string[] {
  const shown = (value: number | null): string => String(value ?? '-');
  return [
    ...[...rows].sort(([a], [b]) => a - b).map(([id, v]) => `t ${id} ${shown(v)}`),
    ...[...logged].sort((a, b) => (a ?? 99) - (b ?? 99)).map((x) => `l ${shown(x)}`),
    `g ${shown(packages.number('pk.g1'))} ${shown(packages.number('pk.g2'))} [${packages.text('pk.s') ?? ''}]`,
  ];
}

/** The table, the packages and the trigger that `Session` knows. */
const setupOf = (routines: readonly DefinedRoutine[]): readonly string[] => [
  'CREATE TABLE t (id NUMBER PRIMARY KEY, v NUMBER CHECK (v < 50));',
  'INSERT INTO t VALUES (1, 10);',
  'INSERT INTO t VALUES (2, 20);',
  'INSERT INTO t VALUES (3, NULL);',
  'COMMIT;',
  'CREATE TABLE lg (x NUMBER CHECK (x < 9));',
  'CREATE OR REPLACE PACKAGE tp IS',
  '  n PLS_INTEGER := 0;',
  'END;',
  '/',
  'CREATE OR REPLACE PACKAGE pk IS',
  '  g1 NUMBER := 1;',
  '  g2 NUMBER;',
  "  s VARCHAR2(10) := 'ab';",
  '  TYPE nt IS TABLE OF NUMBER;',
  '  TYPE grid IS TABLE OF nt;',
  '  TYPE map IS TABLE OF NUMBER INDEX BY PLS_INTEGER;',
  '  TYPE rec IS RECORD (a NUMBER, b NUMBER := 5);',
  '  e1 EXCEPTION;',
  '  e2 EXCEPTION;',
  '  e3 EXCEPTION;',
  '  PRAGMA EXCEPTION_INIT(e3, -20003);',
  '  CURSOR c IS SELECT id, v FROM t ORDER BY id;',
  '  PROCEDURE log(x NUMBER);',
  '  FUNCTION sf(x NUMBER) RETURN NUMBER;',
  '  FUNCTION bump(n NUMBER) RETURN NUMBER;',
  ...routines.map((x) => `  ${x.head};`),
  'END;',
  '/',
  'CREATE OR REPLACE PACKAGE BODY pk IS',
  '  counted NUMBER := 0;',
  '  FUNCTION sf(x NUMBER) RETURN NUMBER IS',
  '  BEGIN',
  '    IF x = 3 THEN RAISE NO_DATA_FOUND; END IF;',
  '    IF x = 4 THEN RETURN 1 / (x - 4); END IF;',
  '    RETURN x + NVL(pk.g1, 0);',
  '  END;',
  '  PROCEDURE log(x NUMBER) IS',
  '    PRAGMA AUTONOMOUS_TRANSACTION;',
  '  BEGIN',
  '    INSERT INTO lg VALUES (x);',
  '    IF x = 5 THEN RAISE e1; END IF;',
  '    COMMIT;',
  '  END;',
  '  FUNCTION bump(n NUMBER) RETURN NUMBER IS',
  '  BEGIN',
  '    IF n = 2 THEN RAISE e2; END IF;',
  '    counted := counted + NVL(n, 1);',
  '    RETURN counted;',
  '  END;',
  ...routines.flatMap((x) => indented(x.lines)),
  'BEGIN',
  '  counted := counted + 10;',
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW',
  'BEGIN',
  '  tp.n := tp.n + 1;',
  '  IF :NEW.v = 7 THEN RAISE pk.e3; END IF;',
  '  IF :NEW.v = 8 THEN :NEW.v := 9; END IF;',
  '  IF :NEW.v = 6 THEN :NEW.v := 1 / (:NEW.v - 6); END IF;',
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER t_bus BEFORE UPDATE ON t',
  'BEGIN',
  '  tp.n := tp.n + 100;',
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER t_bu BEFORE UPDATE ON t FOR EACH ROW',
  'BEGIN',
  '  IF :NEW.v = 17 THEN RAISE pk.e2; END IF;',
  '  IF :NEW.v = 19 THEN RAISE NO_DATA_FOUND; END IF;',
  '  IF :NEW.v = 13 THEN :NEW.v := :OLD.v; END IF;',
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER t_bd BEFORE DELETE ON t FOR EACH ROW',
  'BEGIN',
  "  IF :OLD.v = 9 THEN RAISE_APPLICATION_ERROR(-20004, 'kept'); END IF;",
  'END;',
  '/',
  'CREATE OR REPLACE TRIGGER t_ads AFTER DELETE ON t',
  'BEGIN',
  '  tp.n := tp.n + 1000;',
  'END;',
  '/',
];
