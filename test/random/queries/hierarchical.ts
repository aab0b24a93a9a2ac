import { condition } from './conditions.js';
import { expression } from './expressions.js';
import type { Query, QueryGenerator, Row, Scope } from './scope.js';
import { tableRelation } from './tables.js';
import { compare, exact, numberOf, type Type, type Value } from './values.js';

/*
 * CONNECT BY over a table: roots by START WITH, children by CONNECT BY, and WHERE on what comes out.
 * (SQL Language Reference, "Hierarchical Queries")
 */

interface Found {
  readonly row: Row;
  readonly parent: Found | undefined;
  readonly level: number;
  readonly isLeaf: boolean;
}

export function hierarchical(g: QueryGenerator, types: readonly Type[]): Query {
  const { random } = g;
  const table = tableRelation(g, random.pick(g.tables));
  const alias = table.columns[0]?.text.split('.')[0] ?? '';
  const scope: Scope = { columns: table.columns, outer: [], queries: false, depth: 1 };
  const start = random.chance(0.5)
    ? { text: `${alias}.p IS NULL`, truth: (row: Row) => row.get(`${alias}.p`) === null }
    : condition(g, scope);
  const more = random.chance(0.25) ? condition(g, scope) : undefined;
  const deepest = random.chance(0.25) ? 2 : undefined;
  const where = random.chance(0.3) ? condition(g, scope) : undefined;
  const items = types.map((type) => hierarchicalItem(g, scope, alias, type));
  const swapped = random.chance(0.5);
  const connect = [
    swapped ? `${alias}.p = PRIOR ${alias}.id` : `PRIOR ${alias}.id = ${alias}.p`,
    ...(more ? [more.text] : []),
    ...(deepest === undefined ? [] : [`LEVEL <= ${deepest}`]),
  ].join(' AND ');
  const below = (parent: Found | undefined, row: Row, level: number): Found[] => {
    const children = table
      .rows()
      .filter(
        (child) =>
          compare(row.get(`${alias}.id`) ?? null, '=', child.get(`${alias}.p`) ?? null) === true &&
          (!more || more.truth(child) === true) &&
          (deepest === undefined || level + 1 <= deepest),
      );
    const found: Found = { row, parent, level, isLeaf: children.length === 0 };
    return [found, ...children.flatMap((child) => below(found, child, level + 1))];
  };
  return {
    types,
    text:
      `SELECT ${items.map((item, i) => `${item.text} AS c${i + 1}`).join(', ')} FROM ${table.text}` +
      `${where ? ` WHERE ${where.text}` : ''} START WITH ${start.text} CONNECT BY ${connect}`,
    rows: () =>
      table
        .rows()
        .filter((row) => start.truth(row) === true)
        .flatMap((row) => below(undefined, row, 1))
        .filter(({ row }) => !where || where.truth(row) === true)
        .map((found) => items.map((item) => item.value(found))),
  };
}

interface HierarchicalItem {
  readonly text: string;
  readonly value: (found: Found) => Value;
}

function hierarchicalItem(g: QueryGenerator, scope: Scope, alias: string, type: Type): HierarchicalItem {
  const { random } = g;
  const column = random.pick(scope.columns.filter((c) => c.type === type)).text;
  const of = expression(g, scope, type);
  const rootOf = (found: Found): Found => (found.parent ? rootOf(found.parent) : found);
  const anyType: readonly HierarchicalItem[] = [
    { text: of.text, value: ({ row }) => of.value(row) },
    { text: `PRIOR ${column}`, value: ({ parent }) => parent?.row.get(column) ?? null },
    { text: `CONNECT_BY_ROOT ${column}`, value: (found) => rootOf(found).row.get(column) ?? null },
  ];
  if (type === 'NUMBER') {
    return random.pick([
      { text: 'LEVEL', value: ({ level }: Found) => level },
      { text: 'CONNECT_BY_ISLEAF', value: ({ isLeaf }: Found) => (isLeaf ? 1 : 0) },
      { text: `LEVEL + ${column}`, value: ({ level, row }: Found) => plus(level, row.get(column) ?? null) },
      ...anyType,
    ]);
  }
  if (type !== 'VARCHAR2') return random.pick(anyType);
  const path = (found: Found): string => `${found.parent ? path(found.parent) : ''}/${found.row.get(`${alias}.id`)}`;
  return random.pick([{ text: `SYS_CONNECT_BY_PATH(${alias}.id, '/')`, value: path }, ...anyType]);
}

const plus = (x: number, y: Value): Value => (y === null ? null : exact(x + numberOf(y)));
