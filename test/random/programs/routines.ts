import { Departure, Grid, NestedTable, OracleError, type Run, Scope, tenCharacters, twoDigits } from '../session.js';
import { handlers } from './control-statements.js';
import { type NumberExpression, number, simpleNumber, simpleText, type TextExpression } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  isDeep,
  type Parameter,
  printed,
  type Routine,
  type Statement,
  shownNumber,
  within,
  writable,
} from './generator.js';

/*
 * Blocks, declarations and routines.
 *   - An error of a declaration goes past the handlers of its block. (PL/SQL Language Reference, "Exceptions Raised in Declarations")
 *   - IN OUT and OUT parameters are copies: a routine that fails leaves its caller's variables as they were; an OUT parameter begins as NULL.
 *     (PL/SQL Language Reference, "Subprogram Parameter Modes")
 *   - A function that ends without RETURN raises ORA-06503.
 * IN parameters are given expressions, or variables that the routine cannot change otherwise: Oracle does not say whether it copies those.
 */

interface Declarations {
  readonly lines: readonly string[];
  readonly declare: (run: Run) => void;
  /** The context with the variables. */
  readonly inside: Context;
}

interface Declared {
  readonly line: string;
  readonly declare: (run: Run) => void;
  readonly add: (cx: Context) => Context;
}

const declarationKinds: readonly {
  readonly weight: number;
  readonly make: (g: Generator, cx: Context) => Declared;
}[] = [
  { weight: 36, make: numberDeclaration },
  { weight: 18, make: textDeclaration },
  { weight: 16, make: tableDeclaration },
  { weight: 12, make: recordDeclaration },
  { weight: 9, make: arrayDeclaration },
  { weight: 9, make: gridDeclaration },
];

export function declarations(g: Generator, cx: Context, count: number): Declarations {
  const made: Declared[] = [];
  let inside = cx;
  for (let i = 0; i < count; i++) {
    const declared = g.random.weighted(declarationKinds).make(g, inside);
    made.push(declared);
    inside = declared.add(inside);
  }
  return {
    lines: made.map((x) => x.line),
    declare: (run) => {
      for (const x of made) x.declare(run);
    },
    inside,
  };
}

function numberDeclaration(g: Generator, cx: Context): Declared {
  const name = g.fresh('v');
  const small = g.random.chance(0.3);
  const value = number(g, cx, 1);
  return {
    line: `${name} NUMBER${small ? '(2)' : ''} := ${value.text};`,
    declare: (run) => run.scope.declare(name, value.value(run), small ? twoDigits : undefined),
    add: (x) => ({
      ...x,
      numbers: [...x.numbers, name],
      small: small ? new Set([...x.small, name]) : x.small,
    }),
  };
}

function textDeclaration(g: Generator, cx: Context): Declared {
  const name = g.fresh('s');
  const value = simpleText(g, cx);
  return {
    line: `${name} VARCHAR2(10) := ${value.text};`,
    declare: (run) => run.scope.declare(name, value.value(run), tenCharacters),
    add: (x) => ({ ...x, texts: [...x.texts, name] }),
  };
}

function tableDeclaration(g: Generator, cx: Context): Declared {
  const name = g.fresh('x');
  const values = [simpleNumber(g, cx), simpleNumber(g, cx)];
  return {
    line: `${name} pk.nt := pk.nt(${values.map((v) => v.text).join(', ')});`,
    declare: (run) => run.scope.declare(name, NestedTable.of(values.map((v) => v.value(run)))),
    add: (x) => ({ ...x, tables: [...x.tables, name] }),
  };
}

function recordDeclaration(g: Generator): Declared {
  const name = g.fresh('y');
  return {
    line: `${name} pk.rec;`,
    declare: ({ scope }) => {
      scope.declare(`${name}.a`, null);
      scope.declare(`${name}.b`, 5);
    },
    add: (x) => ({ ...x, numbers: [...x.numbers, `${name}.a`, `${name}.b`], records: [...x.records, name] }),
  };
}

function arrayDeclaration(g: Generator): Declared {
  const name = g.fresh('m');
  return {
    line: `${name} pk.map;`,
    declare: ({ scope }) => scope.declare(name, new Map()),
    add: (x) => ({ ...x, arrays: [...x.arrays, name] }),
  };
}

function gridDeclaration(g: Generator, cx: Context): Declared {
  const name = g.fresh('w');
  const value = simpleNumber(g, cx);
  return {
    line: `${name} pk.grid := pk.grid(pk.nt(${value.text}), NULL);`,
    declare: (run) => run.scope.declare(name, new Grid([NestedTable.of([value.value(run)]), null])),
    add: (x) => ({ ...x, grids: [...x.grids, name] }),
  };
}

