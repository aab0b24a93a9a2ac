import { unsupportedClause } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { OrderItem, SubqueryFactor } from '../../../ir/oracle/index.js';
import type { PgExpr, PgOrderItem, PgSelect, PgSelectCore } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { byBytes } from '../../collation.js';
import { type ExprContext, refuse } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { plainBranch, referenceTo } from './branches.js';

/** SEARCH with the names of the column it sets and of the path that rows are ordered by. */
export interface Search {
  readonly order: 'DEPTH' | 'BREADTH';
  readonly by: readonly OrderItem[];
  readonly set: string;
  readonly path: string;
}

/**
 * SEARCH … FIRST BY: each row gets a path of numbers, its place by the keys among the rows of its level after those of
 * its ancestors. PostgreSQL's own SEARCH orders by the keys themselves: it knows no DESC, and mixes up the children of
 * siblings with equal keys. (SQL Language Reference, subquery_factoring_clause, "search_clause")
 */
export function withSearchPath(ex: ExprContext, factor: SubqueryFactor, query: PgSelect, search: Search): PgSelect {
  const no = (): never => refuse(unsupportedClause(factor.span, 'SEARCH of a recursive query of this form'));
  const { body } = query;
  if (body.kind !== 'PgSetOperation' || body.op !== 'union all') return no();
  const anchor = plainBranch(body.left) ?? no();
  const member = plainBranch(body.right) ?? no();
  const parent = referenceTo(member.from, foldName(factor.name.name)) ?? no();
  const { span } = factor;
  const keys = new Set(search.by.map((item) => placeOfKey(factor, item)));
  // What the window orders by has to be a column of the result: PostgreSQL's CYCLE makes do with those.
  const itemsOf = (core: PgSelectCore): PgSelectCore['items'] =>
    core.items.map((item, i) => (keys.has(i) ? { ...item, value: keyValue(ex, factor, item.value, i) } : item));
  const place = (core: PgSelectCore): PgExpr => ({
    ...b.call(span, 'row_number'),
    over: {
      kind: 'PgWindow',
      span,
      partitionBy: [],
      orderBy: search.by.map((item) => key(ex, factor, core, item) ?? no()),
    },
  });
  const above = b.column(span, parent, search.path);
  return {
    ...query,
    body: {
      ...body,
      left: { ...anchor, items: [...itemsOf(anchor), b.item(span, b.array(span, place(anchor)), search.path)] },
      right: {
        ...member,
        items: [...itemsOf(member), b.item(span, b.binary(span, '||', above, place(member)), search.path)],
      },
    },
  };
}

/** The order of the rows by their paths: BREADTH orders a whole level by its keys. */
export function searchOrder(path: PgExpr, search: Search): PgOrderItem[] {
  if (search.order === 'DEPTH') return [{ value: path }];
  const level = b.call(path.span, 'cardinality', path);
  return [{ value: level }, { value: b.subscript(path.span, path, level) }];
}

/** A key of SEARCH as the value that a branch gives that column. */
function key(ex: ExprContext, factor: SubqueryFactor, core: PgSelectCore, item: OrderItem): PgOrderItem | undefined {
  const index = placeOfKey(factor, item);
  const value = core.items[index]?.value;
  if (!value || !ex.unit.analysis.columnsOf(factor.query)[index]?.type) return undefined;
  return {
    value: keyValue(ex, factor, value, index),
    ...(item.direction === 'DESC' ? { direction: 'desc' as const } : {}),
    ...(item.nulls === undefined ? {} : { nulls: item.nulls === 'FIRST' ? ('first' as const) : ('last' as const) }),
  };
}

/** Which column of the factor is a key; -1 for what is none. */
function placeOfKey(factor: SubqueryFactor, { value }: OrderItem): number {
  const name = value.kind === 'Name' ? lastName(value) : undefined;
  return (factor.columns ?? []).findIndex((c) => c.name === name);
}

function keyValue(ex: ExprContext, factor: SubqueryFactor, value: PgExpr, index: number): PgExpr {
  const type = ex.unit.analysis.columnsOf(factor.query)[index]?.type;
  return type ? byBytes(ex.unit, value, type) : value;
}
