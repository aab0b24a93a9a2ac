import { Useless } from '../session.js';
import { type Context, type Expression, type Generator, type Run, Scope } from './generator.js';
import { objectConstructor, totalOfObject } from './objects.js';
import { collectionAt, collectionPlace, partOfExpression, place, together } from './places.js';
import { type CompositeType, numberType, type ScalarType, type Type, textType } from './types.js';
import { after, before, Collection, copy, fitted, type Key, nullRecord, RecordValue, type Value } from './values.js';

/*
 * Expressions.
 *   - COUNT, FIRST, LAST, NEXT, PRIOR, LIMIT and EXISTS. ("Collection Methods"): EXISTS alone takes a collection that is NULL.
 *   - A constructor gives a nested table or varray its elements from 1 on. ("Collection Constructors")
 *   - A qualified expression gives records and associative arrays. ("Qualified Expressions Overview")
 */

const literal = (value: number): Expression => ({ text: String(value), type: numberType, value: () => value });
const textLiteral = (value: string): Expression => ({ text: `'${value}'`, type: textType, value: () => value });

export const nothing = (type: Type): Expression => ({ text: 'NULL', type, value: () => null });

export const asNumber = (value: Value): number | null => {
  if (value !== null && typeof value !== 'number') throw new Error('no number');
  return value;
};

export const asCollection = (value: Value): Collection | null => {
  if (value !== null && !(value instanceof Collection)) throw new Error('no collection');
  return value;
};

/** A value of a type. */
export function expression(g: Generator, cx: Context, type: Type, depth = 0): Expression | undefined {
  switch (type.kind) {
    case 'number':
      return number(g, cx, depth);
    case 'text':
      return text(g, cx, type);
    case 'record':
    case 'table':
    case 'varray':
    case 'array':
    case 'object':
      return composite(g, cx, type, depth);
  }
}

export function number(g: Generator, cx: Context, depth = 0): Expression {
  const { random } = g;
  const kind = random.next();
  if (kind < 0.35 || depth > 2)
    return kind < 0.02 ? literal(120) : kind < 0.05 && depth === 0 ? nothing(numberType) : literal(random.below(10));
  if (kind < 0.4) {
    const found = place(g, cx, (t) => t.kind === 'object');
    if (found) return totalOfObject(found);
  }
  if (kind < 0.65) return place(g, cx, (t) => t.kind === 'number') ?? literal(random.below(10));
  if (kind < 0.8) return ofCollection(g, cx, depth) ?? literal(random.below(10));
  if (kind < 0.83) {
    const total = totalOfResult(g, cx, depth);
    if (total) return total;
  }
  if (kind < 0.88) return resultPart(g, cx, (t) => t.kind === 'number', depth + 1) ?? literal(random.below(10));
  const left = number(g, cx, depth + 1);
  const right = number(g, cx, depth + 1);
  const operator = random.pick(['+', '-'] as const);
  return {
    text: `(${left.text} ${operator} ${right.text})`,
    type: numberType,
    value: (run) => {
      const [x, y] = together([() => asNumber(left.value(run)), () => asNumber(right.value(run))]);
      if (x === null || y === null || x === undefined || y === undefined) return null;
      const result = operator === '+' ? x + y : x - y;
      if (Math.abs(result) > 1e9) throw new Useless();
      return result;
    },
  };
}

function text(g: Generator, cx: Context, type: ScalarType): Expression {
  const { random } = g;
  const kind = random.next();
  if (kind < 0.4) return textLiteral(random.pick(['a', 'b', 'B', 'ab', kind < 0.02 ? 'abcd' : 'xyz']));
  if (kind < 0.43) return nothing(type);
  if (kind > 0.9) return resultPart(g, cx, (t) => t.kind === 'text', 1) ?? textLiteral('r');
  return place(g, cx, (t) => t.kind === 'text') ?? textLiteral('x');
}

function ofCollection(g: Generator, cx: Context, depth: number): Expression | undefined {
  const found = collectionPlace(g, cx);
  if (!found) return undefined;
  const { random } = g;
  const of = (method: string, value: (c: Collection, run: Run) => Key | null): Expression => ({
    text: `${found.text}.${method}`,
    type: numberType,
    value: (run) => value(collectionAt(run, found), run),
  });
  const kind = random.next();
  if (kind < 0.4) return of('COUNT', (c) => c.elements.size);
  // Beside another operand it may be NULL before anything runs.
  if (kind < 0.48 && depth === 0) return of('LIMIT', () => found.type.limit ?? null);
  if (found.type.key.kind === 'text') return of('COUNT', (c) => c.elements.size);
  if (kind < 0.6) return of('FIRST', (c) => c.keys()[0] ?? null);
  if (kind < 0.72) return of('LAST', (c) => c.keys().at(-1) ?? null);
  const next = random.chance(0.5);
  const key = random.below(5);
  return of(`${next ? 'NEXT' : 'PRIOR'}(${key})`, (c) => (next ? after(c, key) : before(c, key)));
}

