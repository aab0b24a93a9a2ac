import { type Argument, callOf, functionCall, type SelfArgument } from './calls.js';
import { expression, together } from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  pickName,
  type Statement,
  setVariable,
  type Variable,
  valueOf,
} from './generator.js';
import { bodyFor, type Method } from './object-types.js';
import { Raised, type Run, Scope } from './session.js';
import {
  booleanType,
  copy,
  fitted,
  isUnder,
  numberOf,
  type ObjectType,
  ObjectValue,
  objectOf,
  type Type,
  type Value,
} from './values.js';

/*
 * Objects.
 *   - A method of a NULL object is SELF_IS_NULL. (PL/SQL Language Reference, "Predefined Exceptions")
 *   - SELF of a procedure is IN OUT, of a function IN, where nothing else is written; a call that fails leaves the object as it was.
 *   - Objects are compared by their MAP or ORDER method; with NULL the result is NULL. (Object-Relational Developer's Guide)
 */

const variablesOf = (cx: Context, type: ObjectType): readonly Variable[] =>
  cx.variables.filter((v) => v.type.kind === 'object' && isUnder(v.type, type));

/** A value of the type, or of one under it. */
export function object(g: Generator, cx: Context, type: ObjectType, depth: number): Expression | undefined {
  const { random } = g;
  const family = g.objects;
  const chance = random.next();
  if (chance < 0.3) {
    const called = functionCall(g, cx, type, { pure: true, depth });
    if (called) return called;
  }
  if (chance < 0.4) {
    // Of the subtype only where the object is one: else Oracle's answer is not the same in SQL and PL/SQL.
    const made = treated(g, cx, type);
    if (made) return made;
  }
  const own = variablesOf(cx, type);
  if (own.length > 0 && chance < 0.75) {
    const v = random.pick(own);
    return { text: pickName(g, v), type, value: (run) => valueOf(run, v), variable: v };
  }
  if (!family || random.chance(0.08)) return { text: 'NULL', type, value: () => null };
  const makers = family.makers.filter(
    (m) => m.result?.kind === 'object' && isUnder(m.result, type) && m.pure && g.ready.has(m.key),
  );
  if (makers.length > 0 && depth > 0 && random.chance(0.5)) {
    const maker = random.pick(makers);
    const made = callOf(g, cx, maker, Math.min(depth - 1, 1));
    if (made) {
      const isConstructor = !maker.names.some((n) => n.includes('.'));
      return {
        text: isConstructor && !made.text.includes('(') ? `${made.text}()` : made.text,
        type,
        value: made.run,
      };
    }
  }
  return constructed(g, cx, type, depth);
}

function constructed(g: Generator, cx: Context, wanted: ObjectType, depth: number): Expression | undefined {
  const { random } = g;
  const types = g.objects?.types.filter((t) => isUnder(t, wanted) && t.isInstantiable) ?? [];
  if (types.length === 0) return undefined;
  const type = random.pick(types);
  const values = type.fields.map((f) => expression(g, cx, f.type, Math.min(depth - 1, 1)));
  const named = random.chance(0.2);
  return {
    text: `${random.chance(0.15) ? 'NEW ' : ''}${type.name}(${values.map((x, i) => (named ? `${type.fields[i]?.name} => ` : '') + (x?.text ?? 'NULL')).join(', ')})`,
    type: wanted,
    value: (run) => {
      const made = together(
        type.fields.map((f, i) => () => fitted(copy(values[i]?.value(run) ?? null), f.type)),
        run.session,
      );
      return new ObjectValue(type, new Map(type.fields.map((f, i) => [f.name, made[i] ?? null])));
    },
  };
}

/** `CASE WHEN v IS OF (t) THEN TREAT(v AS t) END`. */
function treated(g: Generator, cx: Context, type: ObjectType): Expression | undefined {
  const { parent } = type;
  if (!parent) return undefined;
  const own = cx.variables.filter((v) => v.type === parent);
  if (own.length === 0) return undefined;
  const v = g.random.pick(own);
  const name = pickName(g, v);
  return {
    text: `CASE WHEN ${name} IS OF (${type.name}) THEN TREAT(${name} AS ${type.name}) END`,
    type,
    value: (run) => {
      const value = objectOf(valueOf(run, v));
      return value && isUnder(value.type, type) ? value : null;
    },
  };
}

