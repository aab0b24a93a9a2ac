import type { Context, Generator, Routine, Variable } from './generator.js';
import type { AssociativeArray, List, Num, Row, Run, Scope, Text, Value } from './session.js';
import { Raised, Useless } from './session.js';

/*
 * Expressions that may fail.
 *   - Operands are worked out in an order that Oracle does not say: of two that fail nothing is told.
 *   - What a variable is too small for leaves it as it is. (PL/SQL Language Reference, "Predefined Exceptions", VALUE_ERROR)
 *   - An element that an associative array does not have is NO_DATA_FOUND; that a nested table does not have SUBSCRIPT_BEYOND_COUNT, where it is NULL
 *     COLLECTION_IS_NULL, a subscript that is not positive SUBSCRIPT_OUTSIDE_LIMIT, one that is NULL VALUE_ERROR.
 */

export interface Expression<T = Num> {
  readonly text: string;
  readonly value: (run: Run) => T;
}

const scopeOf = (run: Run, name: string): Scope => (name.startsWith('pk.') ? run.session.package : run.scope);
export const valueOf = (run: Run, name: string): Value => scopeOf(run, name).get(name);
export const setValue = (run: Run, name: string, value: Value): void => scopeOf(run, name).set(name, value);

export const numberIn = (run: Run, name: string): Num => {
  const value = valueOf(run, name);
  return typeof value === 'number' ? value : null;
};
export const textIn = (run: Run, name: string): Text => {
  const value = valueOf(run, name);
  return typeof value === 'string' ? value : null;
};
export const listIn = (run: Run, name: string): List => {
  const value = valueOf(run, name);
  return Array.isArray(value) ? value : null;
};
export const arrayIn = (run: Run, name: string): AssociativeArray => {
  const value = valueOf(run, name);
  return value instanceof Map ? value : new Map();
};
export const recordIn = (run: Run, name: string): Row => {
  const value = valueOf(run, name);
  return value !== null && typeof value === 'object' && 'n' in value ? value : { n: null, s: null };
};

export const valueError = (): Raised => new Raised(-6502);

/** The value as NUMBER(2) or VARCHAR2(6). */
export const twoDigits = (n: Num): Num => {
  if (n !== null && Math.abs(n) > 99) throw valueError();
  return n;
};
export const sixCharacters = (s: Text): Text => {
  if (s !== null && s.length > 6) throw valueError();
  return s;
};

export function placeIn(list: List, subscript: Num): number {
  if (list === null) throw new Raised(-6531);
  if (subscript === null) throw valueError();
  if (subscript < 1) throw new Raised(-6532);
  if (subscript > list.length) throw new Raised(-6533);
  return subscript - 1;
}

export const literal = (n: number): Expression => ({ text: n < 0 ? `(${n})` : String(n), value: () => n });

/** Both values; where both fail, nobody knows which error comes first. */
function both(run: Run, a: Expression, b: Expression): readonly [Num, Num] {
  const [x, y] = [a, b].map((part) => {
    try {
      return part.value(run);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      return error;
    }
  });
  if (x instanceof Raised && y instanceof Raised && x.code !== y.code) throw new Useless();
  if (x instanceof Raised) throw x;
  if (y instanceof Raised) throw y;
  return [x ?? null, y ?? null];
}

function bounded(n: number): number {
  if (Math.abs(n) > 1e9) throw new Useless();
  return n;
}

/** A number of a variable, which does not fail. */
export function plain(g: Generator, cx: Context): Expression {
  const { random } = g;
  const v = random.chance(0.65) ? g.variable(cx, 'number', 'digits', 'record') : undefined;
  if (!v) return random.chance(0.06) ? { text: 'NULL', value: () => null } : literal(random.below(6));
  if (v.kind === 'record') return { text: `${v.name}.n`, value: (run) => recordIn(run, v.name).n };
  return { text: v.name, value: (run) => numberIn(run, v.name) };
}

const operators = [
  { text: '+', of: (a: number, b: number) => bounded(a + b) },
  { text: '-', of: (a: number, b: number) => bounded(a - b) },
  { text: '*', of: (a: number, b: number) => bounded(a * b) },
];

/** A number without calls, which may fail. */
export function number(g: Generator, cx: Context, depth = 1): Expression {
  const { random } = g;
  const kind = random.next();
  if (depth <= 0 || kind < 0.3) return plain(g, cx);
  if (kind < 0.6) {
    const [a, b] = [number(g, cx, depth - 1), number(g, cx, depth - 1)];
    const operator = random.pick(operators);
    return {
      text: `(${a.text} ${operator.text} ${b.text})`,
      value: (run) => {
        const [x, y] = both(run, a, b);
        return x === null || y === null ? null : operator.of(x, y);
      },
    };
  }
  if (kind < 0.72) {
    const by = number(g, cx, depth - 1);
    return {
      text: `TRUNC(12 / ${by.text})`,
      value: (run) => {
        const y = by.value(run);
        if (y === 0) throw new Raised(-1476);
        return y === null ? null : Math.trunc(12 / y) + 0;
      },
    };
  }
  if (kind < 0.8) return lengthOrDigits(g, cx);
  const v = g.variable(cx, 'list', 'array');
  if (!v) return plain(g, cx);
  if (v.kind === 'list' && random.chance(0.25))
    return {
      text: `${v.name}.COUNT`,
      value: (run) => {
        const list = listIn(run, v.name);
        if (list === null) throw new Raised(-6531);
        return list.length;
      },
    };
  const subscript = random.chance(0.6) ? literal(random.below(5)) : plain(g, cx);
  return {
    text: `${v.name}(${subscript.text})`,
    value: (run) => {
      const at = subscript.value(run);
      if (v.kind === 'list') {
        const place = placeIn(listIn(run, v.name), at);
        return listIn(run, v.name)?.[place] ?? null;
      }
      if (at === null) throw valueError();
      const element = arrayIn(run, v.name).get(at);
      if (element === undefined) throw new Raised(100);
      return element;
    },
  };
}

