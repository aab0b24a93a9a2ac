import type { RandomProgram } from '../cases.js';
import { OracleError, Useless } from '../session.js';
import { block, handlersOf, ifStatement, leaveLoop, loop, raise, returnStatement } from './control-statements.js';
import { declareVariables } from './declarations.js';
import { forall } from './forall.js';
import {
  type Context,
  Generator,
  indented,
  type Run,
  type Scope,
  Session,
  type Statement,
  type StatementChoice,
  sequence,
} from './generator.js';
import { multiset } from './multisets.js';
import { objectBody, objectSpecification } from './object-types.js';
import { call, callOf, type DefinedRoutine, defineRoutine } from './routines.js';
import { showFunctionLines } from './shown.js';
import { collected, fetchBulk, ofTable, rowChange, rowsShown, selectBulk, selectRow } from './sql-statements.js';
import { append, assignment, bump, method, output, outputOfError, printed, shownVariable } from './statements.js';
import { makeTypes } from './type-maker.js';
import { type CompositeType, declarationOf, isVisible, type Level, levelOf, rowType } from './types.js';

const choices: readonly StatementChoice[] = [
  { weight: 16, make: assignment },
  { weight: 10, make: output },
  { weight: 2, make: outputOfError },
  { weight: 12, make: method },
  { weight: 5, make: bump },
  { weight: 4, make: append },
  { weight: 4, make: multiset },
  { weight: 5, make: ifStatement },
  { weight: 6, make: loop },
  { weight: 2, make: leaveLoop },
  { weight: 3, make: raise },
  { weight: 6, make: block },
  { weight: 6, make: call },
  { weight: 2, make: returnStatement },
  { weight: 3, make: selectBulk },
  { weight: 2, make: selectRow },
  { weight: 2, make: fetchBulk },
  { weight: 3, make: rowChange },
  { weight: 4, make: forall },
  { weight: 3, make: ofTable },
  { weight: 2, make: collected },
];

/** The program of a seed; undefined where it is of no use, or Oracle does not say what it does. */
export function collectionProgram(seed: number): RandomProgram | undefined {
  const g = new Generator(seed, choices);
  const { random } = g;
  const types = makeTypes(g);
  const outside = { ...nowhere, types: types.filter((t) => isVisible(levelOf(t), 'package')) };
  const globals = declareVariables(g, outside, random.below(3));
  const named = globals.variables.map((v) => ({ ...v, name: `pk.${v.name}` }));
  const count = (most: number): number => (outside.types.length > 0 ? random.below(most) : 0);
  const ofPackages = (session: Session): Scope => session.packages;
  const packaged = routines(g, { ...outside, variables: named }, count(3), { prefix: 'pk.r', home: ofPackages });
  const standalone = routines(g, packaged.inside, count(2), { prefix: 'r', home: ofPackages });
  const declared = declareVariables(g, { ...standalone.inside, level: 'local', types }, 3 + random.below(3));
  const nested = routines(g, declared.inside, random.below(3), { prefix: 'q', home: (session) => session.block });
  const cx: Context = { ...nested.inside, depth: 0 };
  const calls = cx.routines.flatMap((r) => (r.result === undefined ? (callOf(g, cx, r) ?? []) : []));
  const statements = Array.from({ length: 14 }, () => g.statement(cx));
  const all = [...statements.slice(0, 3), ...calls, ...statements.slice(3)].map((x) => onItsOwn(g, x));
  const shown = sequence([...cx.variables.map((v) => printed(g, [shownVariable(v)])), rowsShown]);
  const session = new Session();
  const run = { session, scope: session.block };
  try {
    globals.declare({ session, scope: session.packages });
    for (const v of globals.variables) session.packages.declare(`pk.${v.name}`, session.packages.get(v.name));
    declared.declare(run);
    const body = sequence([...all.filter((x) => isOfUse(run, x)), shown]);
    shown.execute(run);
    return {
      setup: setupOf(types, globals.lines, packaged.made, standalone.made),
      run: [
        'DECLARE',
        ...indented(declarations(types, 'local')),
        ...indented(declared.lines),
        ...showFunctions(types, 'local').flatMap((x) => indented([`${x.head} IS`, ...x.body])),
        ...nested.made.flatMap((x) => indented(x.lines)),
        'BEGIN',
        ...indented(body.lines),
        'END;',
        '/',
      ],
      expected: session.output,
    };
  } catch (end) {
    if (end instanceof OracleError || end instanceof Useless) return undefined;
    throw end;
  }
}

