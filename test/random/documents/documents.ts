/** JSON documents, the paths into them and what the paths find. (JSON Developer's Guide, "SQL/JSON Path Expressions") */
import type { Random } from '../random.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What the manual does not settle: the program gets something else. */
export class Unsettled extends Error {}

export const isArray = (x: Json): x is readonly Json[] => Array.isArray(x);
export const isObject = (x: Json): x is JsonObject => typeof x === 'object' && x !== null && !Array.isArray(x);
export const isScalar = (x: Json): x is string | number | boolean | null => typeof x !== 'object' || x === null;

export const keys = ['a', 'b', 'c', 'name', 'items', 'Total'] as const;
const texts = [
  'x',
  'red',
  'two words',
  "it's",
  'say "hi"',
  'back\\slash',
  '10',
  '2024-01-31',
  'a/b',
  'ß',
  'A & B <c>',
  '',
];
const numbers = [0, 1, 2, 7, -3, 10, 12.5, -1.25, 1000000, 31];

export function someScalar(random: Random): Json {
  const kind = random.next();
  if (kind < 0.4) return random.pick(texts);
  if (kind < 0.8) return random.pick(numbers);
  return random.pick([true, false, null]);
}

export function someObject(random: Random, depth: number): JsonObject {
  const made: Record<string, Json> = {};
  const count = random.below(5);
  for (let i = 0; i < count; i++) made[random.pick(keys)] = someJson(random, depth - 1);
  return made;
}

export function someJson(random: Random, depth: number): Json {
  if (depth <= 0 || random.chance(0.4)) return someScalar(random);
  if (random.chance(0.5)) return someObject(random, depth);
  return Array.from({ length: random.below(4) }, () => someJson(random, depth - 1));
}

/** A document: an object, of which `items` is often an array of objects. */
export function someDocument(random: Random): JsonObject {
  const made: Record<string, Json> = { ...someObject(random, 3) };
  if (random.chance(0.7)) {
    made.items = Array.from({ length: random.below(4) }, () => ({
      ...(random.chance(0.9) && { a: someScalar(random) }),
      ...(random.chance(0.8) && { b: someScalar(random) }),
      ...(random.chance(0.6) && { c: Array.from({ length: random.below(3) }, () => someScalar(random)) }),
    }));
  }
  return made;
}

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'elements' }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'members' }
  | { readonly kind: 'filter'; readonly text: string; readonly holds: (x: Json) => boolean };

const stepText = (step: Step): string => {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'element':
      return `[${step.index}]`;
    case 'elements':
      return '[*]';
    case 'range':
      return `[${step.from} to ${step.to}]`;
    case 'last':
      return '[last]';
    case 'members':
      return '.*';
    case 'filter':
      return `?(${step.text})`;
  }
};
export const pathText = (steps: readonly Step[]): string => `$${steps.map(stepText).join('')}`;

/** All that the path finds: a member of an array is that of its elements, an element of what is no array is this itself. */
export function find(x: Json, steps: readonly Step[]): readonly Json[] {
  return steps.reduce<readonly Json[]>((found, step) => found.flatMap((y) => take(y, step)), [x]);
}

function take(x: Json, step: Step): readonly Json[] {
  switch (step.kind) {
    case 'member':
      return (isArray(x) ? x : [x]).flatMap((y) =>
        isObject(y) && Object.hasOwn(y, step.name) ? [y[step.name] ?? null] : [],
      );
    case 'element':
      return (isArray(x) ? x : [x]).slice(step.index, step.index + 1);
    case 'elements':
      return isArray(x) ? x : [x];
    case 'range':
      return (isArray(x) ? x : [x]).slice(step.from, step.to + 1);
    case 'last':
      return (isArray(x) ? x : [x]).slice(-1);
    case 'members':
      return (isArray(x) ? x : [x]).flatMap((y) => (isObject(y) ? Object.values(y) : []));
    case 'filter':
      return (isArray(x) ? x : [x]).filter(step.holds);
  }
}

function someElements(random: Random): Step {
  const kind = random.next();
  if (kind < 0.4) return { kind: 'element', index: random.below(3) };
  if (kind < 0.7) return { kind: 'elements' };
  if (kind < 0.8) return { kind: 'last' };
  if (kind < 0.9) return { kind: 'members' };
  const from = random.below(2);
  return { kind: 'range', from, to: from + random.below(3) };
}

export function somePath(random: Random, filters: boolean): readonly Step[] {
  const steps: Step[] = [];
  const count = 1 + random.below(3);
  for (let i = 0; i < count; i++) {
    if (i > 0 && random.chance(0.35)) steps.push(someElements(random));
    else steps.push({ kind: 'member', name: i === 0 && random.chance(0.4) ? 'items' : random.pick(keys) });
  }
  if (filters && random.chance(0.5)) steps.push(someFilter(random));
  return steps;
}

/** A filter that compares a member with a number or a text, of what has one of the same type. */
function someFilter(random: Random): Step {
  const name = random.pick(['a', 'b']);
  const member = (x: Json): readonly Json[] => find(x, [{ kind: 'member', name }]);
  if (random.chance(0.25)) return { kind: 'filter', text: `exists(@.${name})`, holds: (x) => member(x).length > 0 };
  if (random.chance(0.5)) {
    const n = random.pick([0, 1, 2, 10]);
    const operator = random.pick(['==', '>', '<', '>=']);
    const test = (v: Json): boolean => {
      // A text beside a number is compared as one where it is one.
      if (typeof v === 'string') throw new Unsettled();
      if (typeof v !== 'number') return false;
      return operator === '==' ? v === n : operator === '>' ? v > n : operator === '<' ? v < n : v >= n;
    };
    return { kind: 'filter', text: `@.${name} ${operator} ${n}`, holds: (x) => member(x).some(test) };
  }
  const text = random.pick(['x', 'red', 'two words']);
  const test = (v: Json): boolean => v === text;
  return { kind: 'filter', text: `@.${name} == "${text}"`, holds: (x) => member(x).some(test) };
}

/** As SQL writes it, without blanks. */
export function jsonText(x: Json): string {
  return JSON.stringify(x);
}
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
