import { type Context, type Generator, indented, type Parameter, type Routine, type Variable } from './generator.js';
import { bodyOf, parametersOf, parameterText } from './routines.js';
import type { Run } from './session.js';
import {
  booleanType,
  type Field,
  isUnder,
  numberOf,
  numberType,
  type ObjectType,
  ObjectValue,
  objectOf,
  type Type,
  textType,
  twoDigits,
  unbounded,
  type Value,
} from './values.js';

/*
 * Object types with their methods.
 *   - A method that a subtype overrides is that of the object's own type; `(SELF AS t).m` is that of T.
 *     (Object-Relational Developer's Guide, "Overriding and Hiding Methods", "Using Generalized Method Invocation")
 *   - A constructor of the program's own begins with attributes that are NULL. ("User-Defined Constructors")
 */

/** A method as its callers see it; SELF is the first parameter. */
export interface Method {
  readonly name: string;
  readonly routine: Routine;
  readonly of: ObjectType;
  /** The bodies, each of the type that has it. */
  readonly bodies: Map<ObjectType, Routine['invoke']>;
}

export interface ObjectFamily {
  readonly types: readonly ObjectType[];
  readonly methods: readonly Method[];
  /** The constructors and static functions of each type. */
  readonly makers: readonly (Routine & { readonly of: ObjectType })[];
  /** How objects are compared; `of` is the body that the object's own type has. */
  readonly compared?: { readonly kind: 'MAP' | 'ORDER'; readonly method: Method };
  readonly specifications: readonly string[];
  /** Makes the bodies, one after the other. */
  readonly makings: readonly ((around: Context) => void)[];
  readonly lines: () => readonly string[];
}

/** What `type` or its nearest supertype with a body of the method does. */
export function bodyFor(method: Method, type: ObjectType): Routine['invoke'] {
  const own = method.bodies.get(type);
  if (own) return own;
  if (!type.parent) throw new Error(`${method.name} has no body for ${type.name}`);
  return bodyFor(method, type.parent);
}

export const nullObject = (type: ObjectType): ObjectValue =>
  new ObjectValue(type, new Map(type.fields.map((f) => [f.name, null])));

/** Attributes, and SELF, in a method of the type. */
function selfVariables(self: Parameter, type: ObjectType): Variable[] {
  const constant = self.mode === 'IN';
  return [
    { names: ['SELF'], key: self.key, type, constant: true, isSelf: true },
    ...type.fields.map(
      (f): Variable => ({
        names: [f.name, `SELF.${f.name}`],
        key: self.key,
        type: f.type,
        constant,
        attribute: f.name,
      }),
    ),
  ];
}

const names = ['n', 's', 'a', 'v', 'w', 'k'];

