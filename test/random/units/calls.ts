import { expression, number, text, together } from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  type Parameter,
  pickName,
  type Routine,
  type Statement,
  setVariable,
  type Variable,
  valueOf,
} from './generator.js';
import { Raised, type Run, Scope, Useless } from './session.js';
import {
  Collection,
  fitted,
  isScalar,
  OpenCursor,
  type RecordType,
  RecordValue,
  type Type,
  type Value,
} from './values.js';

/*
 * Calls.
 *   - Actual parameters stand by position, by name, or first by position and then by name; one with a default may be left out.
 *     (PL/SQL Language Reference, "Positional, Named, and Mixed Notation")
 *   - Of overloads that one is called whose parameters fit; a NUMBER is a NUMBER and a text a text first of all. ("Overloaded Subprograms")
 *   - OUT and IN OUT parameters are copied back when the routine ends without an error. ("Subprogram Parameter Modes")
 *   - What an actual parameter of mode IN is while the routine changes it is not said ("Subprogram Parameter Aliasing"): none is a variable
 *     that the routine may change.
 */

/** The object whose method is called. */
export interface SelfArgument {
  /** What is called, with the object before it. */
  readonly name: string;
  /** What follows a method that is given nothing. */
  readonly empty: string;
  readonly argument: Argument;
  /** Variables that nothing else may hand over. */
  readonly taken: readonly Variable[];
}

export interface Argument {
  readonly text: string;
  readonly parameter: Parameter;
  readonly give: (run: Run) => Value;
  readonly back?: (run: Run, value: Value) => void;
}

export interface Call {
  readonly text: string;
  readonly run: (run: Run) => Value;
}

const initialRecord = (run: Run, type: RecordType): RecordValue =>
  new RecordValue(new Map(type.fields.map((f) => [f.name, f.initial ? fitted(f.initial.value(run), f.type) : null])));

/** What a variable of the type holds before it is given a value. */
export function initialValue(run: Run, type: Type): Value {
  switch (type.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'cursor':
    case 'table':
    case 'object':
      return null;
    case 'map':
      return new Collection();
    case 'record':
      return initialRecord(run, type);
  }
}

/** The call of a routine by one of its names; undefined where the context lacks an actual parameter, or the call means two overloads. */
export function callOf(
  g: Generator,
  cx: Context,
  routine: Routine,
  depth: number,
  first?: Expression,
  self?: SelfArgument,
): Call | undefined {
  const { random } = g;
  const name = self?.name ?? pickName(g, routine);
  const taken = new Set<Variable>(self?.taken);
  const given: Argument[] = [];
  const leftOut = routine.parameters.filter((p) => p.default && random.chance(0.5));
  for (const parameter of routine.parameters.slice(self ? 1 : 0)) {
    if (leftOut.includes(parameter)) continue;
    const made =
      first && given.length === 0
        ? inOf(parameter, first)
        : parameter.mode === 'IN'
          ? inArgument(g, cx, { routine, parameter, depth, taken })
          : outArgument(g, cx, parameter, taken);
    if (!made) return undefined;
    given.push(made);
  }
  // By position up to the first that is left out.
  const order = routine.parameters.slice(self ? 1 : 0).findIndex((p) => leftOut.includes(p));
  const most = order < 0 ? given.length : order;
  const byPosition = random.chance(0.65) ? most : random.below(most + 1);
  const named = given.slice(byPosition);
  if (!first && random.chance(0.5)) named.reverse();
  const all = [...given.slice(0, byPosition), ...named];
  if (isAmbiguous(cx, name, routine, given.slice(0, byPosition), named)) return undefined;
  const list = all.map((x) => (named.includes(x) ? `${x.parameter.name} => ${x.text}` : x.text));
  return {
    text: `${name}${list.length > 0 ? `(${list.join(', ')})` : (self?.empty ?? '')}`,
    run: (run) => execute(run, routine, self ? [self.argument, ...given] : given),
  };
}

