import type { Analysis } from '../../../../analyze/analysis.js';
import type { Expr, FromItem, Query, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, forEachChild } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { aggregatesIn, isOtherBlock } from './misplaced-parts.js';

/*
 * Columns of a query of dynamic SQL that stand beside aggregates, and that GROUP BY lacks. (SQL Language Reference,
 * "SELECT", group_by_clause; Database Error Messages, ORA-00937, ORA-00979)
 */

/** An aggregate of all rows beside a column of the tables: without GROUP BY, or one of the aggregates of the groups. */
export function isHalfGrouped(analysis: Analysis, query: Query, select: Select): boolean {
  const { isAggregate, nests } = aggregatesIn(analysis);
  if (select.groupBy && !select.items.some((item) => contains(item.value, nests, isOtherBlock))) return false;
  const behind = [select.having, ...(query.orderBy ?? []).map((item) => item.value)];
  let aggregated = behind.some((part) => part !== undefined && contains(part, isAggregate, isOtherBlock));
  let columns = false;
  const look = (node: OracleNode): void => {
    if (node.kind === 'Query' || node.kind === 'Select') return;
    if (isAggregate(node)) {
      aggregated = true;
      return;
    }
    if (node.kind === 'Name') {
      const { base } = analysis.resolve(node);
      columns ||= base.kind === 'column';
      return;
    }
    forEachChild(node, look);
  };
  for (const { value } of select.items) {
    columns ||= value.kind === 'Star';
    look(value);
  }
  return aggregated && columns;
}

/**
 * A column of the select list, of HAVING or of ORDER BY, outside of aggregates, that GROUP BY lacks: PostgreSQL takes it
 * where the columns of a primary key are grouped.
 */
export function isUngrouped(analysis: Analysis, query: Query, select: Select): boolean {
  if (!select.groupBy) return false;
  const sources = leavesOf(select.from).map((leaf) => analysis.sourceOf(leaf));
  if (sources.includes(undefined) || select.from.some(joinsByName)) return false;
  const columnOf = (node: OracleNode): object | undefined => {
    if (node.kind !== 'Name') return undefined;
    const { base } = analysis.resolve(node);
    return base.kind === 'column' && sources.includes(base.source) ? base.column : undefined;
  };
  const grouped = new Set<object>();
  for (const item of select.groupBy) {
    const column = item.kind === 'GroupExpr' ? columnOf(item.value) : undefined;
    if (!column) return false;
    grouped.add(column);
  }
  const { isAggregate } = aggregatesIn(analysis);
  // What a function of groups is given need not be grouped.
  const isElsewhere = (node: OracleNode): boolean => isOtherBlock(node) || node.kind === 'Call' || isAggregate(node);
  const isLoose = (node: OracleNode): boolean => {
    const column = columnOf(node);
    return column !== undefined && !grouped.has(column);
  };
  const lacks = (value: Expr): boolean =>
    value.kind === 'Star'
      ? analysis.expandStar(value, select).some(({ column }) => !grouped.has(column))
      : contains(value, isLoose, isElsewhere);
  const order = query.orderBy?.map((item) => item.value) ?? [];
  const listed = select.items.map((item) => item.value);
  return [...listed, ...(select.having ? [select.having] : []), ...order].some(lacks);
}

const joinsByName = (item: FromItem): boolean =>
  item.kind === 'Join' &&
  (item.natural === true || item.using !== undefined || joinsByName(item.left) || joinsByName(item.right));
