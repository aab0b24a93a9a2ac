import type { RandomProgram } from '../cases.js';
import { block, caseStatement, ifStatement, loop } from './blocks.js';
import { cursor } from './cursors.js';
import { handlersFor, handling, knownExceptions, raise, told } from './exceptions.js';
import { numberIn, setValue } from './expressions.js';
import { bulkInto, dynamicInsert, firstOfMany, jump, recordInto, retry } from './further.js';
import {
  type Context,
  emptyOf,
  Generator,
  indented,
  type StatementChoice,
  typeOf,
  type Variable,
} from './generator.js';
import { type DefinedRoutine, defineRoutine } from './routines.js';
import { Departure, type Num, Raised, type Run, Scope, Session, type Trigger, Useless } from './session.js';
import {
  forall,
  insert,
  nextNumber,
  note,
  remove,
  rowsCounted,
  savepoint,
  selectInto,
  update,
  updateByFunction,
} from './sql.js';
import { assignment, call, failingOutput, leave, output } from './variables.js';

const choices: readonly StatementChoice[] = [
  { weight: 14, make: assignment },
  { weight: 8, make: output },
  { weight: 3, make: failingOutput },
  { weight: 9, make: call },
  { weight: 2, make: leave },
  { weight: 5, make: raise },
  { weight: 3, make: told },
  { weight: 10, make: block },
  { weight: 3, make: ifStatement },
  { weight: 1, make: caseStatement },
  { weight: 4, make: loop },
  { weight: 5, make: insert },
  { weight: 2, make: note },
  { weight: 3, make: update },
  { weight: 2, make: updateByFunction },
  { weight: 1, make: remove },
  { weight: 5, make: selectInto },
  { weight: 2, make: rowsCounted },
  { weight: 1, make: nextNumber },
  { weight: 2, make: forall },
  { weight: 2, make: savepoint },
  { weight: 3, make: cursor },
  { weight: 2, make: firstOfMany },
  { weight: 2, make: bulkInto },
  { weight: 2, make: recordInto },
  { weight: 2, make: dynamicInsert },
  { weight: 2, make: jump },
  { weight: 2, make: retry },
];

const packageVariables: readonly Variable[] = [
  { name: 'pk.g', kind: 'number' },
  { name: 'pk.c', kind: 'list' },
  { name: 'pk.m', kind: 'array' },
  { name: 'pk.r', kind: 'record' },
];
const blockVariables: readonly Variable[] = [
  { name: 'a', kind: 'number' },
  { name: 'b', kind: 'digits' },
  { name: 's', kind: 'text' },
  { name: 'l', kind: 'list' },
  { name: 'm', kind: 'array' },
  { name: 'r', kind: 'record' },
];

const nothing: Context = {
  variables: packageVariables,
  exceptions: knownExceptions,
  routines: [],
  depth: 1,
  loop: undefined,
  inHandler: false,
  inSql: false,
  returns: undefined,
};

/** The program of a seed. */
export function errorsProgram(seed: number): RandomProgram {
  const g = new Generator(seed, choices);
  const { random } = g;
  let cx = nothing;
  const routines: DefinedRoutine[] = [];
  for (let i = 1; i <= 3 + random.below(3); i++) {
    const defined = defineRoutine(g, cx, random.chance(0.6) ? `pk.q${i}` : `q${i}`);
    routines.push(defined);
    cx = { ...cx, routines: [...cx.routines, defined.routine] };
  }
  const session = new Session();
  for (const { name, kind } of packageVariables) session.package.declare(name, emptyOf(kind));
  session.package.set('pk.g', 0);
  session.package.declare('pk.unread', null);
  session.data = { rows: new Map(firstRows), log: [] };
  const made = random.chance(0.4) ? trigger(g) : undefined;
  const initialization = packageInitialization(g, session, made !== undefined);
  session.print('begun');
  session.trigger = made;
  const run = ['EXEC pk.start_up', ...Array.from({ length: 4 }, () => scriptBlock(g, cx, session)).flat()];
  return { setup: setupOf(routines, initialization, session.trigger), run, expected: session.output };
}

const firstRows: readonly (readonly [number, Num])[] = [
  [1, 5],
  [2, 0],
  [3, 45],
  [5, null],
];

