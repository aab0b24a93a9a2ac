import { condition } from './conditions.js';
import { dateChoices, timestampChoices } from './dates.js';
import { lobChoices } from './lobs.js';
import { numberChoices } from './numbers.js';
import { rawChoices } from './raws.js';
import { deeper, type Expression, merged, type QueryGenerator, type Row, type Scope } from './scope.js';
import { bytes, charLength, dates, literalOf, padded, tableRelation, texts, timestamps } from './tables.js';
import { charChoices, textChoices } from './texts.js';
import { ascending, distinct, exact, key, numberOf, type Type, type Value } from './values.js';

/*
 * Expressions. A function of NULL is NULL; `||` takes NULL for no characters.
 * (SQL Language Reference, "Nulls in SQL Functions", "Concatenation Operator")
 */

export function column(
  { random }: QueryGenerator,
  { columns, outer }: Scope,
  type: Type,
  meets: (column: Scope['columns'][number]) => boolean = () => true,
): Expression | undefined {
  const own = columns.filter((c) => c.type === type && meets(c));
  const around = outer.filter((c) => c.type === type && meets(c));
  const from = around.length > 0 && (own.length === 0 || random.chance(0.3)) ? around : own;
  if (from.length === 0) return undefined;
  const { text } = random.pick(from);
  return { text, type, value: (row) => row.get(text) ?? null };
}

// NULL alone has no type: DECODE would make text of a number behind it.
const nulls: Readonly<Record<Type, readonly string[]>> = {
  NUMBER: ['TO_NUMBER(NULL)', 'CAST(NULL AS NUMBER)'],
  VARCHAR2: ["''", 'NULL'],
  CHAR: [`CAST(NULL AS CHAR(${charLength}))`],
  DATE: ['TO_DATE(NULL)', 'CAST(NULL AS DATE)'],
  TIMESTAMP: ['CAST(NULL AS TIMESTAMP)'],
  RAW: ['HEXTORAW(NULL)', 'CAST(NULL AS RAW(4))'],
  CLOB: ['TO_CLOB(NULL)'],
};

function literal({ random }: QueryGenerator, type: Type): Expression {
  if (random.chance(0.08)) return { text: random.pick(nulls[type]), type, value: () => null };
  const constant = (value: Value, text = literalOf(value, type)): Expression => ({ text, type, value: () => value });
  switch (type) {
    case 'NUMBER':
      return constant(random.chance(0.15) ? random.pick([0.5, 1.25]) : random.below(5));
    case 'VARCHAR2':
      return constant(random.pick(texts));
    case 'CHAR': {
      const text = random.pick(texts);
      return constant(
        padded(text),
        random.chance(0.5) ? `CAST('${text}' AS CHAR(${charLength}))` : `'${text.padEnd(charLength)}'`,
      );
    }
    case 'DATE':
      return constant(random.pick(dates));
    case 'TIMESTAMP':
      return constant(random.pick(timestamps));
    case 'RAW':
      return constant(random.pick(bytes));
    case 'CLOB':
      return constant('ab', "TO_CLOB('ab')");
  }
}

export const simple = (g: QueryGenerator, scope: Scope, type: Type): Expression =>
  (g.random.chance(0.7) ? column(g, scope, type) : undefined) ?? literal(g, type);

export interface Choice {
  readonly weight: number;
  readonly make: (g: QueryGenerator, scope: Scope) => Expression | undefined;
}

export function expression(g: QueryGenerator, scope: Scope, type: Type): Expression {
  if (scope.depth > 2 || g.random.chance(0.45)) return simple(g, scope, type);
  return g.random.weighted(choicesOf(type)).make(g, deeper(scope)) ?? simple(g, scope, type);
}

function choicesOf(type: Type): readonly Choice[] {
  switch (type) {
    case 'NUMBER':
      return numberChoices;
    case 'VARCHAR2':
      return textChoices;
    case 'CHAR':
      return charChoices;
    case 'DATE':
      return dateChoices;
    case 'TIMESTAMP':
      return timestampChoices;
    case 'RAW':
      return rawChoices;
    case 'CLOB':
      return lobChoices;
  }
}

/** A function of parts of the given types. */
export function of(
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

/** The same, NULL where a part is NULL. */
export function strictly(
  type: Type,
  parts: readonly Type[],
  text: (...parts: readonly string[]) => string,
  value: (...values: readonly NonNullable<Value>[]) => Value,
): Choice['make'] {
  return of(type, parts, text, (...values) => {
    const present = values.filter((x) => x !== null);
    return present.length === values.length ? value(...present) : null;
  });
}

/** The aggregate of a subquery, which has exactly one row. */
export function scalarQuery(g: QueryGenerator, scope: Scope, type: Type): Expression | undefined {
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
      return found.length === 0 ? null : exact(found.reduce<number>((total, x) => total + numberOf(x), 0));
    case 'MIN':
      return found[0] ?? null;
    case 'MAX':
      return found.at(-1) ?? null;
  }
}

/** A table with a condition on it, which may name the columns around. */
export function innerQuery(
  g: QueryGenerator,
  scope: Scope,
): { text: string; scope: Scope; rows: (outer: Row) => Row[] } {
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

export const distinctCount = (values: readonly Value[]): number =>
  distinct(
    values.filter((x) => x !== null),
    (x) => key([x]),
  ).length;
