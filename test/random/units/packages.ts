import { initialValue } from './calls.js';
import { anyName, variableType } from './declarations.js';
import { expression, literal, textLiteral } from './expressions.js';
import {
  type Context,
  type Exception,
  type Expression,
  type Generator,
  indented,
  type Parameter,
  type Statement,
  type Variable,
  withExceptions,
  withRoutines,
  withVariables,
} from './generator.js';
import { type Declared, declareRoutine } from './routines.js';
import { type PackageState, type Run, Scope } from './session.js';
import { printed } from './statements.js';
import {
  booleanType,
  type CollectionType,
  copy,
  fitted,
  numberType,
  type RecordType,
  type Type,
  textType,
  twoDigits,
  unbounded,
} from './values.js';

interface State {
  readonly variable: Variable;
  readonly name: string;
  readonly value: Expression | undefined;
  readonly line: string;
}

/** A package that is being made: what its specification has, then its body. */
export interface MadePackage {
  readonly name: string;
  readonly specification: readonly string[];
  /** What others see. */
  readonly public: Pick<Context, 'variables' | 'routines' | 'exceptions' | 'types'>;
  readonly routines: readonly Declared[];
  /** The lines of the body; `bodies`: those of the routines, by their order. */
  readonly body: (bodies: ReadonlyMap<Declared, readonly string[]>) => readonly string[];
  /** What the routines' bodies see. */
  readonly inside: (outside: Context) => Context;
  readonly state: PackageState;
}

const stateOf = (g: Generator, cx: Context, name: string, own: string): State => {
  const type = variableType(g, cx);
  const value = g.random.chance(0.7) ? expression(g, cx, type, 1) : undefined;
  const constant = value !== undefined && value.text !== 'NULL' && g.random.chance(0.15);
  const variable: Variable = {
    names: [own, `${name}.${own}`],
    key: g.fresh('k'),
    type,
    package: name,
    ...(constant && { constant, ofPackage: true }),
  };
  const line = `${own}${constant ? ' CONSTANT' : ''} ${type.name}${value ? ` := ${value.text}` : ''};`;
  return { variable, name: own, value, line };
};

/** Variables of a package, each of which may begin with what those before it hold. */
function states(
  g: Generator,
  cx: Context,
  name: string,
  count: number,
): { readonly made: State[]; readonly inside: Context } {
  const made: State[] = [];
  let inside = cx;
  for (let i = 0; i < count; i++) {
    const own = anyName(g);
    if (inside.variables.some((v) => v.package === name && v.names.includes(own))) continue;
    const state = stateOf(g, inside, name, own);
    made.push(state);
    inside = withVariables(inside, [state.variable]);
  }
  return { made, inside };
}

function typesOf(
  g: Generator,
  cx: Context,
  name: string,
): { readonly types: Type[]; readonly lines: readonly string[] } {
  const types: (RecordType | CollectionType)[] = [];
  const lines: string[] = [];
  if (g.random.chance(0.7)) {
    const initial = g.random.chance(0.6) ? expression(g, cx, numberType, 1) : undefined;
    const rec = `${name}.rec`;
    types.push({
      kind: 'record',
      name: rec,
      unsized: rec,
      fields: [
        { name: 'a', type: numberType, ...(initial && { initial }) },
        { name: 's', type: textType, ...(g.random.chance(0.4) && { initial: textLiteral('z') }) },
      ],
    });
    lines.push(
      `TYPE rec IS RECORD (a NUMBER${initial ? ` := ${initial.text}` : ''}, s VARCHAR2(6)${types[0]?.kind === 'record' && types[0].fields[1]?.initial ? ` := 'z'` : ''});`,
    );
  }
  if (g.random.chance(0.5)) {
    const kind = g.random.pick(['table', 'map'] as const);
    const element = g.random.pick([numberType, twoDigits, textType]);
    const tab = `${name}.tab`;
    types.push({ kind, name: tab, unsized: tab, element });
    lines.push(`TYPE tab IS TABLE OF ${element.name}${kind === 'map' ? ' INDEX BY PLS_INTEGER' : ''};`);
  }
  return { types, lines };
}

function exceptionsOf(g: Generator, name: string): { readonly made: Exception[]; readonly lines: readonly string[] } {
  const made: Exception[] = [];
  const lines: string[] = [];
  for (let i = 1; i <= g.random.below(3); i++) {
    const code = g.random.chance(0.5) ? 1 : -20001 - g.random.below(4);
    made.push({ names: [`e${i}`, `${name}.e${i}`], key: `${name}.e${i}`, code });
    lines.push(`e${i} EXCEPTION;`, ...(code === 1 ? [] : [`PRAGMA EXCEPTION_INIT(e${i}, ${code});`]));
  }
  return { made, lines };
}

