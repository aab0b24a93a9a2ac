import type { Analysis } from '../../../../analyze/analysis.js';
import type { FromItem, QualifiedName, Query, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { contains } from '../../../../ir/walk.js';
import { isAggregateCall } from '../../../expressions/aggregate-calls.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { isOtherBlock } from './misplaced-parts.js';

/**
 * The error of FOR UPDATE in a query of dynamic SQL whose rows are not those of tables: they are made of several, or
 * chosen by their order, be it in a view that it reads. (SQL Language Reference, "SELECT", for_update_clause and
 * row_limiting_clause; Database Error Messages, ORA-00904, ORA-01786, ORA-02014)
 */
export function invalidForUpdate(analysis: Analysis, query: Query): OracleFailure | undefined {
  if (!query.forUpdate) return undefined;
  const { body } = query;
  if (body.kind === 'SetOperation' || (body.kind === 'Select' && makesRows(analysis, body))) return oracleFailure(1786);
  if (query.limit) return oracleFailure(2014);
  if (body.kind !== 'Select') return undefined;
  const unknown = query.forUpdate.of?.find((name) => isNoColumn(analysis, body, name));
  if (unknown) return invalidIdentifier(...unknown.parts.map((part) => part.name));
  return body.from.some((item) => readsMadeRows(analysis, item)) ? oracleFailure(2014) : undefined;
}

/** OF names a column of none of the tables, or with another name than the table has here. */
function isNoColumn(analysis: Analysis, { from }: Select, { parts }: QualifiedName): boolean {
  const sources = leavesOf(from).map((leaf) => analysis.sourceOf(leaf));
  const [first, second, more] = parts;
  if (!first || more) return false;
  return sources.every(
    (source) =>
      source !== undefined &&
      !source.open &&
      ((second && source.alias !== first.name) || !source.columns.some((c) => c.name === (second ?? first).name)),
  );
}

/** DISTINCT, groups, or an aggregate of all rows. */
const makesRows = (analysis: Analysis, { quantifier, items, groupBy, having }: Select): boolean =>
  quantifier === 'DISTINCT' ||
  quantifier === 'UNIQUE' ||
  groupBy !== undefined ||
  having !== undefined ||
  items.some(({ value }) => contains(value, (node) => isAggregateCall(analysis, node), isOtherBlock));

/** An inline view, or a view of the inputs, that is more than a choice of the rows of tables. */
const readsMadeRows = (analysis: Analysis, item: FromItem): boolean =>
  leavesOf([item]).some((leaf) => {
    if (leaf.kind === 'DerivedTable') return !isPlain(analysis, leaf.query);
    const definition = leaf.kind === 'TableRef' ? analysis.sourceOf(leaf)?.relation?.definition : undefined;
    return definition?.kind === 'CreateView' && !isPlain(analysis, definition.query);
  });

function isPlain(analysis: Analysis, { body, orderBy, limit }: Query): boolean {
  if (body.kind !== 'Select' || (orderBy?.length ?? 0) > 0 || limit) return false;
  if (makesRows(analysis, body) || body.hierarchy || body.from.some((item) => readsMadeRows(analysis, item)))
    return false;
  const isOfOrder = (node: OracleNode): boolean => {
    if (node.kind === 'Call') return node.over !== undefined;
    if (node.kind !== 'Name') return false;
    const { base } = analysis.resolve(node);
    return base.kind === 'pseudo' && base.name === 'ROWNUM';
  };
  return ![...body.items, body.where].some((part) => part && contains(part, isOfOrder, isOtherBlock));
}
