import { callOf } from './calls.js';
import { handlers } from './control.js';
import { anyName, declareVariables } from './declarations.js';
import { expression, literal } from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  hiding,
  indented,
  type Parameter,
  type Routine,
  type Statement,
  type Variable,
  valueOf,
  withRoutines,
  withVariables,
} from './generator.js';
import { Departure, Raised, type Run } from './session.js';
import {
  booleanType,
  copy,
  cursorType,
  fitted,
  numberOf,
  numberType,
  type Type,
  textType,
  unbounded,
} from './values.js';

/*
 * Routines.
 *   - A function that ends without RETURN raises ORA-06503. (PL/SQL Language Reference, "RETURN Statement")
 *   - A nested routine sees the variables of the activation that it is called from. ("Nested, Package, and Standalone Subprograms")
 *   - A parameter's default is worked out at each call without it. ("Default Values for IN Subprogram Parameters")
 */

/** A routine whose body may be made later. */
export interface Declared {
  readonly name: string;
  readonly head: string;
  readonly routine: Routine;
  /** Makes the body, in a context that has what is around it. */
  readonly body: (around: Context) => readonly string[];
}

export interface Kind {
  readonly name: string;
  /** What its callers write. */
  readonly names: readonly string[];
  readonly package?: string;
  readonly nested: boolean;
  readonly isFunction: boolean;
  readonly pure: boolean;
  readonly home: Routine['home'];
  /** Those of an overload; else what comes. */
  readonly parameters?: readonly Parameter[];
  /** Where defaults are worked out. */
  readonly defaults: Context;
  readonly types: readonly Type[];
  /** May its parameters be cursor variables? */
  readonly cursors?: boolean;
}

export function declareRoutine(g: Generator, kind: Kind): Declared {
  const { random } = g;
  const { isFunction, pure, name } = kind;
  const isRecursive = kind.parameters === undefined && random.chance(0.2);
  const parameters = kind.parameters ?? parametersOf(g, kind, isRecursive);
  const result = isFunction ? resultType(g, kind) : undefined;
  const list = parameters.map(parameterText).join(', ');
  const head = `${isFunction ? 'FUNCTION' : 'PROCEDURE'} ${name}${list ? `(${list})` : ''}${result ? ` RETURN ${result.unsized}` : ''}`;
  let invoke: (run: Run) => Value = () => {
    throw new Error(`${name} has no body`);
  };
  const routine: Routine = {
    names: kind.names,
    key: g.fresh('r'),
    parameters,
    ...(result && { result }),
    pure,
    ...(kind.package !== undefined && { package: kind.package }),
    nested: kind.nested,
    home: kind.home,
    invoke: (run) => invoke(run),
  };
  return {
    name,
    head,
    routine,
    body: (around) => {
      const made = bodyOf(g, around, { routine, name, isRecursive });
      invoke = made.invoke;
      g.ready.add(routine.key);
      return [`${head} IS`, ...made.lines];
    },
  };
}

type Value = ReturnType<Routine['invoke']>;

export const parameterText = (p: Parameter): string =>
  `${p.name} ${p.mode} ${p.type.unsized}${p.default ? ` DEFAULT ${p.default.text}` : ''}`;

function resultType(g: Generator, { types, pure }: Kind): Type {
  if (types.length > 0 && g.random.chance(pure ? 0.15 : 0.25)) return g.random.pick(types);
  if (!pure && g.random.chance(0.15)) return cursorType;
  return unbounded(g.random.pick([numberType, numberType, numberType, textType, booleanType]));
}

export function parametersOf(
  g: Generator,
  kind: Pick<Kind, 'pure' | 'isFunction' | 'defaults' | 'types' | 'cursors'>,
  isRecursive: boolean,
): Parameter[] {
  const { random } = g;
  const names = new Set(Array.from({ length: random.below(4) }, () => anyName(g)));
  const own = hiding(kind.defaults, [...names]);
  const made = [...names].map((name): Parameter => {
    const isCursor = !kind.pure && kind.cursors !== false && random.chance(0.12);
    const composite = isCursor || (kind.types.length > 0 && random.chance(0.2));
    const type = unbounded(
      isCursor
        ? cursorType
        : composite
          ? random.pick(kind.types)
          : random.pick([numberType, numberType, textType, booleanType]),
    );
    const onlyIn = kind.pure || (kind.isFunction && random.chance(0.8));
    const mode = onlyIn ? 'IN' : random.pick(['IN', 'IN', 'OUT', 'IN OUT'] as const);
    const value = mode === 'IN' && !composite && random.chance(0.3) ? expression(g, own, type, 1) : undefined;
    return { name, key: g.fresh('k'), mode, type, ...(value && { default: value }) };
  });
  return isRecursive
    ? [{ name: g.fresh('r'), key: g.fresh('k'), mode: 'IN', type: unbounded(numberType) }, ...made]
    : made;
}

export interface Body {
  readonly routine: Routine;
  readonly name: string;
  readonly isRecursive: boolean;
  /** Those that callers write, where SELF is one beside them. */
  readonly parameters?: readonly Parameter[];
  /** SELF and its attributes. */
  readonly before?: readonly Variable[];
  /** Does it have to end with RETURN though it gives nothing? */
  readonly isConstructor?: boolean;
  /** Is it a pipelined function? */
  readonly pipes?: boolean;
}