/** The object whose method is called, and what of its types is known. */
interface Target {
  readonly text: string;
  readonly type: ObjectType;
  readonly value: (run: Run) => Value;
  readonly variable?: Variable;
  /** The type whose body it is, whatever the object's own. */
  readonly statically?: ObjectType;
}

function targets(g: Generator, cx: Context, of: ObjectType): Target[] {
  return variablesOf(cx, of).flatMap((v) => {
    if (v.type.kind !== 'object') return [];
    const { type } = v;
    const plain: Target = { text: pickName(g, v), type, value: (run) => valueOf(run, v), variable: v };
    if (!v.isSelf) return [plain];
    // The supertype's body, for the object as it is.
    const { parent } = type;
    return parent && isUnder(parent, of)
      ? [plain, { ...plain, text: `(SELF AS ${parent.name})`, type: parent, statically: parent }]
      : [plain];
  });
}

const hasBody = (method: Method, type: ObjectType): boolean =>
  method.bodies.has(type) || (type.parent !== undefined && hasBody(method, type.parent));

/** The call of a method of an object. */
function callOfMethod(g: Generator, cx: Context, method: Method, depth: number): ReturnType<typeof callOf> | undefined {
  const { random } = g;
  const { routine } = method;
  const [self] = routine.parameters;
  if (!self) return undefined;
  const changes = self.mode !== 'IN';
  const open = targets(g, cx, method.of).filter((t) => {
    if (t.statically && !hasBody(method, t.statically)) return false;
    if (!changes) return true;
    const v = t.variable;
    if (!v) return false;
    // SELF may be changed where its attributes may.
    return v.isSelf
      ? cx.variables.some((x) => x.attribute !== undefined && x.key === v.key && !x.constant)
      : !v.constant && (!cx.pure || v.package === undefined);
  });
  const made: Target | undefined =
    !changes && depth > 0 && random.chance(0.2) ? givenTarget(g, cx, method.of) : undefined;
  if (open.length === 0 && !made) return undefined;
  const target = made ?? random.pick(open);
  const { variable } = target;
  const argument: Argument = {
    text: target.text,
    parameter: self,
    give: (run) => {
      const object = objectOf(target.value(run));
      if (object === null) throw new Raised(-30625, 'SELF_IS_NULL');
      return copy(object);
    },
    ...(changes && variable && { back: (run: Run, value: Value) => giveBack(run, variable, value) }),
  };
  const parts = cx.variables.filter((v) => v.attribute !== undefined);
  const selfArgument: SelfArgument = {
    name: `${target.text}.${method.name}`,
    empty: random.chance(0.6) ? '()' : '',
    argument,
    taken: [
      ...(variable ? [variable] : []),
      ...(variable?.isSelf || variable?.attribute !== undefined ? parts : []),
      ...cx.variables.filter((v) => v.isSelf && changes),
    ],
  };
  const called = target.statically
    ? { ...routine, invoke: (run: Run) => bodyFor(method, target.statically ?? method.of)(run) }
    : routine;
  return callOf(g, cx, called, depth, undefined, selfArgument);
}

function giveBack(run: Run, variable: Variable, value: Value): void {
  if (!variable.isSelf) {
    setVariable(run, variable, value);
    return;
  }
  const into = objectOf(run.scope.get(variable.key));
  for (const [name, part] of objectOf(value)?.fields ?? []) into?.fields.set(name, part);
}

/** What a function gives, or TREAT. */
function givenTarget(g: Generator, cx: Context, of: ObjectType): Target | undefined {
  const types = g.objects?.types.filter((t) => isUnder(t, of)) ?? [];
  const type = g.random.pick(types);
  const called = functionCall(g, cx, type, { pure: true, depth: 1 });
  return called && { text: called.text, type, value: called.value };
}

export function methodCall(
  g: Generator,
  cx: Context,
  kind: 'number' | 'text' | 'boolean',
  depth: number,
): Expression | undefined {
  const ready = (g.objects?.methods ?? []).filter(
    ({ routine, name }) =>
      name !== 'od' &&
      g.ready.has(routine.key) &&
      routine.pure &&
      routine.result?.kind === kind &&
      routine.parameters.every((p) => p.mode === 'IN'),
  );
  if (ready.length === 0 || g.random.chance(0.4)) return undefined;
  const method = g.random.pick(ready);
  const made = callOfMethod(g, cx, method, Math.min(depth, 1));
  const { result } = method.routine;
  return made && result && { text: made.text, type: result, value: made.run };
}

