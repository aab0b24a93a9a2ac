import { expression, innerQuery, simple } from './expressions.js';
import { lobCondition } from './lobs.js';
import { mixedComparison, mixedQuery } from './mixed.js';
import { type Condition, deeper, type Expression, type QueryGenerator, type Scope } from './scope.js';
import {
  allOf,
  and,
  anyOf,
  type Comparison,
  compare,
  comparisons,
  not,
  or,
  type Truth,
  type Type,
  textOf,
  type Value,
} from './values.js';

/*
 * Conditions. x NOT IN (…) is unknown where one of the values is NULL and none is x.
 * (SQL Language Reference, "IN Condition")
 */

interface ConditionChoice {
  readonly weight: number;
  readonly make: (g: QueryGenerator, scope: Scope) => Condition | undefined;
}

export function condition(g: QueryGenerator, scope: Scope): Condition {
  if (scope.depth > 2) return comparison(g, scope);
  return g.random.weighted(conditions).make(g, deeper(scope)) ?? comparison(g, scope);
}

const anyTypeOf = ({ random }: QueryGenerator): Type =>
  random.chance(0.4) ? 'NUMBER' : random.pick(['VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP', 'RAW']);

function comparison(g: QueryGenerator, scope: Scope): Condition {
  const type = anyTypeOf(g);
  const [x, y] = [expression(g, scope, type), expression(g, scope, type)];
  const operator = g.random.pick(comparisons);
  return { text: `${x.text} ${operator} ${y.text}`, truth: (row) => compare(x.value(row), operator, y.value(row)) };
}

function both(name: 'AND' | 'OR', truth: (x: Truth, y: Truth) => Truth): ConditionChoice['make'] {
  return (g, scope) => {
    const [x, y] = [condition(g, scope), condition(g, scope)];
    return { text: `(${x.text} ${name} ${y.text})`, truth: (row) => truth(x.truth(row), y.truth(row)) };
  };
}

const negated = (g: QueryGenerator, make: (negative: boolean) => Condition): Condition => {
  const negative = g.random.chance(0.4);
  const made = make(negative);
  return negative ? { ...made, truth: (row) => not(made.truth(row)) } : made;
};

const conditions: readonly ConditionChoice[] = [
  { weight: 10, make: comparison },
  { weight: 4, make: both('AND', and) },
  { weight: 4, make: both('OR', or) },
  {
    weight: 2,
    make: (g, scope) => {
      const x = condition(g, scope);
      return { text: `NOT (${x.text})`, truth: (row) => not(x.truth(row)) };
    },
  },
  {
    weight: 4,
    make: (g, scope) => {
      const x = expression(g, scope, anyTypeOf(g));
      return negated(g, (n) => ({
        text: `${x.text} IS ${n ? 'NOT ' : ''}NULL`,
        truth: (row) => x.value(row) === null,
      }));
    },
  },
  {
    weight: 2,
    make: (g, scope) => {
      const type = anyTypeOf(g);
      const [x, low, high] = [expression(g, scope, type), simple(g, scope, type), simple(g, scope, type)];
      return negated(g, (n) => ({
        text: `${x.text} ${n ? 'NOT ' : ''}BETWEEN ${low.text} AND ${high.text}`,
        truth: (row) => and(compare(x.value(row), '>=', low.value(row)), compare(x.value(row), '<=', high.value(row))),
      }));
    },
  },
  {
    weight: 3,
    make: (g, scope) => {
      const type = anyTypeOf(g);
      const x = expression(g, scope, type);
      const items = [0, 1, 2].map(() => simple(g, scope, type));
      return negated(g, (n) => ({
        text: `${x.text} ${n ? 'NOT ' : ''}IN (${items.map((i) => i.text).join(', ')})`,
        truth: (row) => anyOf(items.map((i) => compare(x.value(row), '=', i.value(row)))),
      }));
    },
  },
  {
    weight: 1,
    make: (g, scope) => {
      const x = expression(g, scope, g.random.chance(0.3) ? 'CHAR' : 'VARCHAR2');
      const pattern = g.random.pick(['a%', '%b', '_', '%a%']);
      const like = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
      return negated(g, (n) => ({
        text: `${x.text} ${n ? 'NOT ' : ''}LIKE '${pattern}'`,
        truth: (row) => {
          const value = x.value(row);
          return value === null ? null : like.test(textOf(value));
        },
      }));
    },
  },
  { weight: 9, make: mixedComparison },
  { weight: 3, make: mixedQuery },
  { weight: 1, make: lobCondition },
  { weight: 2, make: tuples },
  { weight: 1, make: quantifiedList },
  { weight: 3, make: inQuery },
  { weight: 2, make: exists },
  { weight: 2, make: quantified },
];