/** What a package does at first, with handlers of its own; a trigger that needs the package is not fired by it. */
function packageInitialization(g: Generator, session: Session, hasTrigger: boolean): readonly string[] {
  return settled(session, () => {
    const cx = { ...nothing, depth: 2, inSql: hasTrigger };
    const body = g.statements(cx, 2);
    const handlers = handlersFor(g, cx);
    const run: Run = { session, scope: new Scope() };
    try {
      handling(run, handlers, () => body.execute(run));
    } catch (error) {
      // What an initialization that fails leaves is not written.
      throw error instanceof Raised ? new Useless() : error;
    }
    return ['BEGIN', ...indented(body.lines), ...handlers.lines];
  });
}

/** Makes something until what it does is known. */
function settled(session: Session, make: () => readonly string[]): readonly string[] {
  const before = session.kept();
  for (let i = 0; i < 50; i++) {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Useless)) throw error;
      before();
    }
  }
  return [];
}

/** A block of the script, and what is left of it all. */
function scriptBlock(g: Generator, cx: Context, session: Session): readonly string[] {
  const { random } = g;
  const shown = (): readonly string[] => {
    const mark = g.fresh('z');
    const { rows, log } = session.data;
    const list = [...rows].sort(([a], [b]) => a - b).map(([id, v]) => `${id}:${v ?? '-'}`);
    const notes = [...log].sort((a, b) => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE)).map((n) => n ?? '-');
    session.print(
      `${mark} ${list.join(',')} / ${notes.join(',')} / ${numberIn({ session, scope: new Scope() }, 'pk.g') ?? '-'}`,
    );
    return [`EXEC pk.show('${mark}')`];
  };
  return settled(session, () => {
    session.rowCount = undefined;
    let scope = new Scope();
    const inside = { ...cx, variables: [...packageVariables, ...blockVariables] };
    const nested = random.chance(0.4) ? defineRoutine(g, inside, g.fresh('nr'), () => scope) : undefined;
    const own = nested ? { ...inside, routines: [...inside.routines, nested.routine] } : inside;
    const body = g.statements(own, 5);
    const handlers = random.chance(0.4) ? handlersFor(g, own) : undefined;
    const execute = (run: Run): void => {
      scope = run.scope;
      for (const { name, kind } of blockVariables) scope.declare(name, emptyOf(kind));
      setValue(run, 'a', 1);
      setValue(run, 'l', [1, 2]);
      if (handlers) handling(run, handlers, () => body.execute(run));
      else body.execute(run);
    };
    outermost(session, execute);
    return [
      'DECLARE',
      ...indented(blockVariables.map(({ name, kind }) => `${name} ${typeOf[kind]}${starts[name] ?? ''};`)),
      ...indented(nested?.lines ?? []),
      'BEGIN',
      ...indented(body.lines),
      ...(handlers?.lines ?? []),
      'END;',
      '/',
      ...shown(),
    ];
  });
}

const starts: { readonly [name: string]: string } = { a: ' := 1', l: ' := pk.nt(1, 2)' };

/** What nothing handles undoes the block's work, and is told. */
function outermost(session: Session, execute: (run: Run) => void): void {
  const { data } = session;
  try {
    execute({ session, scope: new Scope() });
  } catch (error) {
    if (error instanceof Departure) return;
    if (!(error instanceof Raised)) throw error;
    session.data = data;
    session.rowCount = undefined;
    session.print(`ERROR ${error.outside.number}`);
  }
}

function trigger({ random }: Generator): Trigger {
  const refused = random.pick([7, 40, 45, 10]);
  const [text, raised] = random.pick([
    ["RAISE_APPLICATION_ERROR(-20002, 'the error m0');", new Raised(-20002, 'the error m0')],
    ['RAISE pk.e1;', new Raised(1, undefined, 'pk.e1')],
    ['RAISE pk.e2;', new Raised(-20001)],
    ['pk.g := TRUNC(12 / 0);', new Raised(-1476)],
  ] as const);
  return {
    lines: [
      'CREATE OR REPLACE TRIGGER tr BEFORE INSERT OR UPDATE ON t FOR EACH ROW',
      'BEGIN',
      '  pk.g := pk.g + 1;',
      `  IF :NEW.v = ${refused} THEN`,
      `    ${text}`,
      '  END IF;',
      'END;',
      '/',
    ],
    fire: (session, v) => {
      const g = session.package.get('pk.g');
      session.package.set('pk.g', typeof g === 'number' ? g + 1 : null);
      if (v === refused) throw raised;
    },
  };
}