export function declareObjects(g: Generator, around: Context): ObjectFamily {
  const { random } = g;
  const types: ObjectType[] = [];
  const count = 1 + random.below(3);
  for (let i = 0; i < count; i++) {
    const parent = i === 0 ? undefined : random.pick(types);
    const taken = new Set(parent?.fields.map((f) => f.name) ?? []);
    const own = names.filter((n) => !taken.has(n) && random.chance(0.35));
    if (!parent && own.length === 0) own.push('n');
    types.push({
      kind: 'object',
      name: `o${i + 1}`,
      unsized: `o${i + 1}`,
      ...(parent && { parent }),
      isInstantiable: i > 0 || count === 1 || random.chance(0.75),
      fields: [
        ...(parent?.fields ?? []),
        ...own.map((name) => ({ name, type: random.pick([numberType, numberType, twoDigits, textType]) })),
      ],
    });
  }
  const [root] = types;
  if (!root) throw new Error('no type');
  const heads = new Map<ObjectType, string[]>(types.map((t) => [t, []]));
  const bodies = new Map<ObjectType, string[]>(types.map((t) => [t, []]));
  const makings: ((cx: Context) => void)[] = [];
  const methods: Method[] = [];
  const makers: (Routine & { readonly of: ObjectType })[] = [];
  const seen = (cx: Context): Context => ({ ...cx, types: [...new Set([...types, ...cx.types])] });

  const addBody = (of: ObjectType, head: string, made: { readonly lines: readonly string[] }): void => {
    bodies.get(of)?.push(`${head} IS`, ...made.lines);
  };

  const resultOf = (pure: boolean): Type =>
    random.chance(0.15) && !pure
      ? root
      : unbounded(random.pick([numberType, numberType, textType, textType, booleanType]));

  const addMethod = (of: ObjectType, { isFunction }: { readonly isFunction: boolean }): void => {
    const name = g.fresh('m');
    const pure = isFunction && random.chance(0.75);
    const mode = isFunction ? (!pure && random.chance(0.4) ? 'IN OUT' : 'IN') : random.chance(0.2) ? 'IN' : 'IN OUT';
    const isExplicit = isFunction ? mode !== 'IN' || random.chance(0.2) : mode === 'IN' || random.chance(0.2);
    const self: Parameter = { name: 'SELF', key: g.fresh('k'), mode, type: of };
    const kind = { pure, isFunction, defaults: around, types: random.chance(0.4) ? types : [] };
    const parameters = parametersOf(g, kind, false);
    const result = isFunction ? resultOf(pure) : undefined;
    const method: Method = {
      name,
      of,
      bodies: new Map(),
      routine: {
        names: [name],
        key: g.fresh('r'),
        parameters: [self, ...parameters],
        ...(result && { result }),
        pure,
        nested: false,
        home: (run) => run.session.outside,
        invoke: (run) => {
          const object = objectOf(run.scope.get(self.key));
          if (!object) throw new Error('no SELF');
          return bodyFor(method, object.type)(run);
        },
      },
    };
    const isAbstract = !of.isInstantiable && random.chance(0.4);
    const overriding = types.filter((t) => t !== of && isUnder(t, of));
    const implementing = overriding.filter(() => isAbstract || random.chance(0.5));
    const headFor = (type: ObjectType): string => {
      const list = [...(isExplicit ? [`SELF ${mode} ${type.name}`] : []), ...parameters.map(parameterText)].join(', ');
      return `${isFunction ? 'FUNCTION' : 'PROCEDURE'} ${name}${list ? `(${list})` : ''}${result ? ` RETURN ${result.unsized}` : ''}`;
    };
    heads.get(of)?.push(`${isAbstract ? 'NOT INSTANTIABLE ' : ''}MEMBER ${headFor(of)}`);
    for (const t of implementing) heads.get(t)?.push(`OVERRIDING MEMBER ${headFor(t)}`);
    const parts = isAbstract ? implementing : [of, ...implementing];
    parts.forEach((t, i) => {
      makings.push((cx) => {
        const made = bodyOf(g, seen(cx), {
          routine: method.routine,
          name,
          isRecursive: false,
          parameters,
          before: selfVariables(self, t),
        });
        method.bodies.set(t, made.invoke);
        addBody(t, `${t === of ? '' : 'OVERRIDING '}MEMBER ${headFor(t)}`, made);
        // Who calls it may meet any of its bodies.
        if (i === parts.length - 1) g.ready.add(method.routine.key);
      });
    });
    methods.push(method);
  };

  for (const type of types) {
    for (let i = 0; i < (type === root ? 2 : 0) + random.below(2); i++) {
      addMethod(type, { isFunction: random.chance(0.55) });
    }
  }

  // Constructors and static functions.
  for (const type of types) {
    if (type.isInstantiable && random.chance(0.5)) {
      const self: Parameter = { name: 'SELF', key: g.fresh('k'), mode: 'IN OUT', type };
      const parameters = parametersOf(
        g,
        { pure: false, isFunction: true, defaults: around, types: [], cursors: false },
        false,
      ).map((p): Parameter => ({ ...p, mode: 'IN' }));
      const isAlike = (least: number): boolean =>
        least <= type.fields.length && type.fields.length <= parameters.length;
      if (!isAlike(parameters.filter((p) => !p.default).length)) {
        let invoke: Routine['invoke'] = () => null;
        const head = `CONSTRUCTOR FUNCTION ${type.name}${parameters.length > 0 ? `(${parameters.map(parameterText).join(', ')})` : ''} RETURN SELF AS RESULT`;
        const routine: Routine & { readonly of: ObjectType } = {
          of: type,
          names: [type.name],
          key: g.fresh('r'),
          parameters,
          result: type,
          pure: true,
          nested: false,
          home: ({ session }) => session.outside,
          invoke: (run) => invoke(run),
        };
        heads.get(type)?.push(head);
        makers.push(routine);
        makings.push((cx) => {
          const { result: _, ...procedure } = routine;
          const made = bodyOf(g, seen(cx), {
            routine: procedure,
            name: type.name,
            isRecursive: false,
            parameters,
            before: selfVariables(self, type),
            isConstructor: true,
          });
          invoke = (run: Run): Value => {
            run.scope.declare(self.key, nullObject(type));
            made.invoke(run);
            return run.scope.get(self.key);
          };
          addBody(type, head, made);
          g.ready.add(routine.key);
        });
      }
    }
    if (random.chance(0.4)) {
      const name = g.fresh('st');
      const result = random.chance(0.6) ? type : unbounded(random.pick([numberType, textType]));
      const pure = random.chance(0.6);
      const parameters = parametersOf(g, { pure, isFunction: true, defaults: around, types: [] }, false);
      let invoke: Routine['invoke'] = () => null;
      const head = `STATIC FUNCTION ${name}${parameters.length > 0 ? `(${parameters.map(parameterText).join(', ')})` : ''} RETURN ${result.unsized}`;
      const routine: Routine & { readonly of: ObjectType } = {
        of: type,
        names: [`${type.name}.${name}`],
        key: g.fresh('r'),
        parameters,
        result,
        pure,
        nested: false,
        home: ({ session }) => session.outside,
        invoke: (run) => invoke(run),
      };
      heads.get(type)?.push(head);
      makers.push(routine);
      makings.push((cx) => {
        const made = bodyOf(g, seen(cx), { routine, name, isRecursive: false, parameters, before: [] });
        invoke = made.invoke;
        addBody(type, head, made);
        g.ready.add(routine.key);
      });
    }
  }

  const compared = random.chance(0.6) ? comparing(g, root, types, { heads, addBody, makings }) : undefined;
  if (compared) methods.push(compared.method);

  const specification = (type: ObjectType): readonly string[] => {
    const own: readonly (Field | ObjectType['fields'][number])[] = type.fields.slice(type.parent?.fields.length ?? 0);
    const members = [...own.map((f) => `${f.name} ${f.type.name}`), ...(heads.get(type) ?? [])];
    return [
      `CREATE OR REPLACE TYPE ${type.name} ${type.parent ? `UNDER ${type.parent.name}` : 'AS OBJECT'}${members.length > 0 ? ' (' : ''}`,
      ...indented(members.map((m, i) => (i < members.length - 1 ? `${m},` : m))),
      `${members.length > 0 ? ') ' : ' '}${type.isInstantiable ? '' : 'NOT INSTANTIABLE '}NOT FINAL;`,
      '/',
    ];
  };
  return {
    types,
    methods,
    makers,
    ...(compared && { compared }),
    specifications: types.flatMap(specification),
    makings,
    lines: () =>
      types.flatMap((t) => {
        const lines = bodies.get(t) ?? [];
        return lines.length === 0 ? [] : [`CREATE OR REPLACE TYPE BODY ${t.name} IS`, ...indented(lines), 'END;', '/'];
      }),
  };
}

