import type { Expr, Select } from '../../../ir/oracle/index.js';
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
  collectMarks(cx, where, scope, aliases);
  if (aliases.size === 0) return;
  for (const [i, row] of rows.entries()) {
    if (!aliases.has(row.alias)) continue;
    const optional = { ...row, optional: true };
    rows[i] = optional;
    for (const item of select.from) if (cx.facts.sources.get(item) === row) cx.facts.sources.set(item, optional);
  }
}

function collectMarks(cx: AnalyzeContext, expr: Expr, scope: Scope, aliases: Set<string>): void {
  switch (expr.kind) {
    case 'OuterJoinMark': {
      if (expr.operand.kind !== 'Name') return;
      const parts = expr.operand.parts.map((p) => p.name);
      if (parts.length >= 2) aliases.add(parts[parts.length - 2] ?? '');
      else {
        const source = scope.rows?.find((r) => columnOf(r, parts[0] ?? '')) ?? scope.rows?.find((r) => r.open);
        if (source) aliases.add(source.alias);
      }
      return;
    }
    case 'Logical':
      for (const o of expr.operands) collectMarks(cx, o, scope, aliases);
      return;
    case 'Binary':
      collectMarks(cx, expr.left, scope, aliases);
      collectMarks(cx, expr.right, scope, aliases);
      return;
    case 'Unary':
      collectMarks(cx, expr.operand, scope, aliases);
      return;
    case 'Between':
      for (const e of [expr.operand, expr.low, expr.high]) collectMarks(cx, e, scope, aliases);
      return;
    case 'InList':
      for (const e of [expr.operand, ...expr.items]) collectMarks(cx, e, scope, aliases);
      return;
    case 'Like':
      for (const e of [expr.operand, expr.pattern]) collectMarks(cx, e, scope, aliases);
      return;
    case 'IsTest':
      collectMarks(cx, expr.operand, scope, aliases);
      return;
    case 'Call':
      for (const a of expr.args) collectMarks(cx, a.value, scope, aliases);
      return;
    case 'Case':
      for (const b of expr.branches) for (const e of [...b.when, b.then]) collectMarks(cx, e, scope, aliases);
      return;
    default:
      return;
  }
}
