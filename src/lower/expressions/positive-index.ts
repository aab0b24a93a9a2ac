import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { ExprContext } from '../context.js';

const positive = new WeakSet<VariableSymbol>();

/** Remembers a loop index that is 1 or more wherever it can be seen: nothing can assign to it. */
export function notePositiveIndex(index: VariableSymbol): void {
  positive.add(index);
}

/** Is the expression the index of a loop from a literal of 1 or more upwards? */
export function isPositiveIndex(ex: ExprContext, expr: Expr | undefined): boolean {
  if (expr?.kind !== 'Name') return false;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  return base.kind === 'variable' && steps.length === 0 && positive.has(base.variable);
}
