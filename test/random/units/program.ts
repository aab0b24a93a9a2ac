import type { RandomProgram } from '../cases.js';
import { call } from './calls.js';
import {
  block,
  caseStatement,
  goto,
  ifStatement,
  leaveLoop,
  loop,
  othersHandler,
  raise,
  returnStatement,
} from './control.js';
import { closeCursor, cursorAssignment, cursorAttributes, fetchCursor, openCursor } from './cursors.js';
import { declareVariables } from './declarations.js';
import { type Context, Generator, indented, type Statement, type StatementChoice } from './generator.js';
import { makeInsteadOf, viewChange } from './instead-of.js';
import { declareObjects } from './object-types.js';
import { methodStatement } from './objects.js';
import { objectChange, objectInto, objectLoop } from './objects-sql.js';
import { declarePackage, type MadePackage } from './packages.js';
import { makePipelined, pipedLoop, pipedSum, pipeRow } from './pipelined.js';
import { nestedRoutines } from './routines.js';
import { Raised, type Run, Scope, Session, type Trigger, Useless } from './session.js';
import { aggregate, change, changeOfSeveral, rowLoop, rowsShown, selectInto } from './sql.js';
import { assignment, output, printed, sqlcode, sqlerrm } from './statements.js';
import { type MadeTrigger, makeCompound, makeTrigger } from './triggers.js';

const choices: readonly StatementChoice[] = [
  { weight: 14, make: assignment },
  { weight: 9, make: output },
  { weight: 5, make: ifStatement },
  { weight: 3, make: caseStatement },
  { weight: 4, make: loop },
  { weight: 3, make: leaveLoop },
  { weight: 4, make: raise },
  { weight: 5, make: block },
  { weight: 2, make: goto },
  { weight: 9, make: call },
  { weight: 2, make: returnStatement },
  { weight: 4, make: selectInto },
  { weight: 2, make: rowLoop },
  { weight: 2, make: aggregate },
  { weight: 5, make: change },
  { weight: 3, make: changeOfSeveral },
  { weight: 6, make: methodStatement },
  { weight: 5, make: openCursor },
  { weight: 5, make: fetchCursor },
  { weight: 2, make: closeCursor },
  { weight: 2, make: cursorAttributes },
  { weight: 3, make: cursorAssignment },
  { weight: 3, make: objectChange },
  { weight: 2, make: objectInto },
  { weight: 2, make: objectLoop },
  { weight: 14, make: pipeRow },
  { weight: 3, make: pipedSum },
  { weight: 2, make: pipedLoop },
  { weight: 3, make: viewChange },
];

const nothing: Context = {
  variables: [],
  routines: [],
  exceptions: [],
  types: [],
  depth: 0,
  loops: [],
  inHandler: false,
  pure: false,
  sql: false,
};

const seeing = (cx: Context, p: MadePackage): Context => ({
  ...cx,
  variables: [...cx.variables, ...p.public.variables],
  routines: [...cx.routines, ...p.public.routines],
  exceptions: [...cx.exceptions, ...p.public.exceptions],
  types: [...cx.types, ...p.public.types],
});

/** The program of a seed; undefined where it is of no use. */
export const unitsProgram = (seed: number): RandomProgram | undefined => cutDown(seed, new Set());