/** MAP or ORDER: whole numbers that are never NULL. */
function comparing(
  g: Generator,
  root: ObjectType,
  types: readonly ObjectType[],
  {
    heads,
    addBody,
    makings,
  }: {
    readonly heads: Map<ObjectType, string[]>;
    readonly addBody: (of: ObjectType, head: string, made: { readonly lines: readonly string[] }) => void;
    readonly makings: ((cx: Context) => void)[];
  },
): ObjectFamily['compared'] {
  const { random } = g;
  const kind = random.pick(['MAP', 'ORDER'] as const);
  const self: Parameter = { name: 'SELF', key: g.fresh('k'), mode: 'IN', type: root };
  const other: Parameter = { name: 'other', key: g.fresh('k'), mode: 'IN', type: root };
  const parameters = kind === 'MAP' ? [] : [other];
  const name = kind === 'MAP' ? 'mp' : 'od';
  const method: Method = {
    name,
    of: root,
    bodies: new Map(),
    routine: {
      names: [name],
      key: g.fresh('r'),
      parameters: [self, ...parameters],
      result: numberType,
      pure: true,
      nested: false,
      home: ({ session }) => session.outside,
      invoke: (run) => {
        const object = objectOf(run.scope.get(self.key));
        if (!object) throw new Error('no SELF');
        return bodyFor(method, object.type)(run);
      },
    },
  };
  const head = `${kind} MEMBER FUNCTION ${name}${kind === 'MAP' ? '' : `(other ${root.name})`} RETURN NUMBER`;
  heads.get(root)?.push(head);
  const having = [root, ...(kind === 'MAP' ? types.filter((t) => t !== root && random.chance(0.4)) : [])];
  for (const t of having.slice(1)) heads.get(t)?.push(`OVERRIDING ${head}`);
  for (const t of having) {
    makings.push(() => {
      // Attributes alone, so that it does not fail but where a text is no number.
      const field = random.pick(t.fields);
      const of = (object: ObjectValue | null): number => {
        const value = object?.fields.get(field.name) ?? null;
        return (field.type.kind === 'number' ? (numberOf(value) ?? -1) : String(value ?? '').length) % 5;
      };
      const written = (object: string): string =>
        field.type.kind === 'number'
          ? `MOD(NVL(${object}${field.name}, -1), 5)`
          : `MOD(NVL(LENGTH(${object}${field.name}), 0), 5)`;
      const own = random.pick(['', 'SELF.']);
      const lines =
        kind === 'MAP'
          ? [`  RETURN ${written(own)};`]
          : [
              `  IF ${written(own)} < ${written('other.')} THEN RETURN -${1 + random.below(3)}; END IF;`,
              `  RETURN ${written(own)} - ${written('other.')};`,
            ];
      addBody(t, t === root ? head : `OVERRIDING ${head}`, { lines: ['BEGIN', ...lines, 'END;'] });
      method.bodies.set(t, (run) => {
        const mine = of(objectOf(run.scope.get(self.key)));
        if (kind === 'MAP') return mine;
        return Math.sign(mine - of(objectOf(run.scope.get(other.key))));
      });
      g.ready.add(method.routine.key);
    });
  }
  return { kind, method };
}
