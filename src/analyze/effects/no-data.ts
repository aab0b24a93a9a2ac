import type { SelectInto } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, isQuery } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { builtinFunction } from '../oracle/builtin-functions.js';

/**
 * May SELECT INTO raise NO_DATA_FOUND? BULK COLLECT finds an empty collection, and aggregates without GROUP BY and HAVING give one row in any case.
 * (PL/SQL Language Reference, "SELECT INTO Statement"; SQL Language Reference, "Aggregate Functions")
 */
export function mayFindNoData(cx: AnalyzeContext, { query }: SelectInto): boolean {
  const { body } = query;
  if (body.kind !== 'Select') return true;
  if (body.into?.bulk) return false;
  if (query.limit || body.groupBy || body.having || body.model) return true;
  return !body.items.some(({ value }) => contains(value, (node) => isAggregate(cx, node), isQuery));
}

function isAggregate(cx: AnalyzeContext, node: OracleNode): boolean {
  if (node.kind !== 'Call' || node.over) return false;
  const base = cx.facts.resolutions.get(node)?.base;
  return base?.kind === 'builtin' && (builtinFunction(base.name)?.aggregate === true || node.withinGroup !== undefined);
}
