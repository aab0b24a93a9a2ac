import type { Analysis } from '../../../../analyze/analysis.js';
import { calledRoutines } from '../../../../analyze/model/callees.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import { hasLength, type OracleType } from '../../../../analyze/model/types.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import { nodesOf } from '../../../../ir/walk.js';
import { remembered } from '../../../remembered.js';

/*
 * What a procedure hands back by OUT may be more than the caller's variable takes. That is an error of the call when
 * the procedure has done its work, which stays. (PL/SQL Language Reference, "Subprogram Parameter Modes")
 */

/** Can a call of the routine fail when it has ended, because a variable does not take what it hands back? */
export const mayFailToHandBack = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  routine.parameters.some((p) => p.mode !== 'IN') && givenNarrowVariables(analysis).has(routine);

const givenNarrowVariables = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const found = new Set<RoutineSymbol>();
  for (const unit of analysis.units)
    for (const node of nodesOf(unit, 'Call'))
      for (const { callee, args } of calledRoutines(analysis.resolve(node)))
        if (args.some((a) => a.parameter.mode !== 'IN' && a.actual && isNarrow(analysis, a.actual))) found.add(callee);
  return found;
});

/** A variable that does not take every value of its kind. Parameters have no sizes of their own. */
function isNarrow(analysis: Analysis, actual: Expr): boolean {
  const resolution = actual.kind === 'Name' ? analysis.resolve(actual) : undefined;
  const variable =
    resolution?.base.kind === 'variable' && resolution.steps.length === 0 ? resolution.base.variable : undefined;
  if (variable?.notNull) return true;
  return variable?.storage !== 'parameter' && isSized(analysis.typeOf(actual));
}

function isSized(type: OracleType): boolean {
  if (hasLength(type)) return true;
  if (type.kind === 'number') return type.precision !== undefined;
  return type.kind === 'plsInteger' && (type.low !== undefined || type.high !== undefined || type.notNull === true);
}
