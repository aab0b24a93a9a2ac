import { Useless } from '../session.js';
import { asCollection, asNumber, expression, nothing, number } from './expressions.js';
import type { Condition, Context, Generator } from './generator.js';
import { keyExpression } from './keys.js';
import { collectionPlace, type Place, place, together } from './places.js';
import { type CollectionType, isScalar, isUnder } from './types.js';
import { Collection, ObjectValue, type Value } from './values.js';

const comparisons = {
  '<': (x: number, y: number) => x < y,
  '>': (x: number, y: number) => x > y,
  '=': (x: number, y: number) => x === y,
  '<>': (x: number, y: number) => x !== y,
} as const;

function ofObject(g: Generator, cx: Context): Condition | undefined {
  const found = place(g, cx, (t) => t.kind === 'object');
  if (!found) return undefined;
  const types = cx.types.filter((t) => t.kind === 'object' && found.type.kind === 'object' && isUnder(t, found.type));
  const asked = g.random.pick(types);
  const only = g.random.chance(0.4);
  if (asked.kind !== 'object' || g.random.chance(0.3)) {
    return { text: `${found.text} IS NULL`, value: (run) => found.value(run) === null };
  }
  return {
    text: `${found.text} IS OF (${only ? 'ONLY ' : ''}${asked.name})`,
    value: (run) => {
      const self = found.value(run);
      if (!(self instanceof ObjectValue)) return null;
      return only ? self.type === asked : isUnder(self.type, asked);
    },
  };
}

export function condition(g: Generator, cx: Context): Condition {
  const { random } = g;
  const kind = random.next();
  if (kind > 0.9) {
    const asked = ofObject(g, cx);
    if (asked) return asked;
  }
  if (kind < 0.35) {
    const found = collectionPlace(g, cx);
    if (found) return ofPlace(g, cx, found, random.next());
  }
  if (kind < 0.45) {
    const found = collectionPlace(g, cx, {}, (t) => t.kind === 'table' && isScalar(t.element));
    if (found) return multisetCondition(g, cx, found);
  }
  if (kind < 0.55) {
    const found = place(g, cx, isScalar);
    if (found) return { text: `${found.text} IS NULL`, value: (run) => found.value(run) === null };
  }
  const left = place(g, cx, (t) => t.kind === 'number') ?? number(g, cx, 1);
  const right = number(g, cx, 1);
  const operator = random.pick(['<', '>', '=', '<>'] as const);
  return {
    text: `${left.text} ${operator} ${right.text}`,
    value: (run) => {
      const [x, y] = together([() => asNumber(left.value(run)), () => asNumber(right.value(run))]);
      return x === null || y === null || x === undefined || y === undefined ? null : comparisons[operator](x, y);
    },
  };
}

function ofPlace(g: Generator, cx: Context, found: Place & { readonly type: CollectionType }, kind: number): Condition {
  if (kind < 0.6 || found.type.kind === 'array') {
    const key = keyExpression(g, cx, found.type, undefined);
    return {
      text: `${found.text}.EXISTS(${key.text})`,
      value: (run) => {
        const [of, k] = together<Value>([() => found.value(run), () => key.value(run)]);
        if (of === null || k === null) return false;
        return of instanceof Collection && (typeof k === 'number' || typeof k === 'string') && of.elements.has(k);
      },
    };
  }
  if (kind < 0.8 || found.type.kind === 'varray') {
    return { text: `${found.text} IS NULL`, value: (run) => found.value(run) === null };
  }
  return {
    text: `${found.text} IS ${kind < 0.9 ? 'NOT ' : ''}EMPTY`,
    value: (run) => {
      const of = asCollection(found.value(run));
      return of === null ? null : (of.elements.size === 0) === kind >= 0.9;
    },
  };
}

/** The elements of a nested table of scalars; where NULL is among them the manual is not clear. */
export function elementsOf(value: Value): readonly (number | string)[] | null {
  const of = asCollection(value);
  if (of === null) return null;
  return of.values().map((x) => {
    if (x === null || typeof x === 'object') throw new Useless();
    return x;
  });
}

export function counted(list: readonly (number | string)[]): Map<number | string, number> {
  const counts = new Map<number | string, number>();
  for (const x of list) counts.set(x, (counts.get(x) ?? 0) + 1);
  return counts;
}

const isPart = (a: readonly (number | string)[], b: readonly (number | string)[]): boolean => {
  const counts = counted(b);
  return [...counted(a)].every(([x, n]) => n <= (counts.get(x) ?? 0));
};

function multisetCondition(g: Generator, cx: Context, left: Place & { readonly type: CollectionType }): Condition {
  const { random } = g;
  const kind = random.next();
  const not = random.chance(0.3);
  const negated = (x: boolean | null): boolean | null => (x === null ? null : x !== not);
  if (kind < 0.3) {
    const member = expression(g, cx, left.type.element, 1) ?? nothing(left.type.element);
    return {
      text: `${member.text} ${not ? 'NOT ' : ''}MEMBER OF ${left.text}`,
      value: (run) => {
        const [x, of] = together<Value>([() => member.value(run), () => left.value(run)]);
        const list = elementsOf(of ?? null);
        if (x === null || list === null || list.length === 0) throw new Useless();
        return negated(list.some((y) => y === x));
      },
    };
  }
  if (kind < 0.45) {
    return {
      text: `${left.text} IS ${not ? 'NOT ' : ''}A SET`,
      value: (run) => {
        const list = elementsOf(left.value(run));
        return list === null ? null : negated(new Set(list).size === list.length);
      },
    };
  }
  const right = place(g, cx, (t) => t === left.type) ?? left;
  const equal = kind < 0.75;
  return {
    text: equal
      ? `${left.text} ${not ? '<>' : '='} ${right.text}`
      : `${left.text} ${not ? 'NOT ' : ''}SUBMULTISET OF ${right.text}`,
    value: (run) => {
      const [a, b] = together([() => elementsOf(left.value(run)), () => elementsOf(right.value(run))]);
      if (!a || !b) return null;
      return negated(equal ? a.length === b.length && isPart(a, b) : isPart(a, b));
    },
  };
}