/** A method as a statement, or its result given to a variable. */
export function methodStatement(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const ready = (g.objects?.methods ?? []).filter(
    ({ routine, name }) =>
      name !== 'od' && g.ready.has(routine.key) && (!cx.pure || (routine.pure && routine.result === undefined)),
  );
  if (ready.length === 0) return undefined;
  const method = random.pick(ready);
  const { result } = method.routine;
  const into = result
    ? cx.variables.filter(
        (v) => !v.constant && v.package === undefined && v.type.kind === result.kind && isGiven(result, v.type),
      )
    : [];
  if (result && into.length === 0) return undefined;
  const made = callOfMethod(g, cx, method, 1);
  if (!made) return undefined;
  if (!result) return { lines: [`${made.text};`], execute: (run) => void made.run(run) };
  const v = random.pick(into);
  // What the call hands back to the variable that takes the result is not said.
  if (made.text.includes(pickName(g, v))) return undefined;
  return {
    lines: [`${pickName(g, v)} := ${made.text};`],
    execute: (run) => setVariable(run, v, fitted(copy(made.run(run)), v.type)),
  };
}

const isGiven = (result: Type, type: Type): boolean =>
  result.kind !== 'object' || (type.kind === 'object' && isUnder(result, type));

const comparisons = [
  { text: '=', holds: (n: number) => n === 0 },
  { text: '<>', holds: (n: number) => n !== 0 },
  { text: '<', holds: (n: number) => n < 0 },
  { text: '>=', holds: (n: number) => n >= 0 },
];

/** IS NULL, IS OF, and comparisons by MAP and ORDER. */
export function objectCondition(g: Generator, cx: Context, depth: number): Expression | undefined {
  const { random } = g;
  const family = g.objects;
  const own = cx.variables.filter((v) => v.type.kind === 'object');
  if (!family || own.length === 0) return undefined;
  const v = random.pick(own);
  const name = pickName(g, v);
  if (v.type.kind !== 'object') return undefined;
  const kind = random.next();
  if (kind < 0.25) {
    const isNot = random.chance(0.3);
    return {
      text: `${name} IS ${isNot ? 'NOT ' : ''}NULL`,
      type: booleanType,
      value: (run) => (valueOf(run, v) === null) !== isNot,
    };
  }
  const { compared } = family;
  if (kind < 0.6 && compared && g.ready.has(compared.method.routine.key)) {
    const other = object(g, cx, v.type, depth - 1);
    if (!other || other.text === 'NULL' || other.text.startsWith('CASE')) return undefined;
    const { text, holds } = random.pick(comparisons);
    return {
      text: `${name} ${text} ${other.text}`,
      type: booleanType,
      value: (run) => {
        const [a, b] = together([() => valueOf(run, v), () => other.value(run)], run.session);
        const order = orderOf(run, compared, objectOf(a ?? null), objectOf(b ?? null));
        return order === null ? null : holds(order);
      },
    };
  }
  const { type } = v;
  const types = family.types.filter((t) => isUnder(t, type));
  const only = random.chance(0.3);
  const wanted = random.pick(types);
  const isNot = random.chance(0.2);
  return {
    text: `${name} IS ${isNot ? 'NOT ' : ''}OF ${random.chance(0.4) ? 'TYPE ' : ''}(${only ? 'ONLY ' : ''}${wanted.name})`,
    type: booleanType,
    value: (run) => {
      const object = objectOf(valueOf(run, v));
      if (!object) return null;
      return (only ? object.type === wanted : isUnder(object.type, wanted)) !== isNot;
    },
  };
}

export function orderOf(
  run: Run,
  { kind, method }: NonNullable<NonNullable<Generator['objects']>['compared']>,
  a: ObjectValue | null,
  b: ObjectValue | null,
): number | null {
  if (!a || !b) return null;
  const [self, other] = method.routine.parameters;
  const call = (object: ObjectValue, beside: ObjectValue | null): number => {
    const scope = new Scope(run.session.outside);
    if (self) scope.declare(self.key, object);
    if (other) scope.declare(other.key, beside);
    return numberOf(bodyFor(method, object.type)({ ...run, scope })) ?? 0;
  };
  return kind === 'ORDER' ? call(a, b) : Math.sign(call(a, null) - call(b, null));
}
