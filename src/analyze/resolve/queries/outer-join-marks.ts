import type { Expr, Select } from '../../../ir/oracle/index.js';
import { ofKinds, walkWhere } from '../../../ir/walk.js';
import type { RowSource } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import { columnOf } from '../../names/column-lookup.js';

/** Sources whose columns carry `(+)` somewhere in the conjuncts of WHERE may be missing. */
export function markOuterJoined(
  cx: AnalyzeContext,
  where: Expr,
  scope: Scope,
  rows: RowSource[],
  select: Select,
): void {
  const aliases = new Set<string>();
  collectMarks(where, scope, aliases);
  if (aliases.size === 0) return;
  for (const [i, row] of rows.entries()) {
    if (row.optional || !aliases.has(row.alias)) continue;
    const optional = { ...row, optional: true };
    rows[i] = optional;
    for (const item of select.from) if (cx.facts.sources.get(item) === row) cx.facts.sources.set(item, optional);
  }
}

const marksAndQueries = ofKinds('OuterJoinMark', 'Query');

/** The aliases under the marks; those of a subquery are its own. */
function collectMarks(where: Expr, scope: Scope, aliases: Set<string>): void {
  walkWhere(where, marksAndQueries, (node) => {
    if (node.kind === 'Query') return false;
    if (node.operand.kind !== 'Name') return true;
    const parts = node.operand.parts.map((p) => p.name);
    // `t.c`, `s.t.c`, or an attribute of an object, as `t.c.a`.
    const qualifier = parts.slice(0, -1).find((name) => scope.rows?.some((r) => r.alias === name));
    if (qualifier !== undefined) aliases.add(qualifier);
    else {
      const source = scope.rows?.find((r) => columnOf(r, parts[0] ?? '')) ?? scope.rows?.find((r) => r.open);
      if (source) aliases.add(source.alias);
    }
    return true;
  });
}
