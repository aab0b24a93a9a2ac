import type { Random } from '../random.js';
import { described, type Hierarchy, type Num, type ObjectType, type ObjectValue, type Value } from './types.js';

export type List = readonly Value[] | null;

/** A row of `tt (k NUMBER, o o1, l nt)`. */
export interface Row {
  readonly k: number;
  readonly o: Value;
  readonly l: List;
}

/** What the block's variables and the tables hold: `x1`, `x2` are of the root, `y` of its subtype, `r.o` is a record's. */
export interface World {
  readonly random: Random;
  readonly hierarchy: Hierarchy;
  readonly objects: Map<string, Value>;
  list: List;
  rows: Row[];
  /** The objects of the table `ot`; each `id` stands once. */
  table: ObjectValue[];
}

/** A step: its lines, and what it prints. */
export interface Step {
  readonly lines: readonly string[];
  readonly printed: readonly string[];
}

export const rootVariables = ['x1', 'x2', 'r.o'] as const;

/** Prints the text, or SQLCODE. */
export const asked = (mark: string, text: string, printed: string): Step => ({
  lines: [
    'BEGIN',
    `  DBMS_OUTPUT.PUT_LINE('${mark} ' || ${text});`,
    'EXCEPTION',
    `  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`,
    'END;',
  ],
  printed: [`${mark} ${printed}`],
});

/** Runs statements, and prints what is then there, or SQLCODE and what is there. */
export const done = (
  mark: string,
  statements: readonly string[],
  error: number | undefined,
  shown: { readonly text: string; readonly printed: string },
): Step => ({
  lines: [
    'BEGIN',
    ...statements.map((s) => `  ${s}`),
    'EXCEPTION',
    `  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`,
    'END;',
    `DBMS_OUTPUT.PUT_LINE('${mark} ' || ${shown.text});`,
  ],
  printed: [...(error === undefined ? [] : [`${mark} ${error}`]), `${mark} ${shown.printed}`],
});

export const shownObject = (name: string, value: Value): { readonly text: string; readonly printed: string } => ({
  text: `shown(${name})`,
  printed: described(value),
});

export const listed = (list: List): string => (list === null ? 'no list' : list.map((o) => described(o)).join(';'));

export const shownList = (list: List): { readonly text: string; readonly printed: string } => ({
  text: 'listed(l)',
  printed: listed(list),
});

/** An object as it is written, with the value that it has. */
export interface Made {
  readonly text: string;
  readonly value: Value;
}

const words = ['a', 'bc', 'def'];
const numbers = [0, 1, 2, 3, 4, 7];

export function constructed({ random, hierarchy }: World, of?: ObjectType): Made & { readonly value: ObjectValue } {
  const type = of ?? random.pick(hierarchy.types);
  const values: { [name: string]: Num | string } = {};
  const parts = type.attributes.map(({ name, isNumber }) => {
    const value = random.chance(0.15) ? null : isNumber ? random.pick(numbers) : random.pick(words);
    values[name] = value;
    const text = value === null ? 'NULL' : isNumber ? String(value) : `'${value}'`;
    return { name, text };
  });
  const byName = random.chance(0.2);
  return {
    text: `${random.chance(0.1) ? 'NEW ' : ''}${type.name}(${parts.map((p) => (byName ? `${p.name} => ${p.text}` : p.text)).join(', ')})`,
    value: { type, values },
  };
}

/** An object of the root or of a type under it. */
export function object(world: World): Made {
  const { random, hierarchy, objects } = world;
  const kind = random.next();
  if (kind < 0.1) return { text: 'NULL', value: null };
  if (kind < 0.35) {
    const name = random.pick([...rootVariables, 'y']);
    return { text: name, value: objects.get(name) ?? null };
  }
  const k = random.below(5);
  const [o1, o2] = hierarchy.types;
  if (kind < 0.45 && o1) return { text: `o1(${k})`, value: { type: o1, values: { id: k * 10, s: null } } };
  if (kind < 0.55 && o1 && o2) {
    const value: ObjectValue =
      k % 2 === 0 ? { type: o2, values: { id: k, s: null, a: k } } : { type: o1, values: { id: k, s: 'made' } };
    return { text: `o1.made(${k})`, value };
  }
  return constructed(world);
}

/** One that is there, not a literal NULL. */
export function typed(world: World): Made {
  const made = object(world);
  return made.text === 'NULL' ? { text: 'CAST(NULL AS o1)', value: null } : made;
}
