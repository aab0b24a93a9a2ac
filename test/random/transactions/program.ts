import type { RandomProgram } from '../cases.js';
import {
  constrained,
  forall,
  insert,
  insertAll,
  lock,
  merge,
  note,
  remove,
  returning,
  selectInto,
  temporary,
  update,
} from './changes.js';
import {
  assignment,
  block,
  ifStatement,
  leave,
  loop,
  onItsOwn,
  output,
  raise,
  rowsCounted,
  rowsShown,
} from './control.js';
import { cursorLoop, explicitCursor } from './cursors.js';
import { Raised, Useless } from './database.js';
import {
  commit,
  definition,
  readOnly,
  returningTo,
  rollback,
  rollbackTo,
  rollbackToAny,
  savepoint,
  savepointNames,
  setConstraints,
  setting,
} from './ends.js';
import { type Context, Generator, indented, type Statement, type StatementChoice } from './generator.js';
import { call, type DefinedRoutine, defineRoutine, log } from './routines.js';
import { Departure, type Run, Scope, Session, type Trigger } from './session.js';
import { makeTriggers } from './triggers.js';

const choices: readonly StatementChoice[] = [
  { weight: 5, make: assignment },
  { weight: 4, make: output },
  { weight: 7, make: rowsShown },
  { weight: 2, make: rowsCounted },
  { weight: 9, make: insert },
  { weight: 7, make: note },
  { weight: 8, make: update },
  { weight: 3, make: remove },
  { weight: 3, make: returning },
  { weight: 3, make: merge },
  { weight: 4, make: constrained },
  { weight: 3, make: temporary },
  { weight: 2, make: insertAll },
  { weight: 4, make: forall },
  { weight: 2, make: lock },
  { weight: 4, make: selectInto },
  { weight: 5, make: commit },
  { weight: 4, make: rollback },
  { weight: 4, make: savepoint },
  { weight: 1, make: rollbackTo },
  { weight: 1, make: rollbackToAny },
  { weight: 2, make: definition },
  { weight: 1, make: setConstraints },
  { weight: 1, make: readOnly },
  { weight: 4, make: ifStatement },
  { weight: 4, make: loop },
  { weight: 2, make: leave },
  { weight: 4, make: raise },
  { weight: 8, make: block },
  { weight: 3, make: cursorLoop },
  { weight: 3, make: explicitCursor },
  { weight: 8, make: call },
  { weight: 5, make: log },
];

/** Statements of the script itself. */
const always: readonly StatementChoice[] = [
  { weight: 5, make: insert },
  { weight: 4, make: note },
  { weight: 4, make: update },
  { weight: 2, make: remove },
  { weight: 1, make: merge },
  { weight: 2, make: constrained },
  { weight: 2, make: temporary },
  { weight: 1, make: insertAll },
  { weight: 4, make: commit },
  { weight: 3, make: rollback },
  { weight: 3, make: call },
  { weight: 1, make: log },
];

/** Those of scripts whose blocks end no transaction: PostgreSQL has no savepoints around such blocks. */
const withSavepoints: readonly StatementChoice[] = [
  ...always,
  { weight: 4, make: (g) => setting(g.random.pick(savepointNames)) },
  { weight: 3, make: (g) => returningTo(g, g.random.pick(savepointNames)) },
  { weight: 1, make: setConstraints },
];

const nothing: Context = {
  variables: [],
  constants: [],
  routines: [],
  savepoints: [],
  depth: 0,
  inLoop: false,
  inHandler: false,
  autonomous: false,
  mayEnd: true,
  returns: undefined,
};

/** The program of a seed; undefined where it is of no use. */
export const transactionsProgram = (seed: number): RandomProgram | undefined => cutDown(seed, new Set());

