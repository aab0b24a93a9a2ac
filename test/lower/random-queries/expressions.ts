import { type Condition, deeper, type Expression, merged, type QueryGenerator, type Row, type Scope } from './scope.js';
import { tableRelation, texts } from './tables.js';
import {
  allOf,
  and,
  anyOf,
  ascending,
  type Comparison,
  compare,
  comparisons,
  distinct,
  key,
  not,
  or,
  type Truth,
  type Type,
  textOrNull,
  type Value,
} from './values.js';

/*
 * Expressions and conditions.
 *   - A function of NULL is NULL; `||` takes NULL for no characters. (SQL Language Reference, "Nulls in SQL Functions", "Concatenation Operator")
 *   - DECODE and NULLIF: NULL equals NULL in DECODE, and in nothing else. (SQL Language Reference, "DECODE")
 *   - x NOT IN (…) is unknown where one of the values is NULL and none is x. (SQL Language Reference, "IN Condition")
 */

const isNumber = (x: Value): x is number => typeof x === 'number';
const textOf = (x: Value): string => (x === null ? '' : String(x));

function column({ random }: QueryGenerator, { columns, outer }: Scope, type: Type): Expression | undefined {
  const own = columns.filter((c) => c.type === type);
  const around = outer.filter((c) => c.type === type);
  const from = around.length > 0 && (own.length === 0 || random.chance(0.3)) ? around : own;
  if (from.length === 0) return undefined;
  const { text } = random.pick(from);
  return { text, type, value: (row) => row.get(text) ?? null };
}

function literal({ random }: QueryGenerator, type: Type): Expression {
  // NULL alone has no type: DECODE would make text of a number behind it.
  if (random.chance(0.08))
    return { text: type === 'NUMBER' ? 'TO_NUMBER(NULL)' : random.pick(["''", 'NULL']), type, value: () => null };
  if (type === 'NUMBER') {
    const n = random.below(5);
    return { text: String(n), type, value: () => n };
  }
  const s = random.pick(texts);
  return { text: `'${s}'`, type, value: () => s };
}

const simple = (g: QueryGenerator, scope: Scope, type: Type): Expression =>
  (g.random.chance(0.7) ? column(g, scope, type) : undefined) ?? literal(g, type);

interface Choice {
  readonly weight: number;
  readonly make: (g: QueryGenerator, scope: Scope) => Expression | undefined;
}

export function expression(g: QueryGenerator, scope: Scope, type: Type): Expression {
  if (scope.depth > 2 || g.random.chance(0.45)) return simple(g, scope, type);
  return g.random.weighted(choices[type]).make(g, deeper(scope)) ?? simple(g, scope, type);
}

/** A function of parts of the given types. */
function of(
  type: Type,
  parts: readonly Type[],
  text: (...parts: readonly string[]) => string,
  value: (...values: readonly Value[]) => Value,
): Choice['make'] {
  return (g, scope) => {
    const made = parts.map((part) => expression(g, scope, part));
    return { type, text: text(...made.map((x) => x.text)), value: (row) => value(...made.map((x) => x.value(row))) };
  };
}

const sum = (operator: '+' | '-' | '*'): Choice['make'] =>
  of(
    'NUMBER',
    ['NUMBER', 'NUMBER'],
    (x, y) => `(${x} ${operator} ${y})`,
    (x, y) => {
      if (!isNumber(x ?? null) || !isNumber(y ?? null)) return null;
      const [a, b] = [Number(x), Number(y)];
      return operator === '+' ? a + b : operator === '-' ? a - b : a * b;
    },
  );

