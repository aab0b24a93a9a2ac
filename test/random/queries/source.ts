import { condition } from './conditions.js';
import { relation } from './from.js';
import { query, someTypes } from './queries.js';
import type { Column, QueryGenerator, Relation, Row, Scope } from './scope.js';

/** FROM and WHERE of a query. */
export interface Source {
  readonly scope: Scope;
  readonly text: string;
  readonly rows: () => readonly Row[];
}

export const noRow: Row = new Map();

/** The query in parentheses, as what FROM names. */
function inlineView(g: QueryGenerator, depth: number): Relation {
  const types = someTypes(g);
  const of = query(g, types, depth + 1);
  const alias = g.fresh('v');
  const columns: readonly Column[] = types.map((type, i) => ({ text: `${alias}.c${i + 1}`, type }));
  return {
    text: `(${of.text}) ${alias}`,
    columns,
    rows: () => of.rows(noRow).map((row) => new Map(columns.map((c, i) => [c.text, row[i] ?? null]))),
  };
}

export function source(g: QueryGenerator, depth: number): Source {
  const from = relation(g, () => (depth < 2 ? inlineView(g, depth) : inlineView(g, 2)));
  const scope: Scope = { columns: from.columns, outer: [], queries: true, depth: 0 };
  const where = g.random.chance(0.6) ? condition(g, scope) : undefined;
  const all = [from.where, where?.text].filter((text) => text !== undefined);
  return {
    scope,
    text: `FROM ${from.text}${all.length > 0 ? ` WHERE ${all.join(' AND ')}` : ''}`,
    rows: () => (where ? from.rows().filter((row) => where.truth(row) === true) : from.rows()),
  };
}
