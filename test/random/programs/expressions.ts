import { type Num, noDataFound, type Run, type Text, valueError, zeroDivide } from '../session.js';
import type { Context, Generator } from './generator.js';

/*
 * Expressions with their values.
 *   - Whatever is computed of NULL is NULL, but that || takes it for the empty text; text without characters is NULL.
 *     (SQL Language Reference, "Nulls", "Concatenation Operator")
 *   - AND and OR know three values and end as soon as theirs is certain. (PL/SQL Language Reference, "Logical Operators", "Short-Circuit Evaluation")
 *   - CASE works out the chosen result alone.
 */

export interface Expression<T> {
  readonly text: string;
  readonly value: (run: Run) => T;
}

export type NumberExpression = Expression<Num>;
export type TextExpression = Expression<Text>;
export type Condition = Expression<boolean | null>;

export const literal = (n: number): NumberExpression => ({ text: String(n), value: () => n });

export const numberVariable = (name: string): NumberExpression => ({
  text: name,
  value: ({ scope }) => scope.number(name),
});

const textVariable = (name: string): TextExpression => ({ text: name, value: ({ scope }) => scope.text(name) });

/** A literal or a variable: nothing in it fails. */
export function simpleNumber({ random }: Generator, cx: Context): NumberExpression {
  return random.chance(0.5) && cx.numbers.length > 0
    ? numberVariable(random.pick(cx.numbers))
    : literal(random.below(12));
}

export function number(g: Generator, cx: Context, depth = 0): NumberExpression {
  if (depth > 1) return simpleNumber(g, cx);
  const { make } = g.random.weighted(numbers);
  return make(g, cx, depth + 1) ?? simpleNumber(g, cx);
}

interface NumberChoice {
  readonly weight: number;
  readonly make: (g: Generator, cx: Context, depth: number) => NumberExpression | undefined;
}

const numbers: readonly NumberChoice[] = [
  { weight: 42, make: simpleNumber },
  { weight: 27, make: sum },
  { weight: 9, make: remainder },
  { weight: 5, make: quotient },
  { weight: 5, make: ofArray },
  { weight: 4, make: ofText },
  { weight: 4, make: chosenNumber },
  { weight: 4, make: nvl },
];

function sum(g: Generator, cx: Context, depth: number): NumberExpression {
  const left = number(g, cx, depth);
  const right = number(g, cx, depth);
  const operator = g.random.pick(['+', '-'] as const);
  return {
    text: `(${left.text} ${operator} ${right.text})`,
    value: (run) => {
      const x = left.value(run);
      const y = right.value(run);
      if (x === null || y === null) return null;
      return operator === '+' ? x + y : x - y;
    },
  };
}

function remainder(g: Generator, cx: Context, depth: number): NumberExpression {
  const dividend = number(g, cx, depth);
  const divisor = 2 + g.random.below(6);
  return {
    text: `MOD(${dividend.text}, ${divisor})`,
    // MOD has the sign of the dividend; + 0 makes 0 of -0.
    value: (run) => {
      const x = dividend.value(run);
      return x === null ? null : (x % divisor) + 0;
    },
  };
}

function quotient(g: Generator, cx: Context, depth: number): NumberExpression {
  const dividend = number(g, cx, depth);
  const divisor = simpleNumber(g, cx);
  return {
    text: `TRUNC(${dividend.text} / ${divisor.text})`,
    value: (run) => {
      const x = dividend.value(run);
      const y = divisor.value(run);
      if (x === null || y === null) return null;
      if (y === 0) throw zeroDivide();
      return Math.trunc(x / y) + 0;
    },
  };
}

/** An element of an associative array, or how many it has. */
function ofArray(g: Generator, cx: Context): NumberExpression | undefined {
  if (cx.arrays.length === 0) return undefined;
  const array = g.random.pick(cx.arrays);
  if (g.random.chance(0.4)) return { text: `${array}.COUNT`, value: ({ scope }) => scope.array(array).size };
  const index = simpleNumber(g, cx);
  return {
    text: `${array}(${index.text})`,
    value: (run) => {
      const i = index.value(run);
      if (i === null) throw valueError();
      const found = run.scope.array(array).get(i);
      if (found === undefined) throw noDataFound();
      return found;
    },
  };
}

