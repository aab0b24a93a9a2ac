import type { Expr } from './oracle/index.js';

/** The conjuncts of a condition, flat. */
export function conjunctsOf(expr: Expr | undefined): readonly Expr[] {
  if (!expr) return [];
  if (expr.kind === 'Logical' && expr.op === 'AND') return expr.operands.flatMap(conjunctsOf);
  return [expr];
}