/** The program without some of its statements, and how many it has. */
export function cutDown(
  seed: number,
  dropped: ReadonlySet<number>,
): (RandomProgram & { readonly statements: number }) | undefined {
  const g = new Generator(seed, choices, dropped);
  const { random } = g;
  const packages: MadePackage[] = [];
  const objects = random.chance(0.6) ? declareObjects(g, nothing) : undefined;
  g.objects = objects;
  let cx = objects ? { ...nothing, types: objects.types } : nothing;
  for (let i = 1; i <= 2 + random.below(2); i++) {
    const made = declarePackage(g, `p${i}`, cx);
    packages.push(made);
    cx = seeing(cx, made);
  }
  const bodies = new Map<MadePackage, Bodies>();
  const makings = packages.flatMap((p) =>
    p.routines.map((r) => () => {
      const own: Bodies = bodies.get(p) ?? new Map();
      bodies.set(p, own.set(r, r.body(p.inside(cx))));
    }),
  );
  const inMethods = cx;
  makings.push(...(objects?.makings ?? []).map((making) => () => making(inMethods)));
  const all = makings.map((make) => ({ make, order: random.next() }));
  for (const { make } of all.sort((a, b) => a.order - b.order)) make();
  const triggers = Array.from({ length: random.below(3) }, (_, i) =>
    random.chance(0.4) ? makeCompound(g, cx, `tr${i + 1}`) : makeTrigger(g, cx, `tr${i + 1}`),
  );
  if (random.chance(0.6)) g.pipelined = makePipelined(g, cx);
  const view = random.chance(0.5) ? makeInsteadOf(g, cx) : undefined;
  const above = declarePackage(g, 'px', cx);
  packages.push(above);
  const outside = { ...cx, sql: true };
  const setup = [
    'CREATE TABLE t (id NUMBER PRIMARY KEY, v NUMBER);',
    'INSERT INTO t VALUES (1, 10);',
    'INSERT INTO t VALUES (2, 20);',
    'INSERT INTO t VALUES (3, NULL);',
    ...(objects
      ? [...objects.specifications, `CREATE TABLE tb (id NUMBER PRIMARY KEY, o ${objects.types[0]?.name});`]
      : []),
    'COMMIT;',
    ...(g.pipelined ? ['CREATE OR REPLACE TYPE ntab IS TABLE OF NUMBER;', '/'] : []),
    ...packages.flatMap((p) => p.specification),
    ...(g.pipelined?.specification ?? []),
    ...(g.pipelined?.body ?? []),
    ...packages.flatMap((p) => p.body(bodies.get(p) ?? bodiesOf(p, outside))),
    ...(objects?.lines() ?? []),
    ...triggers.flatMap((t, i) =>
      t.lines(triggers.slice(0, i).flatMap((o) => (isAlikeAnywhere(o, t) ? [o.name] : []))),
    ),
    ...(view?.lines ?? []),
  ];
  g.view = view;
  cx = seeing(outside, above);
  const session = new Session();
  // Those of one moment fire as FOLLOWS says.
  session.triggers = triggers.flatMap((t) => t.triggers);
  if (
    triggers.some((t, i) => triggers.some((o, j) => i < j && (t.isCompound || o.isCompound) && isAlikeAnywhere(t, o)))
  )
    return undefined;
  for (const { state } of packages) session.packages.set(state.name, state);
  const lines: string[] = [];
  try {
    for (let i = 0; i < 3; i++) {
      lines.push(...outermostBlock(g, cx, session));
      if (random.chance(0.4)) lines.push(...replaced(random.pick(packages), outside));
    }
    const rows = rowsShown();
    lines.push(...rows.lines);
    session.output.push(...rows.shown(session));
  } catch (end) {
    if (end instanceof Raised || end instanceof Useless) return undefined;
    throw end;
  }
  return { setup, run: lines, expected: session.output, statements: g.made };
}

type Bodies = Map<MadePackage['routines'][number], readonly string[]>;

const bodiesOf = (p: MadePackage, outside: Context): Bodies =>
  new Map(p.routines.map((r) => [r, r.body(p.inside(outside))]));

/** A new body: what the package held is lost. What other packages hold is not. */
function replaced(p: MadePackage, outside: Context): readonly string[] {
  const lines = p.body(bodiesOf(p, { ...outside, sql: p.name === 'px' }));
  p.state.stage = 'new';
  return lines;
}

const isAlike = (a: Trigger, b: Trigger): boolean =>
  a.moment === b.moment && a.eachRow === b.eachRow && a.events.some((e) => b.events.includes(e));

const isAlikeAnywhere = (a: MadeTrigger, b: MadeTrigger): boolean =>
  a.triggers.some((x) => b.triggers.some((y) => isAlike(x, y)));

/** A block of the script, of statements whose errors it prints. */
function outermostBlock(g: Generator, outside: Context, session: Session): readonly string[] {
  const { random } = g;
  const run: Run = { session, scope: session.block };
  session.begin();
  const declared = declareVariables(g, outside, 1 + random.below(4));
  const nested = nestedRoutines(g, declared.inside);
  declared.declare(run);
  nested.declare(run);
  const calls = nested.inside.routines.flatMap(() => {
    const made = call(g, nested.inside);
    return made ? g.unlessDropped(made) : [];
  });
  const statements = [...Array.from({ length: 8 }, () => g.statement(nested.inside)), ...calls];
  const kept = statements.map((s) => onItsOwn(g, s)).filter((s) => isOfUse(run, s));
  return [
    'DECLARE',
    ...indented(declared.lines),
    ...indented(nested.lines),
    'BEGIN',
    ...indented(kept.flatMap((s) => s.lines)),
    '  NULL;',
    'END;',
    '/',
  ];
}

/** Runs the statement; where Oracle does not say what it does, the program goes without it. */
function isOfUse(run: Run, statement: Statement): boolean {
  const restore = run.session.kept();
  run.session.begin();
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
  const handled = othersHandler(printed(g, [sqlcode, sqlerrm]));
  return {
    lines: ['BEGIN', ...indented(statement.lines), ...handled.lines, 'END;'],
    execute: (run) => handled.around({ ...run, scope: new Scope(run.scope) }, () => statement.execute(run)),
  };
}