function ofText(g: Generator, cx: Context): NumberExpression {
  const of = text(g, cx, 1);
  if (g.random.chance(0.5)) return { text: `LENGTH(${of.text})`, value: (run) => of.value(run)?.length ?? null };
  const sought = g.random.pick(['a', 'b', ' ']);
  return {
    text: `INSTR(${of.text}, '${sought}')`,
    value: (run) => {
      const within = of.value(run);
      return within === null ? null : within.indexOf(sought) + 1;
    },
  };
}

function chosenNumber(g: Generator, cx: Context, depth: number): NumberExpression {
  const chosen = condition(g, cx, 1);
  const then = number(g, cx, depth);
  const otherwise = g.random.chance(0.6) ? number(g, cx, depth) : undefined;
  return {
    text: `CASE WHEN ${chosen.text} THEN ${then.text}${otherwise ? ` ELSE ${otherwise.text}` : ''} END`,
    value: (run) => (chosen.value(run) === true ? then.value(run) : (otherwise?.value(run) ?? null)),
  };
}

function nvl(g: Generator, cx: Context, depth: number): NumberExpression {
  const first = number(g, cx, depth);
  const second = literal(g.random.below(9));
  return { text: `NVL(${first.text}, ${second.text})`, value: (run) => first.value(run) ?? second.value(run) };
}

const comparisons = {
  '<': (x: number, y: number) => x < y,
  '>': (x: number, y: number) => x > y,
  '=': (x: number, y: number) => x === y,
  '<>': (x: number, y: number) => x !== y,
} as const;

export type Comparison = keyof typeof comparisons;

export const compare = (operator: Comparison, x: Num, y: Num): boolean | null =>
  x === null || y === null ? null : comparisons[operator](x, y);

/**
 * The expression, or a variable where it has none: PostgreSQL leaves out what stands beside a condition that is
 * certain, even if it would fail.
 */