function execute(run: Run, routine: Routine, given: readonly Argument[]): Value {
  const { session } = run;
  const before = session.effects;
  const isNew = routine.package !== undefined && session.package(routine.package).stage === 'new';
  const home = routine.home(run);
  const entered = session.effects;
  // Nor whether a default that fails is worked out before an actual parameter that does.
  const hasDefaults = routine.parameters.some((p) => !given.some((x) => x.parameter === p));
  const values = argumentsOf(run, given, isNew || hasDefaults);
  // Whether the package is initialised first or its actual parameters are worked out is not said.
  if (isNew && session.effects > entered && entered > before) throw new Useless();
  const scope = new Scope(home);
  const inside: Run = { session, scope };
  let byDefault = 0;
  for (const p of routine.parameters) {
    const index = given.findIndex((x) => x.parameter === p);
    const start = session.effects;
    scope.declare(
      p.key,
      index >= 0 ? (values[index] ?? null) : p.default ? fitted(p.default.value(inside), p.type) : null,
    );
    byDefault += session.effects > start ? 1 : 0;
  }
  if (byDefault > 1) throw new Useless();
  const result = orUseless(
    () => session.call(() => routine.invoke(inside)),
    // What a cursor variable that is handed back is then is not said.
    routine.parameters.some((p) => p.type.kind === 'cursor' && p.mode !== 'IN'),
  );
  if (result instanceof OpenCursor && values.includes(result)) result.isShared = true;
  for (const x of given) x.back?.(run, scope.get(x.parameter.key));
  return result;
}

function orUseless(body: () => Value, isCursorLost: boolean): Value {
  try {
    return body();
  } catch (error) {
    throw isCursorLost && error instanceof Raised ? new Useless() : error;
  }
}

interface SqlArgument {
  readonly text: string;
  readonly value: (run: Run, row: unknown) => Value;
}

/** The call of a function in SQL, with arguments of the kinds that its parameters have. */
export function argumentsInSql(
  g: Generator,
  cx: Context,
  routine: Routine,
  make: (kind: 'number' | 'text') => SqlArgument,
): { readonly text: string; readonly run: (run: Run, row: unknown) => Value } | undefined {
  const name = g.random.pick(routine.names.filter((n) => n.includes('.')));
  const wanted = routine.parameters.filter((p) => !p.default || g.random.chance(0.5));
  const given = wanted.map((parameter) => ({
    parameter,
    made: make(parameter.type.kind === 'number' ? 'number' : 'text'),
  }));
  const first = routine.parameters.findIndex((p) => !wanted.includes(p));
  const byPosition = first < 0 ? given.length : first;
  const plain = given.map(({ parameter, made }): Argument => ({ text: made.text, parameter, give: () => null }));
  if (isAmbiguous(cx, name, routine, plain.slice(0, byPosition), plain.slice(byPosition))) return undefined;
  const list = given.map(({ parameter, made }, i) =>
    i < byPosition ? made.text : `${parameter.name} => ${made.text}`,
  );
  return {
    text: `${name}${list.length > 0 ? `(${list.join(', ')})` : ''}`,
    run: (run, row) =>
      execute(
        run,
        routine,
        given.map(({ parameter, made }) => ({
          text: made.text,
          parameter,
          give: (of) => fitted(made.value(of, row), parameter.type),
        })),
      ),
  };
}

/** What fails before or after a package begins is not said. */
function argumentsOf(run: Run, given: readonly Argument[], isNew: boolean): Value[] {
  try {
    return together(
      given.map((x) => () => x.give(run)),
      run.session,
    );
  } catch (error) {
    if (isNew && error instanceof Raised) throw new Useless();
    throw error;
  }
}

function isAmbiguous(
  cx: Context,
  name: string,
  routine: Routine,
  positional: readonly Argument[],
  named: readonly Argument[],
): boolean {
  const isFunction = routine.result !== undefined;
  const others = cx.routines.filter(
    (r) => r !== routine && r.names.includes(name) && (r.result !== undefined) === isFunction,
  );
  return others.some((r) => {
    const fits = (index: number, x: Argument): boolean => r.parameters[index]?.type.kind === x.parameter.type.kind;
    const at = (x: Argument): number => r.parameters.findIndex((p) => p.name === x.parameter.name);
    if (positional.length > r.parameters.length || named.some((x) => at(x) < positional.length)) return false;
    const filled = new Set([...positional.keys(), ...named.map(at)]);
    if (r.parameters.some((p, i) => !filled.has(i) && !p.default)) return false;
    // It takes as many: only what it takes can tell.
    return positional.every((x, i) => fits(i, x)) && named.every((x) => fits(at(x), x));
  });
}

const inOf = (parameter: Parameter, value: Expression): Argument => ({
  text: value.text,
  parameter,
  give: (run) => fitted(value.value(run), parameter.type),
});

