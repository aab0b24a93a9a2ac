import { functionCall } from './calls.js';
import { type Context, type Expression, type Generator, pickName, type Variable, valueOf } from './generator.js';
import { methodCall, object, objectCondition } from './objects.js';
import { type Run, type Session, Useless, zeroDivide } from './session.js';
import {
  booleanType,
  collectionOf,
  elementOf,
  numberOf,
  numberType,
  objectOf,
  recordOf,
  type Type,
  textOf,
  type Value,
  wideText,
} from './values.js';

/** Both, where Oracle does not say which is first: of no use where they fail in two ways. */
export function together(values: readonly (() => Value)[], session: Session): Value[] {
  const before = session.effects;
  const failures: Error[] = [];
  const made = values.map((value) => {
    try {
      return value();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failures.push(error);
      return null;
    }
  });
  const [first] = failures;
  if (first && failures.some((x) => x.message !== first.message || x instanceof Useless)) throw new Useless();
  // What begins or prints beside it may come first, or not at all.
  if (first && session.effects > before) throw new Useless();
  if (first) throw first;
  return made;
}

type NumberPair = (a: number, b: number) => number;

const operators: readonly { readonly text: (a: string, b: string) => string; readonly apply: NumberPair }[] = [
  { text: (a, b) => `(${a} + ${b})`, apply: (a, b) => a + b },
  { text: (a, b) => `(${a} - ${b})`, apply: (a, b) => a - b },
  { text: (a, b) => `(${a} * ${b})`, apply: (a, b) => a * b },
  { text: (a, b) => `GREATEST(${a}, ${b})`, apply: Math.max },
  {
    text: (a, b) => `TRUNC(${a} / ${b})`,
    apply: (a, b) => {
      if (b === 0) throw zeroDivide();
      return Math.trunc(a / b);
    },
  },
];

export const literal = (value: number): Expression => ({
  text: String(value),
  type: numberType,
  value: () => value,
});

export const ofVariable = (name: string, variable: Variable): Expression => ({
  text: name,
  type: variable.type,
  value: (run) => valueOf(run, variable),
  variable,
});

/** Variables, fields and elements of a kind. */
export function places(cx: Context, kind: 'number' | 'text'): ((g: Generator) => Expression)[] {
  return cx.variables.flatMap((v): ((g: Generator) => Expression)[] => {
    const { type } = v;
    if (type.kind === kind) return [(g) => ofVariable(pickName(g, v), v)];
    if (type.kind === 'record') {
      return type.fields.flatMap((f) =>
        f.type.kind === kind
          ? [
              (g: Generator) => ({
                text: `${pickName(g, v)}.${f.name}`,
                type: f.type,
                value: (run: Run) => recordOf(valueOf(run, v)).fields.get(f.name) ?? null,
                variable: v,
              }),
            ]
          : [],
      );
    }
    if (type.kind === 'object') return attributes(v, kind);
    if ((type.kind === 'table' || type.kind === 'map') && type.element.kind === kind) {
      return [
        (g) => {
          const key = g.random.chance(0.8) ? literal(1 + g.random.below(3)) : number(g, cx, 0);
          return {
            text: `${pickName(g, v)}(${key.text})`,
            type: type.element,
            value: (run) => elementOf(valueOf(run, v), type, numberOf(key.value(run))),
            variable: v,
          };
        },
      ];
    }
    return [];
  });
}

/** Attributes of a variable's object; those of NULL are NULL. */
const attributes = (v: Variable, kind: 'number' | 'text'): ((g: Generator) => Expression)[] =>
  v.type.kind !== 'object'
    ? []
    : v.type.fields.flatMap((f) =>
        f.type.kind === kind
          ? [
              (g: Generator) => ({
                text: `${pickName(g, v)}.${f.name}`,
                type: f.type,
                value: (run: Run) => objectOf(valueOf(run, v))?.fields.get(f.name) ?? null,
                variable: v,
              }),
            ]
          : [],
      );