/** A text key that a method gives. */
export function keyOfCollection(g: Generator, cx: Context): Expression | undefined {
  const found = collectionPlace(g, cx, {}, (t) => t.key.kind === 'text');
  if (!found) return undefined;
  const last = g.random.chance(0.5);
  return {
    text: `${found.text}.${last ? 'LAST' : 'FIRST'}`,
    type: textType,
    value: (run) =>
      collectionAt(run, found)
        .keys()
        .at(last ? -1 : 0) ?? null,
  };
}

function composite(g: Generator, cx: Context, type: CompositeType, depth: number): Expression | undefined {
  const { random } = g;
  const kind = random.next();
  const same = (t: Type): boolean => t === type;
  if (kind < 0.35) {
    const found = place(g, cx, same);
    if (found) return found;
  }
  if (kind < 0.5) {
    const found = resultPart(g, cx, same, depth);
    if (found) return found;
  }
  if (kind > 0.94 && depth === 0 && type.kind !== 'array') {
    return type.kind === 'record' ? { ...nothing(type), value: () => nullRecord(type) } : nothing(type);
  }
  return constructor(g, cx, type, depth) ?? place(g, cx, same) ?? resultPart(g, cx, same, depth);
}

function constructor(g: Generator, cx: Context, type: CompositeType, depth: number): Expression | undefined {
  if (depth > 2) return undefined;
  const { random } = g;
  if (type.kind === 'object') return objectConstructor(g, cx, type, depth);
  if (type.kind === 'record') {
    if (type.ofTable) return undefined;
    const named = random.chance(0.3);
    const values = type.fields.map((f) => expression(g, cx, f.type, depth + 1));
    if (values.some((x) => x === undefined)) return undefined;
    const list = type.fields.map((f, i) => (named ? `${f.name} => ${values[i]?.text}` : values[i]?.text));
    return {
      text: `${type.name}(${list.join(', ')})`,
      type,
      value: (run) => {
        const made = together(
          type.fields.map((f, i) => () => copy(fitted(values[i]?.value(run) ?? null, f.type, f.notNull))),
        );
        return new RecordValue(new Map(type.fields.map((f, i) => [f.name, made[i] ?? null])));
      },
    };
  }
  const most = type.limit ?? 3;
  const count = random.chance(0.15) ? 0 : 1 + random.below(most);
  const elements = Array.from({ length: count }, () => expression(g, cx, type.element, depth + 1));
  if (elements.some((x) => x === undefined)) return undefined;
  const made = (run: Run): Value[] =>
    together(elements.map((x) => () => copy(fitted(x?.value(run) ?? null, type.element))));
  if (type.kind !== 'array') {
    return {
      text: `${type.name}(${elements.map((x) => x?.text).join(', ')})`,
      type,
      value: (run) => Collection.of(made(run)),
    };
  }
  const keys: readonly Key[] = type.key.kind === 'text' ? ['b', 'a', 'B'].slice(0, count) : [2, 1, 5].slice(0, count);
  const list = elements.map((x, i) => `${typeof keys[i] === 'string' ? `'${keys[i]}'` : keys[i]} => ${x?.text}`);
  return {
    text: `${type.name}(${list.join(', ')})`,
    type,
    value: (run) => {
      const values = made(run);
      return new Collection(new Map(keys.map((k, i) => [k, values[i] ?? null])));
    },
  };
}

/** What a function gives, or a part of it. */
function resultPart(g: Generator, cx: Context, wanted: (type: Type) => boolean, depth: number): Expression | undefined {
  const functions = cx.routines.filter((r) => r.result !== undefined);
  if (functions.length === 0 || depth > 1) return undefined;
  const called = functionCall(g, cx, g.random.pick(functions), depth + 1);
  if (!called) return undefined;
  return wanted(called.type) ? called : partOfExpression(g, cx, called, wanted);
}

/** A method of what a function gives. */
function totalOfResult(g: Generator, cx: Context, depth: number): Expression | undefined {
  const of = resultPart(g, cx, (t) => t.kind === 'object', depth + 1);
  return of && totalOfObject(of);
}

/** A call of a function, which changes nothing of others. */
export function functionCall(
  g: Generator,
  cx: Context,
  routine: Context['routines'][number],
  depth = 0,
): Expression | undefined {
  const { result, parameters } = routine;
  if (result === undefined) return undefined;
  const given = parameters.map((p) => expression(g, cx, p.type, depth + 1));
  if (given.some((x) => x === undefined)) return undefined;
  return {
    text: `${routine.name}(${given.map((x) => x?.text).join(', ')})`,
    type: result,
    value: (run) => {
      const values = together(given.map((x) => () => copy(x?.value(run) ?? null)));
      return run.session.call(() => {
        const scope = newScope(run, routine);
        parameters.forEach((p, i) => {
          scope.declare(p.name, values[i] ?? null);
        });
        return copy(routine.invoke({ ...run, scope }));
      });
    },
  };
}

export const newScope = (run: Run, routine: Context['routines'][number]): Scope => new Scope(routine.home(run.session));