function inArgument(
  g: Generator,
  cx: Context,
  {
    routine,
    parameter,
    depth,
    taken,
  }: {
    readonly routine: Routine;
    readonly parameter: Parameter;
    readonly depth: number;
    readonly taken: Set<Variable>;
  },
): Argument | undefined {
  const { random } = g;
  const { type } = parameter;
  if (!isScalar(type)) {
    const apart = cx.variables.filter(
      (v) =>
        !taken.has(v) && !(v.isSelf && routine.nested) && (v.constant || (v.package === undefined && !routine.nested)),
    );
    // A function that gives a cursor may change what stands beside it.
    const routines = type.kind === 'cursor' ? [] : cx.routines;
    const made = expression(g, { ...cx, variables: apart, routines }, type, depth - 1);
    if (made?.variable) taken.add(made.variable);
    return made && inOf(parameter, made);
  }
  const isOverloaded = cx.routines.some((r) => r.key !== routine.key && r.names.some((n) => routine.names.includes(n)));
  // The other kind, which is converted.
  if (!isOverloaded && random.chance(0.12)) {
    if (type.kind === 'number') return inOf(parameter, kept(text(g, cx, 0)));
    if (type.kind === 'text') return inOf(parameter, kept(number(g, cx, 0)));
  }
  const made = expression(g, cx, type, depth - 1);
  return made && inOf(parameter, kept(made));
}

/** A variable's value, apart from the variable. */
function kept(made: Expression): Expression {
  if (!made.variable || made.variable.constant) return made;
  const { variable: _, ...rest } = made;
  switch (made.type.kind) {
    case 'number':
      return { ...rest, text: `${made.text} + 0` };
    case 'text':
      return { ...rest, text: `${made.text} || ''` };
    case 'boolean':
      return { ...rest, text: `(${made.text} OR FALSE)` };
    default:
      return made;
  }
}

function outArgument(g: Generator, cx: Context, parameter: Parameter, taken: Set<Variable>): Argument | undefined {
  const { random } = g;
  const { type } = parameter;
  const convertible = random.chance(0.15) && (type.kind === 'number' || type.kind === 'text');
  const open = cx.variables.filter(
    (v) =>
      !v.constant &&
      !taken.has(v) &&
      (convertible ? v.type.kind === 'number' || v.type.kind === 'text' : sameType(v.type, type)),
  );
  if (open.length === 0) return undefined;
  const v = random.pick(open);
  taken.add(v);
  return {
    text: pickName(g, v),
    parameter,
    give: (run) => (parameter.mode === 'OUT' ? initialValue(run, type) : fitted(valueOf(run, v), type)),
    back: (run, value) => {
      try {
        setVariable(run, v, fitted(value, v.type));
      } catch (error) {
        // When the length of the actual parameter counts is not said.
        if (error instanceof Raised) throw new Useless();
        throw error;
      }
    },
  };
}

export const sameType = (a: Type, b: Type): boolean =>
  a === b ||
  (a.kind === b.kind && a.kind !== 'object' && a.kind !== 'record' && a.kind !== 'table' && a.kind !== 'map');

/** A function's call that gives a value of the kind, or of the type. */
export function functionCall(
  g: Generator,
  cx: Context,
  kind: 'number' | 'text' | 'boolean' | Type,
  { pure, depth }: { readonly pure: boolean; readonly depth: number },
): Expression | undefined {
  const ready = cx.routines.filter(
    (r) =>
      g.ready.has(r.key) &&
      r.pure === pure &&
      (pure || !cx.pure) &&
      r.result !== undefined &&
      (typeof kind === 'string' ? r.result.kind === kind : r.result === kind) &&
      r.parameters.every((p) => !pure || p.mode === 'IN'),
  );
  if (ready.length === 0) return undefined;
  const routine = g.random.pick(ready);
  const made = callOf(g, cx, routine, Math.min(depth, 1));
  const { result } = routine;
  return made && result && { text: made.text, type: result, value: made.run };
}

export function call(g: Generator, cx: Context): Statement | undefined {
  const ready = cx.routines.filter((r) => g.ready.has(r.key) && r.result === undefined && (!cx.pure || r.pure));
  if (ready.length === 0) return undefined;
  const made = callOf(g, cx, g.random.pick(ready), 1);
  return made && { lines: [`${made.text};`], execute: (run) => void made.run(run) };
}