export function number(g: Generator, cx: Context, depth: number): Expression {
  const { random } = g;
  const own = places(cx, 'number');
  if (depth <= 0 || random.chance(0.3)) {
    return own.length > 0 && random.chance(0.75) ? random.pick(own)(g) : literal(random.below(8));
  }
  if (random.chance(0.35)) {
    const called = methodCall(g, cx, 'number', depth) ?? functionCall(g, cx, 'number', { pure: true, depth });
    if (called) return called;
  }
  const kind = random.below(10);
  if (kind < 6) {
    const { text, apply } = random.pick(operators);
    const [a, b] = [number(g, cx, depth - 1), number(g, cx, depth - 1)];
    return {
      text: text(a.text, b.text),
      type: numberType,
      value: (run) => {
        const [x, y] = together([() => numberOf(a.value(run)), () => numberOf(b.value(run))], run.session);
        return typeof x !== 'number' || typeof y !== 'number' ? null : numberOf(apply(x, y));
      },
    };
  }
  if (kind === 6) {
    const s = text(g, cx, depth - 1);
    return {
      text: `LENGTH(${s.text})`,
      type: numberType,
      value: (run) => textOf(s.value(run))?.length ?? null,
    };
  }
  if (kind === 7) {
    const [when, a, b] = [condition(g, cx, depth - 1), number(g, cx, depth - 1), number(g, cx, depth - 1)];
    const otherwise = random.chance(0.6);
    return {
      text: `CASE WHEN ${when.text} THEN ${a.text}${otherwise ? ` ELSE ${b.text}` : ''} END`,
      type: numberType,
      value: (run) => (when.value(run) === true ? a.value(run) : otherwise ? b.value(run) : null),
    };
  }
  const [a, b] = [number(g, cx, depth - 1), literal(random.below(9))];
  return { text: `NVL(${a.text}, ${b.text})`, type: numberType, value: (run) => a.value(run) ?? b.value(run) };
}

const words = ['a', 'bc', 'def', 'Gh', '12', '7', 'x1'];

export const textLiteral = (word: string): Expression => ({ text: `'${word}'`, type: wideText, value: () => word });

export function text(g: Generator, cx: Context, depth: number): Expression {
  const { random } = g;
  const own = places(cx, 'text');
  if (depth <= 0 || random.chance(0.4)) {
    return own.length > 0 && random.chance(0.7) ? random.pick(own)(g) : textLiteral(random.pick(words));
  }
  if (random.chance(0.35)) {
    const called = methodCall(g, cx, 'text', depth) ?? functionCall(g, cx, 'text', { pure: true, depth });
    if (called) return called;
  }
  if (random.chance(0.4)) {
    const a = number(g, cx, depth - 1);
    return { text: `TO_CHAR(${a.text})`, type: wideText, value: (run) => textOf(a.value(run)) };
  }
  if (random.chance(0.4)) {
    const a = text(g, cx, depth - 1);
    return {
      text: `SUBSTR(${a.text}, 1, 2)`,
      type: wideText,
      value: (run) => textOf(a.value(run))?.slice(0, 2) ?? null,
    };
  }
  const [a, b] = [text(g, cx, depth - 1), text(g, cx, depth - 1)];
  return {
    text: `${a.text} || ${b.text}`,
    type: wideText,
    value: (run) => {
      const [x, y] = together([() => textOf(a.value(run)), () => textOf(b.value(run))], run.session);
      const both = `${x ?? ''}${y ?? ''}`;
      if (both.length > 60) throw new Useless();
      return textOf(both);
    },
  };
}

const comparisons: readonly { readonly text: string; readonly holds: (a: number, b: number) => boolean }[] = [
  { text: '=', holds: (a, b) => a === b },
  { text: '<>', holds: (a, b) => a !== b },
  { text: '<', holds: (a, b) => a < b },
  { text: '>=', holds: (a, b) => a >= b },
];

