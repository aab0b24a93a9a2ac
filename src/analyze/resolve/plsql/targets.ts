import type { Expr, IntoClause } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import { noteWrite } from '../../names/uses.js';
import { resolveExpr } from '../expressions/expressions.js';
import { nonSql } from '../queries/queries.js';

/** Resolves what is assigned to, and notes a write to a captured variable. */
export function resolveTarget(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  resolveExpr(cx, expr, scope);
  noteWrite(cx, expr, scope);
}

/** Resolves the targets of INTO, which are variables also where a query stands around them. */
export function resolveInto(cx: AnalyzeContext, clause: IntoClause, scope: Scope): void {
  for (const t of clause.targets) resolveTarget(cx, t, nonSql(scope));
}