/** What works for values of any type. */
const anyType = (type: Type): readonly Choice[] => [
  {
    weight: 3,
    make: of(
      type,
      [type, type],
      (x, y) => `NVL(${x}, ${y})`,
      (x, y) => x ?? y ?? null,
    ),
  },
  {
    weight: 2,
    make: of(
      type,
      [type, type, type],
      (x, y, z) => `COALESCE(${x}, ${y}, ${z})`,
      (x, y, z) => x ?? y ?? z ?? null,
    ),
  },
  {
    weight: 3,
    make: of(
      type,
      ['NUMBER', 'NUMBER', type, type],
      (x, y, a, b) => `DECODE(${x}, ${y}, ${a}, ${b})`,
      (x, y, a, b) => (x === y ? a : b) ?? null,
    ),
  },
  {
    weight: 2,
    make: of(
      type,
      ['VARCHAR2', 'VARCHAR2', type],
      (x, y, a) => `DECODE(${x}, ${y}, ${a})`,
      (x, y, a) => (x === y ? a : null) ?? null,
    ),
  },
  {
    weight: 2,
    make: of(
      type,
      ['VARCHAR2', type, type],
      (x, a, b) => `NVL2(${x}, ${a}, ${b})`,
      (x, a, b) => (x === null ? b : a) ?? null,
    ),
  },
  {
    weight: 2,
    make: of(
      type,
      [type, type],
      (x, y) => `GREATEST(${x}, ${y})`,
      (x, y) => (x == null || y == null ? null : ascending(x, y) > 0 ? x : y),
    ),
  },
  {
    weight: 3,
    make: (g, scope) => {
      const when = condition(g, scope);
      const [a, b] = [expression(g, scope, type), expression(g, scope, type)];
      const bare = g.random.chance(0.3);
      return {
        type,
        text: `CASE WHEN ${when.text} THEN ${a.text}${bare ? '' : ` ELSE ${b.text}`} END`,
        value: (row) => (when.truth(row) === true ? a.value(row) : bare ? null : b.value(row)),
      };
    },
  },
  { weight: 3, make: (g, scope) => scalarQuery(g, scope, type) },
];

const choices: Readonly<Record<Type, readonly Choice[]>> = {
  NUMBER: [
    { weight: 5, make: sum('+') },
    { weight: 3, make: sum('-') },
    { weight: 2, make: sum('*') },
    {
      weight: 2,
      make: of(
        'NUMBER',
        ['VARCHAR2'],
        (x) => `LENGTH(${x})`,
        (x) => (x == null ? null : textOf(x).length),
      ),
    },
    {
      weight: 1,
      make: of(
        'NUMBER',
        ['VARCHAR2'],
        (x) => `INSTR(${x}, 'b')`,
        (x) => (x == null ? null : textOf(x).indexOf('b') + 1),
      ),
    },
    {
      weight: 1,
      make: of(
        'NUMBER',
        ['NUMBER', 'NUMBER'],
        (x, y) => `NULLIF(${x}, ${y})`,
        (x, y) => (x === y ? null : (x ?? null)),
      ),
    },
    ...anyType('NUMBER'),
  ],
  VARCHAR2: [
    {
      weight: 4,
      make: of(
        'VARCHAR2',
        ['VARCHAR2', 'VARCHAR2'],
        (x, y) => `(${x} || ${y})`,
        (x, y) => textOrNull(textOf(x ?? null) + textOf(y ?? null)),
      ),
    },
    {
      weight: 2,
      make: of(
        'VARCHAR2',
        ['VARCHAR2', 'NUMBER'],
        (x, y) => `(${x} || ${y})`,
        (x, y) => textOrNull(textOf(x ?? null) + textOf(y ?? null)),
      ),
    },
    {
      weight: 2,
      make: of(
        'VARCHAR2',
        ['VARCHAR2'],
        (x) => `UPPER(${x})`,
        (x) => (x == null ? null : textOf(x).toUpperCase()),
      ),
    },
    {
      weight: 2,
      make: of(
        'VARCHAR2',
        ['VARCHAR2'],
        (x) => `SUBSTR(${x}, 2)`,
        (x) => textOrNull(textOf(x ?? null).slice(1)),
      ),
    },
    {
      weight: 2,
      make: of(
        'VARCHAR2',
        ['VARCHAR2'],
        (x) => `REPLACE(${x}, 'a')`,
        (x) => textOrNull(textOf(x ?? null).replaceAll('a', '')),
      ),
    },
    {
      weight: 1,
      make: of(
        'VARCHAR2',
        ['NUMBER'],
        (x) => `TO_CHAR(${x})`,
        (x) => textOrNull(textOf(x ?? null)),
      ),
    },
    ...anyType('VARCHAR2'),
  ],
};