function varying<T>(x: Expression<T>, variable: (() => Expression<T>) | undefined): Expression<T> {
  const hasVariables = /[a-z]/.test(x.text.replaceAll(/'[^']*'/g, ''));
  return hasVariables || !variable ? x : variable();
}

const varyingNumber = (g: Generator, cx: Context): NumberExpression =>
  varying(number(g, cx, 1), cx.numbers.length > 0 ? () => numberVariable(g.random.pick(cx.numbers)) : undefined);

const varyingText = (g: Generator, cx: Context): TextExpression =>
  varying(text(g, cx, 1), cx.texts.length > 0 ? () => textVariable(g.random.pick(cx.texts)) : undefined);

export function condition(g: Generator, cx: Context, depth = 0): Condition {
  const { random } = g;
  const kind = depth > 1 ? 0 : random.next();
  if (kind < 0.5) {
    const left = varyingNumber(g, cx);
    const right = number(g, cx, 1);
    const operator = random.pick<Comparison>(['<', '>', '=', '<>']);
    return {
      text: `${left.text} ${operator} ${right.text}`,
      value: (run) => compare(operator, left.value(run), right.value(run)),
    };
  }
  if (kind < 0.6) {
    const tested = varyingNumber(g, cx);
    return { text: `${tested.text} IS NULL`, value: (run) => tested.value(run) === null };
  }
  if (kind < 0.7) return textCondition(g, cx);
  if (kind < 0.76 && cx.arrays.length > 0) {
    const array = random.pick(cx.arrays);
    const index = random.below(6);
    return { text: `${array}.EXISTS(${index})`, value: ({ scope }) => scope.array(array).has(index) };
  }
  if (kind < 0.82) {
    const negated = condition(g, cx, depth + 1);
    return {
      text: `NOT (${negated.text})`,
      value: (run) => {
        const x = negated.value(run);
        return x === null ? null : !x;
      },
    };
  }
  const left = condition(g, cx, depth + 1);
  const right = condition(g, cx, depth + 1);
  // The value that makes the other side superfluous.
  const certain = random.chance(0.5);
  return {
    text: `(${left.text}) ${certain ? 'OR' : 'AND'} (${right.text})`,
    value: (run) => {
      const x = left.value(run);
      if (x === certain) return certain;
      const y = right.value(run);
      if (y === certain) return certain;
      return x === null || y === null ? null : !certain;
    },
  };
}

function textCondition(g: Generator, cx: Context): Condition {
  const left = varyingText(g, cx);
  const kind = g.random.below(4);
  if (kind === 0) return { text: `${left.text} IS NOT NULL`, value: (run) => left.value(run) !== null };
  if (kind === 1) {
    return {
      text: `${left.text} LIKE '%b_'`,
      value: (run) => {
        const x = left.value(run);
        return x === null ? null : x.at(-2) === 'b';
      },
    };
  }
  const right = text(g, cx, 1);
  const same = kind === 2;
  return {
    text: `${left.text} ${same ? '=' : '<>'} ${right.text}`,
    value: (run) => {
      const x = left.value(run);
      const y = right.value(run);
      return x === null || y === null ? null : (x === y) === same;
    },
  };
}

/** Text without characters is NULL. */
const orNull = (s: string): Text => (s === '' ? null : s);

export function simpleText({ random }: Generator, cx: Context): TextExpression {
  if (random.chance(0.6) && cx.texts.length > 0) return textVariable(random.pick(cx.texts));
  const characters = random.pick(['a', 'bc', 'a b', '', 'Ab', ' b']);
  return { text: `'${characters}'`, value: () => orNull(characters) };
}

export function text(g: Generator, cx: Context, depth = 0): TextExpression {
  const { random } = g;
  const kind = depth > 1 ? 0 : random.below(10);
  if (kind < 3) return simpleText(g, cx);
  if (kind === 3) return textOfNumber(g, cx);
  const of = text(g, cx, depth + 1);
  if (kind === 4) {
    const behind = text(g, cx, depth + 1);
    return {
      text: `(${of.text} || ${behind.text})`,
      value: (run) => orNull((of.value(run) ?? '') + (behind.value(run) ?? '')),
    };
  }
  const { name, rest, change } = random.pick(textFunctions)(random.below(7) - 2, 1 + random.below(4));
  return {
    text: `${name}(${of.text}${rest})`,
    value: (run) => {
      const x = of.value(run);
      if (x === null) return name === 'NVL' ? change('') : null;
      return orNull(change(x));
    },
  };
}

function textOfNumber(g: Generator, cx: Context): TextExpression {
  const of = simpleNumber(g, cx);
  return {
    text: `TO_CHAR(${of.text})`,
    value: (run) => {
      const x = of.value(run);
      return x === null ? null : String(x);
    },
  };
}

interface TextFunction {
  readonly name: string;
  readonly rest: string;
  readonly change: (x: string) => string;
}

const textFunctions: readonly ((from: number, count: number) => TextFunction)[] = [
  (from, count) => ({ name: 'SUBSTR', rest: `, ${from}, ${count}`, change: (x) => part(x, from).slice(0, count) }),
  (from) => ({ name: 'SUBSTR', rest: `, ${from}`, change: (x) => part(x, from) }),
  () => ({ name: 'UPPER', rest: '', change: (x) => x.toUpperCase() }),
  () => ({ name: 'REPLACE', rest: `, 'b'`, change: (x) => x.replaceAll('b', '') }),
  () => ({ name: 'REPLACE', rest: `, 'a', 'bb'`, change: (x) => x.replaceAll('a', 'bb') }),
  () => ({ name: 'RTRIM', rest: '', change: (x) => x.replace(/ +$/, '') }),
  () => ({ name: 'TRIM', rest: '', change: (x) => x.replace(/^ +| +$/g, '') }),
  (_, count) => ({ name: 'LPAD', rest: `, ${count}, '*'`, change: (x) => x.slice(0, count).padStart(count, '*') }),
  () => ({ name: 'TRANSLATE', rest: `, 'ab', 'b'`, change: (x) => x.replaceAll('b', '').replaceAll('a', 'b') }),
  () => ({ name: 'NVL', rest: `, 'z'`, change: (x) => (x === '' ? 'z' : x) }),
];

/** What SUBSTR begins at: 0 is 1, less than 0 counts from the end; nothing where the text does not reach so far. */
function part(x: string, from: number): string {
  if (from >= 0) return x.slice(Math.max(from, 1) - 1);
  return -from > x.length ? '' : x.slice(from);
}