export function bodyOf(
  g: Generator,
  around: Context,
  {
    routine,
    name,
    isRecursive,
    before = [],
    isConstructor = false,
    pipes = false,
    parameters = routine.parameters,
  }: Body,
): { readonly lines: readonly string[]; readonly invoke: Routine['invoke'] } {
  const { random } = g;
  const { result, pure } = routine;
  const endsWithReturn = isConstructor || pipes;
  const qualified = (own: string): string[] => (isConstructor ? [own] : [own, `${name}.${own}`]);
  const variables = parameters.map(
    (p): Variable => ({ names: qualified(p.name), key: p.key, type: p.type, constant: p.mode === 'IN' }),
  );
  const cx: Context = {
    ...withVariables(
      withVariables({ ...around, variables: pure ? around.variables.map(constant) : around.variables }, before),
      variables,
    ),
    depth: routine.nested ? 2 : 1,
    loops: [],
    inHandler: false,
    returns: result ?? null,
    pure: around.pure || pure,
    sql: around.sql && !around.pure && !pure,
    pipes,
  };
  const taken = parameters.map((p) => p.name);
  const declared = declareVariables(g, cx, random.below(3), isConstructor ? undefined : name, taken);
  const nested = nestedRoutines(g, declared.inside);
  const inside = nested.inside;
  const body = g.statements(inside, 1 + random.below(3));
  const again = isRecursive ? recursion(g, inside, routine) : undefined;
  const value = result && random.chance(0.95) ? expression(g, inside, result, 1) : undefined;
  const handled = handlers(g, inside);
  return {
    lines: [
      ...indented(declared.lines),
      ...indented(nested.lines),
      'BEGIN',
      ...indented([...(again?.lines ?? []), ...body.lines]),
      ...(value ? [`  RETURN ${value.text};`] : endsWithReturn ? ['  RETURN;'] : []),
      ...handled.lines,
      `END${random.chance(0.3) ? ` ${name}` : ''};`,
    ],
    invoke: (run) => {
      run.session.step();
      try {
        declared.declare(run);
        nested.declare(run);
        handled.around(run, () => {
          again?.execute(run);
          body.execute(run);
          if (endsWithReturn) throw new Departure('RETURN');
          if (value && result) throw new Departure('RETURN', undefined, fitted(copy(value.value(run)), result));
        });
      } catch (departure) {
        if (departure instanceof Departure && departure.kind === 'RETURN') return departure.value;
        throw departure;
      }
      if (result || endsWithReturn) throw new Raised(-6503);
      return null;
    },
  };
}

const constant = (v: Variable): Variable => ({ ...v, constant: true });

/** The routine calls itself with a smaller number, some times. */
function recursion(g: Generator, cx: Context, routine: Routine): Statement | undefined {
  const [first] = routine.parameters;
  const again = cx.routines.find((r) => r.key === routine.key);
  const counter = cx.variables.find((v) => v.key === first?.key);
  const name = counter?.names[0];
  if (!first || !again || !counter || name === undefined || (cx.pure && !routine.pure)) return undefined;
  const when: Expression = {
    text: `${name} BETWEEN 1 AND 3`,
    type: booleanType,
    value: (run) => {
      const n = numberOf(valueOf(run, counter));
      return n === null ? null : n >= 1 && n <= 3;
    },
  };
  const less: Expression = { text: `${name} - 1`, type: numberType, value: (run) => Number(valueOf(run, counter)) - 1 };
  const made = callOf(g, cx, again, 1, less);
  if (!made) return undefined;
  const target = cx.variables.find((v) => !v.constant && v.package === undefined && v.type === routine.result);
  if (routine.result && !target) {
    if (routine.result.kind !== 'number') return undefined;
    const bound = literal(g.random.below(9));
    return {
      lines: [`IF ${when.text} THEN`, `  IF ${made.text} > ${bound.text} THEN RETURN NULL; END IF;`, 'END IF;'],
      execute: (run) => {
        if (when.value(run) !== true) return;
        const value = numberOf(made.run(run));
        if (value !== null && value > Number(bound.text)) throw new Departure('RETURN', undefined, null);
      },
    };
  }
  const text = target ? `${target.names[0]} := ${made.text}` : made.text;
  return {
    lines: [`IF ${when.text} THEN ${text}; END IF;`],
    execute: (run) => {
      if (when.value(run) !== true) return;
      const value = made.run(run);
      if (target) run.scope.set(target.key, fitted(value, target.type));
    },
  };
}

/** Routines in a block or a routine, which see what is around them; those that come first may call those behind them. */
export function nestedRoutines(
  g: Generator,
  cx: Context,
): { readonly lines: readonly string[]; readonly inside: Context; readonly declare: (run: Run) => void } {
  const { random } = g;
  const count = cx.depth > 2 || random.chance(0.6) ? 0 : 1 + random.below(2);
  if (count === 0) return { lines: [], inside: cx, declare: () => {} };
  const key = g.fresh('k');
  const made = Array.from({ length: count }, () => {
    const name = g.fresh('q');
    const isFunction = random.chance(0.5);
    return declareRoutine(g, {
      name,
      names: [name],
      nested: true,
      isFunction,
      pure: cx.pure || (isFunction && random.chance(0.5)),
      home: (run) => run.scope.homeOf(key),
      defaults: cx,
      types: cx.types,
    });
  });
  const inside = withRoutines(
    cx,
    made.map((m) => m.routine),
  );
  const forward = made.length > 1 && random.chance(0.5);
  const bodies = (forward ? [...made].reverse() : made).map((m) => ({
    m,
    lines: m.body({ ...inside, depth: cx.depth + 1 }),
  }));
  const ordered = forward ? bodies.reverse() : bodies;
  return {
    lines: [...(forward ? made.map((m) => `${m.head};`) : []), ...ordered.flatMap((x) => x.lines)],
    inside,
    declare: (run) => run.scope.declare(key, null),
  };
}