function lengthOrDigits(g: Generator, cx: Context): Expression {
  const v = g.variable(cx, 'text');
  if (!v) return plain(g, cx);
  if (g.random.chance(0.5)) return { text: `LENGTH(${v.name})`, value: (run) => textIn(run, v.name)?.length ?? null };
  return {
    text: `TO_NUMBER(${v.name})`,
    value: (run) => {
      const s = textIn(run, v.name);
      if (s === null) return null;
      if (!/^\d+$/.test(s)) throw valueError();
      return Number(s);
    },
  };
}

/** The call of a function, its argument a number that may fail before it is called. */
export function functionCall(g: Generator, cx: Context): Expression | undefined {
  const open = cx.routines.filter((r) => r.isFunction && r.mode === undefined && (!cx.inSql || r.inSql));
  if (open.length === 0) return undefined;
  const f: Routine = g.random.pick(open);
  const x = argument(number(g, cx));
  return { text: `${f.name}(${x.text})`, value: (run) => f.invoke(run, x.value(run), null, () => {}) };
}

/** Of a variable that the routine changes itself nobody knows what a parameter for reading sees: so it is given a value. */
export const argument = (x: Expression): Expression =>
  /^[a-z]/.test(x.text) && !x.text.endsWith(')') ? { ...x, text: `${x.text} + 0` } : x;

/** Any number. */
export function anyNumber(g: Generator, cx: Context): Expression {
  return (g.random.chance(0.3) ? functionCall(g, cx) : undefined) ?? number(g, cx, 2);
}

const comparisons = [
  { text: '=', holds: (a: number, b: number) => a === b },
  { text: '<>', holds: (a: number, b: number) => a !== b },
  { text: '<', holds: (a: number, b: number) => a < b },
  { text: '>=', holds: (a: number, b: number) => a >= b },
];

export function condition(g: Generator, cx: Context): Expression<boolean | null> {
  const [a, b] = [number(g, cx), number(g, cx)];
  const { text, holds } = g.random.pick(comparisons);
  return {
    text: `${a.text} ${text} ${b.text}`,
    value: (run) => {
      const [x, y] = both(run, a, b);
      return x === null || y === null ? null : holds(x, y);
    },
  };
}

/** A text of up to so many characters. */
export function text(g: Generator, cx: Context): Expression<Text> {
  const { random } = g;
  const v = random.chance(0.6) ? g.variable(cx, 'text', 'record') : undefined;
  const word = random.pick(['a', 'bc', 'def', '12', '7']);
  if (!v) return { text: `'${word}'`, value: () => word };
  const name = v.kind === 'record' ? `${v.name}.s` : v.name;
  const read = (run: Run): Text => (v.kind === 'record' ? recordIn(run, v.name).s : textIn(run, v.name));
  return random.chance(0.3)
    ? { text: name, value: read }
    : { text: `${name} || '${word}'`, value: (run) => (read(run) ?? '') + word };
}

/** How a variable is printed, as `name=value`. */
export function shown(v: Variable): { readonly text: string; readonly value: (run: Run) => string } {
  const { name, kind } = v;
  switch (kind) {
    case 'number':
    case 'digits':
      return { text: `NVL(TO_CHAR(${name}), '-')`, value: (run) => String(numberIn(run, name) ?? '-') };
    case 'text':
      return { text: `NVL(${name}, '-')`, value: (run) => textIn(run, name) ?? '-' };
    case 'list':
      return {
        text: `pk.listed(${name})`,
        value: (run) => listIn(run, name)?.reduce<string>((all, n) => `${all}${n ?? '-'},`, '') ?? 'null',
      };
    case 'array':
      return {
        text: `pk.listed(${name})`,
        value: (run) =>
          [...arrayIn(run, name)].sort(([a], [b]) => a - b).reduce((all, [k, n]) => `${all}${k}:${n ?? '-'},`, ''),
      };
    case 'record':
      return {
        text: `NVL(TO_CHAR(${name}.n), '-') || '/' || NVL(${name}.s, '-')`,
        value: (run) => `${recordIn(run, name).n ?? '-'}/${recordIn(run, name).s ?? '-'}`,
      };
  }
}