export function block(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const declared = random.chance(0.4) ? declarations(g, cx, 1 + random.below(2)) : undefined;
  const inside = within(declared?.inside ?? cx);
  const body = g.statements(inside, 1 + random.below(3));
  const handled = handlers(g, inside);
  return {
    lines: [
      ...(declared ? ['DECLARE', ...indented(declared.lines)] : []),
      'BEGIN',
      ...indented(body.lines),
      ...handled.lines,
      'END;',
    ],
    execute: (outer) => {
      const run = { ...outer, scope: new Scope(outer.scope) };
      declared?.declare(run);
      handled.around(run, () => body.execute(run));
    },
  };
}

/** What a call gives for a parameter. */
interface Argument {
  readonly text: string;
  /** Puts the parameter into the routine's scope. */
  readonly give: (caller: Run, into: Scope) => void;
  /** Copies what came out of it; undefined for IN. */
  readonly take?: (caller: Run, from: Scope) => void;
}

export function call(g: Generator, cx: Context): Statement | undefined {
  if (cx.routines.length === 0) return undefined;
  return callOf(g, cx, g.random.pick(cx.routines));
}

export function callOf(g: Generator, cx: Context, routine: Routine): Statement | undefined {
  const { random } = g;
  const taken = new Set<string>();
  const given: Argument[] = [];
  for (const parameter of routine.parameters) {
    const made = argument(g, cx, routine, parameter, taken);
    if (!made) return undefined;
    given.push(made);
  }
  const named = random.chance(0.15);
  const list = given.map((x, i) => (named ? `${routine.parameters[i]?.name} => ${x.text}` : x.text));
  const text = `${routine.name}${list.length > 0 ? `(${list.join(', ')})` : ''}`;
  const invoke = (caller: Run): number | null => {
    const home = routine.nested ? caller.scope.homeOf(routine.name) : caller.session.packages;
    const scope = new Scope(home);
    for (const x of given) x.give(caller, scope);
    const result = caller.session.call(() => routine.invoke({ ...caller, scope }));
    for (const x of given) x.take?.(caller, scope);
    return result;
  };
  if (routine.kind === 'PROCEDURE') return { lines: [`${text};`], execute: (run) => void invoke(run) };
  const result: NumberExpression = { text, value: invoke };
  const targets = writable(cx).filter((name) => !taken.has(name));
  const kind = random.next();
  if (kind < 0.6 && targets.length > 0) {
    const target = random.pick(targets);
    return { lines: [`${target} := ${text};`], execute: (run) => run.scope.set(target, invoke(run)) };
  }
  if (kind > 0.8 || isDeep(cx)) return printed(g, [shownNumber(result)]);
  const body = g.statements(within(cx), 1);
  const least = random.below(10);
  return {
    lines: [`IF ${text} > ${least} THEN`, ...indented(body.lines), 'END IF;'],
    execute: (run) => {
      if ((invoke(run) ?? least) > least) body.execute(run);
    },
  };
}

function argument(
  g: Generator,
  cx: Context,
  routine: Routine,
  { name, mode, type }: Parameter,
  taken: Set<string>,
): Argument | undefined {
  const free = (names: readonly string[], field = ''): string | undefined => {
    const left = names.filter((x) => !taken.has(x) && (mode === 'IN' || !cx.constants.has(`${x}${field}`)));
    if (left.length === 0) return undefined;
    const picked = g.random.pick(left);
    taken.add(picked);
    return picked;
  };
  const back = (take: NonNullable<Argument['take']>): Pick<Argument, 'take'> => (mode === 'IN' ? {} : { take });
  // A nested routine could change what it is given by reference.
  if (mode === 'IN' && routine.nested && type !== 'NUMBER' && type !== 'VARCHAR2') return undefined;
  switch (type) {
    case 'pk.nt': {
      const table = free(cx.tables);
      if (table === undefined) return undefined;
      return {
        text: table,
        give: (caller, into) => into.declare(name, caller.scope.table(table).copy()),
        ...back((caller, from) => caller.scope.set(table, from.table(name).copy())),
      };
    }
    case 'pk.rec': {
      const record = free(cx.records, '.a');
      if (record === undefined) return undefined;
      const fields = ['a', 'b'];
      for (const field of fields) taken.add(`${record}.${field}`);
      return {
        text: record,
        give: (caller, into) => {
          for (const x of fields) into.declare(`${name}.${x}`, caller.scope.number(`${record}.${x}`));
        },
        ...back((caller, from) => {
          for (const x of fields) caller.scope.set(`${record}.${x}`, from.number(`${name}.${x}`));
        }),
      };
    }
    case 'NUMBER':
    case 'VARCHAR2': {
      if (mode === 'IN') return inArgument(name, type === 'NUMBER' ? number(g, cx, 1) : simpleText(g, cx), type);
      const target = free(type === 'NUMBER' ? writable(cx).filter((x) => !cx.small.has(x)) : []);
      if (target === undefined) return undefined;
      return {
        text: target,
        give: (caller, into) => into.declare(name, mode === 'OUT' ? null : caller.scope.number(target)),
        take: (caller, from) => caller.scope.set(target, from.number(name)),
      };
    }
  }
}

