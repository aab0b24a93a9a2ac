import type { Analysis } from '../../../analyze/analysis.js';
import type { FromItem, Query, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { leavesOf } from '../../queries/from.js';
import { sameGroups } from '../../queries/set-operations.js';

const notSameTypes = 'ORA-01790: expression must have same datatype as corresponding expression';

/**
 * The error that Oracle gives for a query of dynamic SQL which PostgreSQL, or a conversion that takes names to be right, would execute: no select list,
 * no FROM, a name of several tables, an aggregate beside a column, branches of other types. (Database Error Messages, ORA-00918, ORA-00923, ORA-00936, ORA-00937, ORA-01790)
 */
export function invalidQuery(
  analysis: Analysis,
  query: Query,
): { readonly code: number; readonly text: string } | undefined {
  const { body } = query;
  if (body.kind === 'SetOperation' && !sameGroups(analysis, body)) return { code: 1790, text: notSameTypes };
  if (body.kind !== 'Select') return undefined;
  if (body.items.length === 0) return { code: 936, text: 'ORA-00936: missing expression' };
  if (body.from.length === 0) return { code: 923, text: 'ORA-00923: FROM keyword not found where expected' };
  if (isHalfGrouped(analysis, body)) return { code: 937, text: 'ORA-00937: not a single-group group function' };
  return isAmbiguous(analysis, body) ? { code: 918, text: 'ORA-00918: column ambiguously defined' } : undefined;
}

/** An aggregate beside a column of the tables, without GROUP BY. */
function isHalfGrouped(analysis: Analysis, select: Select): boolean {
  if (select.groupBy) return false;
  let aggregates = false;
  let columns = false;
  const look = (node: OracleNode): void => {
    if (node.kind === 'Query' || node.kind === 'Select') return;
    if (node.kind === 'Call') {
      const name =
        node.callee.kind === 'Name' && node.callee.parts.length === 1 ? node.callee.parts[0]?.name : undefined;
      if (name !== undefined && /^(AVG|COUNT|LISTAGG|MAX|MIN|SUM)$/.test(name) && !node.over) {
        aggregates = true;
        return;
      }
    }
    if (node.kind === 'Name') {
      const { base } = analysis.resolve(node);
      columns ||= base.kind === 'column';
      return;
    }
    forEachChild(node, look);
  };
  for (const item of select.items) look(item.value);
  return aggregates && columns;
}

function isAmbiguous(analysis: Analysis, select: Select): boolean {
  if (select.from.some(joinsByName)) return false;
  const sources = leavesOf(select.from).map((leaf) => analysis.sourceOf(leaf));
  const isOfSeveral = (node: OracleNode): boolean => {
    if (node.kind !== 'Name') return false;
    const [only, more] = node.parts;
    const { base } = analysis.resolve(node);
    return (
      base.kind === 'column' &&
      more === undefined &&
      sources.includes(base.source) &&
      sources.filter((s) => s?.columns.some((c) => c.name === only?.name && !c.hidden)).length > 1
    );
  };
  const isOtherBlock = (node: OracleNode): boolean => node.kind === 'Query' || node.kind === 'Select';
  return [...select.items, select.where].some((part) => part && contains(part, isOfSeveral, isOtherBlock));
}

const joinsByName = (item: FromItem): boolean =>
  item.kind === 'Join' &&
  (item.natural === true || item.using !== undefined || joinsByName(item.left) || joinsByName(item.right));
