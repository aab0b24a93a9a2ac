import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import type { VariableSymbol } from '../model/symbols.js';

/** The variable that an expression names as a whole; undefined for parts of one, and for all else. */
export function wholeVariable(analysis: Analysis, expr: Expr | undefined): VariableSymbol | undefined {
  if (expr?.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(expr);
  return base.kind === 'variable' && steps.length === 0 ? base.variable : undefined;
}