/** An expression, so that nothing depends on whether Oracle copies a variable. */
function inArgument(name: string, value: NumberExpression | TextExpression, type: 'NUMBER' | 'VARCHAR2'): Argument {
  const variable = /^[a-z][a-z0-9.]*$/i.test(value.text);
  return {
    text: variable ? `${value.text} ${type === 'NUMBER' ? '+ 0' : "|| ''"}` : value.text,
    give: (caller, into) => into.declare(name, value.value(caller)),
  };
}

/** A routine with its text. */
export interface DefinedRoutine {
  readonly head: string;
  readonly lines: readonly string[];
  readonly routine: Routine;
}

export function defineRoutine(g: Generator, cx: Context, kind: Routine['kind'], nested: boolean): DefinedRoutine {
  const { random } = g;
  const own = g.fresh(nested ? 'q' : 'r');
  const parameters = Array.from({ length: random.below(4) }, () => parameterOf(g, kind));
  const base = withParameters(cx, parameters);
  const declared = declarations(g, { ...base, depth: nested ? 1 : 0, returns: kind }, random.below(3));
  let inside: Context = {
    ...declared.inside,
    loops: [],
    inHandler: false,
    mayCommit: cx.mayCommit && kind === 'PROCEDURE',
  };
  const subprograms: DefinedRoutine[] = [];
  if (!nested || random.chance(0.2)) {
    for (let count = random.below(3); count > 0; count--) {
      const sub = defineRoutine(g, inside, random.chance(0.7) ? 'PROCEDURE' : 'FUNCTION', true);
      subprograms.push(sub);
      inside = { ...inside, routines: [...inside.routines, sub.routine] };
    }
  }
  const body = g.statements(inside, 2 + random.below(4));
  const result = kind === 'FUNCTION' ? number(g, inside, 1) : undefined;
  const handled = handlers(g, inside);
  const list = parameters.map((p) => `${p.name} ${p.mode} ${p.type}`).join(', ');
  const head = `${kind} ${own}${list === '' ? '' : `(${list})`}${result ? ' RETURN NUMBER' : ''}`;
  const invoke = (run: Run): number | null => {
    declared.declare(run);
    for (const { routine } of subprograms) run.scope.declareRoutine(routine.name);
    try {
      handled.around(run, () => {
        body.execute(run);
        if (result) throw new Departure('RETURN', undefined, result.value(run));
      });
      if (result) throw new OracleError(-6503);
      return null;
    } catch (departure) {
      if (departure instanceof Departure && departure.kind === 'RETURN') return departure.value;
      throw departure;
    }
  };
  return {
    head,
    lines: [
      `${head} IS`,
      ...indented(declared.lines),
      ...subprograms.flatMap((x) => indented(x.lines)),
      'BEGIN',
      ...indented(body.lines),
      ...(result ? [`  RETURN ${result.text};`] : []),
      ...handled.lines,
      'END;',
    ],
    routine: { name: nested ? own : `pk.${own}`, kind, nested, parameters, invoke },
  };
}

function parameterOf(g: Generator, kind: Routine['kind']): Parameter {
  const { random } = g;
  const name = g.fresh('a');
  if (random.chance(0.15)) return { name, type: 'pk.nt', mode: random.pick(['IN', 'IN OUT']) };
  if (random.chance(0.12)) return { name, type: 'pk.rec', mode: random.pick(['IN', 'IN OUT']) };
  if (random.chance(0.15)) return { name, type: 'VARCHAR2', mode: 'IN' };
  const onlyIn = kind === 'FUNCTION' && random.chance(0.7);
  return { name, type: 'NUMBER', mode: onlyIn ? 'IN' : random.pick(['IN', 'IN', 'OUT', 'IN OUT']) };
}

function withParameters(cx: Context, parameters: readonly Parameter[]): Context {
  const named = (type: Parameter['type'], only?: Parameter['mode']): string[] =>
    parameters.filter((p) => p.type === type && (only === undefined || p.mode === only)).map((p) => p.name);
  const fields = (records: readonly string[]): string[] => records.flatMap((r) => [`${r}.a`, `${r}.b`]);
  const constants = [
    ...named('NUMBER', 'IN'),
    ...named('VARCHAR2', 'IN'),
    ...named('pk.nt', 'IN'),
    ...fields(named('pk.rec', 'IN')),
  ];
  return {
    ...cx,
    numbers: [...cx.numbers, ...named('NUMBER'), ...fields(named('pk.rec'))],
    texts: [...cx.texts, ...named('VARCHAR2')],
    tables: [...cx.tables, ...named('pk.nt')],
    records: [...cx.records, ...named('pk.rec')],
    constants: new Set([...cx.constants, ...constants]),
  };
}
