import type { Analysis } from '../../../analyze/analysis.js';
import { calledRoutines } from '../../../analyze/callees.js';
import type { RoutineSymbol } from '../../../analyze/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';

/** The routines that an expression calls itself: functions, procedures, constructors, methods. */
export function calleesOf(analysis: Analysis, expr: Expr): readonly RoutineSymbol[] {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member' && expr.kind !== 'New') return [];
  return calledRoutines(analysis.resolve(expr)).map(({ callee }) => callee);
}