/** A Boolean expression: true, false or NULL. */
export function condition(g: Generator, cx: Context, depth: number): Expression {
  const { random } = g;
  const flags = cx.variables.filter((v) => v.type.kind === 'boolean');
  if (flags.length > 0 && random.chance(0.3)) {
    const v = random.pick(flags);
    return ofVariable(pickName(g, v), v);
  }
  if (random.chance(0.25)) {
    const called =
      objectCondition(g, cx, depth) ??
      methodCall(g, cx, 'boolean', depth) ??
      functionCall(g, cx, 'boolean', { pure: true, depth });
    if (called) return called;
  }
  if (depth > 0 && random.chance(0.3)) {
    const [a, b] = [condition(g, cx, depth - 1), condition(g, cx, depth - 1)];
    const and = random.chance(0.5);
    return {
      text: `(${a.text} ${and ? 'AND' : 'OR'} ${b.text})`,
      type: booleanType,
      value: (run) => {
        const x = a.value(run);
        if (x === !and) return x;
        const y = b.value(run);
        return y === !and ? y : x === null ? null : y;
      },
    };
  }
  const a = number(g, cx, depth);
  if (random.chance(0.2)) {
    return { text: `${a.text} IS NULL`, type: booleanType, value: (run) => a.value(run) === null };
  }
  const b = number(g, cx, 0);
  const { text: operator, holds } = random.pick(comparisons);
  return {
    text: `${a.text} ${operator} ${b.text}`,
    type: booleanType,
    value: (run) => {
      const [x, y] = together([() => numberOf(a.value(run)), () => numberOf(b.value(run))], run.session);
      return typeof x !== 'number' || typeof y !== 'number' ? null : holds(x, y);
    },
  };
}

/** A value for a variable of the type; undefined where nothing here gives one. */
export function expression(g: Generator, cx: Context, type: Type, depth: number): Expression | undefined {
  const { random } = g;
  switch (type.kind) {
    case 'number':
      return number(g, cx, depth);
    case 'text':
      return text(g, cx, depth);
    case 'boolean':
      return condition(g, cx, depth);
    case 'cursor': {
      if (!cx.pure && random.chance(0.5)) {
        const called = functionCall(g, cx, type, { pure: false, depth });
        if (called) return called;
      }
      const cursors = cx.variables.filter((v) => v.type === type);
      if (cursors.length === 0) return undefined;
      const v = random.pick(cursors);
      return ofVariable(pickName(g, v), v);
    }
    case 'object':
      return object(g, cx, type, depth);
    case 'record':
    case 'table':
    case 'map': {
      if (random.chance(0.4)) {
        const called = functionCall(g, cx, type, { pure: true, depth });
        if (called) return called;
      }
      const own = cx.variables.filter((v) => v.type === type);
      if (own.length === 0) return undefined;
      const v = random.pick(own);
      return ofVariable(pickName(g, v), v);
    }
  }
}

/** What a line of output shows of the expression. */
export function shown({ text: made, type }: Expression): string {
  switch (type.kind) {
    case 'number':
      return `NVL(TO_CHAR(${made}), '-')`;
    case 'text':
      return `NVL(${made}, '-')`;
    case 'boolean':
      return `CASE WHEN ${made} THEN 'T' WHEN NOT ${made} THEN 'F' ELSE '-' END`;
    case 'record':
      return type.fields
        .map((f) => shown({ text: `${made}.${f.name}`, type: f.type, value: () => null }))
        .join(` || ',' || `);
    case 'table':
    case 'map':
      return `${made}.COUNT`;
    case 'object':
      return type.fields.length === 0
        ? `'${type.name}'`
        : type.fields
            .map((f) => shown({ text: `${made}.${f.name}`, type: f.type, value: () => null }))
            .join(` || ';' || `);
    case 'cursor':
      return `'cursor'`;
  }
}

export function shownValue(value: Value, type: Type): string {
  switch (type.kind) {
    case 'number':
    case 'text':
      return String(value ?? '-');
    case 'boolean':
      return value === null ? '-' : value === true ? 'T' : 'F';
    case 'record':
      return type.fields.map((f) => shownValue(recordOf(value).fields.get(f.name) ?? null, f.type)).join(',');
    case 'table':
    case 'map':
      return String(collectionOf(value).elements.size);
    case 'object':
      return type.fields.length === 0
        ? type.name
        : type.fields.map((f) => shownValue(objectOf(value)?.fields.get(f.name) ?? null, f.type)).join(';');
    case 'cursor':
      return 'cursor';
  }
}
