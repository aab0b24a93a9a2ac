import type { QualifiedName, Query, Select, SelectInto } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, isQuery } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { builtinFunction } from '../oracle/builtin-functions.js';

/**
 * May SELECT INTO raise NO_DATA_FOUND? BULK COLLECT finds an empty collection. (PL/SQL Language Reference, "SELECT INTO
 * Statement")
 */
export function mayFindNoData(cx: AnalyzeContext, { query }: SelectInto): boolean {
  const { body } = query;
  if (body.kind === 'Select' && body.into?.bulk) return false;
  return !alwaysHasRow(cx, query);
}

/** Is it NO_DATA_FOUND, or an exception that PRAGMA EXCEPTION_INIT gives its number? */
export function namesNoData(cx: AnalyzeContext, name: QualifiedName): boolean {
  const symbol = cx.facts.symbols.get(name);
  return symbol?.kind === 'exception' && symbol.oraCode === 1403;
}

/**
 * Does the query give a row whatever the tables hold: `select max(x) from t where …` without GROUP BY and HAVING,
 * `select s.nextval from dual`? (SQL Language Reference, "Aggregate Functions"; "Selecting from the DUAL Table")
 */
function alwaysHasRow(cx: AnalyzeContext, { body, limit }: Query): boolean {
  if (limit) return false;
  if (body.kind === 'Query') return alwaysHasRow(cx, body);
  if (body.kind !== 'Select' || body.groupBy || body.having || body.model) return false;
  return (
    readsOneRow(cx, body) || body.items.some(({ value }) => contains(value, (node) => isAggregate(cx, node), isQuery))
  );
}

/** DUAL and inline views that always have a row alone, or no FROM at all, and nothing that leaves the row out. */
function readsOneRow(cx: AnalyzeContext, { from, where, hierarchy }: Select): boolean {
  if (where || hierarchy) return false;
  return from.every((item) => {
    if (item.kind === 'DerivedTable') return !item.pivots && alwaysHasRow(cx, item.query);
    return item.kind === 'TableRef' && !item.pivots && cx.facts.sources.get(item)?.kind === 'dual';
  });
}

function isAggregate(cx: AnalyzeContext, node: OracleNode): boolean {
  if (node.kind !== 'Call' || node.over) return false;
  const base = cx.facts.resolutions.get(node)?.base;
  return base?.kind === 'builtin' && (builtinFunction(base.name)?.aggregate === true || node.withinGroup !== undefined);
}