/** The program without some of its statements, and how many it has. */
export function cutDown(
  seed: number,
  dropped: ReadonlySet<number>,
): (RandomProgram & { readonly statements: number }) | undefined {
  const g = new Generator(seed, choices, dropped);
  const { random } = g;
  const setsSavepoints = random.chance(0.4);
  let cx = { ...nothing, mayEnd: !setsSavepoints };
  const routines: DefinedRoutine[] = [];
  for (let i = 1; i <= 2 + random.below(3); i++) {
    const defined = defineRoutine(g, cx, random.chance(0.6) ? `pk.q${i}` : `q${i}`);
    routines.push(defined);
    cx = { ...cx, routines: [...cx.routines, defined.routine] };
  }
  const session = new Session();
  session.triggers = makeTriggers(g);
  session.package.declare('pk.g', 0);
  for (const [id, bal] of firstRows) session.database.put(`acc:${id}`, [id, bal]);
  session.database.put('own:1', [1]);
  session.database.commit();
  const run: Run = { session, scope: new Scope() };
  // A session's first use of a temporary table writes, which a transaction that only reads may not.
  const lines = [...shown(g, session), 'COMMIT;'];
  for (let i = 0; i < 3; i++) {
    for (let count = random.below(4); count > 0; count--)
      lines.push(...scriptStatement(g, { ...cx, mayEnd: true }, setsSavepoints ? withSavepoints : always, run));
    lines.push(...outermostBlock(g, cx, run));
    if (random.chance(0.5)) lines.push(...shown(g, session));
  }
  // What is open would be committed by the end of the script, constraints may fail then.
  lines.push(...shown(g, session), 'ROLLBACK;');
  return { setup: setupOf(routines, session.triggers), run: lines, expected: session.output, statements: g.made };
}

const firstRows = [
  [1, 5],
  [2, 10],
  [3, 0],
] as const;

function shown(g: Generator, session: Session): readonly string[] {
  const mark = g.fresh('s');
  session.print(session.shown(mark));
  return [`EXEC show('${mark}')`];
}

/** A statement of the script; the tool shows its error and goes on. */
function scriptStatement(g: Generator, cx: Context, choices: readonly StatementChoice[], run: Run): readonly string[] {
  const made = g.random.weighted(choices).make(g, cx);
  if (!made) return [];
  const s = g.unlessDropped(made);
  if (s !== made) return [];
  const restore = run.session.kept();
  run.session.begin();
  try {
    topLevel(run, () => s.execute(run));
  } catch (end) {
    if (!(end instanceof Useless)) throw end;
    restore();
    return [];
  }
  return s.lines;
}

/**
 * What fails undoes its own work; where it ended a transaction itself, Oracle does not say what becomes of the work
 * after that. (PL/SQL Language Reference, "Unhandled Exceptions")
 */
function topLevel({ session }: Run, body: () => void): void {
  const { database } = session;
  const { transaction } = database;
  const { changes, savepoints, work } = transaction;
  try {
    body();
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    if (database.transaction === transaction) {
      if (savepoints.some((s) => !transaction.savepoints.includes(s))) throw new Useless();
      transaction.changes = changes;
      transaction.savepoints = savepoints;
      if (work !== 'open') transaction.work = 'unsaid';
    } else if (!database.isFresh()) throw new Useless();
    const code = error.code === 1 ? 6510 : error.code === 100 ? 1403 : -error.code;
    session.print(`ERROR ORA-${String(code).padStart(5, '0')}`);
  }
}

/** A block of the script. What is of no use in it is left out; what stands behind an error that ends it stays. */
function outermostBlock(g: Generator, outside: Context, run: Run): readonly string[] {
  const { random } = g;
  const { session } = run;
  const autonomous = random.chance(0.12);
  const scope = new Scope();
  const inside: Run = { session, scope };
  scope.declare('a', null);
  scope.declare('b', 1);
  const cx: Context = { ...outside, variables: ['a', 'b'], depth: 1, autonomous };
  session.begin();
  const made = Array.from({ length: 6 }, () => {
    const s = g.statement(cx);
    return random.chance(0.75) ? onItsOwn(g, s) : s;
  });
  if (autonomous) made.push({ lines: ['COMMIT;'], execute: () => session.database.commit() });
  const kept: Statement[] = [];
  const around = session.kept();
  const body = (): void => {
    for (const [i, s] of made.entries()) {
      const [restore, variables] = [session.kept(), scope.kept()];
      session.begin();
      try {
        kept.push(s);
        s.execute(inside);
      } catch (end) {
        if (end instanceof Departure) return;
        if (end instanceof Raised) {
          kept.push(...made.slice(i + 1));
          throw end;
        }
        if (!(end instanceof Useless)) throw end;
        kept.pop();
        restore();
        variables();
      }
    }
  };
  try {
    topLevel(run, () => (autonomous ? session.database.autonomous(body) : body()));
  } catch (end) {
    if (!(end instanceof Useless)) throw end;
    around();
    return [];
  }
  return [
    'DECLARE',
    ...(autonomous ? ['  PRAGMA AUTONOMOUS_TRANSACTION;'] : []),
    '  a NUMBER;',
    '  b NUMBER := 1;',
    'BEGIN',
    ...indented(kept.flatMap((s) => s.lines)),
    '  NULL;',
    'END;',
    '/',
  ];
}

