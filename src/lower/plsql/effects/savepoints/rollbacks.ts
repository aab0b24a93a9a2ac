import type { Analysis } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import { contains } from '../../../../ir/walk.js';
import { reachedFrom } from '../callees.js';

/**
 * Has any of the routines, or what they call, a ROLLBACK of the transaction that they are called in? That of an
 * autonomous transaction is not one. (PL/SQL Language Reference, "Autonomous Transactions")
 */
export function mayRollBack(analysis: Analysis, routines: Iterable<RoutineSymbol>): boolean {
  const shares = (routine: RoutineSymbol): boolean => !analysis.effectsOf(routine).autonomous;
  return [...reachedFrom(analysis, routines, shares)].some((routine) => shares(routine) && rollsBack(routine));
}

/** Has the routine a ROLLBACK of its own? */
const rollsBack = ({ definition }: RoutineSymbol): boolean =>
  definition !== undefined && contains(definition, (node) => node.kind === 'Rollback' && !node.to);
