import type { RoutineSymbol } from '../../analyze/symbols.js';
import type { UnitContext } from '../context.js';
import { isAtomic } from './effects-of-statements.js';

/** Has the routine a second entry that returns its error instead of raising it? (CALLING-CONVENTION.md, "Errors") */
export function hasCapturedEntry(unit: UnitContext, routine: RoutineSymbol): boolean {
  if (routine.routine !== 'PROCEDURE' || !routine.definition) return false;
  const effects = unit.analysis.effectsOf(routine);
  if (effects.autonomous) return false;
  return effects.transactionControl || !isAtomic(unit.analysis, routine);
}

/** The name of that entry. */
export function capturedEntry(unit: UnitContext, routine: RoutineSymbol): readonly string[] | undefined {
  if (!hasCapturedEntry(unit, routine)) return undefined;
  const name = unit.naming.of(routine);
  return [...name.slice(0, -1), `${name[name.length - 1]}__c`];
}