function inQuery(g: QueryGenerator, scope: Scope): Condition | undefined {
  if (!scope.queries) return undefined;
  const type = anyTypeOf(g);
  const x = expression(g, { ...scope, queries: false }, type);
  const inner = innerQuery(g, scope);
  const item = expression(g, { ...inner.scope, queries: false, depth: 2 }, type);
  return negated(g, (n) => ({
    text: `${x.text} ${n ? 'NOT ' : ''}IN (SELECT ${item.text} FROM ${inner.text})`,
    truth: (row) => anyOf(inner.rows(row).map((r) => compare(x.value(row), '=', item.value(r)))),
  }));
}

function exists(g: QueryGenerator, scope: Scope): Condition | undefined {
  if (!scope.queries) return undefined;
  const inner = innerQuery(g, scope);
  return negated(g, (n) => ({
    text: `${n ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${inner.text})`,
    truth: (row) => inner.rows(row).length > 0,
  }));
}

/** `x > ALL (SELECT …)`: true where there are no rows. (SQL Language Reference, "Group Comparison Condition") */
function quantified(g: QueryGenerator, scope: Scope): Condition | undefined {
  if (!scope.queries) return undefined;
  const type = anyTypeOf(g);
  const x = expression(g, { ...scope, queries: false }, type);
  const operator: Comparison = g.random.pick(comparisons);
  const all = g.random.chance(0.5);
  const inner = innerQuery(g, scope);
  const item = expression(g, { ...inner.scope, queries: false, depth: 2 }, type);
  return {
    text: `${x.text} ${operator} ${all ? 'ALL' : g.random.pick(['ANY', 'SOME'])} (SELECT ${item.text} FROM ${inner.text})`,
    truth: (row) => (all ? allOf : anyOf)(inner.rows(row).map((r) => compare(x.value(row), operator, item.value(r)))),
  };
}

/** `(x, y) IN ((a, b), …)` or `IN (SELECT a, b …)` */
function tuples(g: QueryGenerator, scope: Scope): Condition | undefined {
  const types = [anyTypeOf(g), anyTypeOf(g)];
  const own: Scope = { ...scope, queries: false, depth: 2 };
  const row = (of: Scope): readonly Expression[] => types.map((type) => expression(g, of, type));
  const textOfRow = (parts: readonly Expression[]): string => parts.map((x) => x.text).join(', ');
  const xs = row(own);
  const met = (values: readonly Value[], items: readonly Value[]): Truth =>
    allOf(values.map((x, i) => compare(x, '=', items[i] ?? null)));
  if (scope.queries && g.random.chance(0.5)) {
    const inner = innerQuery(g, scope);
    const ys = row({ ...inner.scope, queries: false, outer: [], depth: 2 });
    return negated(g, (n) => ({
      text: `(${textOfRow(xs)}) ${n ? 'NOT ' : ''}IN (SELECT ${textOfRow(ys)} FROM ${inner.text})`,
      truth: (at) => {
        const values = xs.map((x) => x.value(at));
        return anyOf(
          inner.rows(at).map((r) =>
            met(
              values,
              ys.map((y) => y.value(r)),
            ),
          ),
        );
      },
    }));
  }
  const items = [row(own), row(own), row(own)];
  return negated(g, (n) => ({
    text: `(${textOfRow(xs)}) ${n ? 'NOT ' : ''}IN (${items.map((ys) => `(${textOfRow(ys)})`).join(', ')})`,
    truth: (at) => {
      const values = xs.map((x) => x.value(at));
      return anyOf(
        items.map((ys) =>
          met(
            values,
            ys.map((y) => y.value(at)),
          ),
        ),
      );
    },
  }));
}

/** `x > ALL (a, b)` */
function quantifiedList(g: QueryGenerator, scope: Scope): Condition {
  const type = anyTypeOf(g);
  const x = expression(g, scope, type);
  const operator: Comparison = g.random.pick(comparisons);
  const all = g.random.chance(0.5);
  const items = [0, 1, 2].map(() => simple(g, scope, type));
  return {
    text: `${x.text} ${operator} ${all ? 'ALL' : 'ANY'} (${items.map((i) => i.text).join(', ')})`,
    truth: (row) => (all ? allOf : anyOf)(items.map((i) => compare(x.value(row), operator, i.value(row)))),
  };
}