/** Parameters of overloads, of which a call can tell one. */
function overloads(g: Generator): (readonly Parameter[])[] {
  const { random } = g;
  const parameter = (name: string, type: Type, value?: Expression): Parameter => ({
    name,
    key: g.fresh('k'),
    mode: 'IN',
    type: unbounded(type),
    ...(value && { default: value }),
  });
  const all = [
    [parameter('a', numberType)],
    [parameter('a', textType)],
    [parameter('a', booleanType)],
    [parameter('a', numberType), parameter('b', textType)],
    [parameter('a', textType), parameter('b', numberType, literal(random.below(5)))],
    [parameter('x', numberType)],
    [],
  ];
  return all.filter(() => random.chance(0.45)).slice(0, 3);
}

/** A package; `outside` has what those before it show, and all that they may call in initial values. */
export function declarePackage(g: Generator, name: string, outside: Context): MadePackage {
  const { random } = g;
  const exceptions = exceptionsOf(g, name);
  const types = typesOf(g, outside, name);
  const base: Context = {
    ...withExceptions(outside, exceptions.made),
    types: [...outside.types, ...types.types],
    package: name,
  };
  const open = states(g, base, name, 1 + random.below(3));
  const hidden = states(g, open.inside, name, random.below(3));
  const scope = new Scope();
  const routine = (
    own: string,
    more: { readonly isFunction: boolean; readonly parameters?: readonly Parameter[] },
  ): Declared =>
    declareRoutine(g, {
      name: own,
      names: [own, `${name}.${own}`],
      package: name,
      nested: false,
      pure: more.isFunction && random.chance(0.55),
      home: ({ session }) => session.enter(name),
      defaults: open.inside,
      types: base.types,
      ...more,
    });
  const free = (own: string): boolean => !hidden.inside.variables.some((v) => v.names.includes(own));
  const shown = Array.from({ length: 1 + random.below(3) }, () =>
    routine(g.fresh('r'), { isFunction: random.chance(0.5) }),
  );
  if (random.chance(0.5) && free('ov')) {
    const isFunction = random.chance(0.5);
    shown.push(...overloads(g).map((parameters) => routine('ov', { isFunction, parameters })));
  }
  const privates = Array.from({ length: random.below(2) }, () =>
    routine(g.fresh('h'), { isFunction: random.chance(0.5) }),
  );
  const inner = (x: Context): Context => {
    const seen = withExceptions(x, exceptions.made);
    const own = withVariables(
      seen,
      [...open.made, ...hidden.made].map((m) => m.variable),
    );
    return {
      ...withRoutines(
        own,
        [...shown, ...privates].map((r) => r.routine),
      ),
      types: x.types,
      package: name,
    };
  };
  const isVisible = random.chance(0.5);
  let start: Statement | undefined;
  const state: PackageState = {
    name,
    scope,
    stage: 'new',
    isVisible,
    initialise: (run: Run) => {
      scope.clear();
      for (const { variable, value } of [...open.made, ...hidden.made]) {
        scope.declare(
          variable.key,
          value ? fitted(copy(value.value(run)), variable.type) : initialValue(run, variable.type),
        );
      }
      start?.execute(run);
    },
  };
  const qualified = <T extends { readonly names: readonly string[] }>(x: T): T => ({
    ...x,
    names: x.names.filter((n) => n.startsWith(`${name}.`)),
  });
  return {
    name,
    specification: [
      `CREATE OR REPLACE PACKAGE ${name} IS`,
      ...indented([
        ...exceptions.lines,
        ...types.lines,
        ...open.made.map((m) => m.line),
        ...shown.map((r) => `${r.head};`),
      ]),
      `END${random.chance(0.5) ? ` ${name}` : ''};`,
      '/',
    ],
    public: {
      variables: open.made.map((m) => qualified(m.variable)),
      routines: shown.map((r) => qualified(r.routine)),
      exceptions: exceptions.made.map(qualified),
      types: types.types,
    },
    routines: [...shown, ...privates],
    inside: inner,
    body: (bodies) => {
      const cx = { ...hidden.inside, depth: 1, loops: [], inHandler: false };
      start = isVisible ? printed(g, [expression(g, cx, numberType, 1) ?? literal(0)]) : undefined;
      const order = random.chance(0.5) ? [...bodies.entries()] : [...bodies.entries()].reverse();
      return [
        `CREATE OR REPLACE PACKAGE BODY ${name} IS`,
        ...indented([
          ...hidden.made.map((m) => m.line),
          ...[...privates, ...(random.chance(0.3) ? shown : [])].map((r) => `${r.head};`),
          ...order.flatMap(([, lines]) => lines),
        ]),
        ...(start ? ['BEGIN', ...indented(start.lines)] : []),
        'END;',
        '/',
      ];
    },
    state,
  };
}