const nowhere: Context = {
  level: 'package',
  types: [],
  variables: [],
  routines: [],
  depth: 1,
  inLoop: false,
  inHandler: false,
};

/** Routines, each of which may call those before it; nested ones see some of the variables around them. */
function routines(
  g: Generator,
  cx: Context,
  count: number,
  { prefix, home }: { readonly prefix: string; readonly home: (session: Session) => Scope },
): { readonly made: readonly DefinedRoutine[]; readonly inside: Context } {
  const made: DefinedRoutine[] = [];
  let inside = cx;
  for (let i = 0; i < count; i++) {
    const variables = cx.level === 'local' ? cx.variables.filter(() => g.random.chance(0.3)) : cx.variables;
    const isFunction = g.random.chance(0.4);
    const defined = defineRoutine(g, { name: g.fresh(prefix), isFunction, around: { ...inside, variables }, home });
    made.push(defined);
    inside = { ...inside, routines: [...inside.routines, defined.routine] };
  }
  return { made, inside };
}

const showFunctions = (types: readonly CompositeType[], level: Level): ReturnType<typeof showFunctionLines>[] =>
  types.filter((t) => levelOf(t) === level).map(showFunctionLines);

const declarations = (types: readonly CompositeType[], level: Level): string[] =>
  types.flatMap((t) => (levelOf(t) === level && t.kind !== 'object' && t !== rowType ? [declarationOf(t)] : []));

/** The table, the types and the package that `Session` knows. */
function setupOf(
  types: readonly CompositeType[],
  globals: readonly string[],
  packaged: readonly DefinedRoutine[],
  standalone: readonly DefinedRoutine[],
): readonly string[] {
  const shows = [...showFunctions(types, 'schema'), ...showFunctions(types, 'package')];
  return [
    'CREATE TABLE t (id NUMBER PRIMARY KEY, v NUMBER(2), s VARCHAR2(3));',
    "INSERT INTO t VALUES (1, 10, 'a');",
    "INSERT INTO t VALUES (2, 20, 'b');",
    "INSERT INTO t VALUES (3, NULL, 'B');",
    'COMMIT;',
    ...types.flatMap((t) => {
      if (levelOf(t) !== 'schema' || t === rowType) return [];
      return t.kind === 'object' ? objectSpecification(t) : [declarationOf(t), '/'];
    }),
    'CREATE OR REPLACE PACKAGE pk IS',
    ...indented(declarations(types, 'package')),
    ...indented(globals),
    ...shows.map((x) => `  ${x.head};`),
    ...packaged.map((x) => `  ${x.head};`),
    'END;',
    '/',
    'CREATE OR REPLACE PACKAGE BODY pk IS',
    ...shows.flatMap((x) => indented([`${x.head} IS`, ...x.body])),
    ...packaged.flatMap((x) => indented(x.lines)),
    'END;',
    '/',
    ...types.flatMap((t) => (t.kind === 'object' ? objectBody(t) : [])),
    ...standalone.flatMap((x) => [`CREATE ${x.lines[0] ?? ''}`, ...x.lines.slice(1), '/']),
  ];
}

/** Runs the statement; where Oracle does not say what it does, the program goes without it. */
function isOfUse(run: Run, statement: Statement): boolean {
  const restore = run.session.kept();
  try {
    statement.execute(run);
    return true;
  } catch (end) {
    if (!(end instanceof Useless)) throw end;
    restore();
    return false;
  }
}

/** An error of the statement is printed, and the program goes on. */
function onItsOwn(g: Generator, statement: Statement): Statement {
  const handled = handlersOf([
    {
      name: 'OTHERS',
      body: printed(g, [{ text: 'SQLCODE', value: ({ session }) => String(session.handled?.code ?? 0) }]),
    },
  ]);
  return {
    lines: ['BEGIN', ...indented(statement.lines), ...handled.lines, 'END;'],
    execute: (run) => handled.around(run, () => statement.execute(run)),
  };
}
