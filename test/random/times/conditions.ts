/** Comparisons across the kinds. (SQL Language Reference, "Data Type Comparison Rules") */
import { OraError } from '../expression-oracle/number.js';
import { common, expression, operand } from './expressions.js';
import { implicitCondition } from './implicit.js';
import { deeper, type Env, type Expression, type Scope, strict } from './scope.js';
import { literalText } from './texts.js';
import { isMoment, type Kind, ordering, Unsettled, type Value } from './values.js';

/** null is UNKNOWN. */
export interface Condition {
  readonly text: string;
  readonly value: (env: Env) => boolean | null;
}

const holds = (operator: string, order: number): boolean => {
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
};

/** What is no error: whether another condition keeps one from being reached is not for every statement written down. */
export function unfailing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw error instanceof OraError ? new Unsettled() : error;
  }
}

/** The order of two values whose kinds may differ; null beside NULL. */
function orderOf(scope: Scope, x: Value, a: Kind, y: Value, b: Kind): number | null {
  if (x === null || y === null) return null;
  if (!isMoment(x) || !isMoment(y)) return ordering(x, y);
  const [p, q] = common(x, a, y, b, scope.session.zone);
  return p === q ? 0 : p < q ? -1 : 1;
}

const momentKinds = ['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL'] as const;

function pair(scope: Scope, count: number): readonly Expression[] {
  const { random } = scope;
  const inner = deeper(scope);
  const first = random.pick(['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL', 'YM', 'DS', 'NUMBER'] as const);
  const isMomentKind = (momentKinds as readonly Kind[]).includes(first);
  const others = Array.from({ length: count - 1 }, () =>
    operand(inner, isMomentKind && random.chance(0.5) ? random.pick(momentKinds) : first),
  );
  const operands = [operand(inner, first), ...others];
  // A text beside a DATE or a TIMESTAMP is read as one.
  if ((first !== 'DATE' && first !== 'TIMESTAMP') || count !== 2 || !random.chance(0.3)) return operands;
  return [operands[0] as Expression, literalText(inner, first)];
}

/** The values of both sides; whether one that fails beside NULL is reached is not written down. */
function bothOf(env: Env, a: Expression, b: Expression): readonly [Value, Value] {
  let both: readonly [Value, Value] = [null, null];
  const keep = (x: NonNullable<Value>, y: NonNullable<Value>): null => {
    both = [x, y];
    return null;
  };
  strict<NonNullable<Value>>([a, b], keep)(env);
  return both;
}

function comparison(scope: Scope): Condition {
  const operator = scope.random.pick(['=', '<>', '<', '<=', '>', '>=']);
  const [a, b] = pair(scope, 2) as [Expression, Expression];
  return {
    text: `${a.text} ${operator} ${b.text}`,
    value: (env) => {
      const [x, y] = bothOf(env, a, b);
      const order = orderOf(scope, x, a.kind, y, b.kind);
      return order === null ? null : holds(operator, order);
    },
  };
}

function between(scope: Scope): Condition {
  const [x, low, high] = pair(scope, 3) as [Expression, Expression, Expression];
  const negated = scope.random.chance(0.3);
  return {
    text: `${x.text} ${negated ? 'NOT ' : ''}BETWEEN ${low.text} AND ${high.text}`,
    value: (env) => {
      const [a, b, c] = unfailing(() => [x.value(env), low.value(env), high.value(env)] as const);
      const [below, above] = [orderOf(scope, a, x.kind, b, low.kind), orderOf(scope, a, x.kind, c, high.kind)];
      const inside =
        (below !== null && below < 0) || (above !== null && above > 0)
          ? false
          : below === null || above === null
            ? null
            : true;
      return inside === null ? null : inside !== negated;
    },
  };
}

/** A condition on moments, intervals and numbers. */
export function condition(scope: Scope): Condition {
  const { random } = scope;
  const kind = random.next();
  if (kind < 0.12) return implicitCondition(scope);
  if (kind < 0.55) return comparison(scope);
  if (kind < 0.75) return between(scope);
  if (kind < 0.85) {
    const of = expression(deeper(scope), random.pick(momentKinds));
    return { text: `${of.text} IS NULL`, value: (env) => of.value(env) === null };
  }
  const [a, b] = [comparison(scope), comparison(scope)];
  const and = random.chance(0.5);
  return {
    text: `(${a.text} ${and ? 'AND' : 'OR'} ${b.text})`,
    value: (env) => {
      const [x, y] = unfailing(() => [a.value(env), b.value(env)]);
      if (x === !and || y === !and) return !and;
      return x === null || y === null ? null : and;
    },
  };
}
