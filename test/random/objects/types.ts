import type { Random } from '../random.js';

/*
 * A hierarchy of object types, its methods, and what they do.
 *   - A method that a subtype overrides is that of the object's own type; `(SELF AS t).m` is that of T. (Object-Relational Developer's Guide,
 *     "Overriding and Hiding Methods")
 *   - A method of a NULL object fails (SELF_IS_NULL), and so does an assignment to an attribute of one (ACCESS_INTO_NULL); an attribute of one is NULL.
 *     (PL/SQL Language Reference, "Predefined Exceptions"; Object-Relational Developer's Guide, "Null Objects and Attributes")
 *   - A constructor of the program's own begins with attributes that are NULL. ("User-Defined Constructors")
 */

export type Num = number | null;
export type Text = string | null;

export interface ObjectType {
  readonly name: string;
  readonly parent: ObjectType | undefined;
  /** All attributes, those of the supertypes first. */
  readonly attributes: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly overrides: ReadonlySet<'f' | 'change'>;
  /** `f` is `base * id + add`, or twice the supertype's. */
  readonly base: number;
  readonly add: number;
  readonly usesParent: boolean;
}

export interface ObjectValue {
  readonly type: ObjectType;
  readonly values: { readonly [attribute: string]: Num | Text };
}

export type Value = ObjectValue | null;

export const isUnder = (type: ObjectType, other: ObjectType): boolean =>
  type === other || (type.parent !== undefined && isUnder(type.parent, other));

export const numberOf = (object: ObjectValue, attribute: string): Num => {
  const value = object.values[attribute];
  return typeof value === 'number' ? value : null;
};

export const withValue = (object: ObjectValue, attribute: string, value: Num | Text): ObjectValue => ({
  ...object,
  values: { ...object.values, [attribute]: value },
});

/** `o.d()`: the type and all attributes. */
export const described = (object: Value): string =>
  object === null
    ? 'null'
    : `${object.type.name}(${object.type.attributes.map((a) => object.values[a.name] ?? '').join(',')})`;

/** `o.f()`, by the body of `type`. */
export function f(object: ObjectValue, type: ObjectType = object.type): Num {
  const own = type.parent === undefined || type.overrides.has('f');
  if (!own && type.parent) return f(object, type.parent);
  if (type.parent && type.usesParent) {
    const above = f(object, type.parent);
    return above === null ? null : above * 2 + type.add;
  }
  const id = numberOf(object, 'id');
  return id === null ? null : id * type.base + type.add;
}

/** `o.f(k)`, which calls `f` of the object's own type. */
export const fOf = (object: ObjectValue, k: number): Num => {
  const own = f(object);
  return own === null ? null : own + k;
};

/** `o.change(k)`. */
export function changed(object: ObjectValue, k: number, type: ObjectType = object.type): ObjectValue {
  const own = type.parent === undefined || type.overrides.has('change');
  if (!own && type.parent) return changed(object, k, type.parent);
  if (type.parent) return withValue(changed(object, k, type.parent), 'a', k);
  const id = numberOf(object, 'id');
  return withValue(object, 'id', id === null ? null : id + k);
}

export class Hierarchy {
  readonly types: readonly ObjectType[];
  /** The MAP method: `NVL(id, 0) * factor`, of the last digit alone where `digits`. */
  private readonly factor: number;
  private readonly digits: boolean;

  constructor(random: Random) {
    const id = { name: 'id', isNumber: true };
    const s = { name: 's', isNumber: false };
    const a = { name: 'a', isNumber: true };
    const w = { name: 'w', isNumber: false };
    const about = (): Pick<ObjectType, 'base' | 'add' | 'usesParent'> => ({
      base: 1 + random.below(4),
      add: random.below(5),
      usesParent: random.chance(0.5),
    });
    const overrides = (): Set<'f' | 'change'> => new Set((['f', 'change'] as const).filter(() => random.chance(0.6)));
    const o1: ObjectType = { name: 'o1', parent: undefined, attributes: [id, s], overrides: new Set(), ...about() };
    const o2: ObjectType = { name: 'o2', parent: o1, attributes: [id, s, a], overrides: overrides(), ...about() };
    const o3: ObjectType = { name: 'o3', parent: o2, attributes: [id, s, a, w], overrides: overrides(), ...about() };
    this.types = [o1, o2, o3];
    this.factor = random.pick([1, -1, 2]);
    this.digits = random.chance(0.4);
  }

