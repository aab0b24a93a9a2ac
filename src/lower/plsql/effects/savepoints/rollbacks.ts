import type { Analysis } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import { contains } from '../../../../ir/walk.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { reachedFrom } from '../callees.js';

/**
 * Has any of the routines, or what they call, a ROLLBACK of the transaction that they are called in? That of an
 * autonomous transaction is not one. (PL/SQL Language Reference, "Autonomous Transactions")
 */
export function mayRollBack(analysis: Analysis, routines: Iterable<RoutineSymbol>): boolean {
  return [...routines].some((routine) => mayRoutineRollBack(analysis, routine));
}

// Asked of every call behind an OPEN, each of which may reach most of a large schema.
const mayRoutineRollBack = rememberedOf((analysis: Analysis, routine: RoutineSymbol): boolean => {
  const shares = (reached: RoutineSymbol): boolean => !analysis.effectsOf(reached).autonomous;
  return [...reachedFrom(analysis, [routine], shares)].some((reached) => shares(reached) && rollsBack(reached));
});

/** Has the routine a ROLLBACK of its own? */
const rollsBack = remembered(
  ({ definition }: RoutineSymbol): boolean =>
    definition !== undefined && contains(definition, (node) => node.kind === 'Rollback' && !node.to),
);
