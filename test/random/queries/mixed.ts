import { column, expression, innerQuery, simple } from './expressions.js';
import type { Condition, Expression, QueryGenerator, Scope } from './scope.js';
import { dates, defaultText, texts } from './tables.js';
import { varchar } from './texts.js';
import { and, anyOf, type Comparison, compare, comparisons, not, type Value } from './values.js';

/*
 * Comparisons of two types. CHAR with a literal is blank-padded, with VARCHAR2 it is not; text beside a number is a
 * number, text beside a date a date. (SQL Language Reference, "Data Type Comparison Rules", "Implicit Data Conversion")
 */

interface Pair {
  readonly x: Expression;
  /** One of some that it may be compared with. */
  readonly y: () => Expression | undefined;
}

const constant = (text: string, value: Value): Expression => ({ text, type: 'VARCHAR2', value: () => value });

function pair(g: QueryGenerator, scope: Scope): Pair | undefined {
  const { random } = g;
  switch (random.below(6)) {
    case 0:
      return {
        x: expression(g, scope, 'CHAR'),
        y: () => {
          const text = `${random.pick(texts)}${random.chance(0.2) ? '    ' : ''}`;
          return constant(`'${text}'`, { char: text });
        },
      };
    case 1:
      return { x: expression(g, scope, 'CHAR'), y: () => varchar(g, scope) };
    case 2:
      return {
        x: expression(g, scope, 'NUMBER'),
        y: () => column(g, scope, 'VARCHAR2', (c) => c.numeric === true) ?? constant(`'2'`, 2),
      };
    case 3: {
      const q = column(g, scope, 'VARCHAR2', (c) => c.numeric === true);
      return q && { x: q, y: () => simple(g, scope, 'NUMBER') };
    }
    case 4:
      return { x: expression(g, scope, 'DATE'), y: () => simple(g, scope, 'TIMESTAMP') };
    default:
      return {
        x: expression(g, scope, 'DATE'),
        y: () => {
          const day = { ms: Math.floor(random.pick(dates).ms / 86_400_000) * 86_400_000 };
          return constant(`'${defaultText(day)}'`, day);
        },
      };
  }
}

export function mixedComparison(g: QueryGenerator, scope: Scope): Condition | undefined {
  const made = pair(g, scope);
  const [y, z, w] = [made?.y(), made?.y(), made?.y()];
  if (!made || !y || !z || !w) return undefined;
  const { x } = made;
  const kind = g.random.next();
  if (kind < 0.6) {
    const operator: Comparison = g.random.pick(comparisons);
    const [a, b] = g.random.chance(0.3) ? [y, x] : [x, y];
    return { text: `${a.text} ${operator} ${b.text}`, truth: (row) => compare(a.value(row), operator, b.value(row)) };
  }
  const negative = g.random.chance(0.3);
  const word = negative ? 'NOT ' : '';
  if (kind < 0.8) {
    return {
      text: `${x.text} ${word}BETWEEN ${y.text} AND ${z.text}`,
      truth: (row) => {
        const truth = and(compare(x.value(row), '>=', y.value(row)), compare(x.value(row), '<=', z.value(row)));
        return negative ? not(truth) : truth;
      },
    };
  }
  return {
    text: `${x.text} ${word}IN (${[y, z, w].map((i) => i.text).join(', ')})`,
    truth: (row) => {
      const truth = anyOf([y, z, w].map((i) => compare(x.value(row), '=', i.value(row))));
      return negative ? not(truth) : truth;
    },
  };
}

/** `c IN (SELECT s …)`, `n > ANY (SELECT q …)`, `d IN (SELECT t …)` */
export function mixedQuery(g: QueryGenerator, scope: Scope): Condition | undefined {
  if (!scope.queries) return undefined;
  const { random } = g;
  const inner = innerQuery(g, scope);
  const innerScope: Scope = { ...inner.scope, queries: false, outer: [], depth: 2 };
  const own: Scope = { ...scope, queries: false };
  const kind = random.below(6);
  const [x, item] =
    kind === 0
      ? [expression(g, own, 'CHAR'), varchar(g, innerScope)]
      : kind === 1
        ? [varchar(g, own), expression(g, innerScope, 'CHAR')]
        : kind === 2
          ? [expression(g, own, 'NUMBER'), column(g, innerScope, 'VARCHAR2', (c) => c.numeric === true)]
          : kind === 3
            ? [column(g, own, 'VARCHAR2', (c) => c.numeric === true), expression(g, innerScope, 'NUMBER')]
            : kind === 4
              ? [expression(g, own, 'DATE'), expression(g, innerScope, 'TIMESTAMP')]
              : [expression(g, own, 'TIMESTAMP'), expression(g, innerScope, 'DATE')];
  if (!x || !item) return undefined;
  const operator = random.pick(['IN', 'NOT IN', '= ANY', '> ALL'] as const);
  return {
    text: `${x.text} ${operator} (SELECT ${item.text} FROM ${inner.text})`,
    truth: (row) => {
      const value = x.value(row);
      const items = inner.rows(row).map((r) => item.value(r));
      if (operator === '> ALL') return items.map((i) => compare(value, '>', i)).reduce(and, true);
      const found = anyOf(items.map((i) => compare(value, '=', i)));
      return operator === 'NOT IN' ? not(found) : found;
    },
  };
}
