import type { Analysis } from '../../../analyze/analysis.js';
import { groupedBy } from '../../../ir/group-items.js';
import { replaceNodes } from '../../../ir/map-tree.js';
import type { Expr, ScriptUnit, Select } from '../../../ir/oracle/index.js';
import { contains, isQuery, nodesOf } from '../../../ir/walk.js';
import { isAggregateCall } from '../../expressions/aggregate-calls.js';
import { walkBlock } from '../block-nodes.js';

/*
 * GROUP BY and HAVING of 23ai take the names that the select list gives; a column of the tables comes before one of
 * them. PostgreSQL takes them in GROUP BY alone.
 * In:  SELECT TRUNC(at) day, COUNT(*) n FROM visit GROUP BY day HAVING n > 1
 * Out: SELECT TRUNC(at) day, COUNT(*) n FROM visit GROUP BY TRUNC(at) HAVING COUNT(*) > 1
 * (SQL Language Reference, "SELECT", group_by_clause)
 */

/** The units with the expressions in the places of such names; the same list where there are none. */
export function withGroupedAliases<T extends { readonly unit: ScriptUnit }>(
  analysis: Analysis,
  units: readonly T[],
): readonly T[] {
  let changed = false;
  const made = units.map((one) => {
    const values = new Map<object, Expr>();
    for (const select of nodesOf(one.unit, 'Select')) addAliases(analysis, select, values);
    if (values.size === 0) return one;
    changed = true;
    return { ...one, unit: replaceNodes(one.unit, values) };
  });
  return changed ? made : units;
}

function addAliases(analysis: Analysis, select: Select, values: Map<object, Expr>): void {
  const { groupBy, having, items } = select;
  if (!groupBy && !having) return;
  const aliases = new Map<string, Expr>();
  for (const { alias, value } of items) if (alias) aliases.set(alias.name, value);
  const add = (expr: Expr, takesAggregates: boolean): void => {
    if (expr.kind !== 'Name' || expr.parts.length !== 1) return;
    const value = aliases.get(expr.parts[0]?.name ?? '');
    if (!value || analysis.resolve(expr).base.kind !== 'unresolved') return;
    if (takesAggregates || !contains(value, (n) => isAggregateCall(analysis, n), isQuery))
      values.set(expr, structuredClone(value));
  };
  for (const key of (groupBy ?? []).flatMap(groupedBy)) add(key, false);
  if (having) walkBlock([having], (expr) => add(expr, true));
}