  get root(): ObjectType {
    const [root] = this.types;
    if (!root) throw new Error('there are no types');
    return root;
  }

  key(object: ObjectValue): number {
    const id = numberOf(object, 'id') ?? 0;
    return (this.digits ? id % 3 : id) * this.factor + 0;
  }

  /** By the MAP method; NULL beside NULL. */
  order(a: Value, b: Value): number | null {
    return a === null || b === null ? null : Math.sign(this.key(a) - this.key(b));
  }

  get ddl(): readonly string[] {
    return this.types.flatMap((type) => [...this.specification(type), ...this.body(type)]);
  }

  private specification(type: ObjectType): readonly string[] {
    const own = type.attributes.slice(type.parent?.attributes.length ?? 0);
    const overriding = type.parent ? 'OVERRIDING ' : '';
    return [
      `CREATE OR REPLACE TYPE ${type.name} ${type.parent ? `UNDER ${type.parent.name}` : 'AS OBJECT'} (`,
      `  ${own.map((x) => `${x.name} ${x.isNumber ? 'NUMBER' : 'VARCHAR2(20)'}`).join(', ')},`,
      ...(type.parent
        ? []
        : [
            '  MAP MEMBER FUNCTION ky RETURN NUMBER,',
            '  MEMBER FUNCTION f(k NUMBER) RETURN NUMBER,',
            '  CONSTRUCTOR FUNCTION o1(k NUMBER) RETURN SELF AS RESULT,',
            '  STATIC FUNCTION made(k NUMBER) RETURN o1,',
          ]),
      ...(type.parent === undefined || type.overrides.has('f')
        ? [`  ${overriding}MEMBER FUNCTION f RETURN NUMBER,`]
        : []),
      ...(type.parent === undefined || type.overrides.has('change')
        ? [`  ${overriding}MEMBER PROCEDURE change(k NUMBER),`]
        : []),
      `  ${overriding}MEMBER FUNCTION d RETURN VARCHAR2`,
      `) NOT FINAL;`,
      '/',
    ];
  }

  private body(type: ObjectType): readonly string[] {
    const { parent } = type;
    const overriding = parent ? 'OVERRIDING ' : '';
    const attributes = type.attributes.map((x) => x.name).join(" || ',' || ");
    return [
      `CREATE OR REPLACE TYPE BODY ${type.name} AS`,
      ...(parent
        ? []
        : [
            '  MAP MEMBER FUNCTION ky RETURN NUMBER IS',
            '  BEGIN',
            `    RETURN ${this.digits ? 'MOD(NVL(id, 0), 3)' : 'NVL(id, 0)'} * ${this.factor};`,
            '  END;',
            '  MEMBER FUNCTION f(k NUMBER) RETURN NUMBER IS',
            '  BEGIN',
            '    RETURN SELF.f() + k;',
            '  END;',
            '  CONSTRUCTOR FUNCTION o1(k NUMBER) RETURN SELF AS RESULT IS',
            '  BEGIN',
            '    id := k * 10;',
            '    RETURN;',
            '  END;',
            '  STATIC FUNCTION made(k NUMBER) RETURN o1 IS',
            '  BEGIN',
            "    RETURN CASE WHEN MOD(k, 2) = 0 THEN o2(k, NULL, k) ELSE o1(k, 'made') END;",
            '  END;',
          ]),
      ...(parent === undefined || type.overrides.has('f')
        ? [
            `  ${overriding}MEMBER FUNCTION f RETURN NUMBER IS`,
            '  BEGIN',
            parent && type.usesParent
              ? `    RETURN (SELF AS ${parent.name}).f() * 2 + ${type.add};`
              : `    RETURN id * ${type.base} + ${type.add};`,
            '  END;',
          ]
        : []),
      ...(parent === undefined || type.overrides.has('change')
        ? [
            `  ${overriding}MEMBER PROCEDURE change(k NUMBER) IS`,
            '  BEGIN',
            ...(parent ? [`    (SELF AS ${parent.name}).change(k);`, '    a := k;'] : ['    id := id + k;']),
            '  END;',
          ]
        : []),
      `  ${overriding}MEMBER FUNCTION d RETURN VARCHAR2 IS`,
      '  BEGIN',
      `    RETURN '${type.name}(' || ${attributes} || ')';`,
      '  END;',
      'END;',
      '/',
    ];
  }
}