/** The aggregate of a subquery, which has exactly one row. */
function scalarQuery(g: QueryGenerator, scope: Scope, type: Type): Expression | undefined {
  if (!scope.queries) return undefined;
  const inner = innerQuery(g, scope);
  const name =
    type === 'NUMBER' ? g.random.pick(['MAX', 'MIN', 'COUNT', 'SUM'] as const) : g.random.pick(['MAX', 'MIN'] as const);
  const of = expression(g, { ...inner.scope, queries: false, outer: [], depth: 2 }, type);
  return {
    type,
    text: `(SELECT ${name}(${of.text}) FROM ${inner.text})`,
    value: (row) =>
      aggregate(
        name,
        inner.rows(row).map((x) => of.value(x)),
      ),
  };
}

export type Aggregate = 'MAX' | 'MIN' | 'COUNT' | 'SUM';

/** NULLs do not count; of nothing, all but COUNT are NULL. (SQL Language Reference, "Aggregate Functions") */
export function aggregate(name: Aggregate, values: readonly Value[]): Value {
  const found = values.filter((x) => x !== null).sort(ascending);
  switch (name) {
    case 'COUNT':
      return found.length;
    case 'SUM':
      return found.length === 0 ? null : found.reduce<number>((total, x) => total + Number(x), 0);
    case 'MIN':
      return found[0] ?? null;
    case 'MAX':
      return found.at(-1) ?? null;
  }
}

/** A table with a condition on it, which may name the columns around. */
function innerQuery(g: QueryGenerator, scope: Scope): { text: string; scope: Scope; rows: (outer: Row) => Row[] } {
  const table = tableRelation(g, g.random.pick(g.tables));
  const inner: Scope = {
    columns: table.columns,
    outer: [...scope.outer, ...scope.columns],
    queries: scope.queries && scope.depth < 2,
    depth: scope.depth + 1,
  };
  const where = g.random.chance(0.8) ? condition(g, inner) : undefined;
  return {
    text: `${table.text}${where ? ` WHERE ${where.text}` : ''}`,
    scope: inner,
    rows: (outer) =>
      table
        .rows()
        .map((row) => merged(outer, row))
        .filter((row) => !where || where.truth(row) === true),
  };
}

interface ConditionChoice {
  readonly weight: number;
  readonly make: (g: QueryGenerator, scope: Scope) => Condition | undefined;
}

export function condition(g: QueryGenerator, scope: Scope): Condition {
  if (scope.depth > 2) return comparison(g, scope);
  return g.random.weighted(conditions).make(g, deeper(scope)) ?? comparison(g, scope);
}

const anyTypeOf = ({ random }: QueryGenerator): Type => (random.chance(0.6) ? 'NUMBER' : 'VARCHAR2');

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
      const x = expression(g, scope, 'VARCHAR2');
      const pattern = g.random.pick(['a%', '%b', '_', '%a%']);
      const like = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
      return negated(g, (n) => ({
        text: `${x.text} ${n ? 'NOT ' : ''}LIKE '${pattern}'`,
        truth: (row) => {
          const value = x.value(row);
          return value === null ? null : like.test(String(value));
        },
      }));
    },
  },
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

export const distinctCount = (values: readonly Value[]): number =>
  distinct(
    values.filter((x) => x !== null),
    (x) => key([x]),
  ).length;