/** The table, the package and what stands beside it. */
function setupOf(
  routines: readonly DefinedRoutine[],
  initialization: readonly string[],
  made: Trigger | undefined,
): readonly string[] {
  const inPackage = routines.filter(({ routine }) => routine.name.startsWith('pk.'));
  const alone = routines.filter((r) => !inPackage.includes(r));
  return [
    'CREATE TABLE t (id NUMBER CONSTRAINT t_pk PRIMARY KEY, v NUMBER CONSTRAINT t_ck CHECK (v < 50));',
    ...firstRows.map(([id, v]) => `INSERT INTO t VALUES (${id}, ${v ?? 'NULL'});`),
    'CREATE TABLE lg (n NUMBER);',
    'CREATE SEQUENCE sq;',
    'CREATE OR REPLACE PACKAGE pk IS',
    '  TYPE nt IS TABLE OF NUMBER;',
    '  TYPE aa IS TABLE OF NUMBER INDEX BY PLS_INTEGER;',
    '  TYPE rec IS RECORD (n NUMBER(2), s VARCHAR2(6));',
    '  g NUMBER := 0;',
    '  unread NUMBER;',
    '  c nt;',
    '  m aa;',
    '  r rec;',
    ...knownExceptions
      .filter(({ name }) => name.startsWith('pk.'))
      .flatMap(({ name, code }) => {
        const plain = name.slice(3);
        return [`  ${plain} EXCEPTION;`, ...(code === 1 ? [] : [`  PRAGMA EXCEPTION_INIT(${plain}, ${code});`])];
      }),
    '  FUNCTION told(message VARCHAR2) RETURN VARCHAR2;',
    '  FUNCTION listed(list nt) RETURN VARCHAR2;',
    '  FUNCTION listed(list aa) RETURN VARCHAR2;',
    '  PROCEDURE show(mark VARCHAR2);',
    '  PROCEDURE start_up;',
    ...inPackage.map((x) => `  ${x.head};`),
    'END;',
    '/',
    ...alone.flatMap((x) => [`CREATE OR REPLACE ${x.lines[0]}`, ...x.lines.slice(1), '/']),
    'CREATE OR REPLACE PACKAGE BODY pk IS',
    ...indented(helpers),
    ...inPackage.flatMap((x) => indented(x.lines)),
    ...initialization,
    'END;',
    '/',
    ...(made?.lines ?? []),
  ];
}

const helpers = [
  'FUNCTION told(message VARCHAR2) RETURN VARCHAR2 IS',
  'BEGIN',
  "  RETURN REGEXP_SUBSTR(message, 'ORA-[0-9]+') || REGEXP_SUBSTR(message, ' the error m[0-9]+') || REGEXP_SUBSTR(message, 'User-Def');",
  'END;',
  'FUNCTION listed(list nt) RETURN VARCHAR2 IS',
  '  all_of VARCHAR2(400);',
  'BEGIN',
  "  IF list IS NULL THEN RETURN 'null'; END IF;",
  '  FOR i IN 1 .. list.COUNT LOOP',
  "    all_of := all_of || NVL(TO_CHAR(list(i)), '-') || ',';",
  '  END LOOP;',
  '  RETURN all_of;',
  'END;',
  'FUNCTION listed(list aa) RETURN VARCHAR2 IS',
  '  all_of VARCHAR2(400);',
  '  k PLS_INTEGER := list.FIRST;',
  'BEGIN',
  '  WHILE k IS NOT NULL LOOP',
  "    all_of := all_of || k || ':' || NVL(TO_CHAR(list(k)), '-') || ',';",
  '    k := list.NEXT(k);',
  '  END LOOP;',
  '  RETURN all_of;',
  'END;',
  'PROCEDURE show(mark VARCHAR2) IS',
  '  rows_of VARCHAR2(400);',
  '  notes VARCHAR2(400);',
  'BEGIN',
  "  SELECT LISTAGG(id || ':' || NVL(TO_CHAR(v), '-'), ',') WITHIN GROUP (ORDER BY id) INTO rows_of FROM t;",
  "  SELECT LISTAGG(NVL(TO_CHAR(n), '-'), ',') WITHIN GROUP (ORDER BY n) INTO notes FROM lg;",
  "  DBMS_OUTPUT.PUT_LINE(mark || ' ' || rows_of || ' / ' || notes || ' / ' || NVL(TO_CHAR(g), '-'));",
  'END;',
  'PROCEDURE start_up IS',
  'BEGIN',
  "  DBMS_OUTPUT.PUT_LINE('begun');",
  'END;',
];