/** The tables, the package and what stands beside it. */
const setupOf = (routines: readonly DefinedRoutine[], triggers: readonly Trigger[]): readonly string[] => {
  const inPackage = routines.filter(({ routine }) => routine.name.startsWith('pk.'));
  const alone = routines.filter((r) => !inPackage.includes(r));
  return [
    'CREATE TABLE acc (id NUMBER CONSTRAINT acc_pk PRIMARY KEY, bal NUMBER CONSTRAINT acc_ck CHECK (bal >= 0));',
    ...firstRows.map(([id, bal]) => `INSERT INTO acc VALUES (${id}, ${bal});`),
    'CREATE TABLE jr (n NUMBER, w VARCHAR2(20));',
    'CREATE TABLE lg (n NUMBER, w VARCHAR2(20));',
    'CREATE TABLE own (id NUMBER CONSTRAINT own_pk PRIMARY KEY);',
    'INSERT INTO own VALUES (1);',
    'COMMIT;',
    'CREATE TABLE item (id NUMBER CONSTRAINT item_pk PRIMARY KEY, own NUMBER CONSTRAINT item_fk REFERENCES own DEFERRABLE INITIALLY DEFERRED,',
    '  v NUMBER CONSTRAINT item_uk UNIQUE DEFERRABLE);',
    'CREATE GLOBAL TEMPORARY TABLE gd (n NUMBER) ON COMMIT DELETE ROWS;',
    'CREATE GLOBAL TEMPORARY TABLE gp (n NUMBER) ON COMMIT PRESERVE ROWS;',
    'CREATE SEQUENCE sq;',
    'CREATE OR REPLACE FUNCTION told(s VARCHAR2) RETURN VARCHAR2 IS',
    'BEGIN',
    "  RETURN REGEXP_SUBSTR(REPLACE(s, 'ORA-02091'), 'ORA-[0-9]+') || REGEXP_SUBSTR(s, 'err[0-9]+|[A-Z]+_(PK|UK|FK|CK)');",
    'END;',
    '/',
    'CREATE OR REPLACE PACKAGE pk IS',
    '  g NUMBER := 0;',
    '  e1 EXCEPTION;',
    '  e2 EXCEPTION;',
    '  PRAGMA EXCEPTION_INIT(e2, -20002);',
    '  TYPE nt IS TABLE OF NUMBER;',
    '  PROCEDURE log(n NUMBER, w VARCHAR2);',
    ...inPackage.map((x) => `  ${x.head};`),
    'END;',
    '/',
    'CREATE OR REPLACE PROCEDURE show(k VARCHAR2) IS',
    '  s VARCHAR2(4000);',
    'BEGIN',
    `  SELECT ${listed('acc', ['id', 'bal'], 'a')} || ${listed('jr', ['n', 'w'], 'j')} || ${listed('lg', ['n', 'w'], 'l')} ||`,
    `    ${listed('own', ['id'], 'o')} || ${listed('item', ['id', 'own', 'v'], 'i')} INTO s FROM dual;`,
    `  SELECT s || ' g[' || (SELECT LISTAGG(NVL(TO_CHAR(n), '-'), ',') WITHIN GROUP (ORDER BY n) FROM gd) || '/' ||`,
    `    (SELECT LISTAGG(NVL(TO_CHAR(n), '-'), ',') WITHIN GROUP (ORDER BY n) FROM gp) || ']' INTO s FROM dual;`,
    "  DBMS_OUTPUT.PUT_LINE(k || s || ' ' || NVL(TO_CHAR(pk.g), '-'));",
    'END;',
    '/',
    ...alone.flatMap((x) => [`CREATE OR REPLACE ${x.lines[0]}`, ...x.lines.slice(1), '/']),
    'CREATE OR REPLACE PACKAGE BODY pk IS',
    '  PROCEDURE log(n NUMBER, w VARCHAR2) IS',
    '    PRAGMA AUTONOMOUS_TRANSACTION;',
    '  BEGIN',
    '    INSERT INTO lg VALUES (n, w);',
    '    COMMIT;',
    '  END;',
    ...inPackage.flatMap((x) => indented(x.lines)),
    'END;',
    '/',
    ...triggers.flatMap((t) => t.lines),
  ];
};

/** All rows of a table in one text. */
function listed(table: string, columns: readonly string[], mark: string): string {
  const row = columns.map((c) => `NVL(TO_CHAR(${c}), '-')`).join(" || ':' || ");
  return `' ${mark}[' || (SELECT LISTAGG(${row}, ',') WITHIN GROUP (ORDER BY ${columns.join(', ')}) FROM ${table}) || ']'`;
}
