import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { remembered } from '../../remembered.js';
import { reachedFrom } from './callees.js';

/**
 * The routines that triggers on tables and views call, directly or further down, within the transaction of the
 * statement that fires them: COMMIT and ROLLBACK are ORA-04092 there. (PL/SQL Language Reference, "Trigger
 * Restrictions")
 */
export const underTriggers = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const called = analysis.catalog.triggers
    .filter((trigger) => trigger.table && !analysis.effectsOf(trigger).autonomous)
    .flatMap((trigger) => [...analysis.effectsOf(trigger).calls]);
  return reachedFrom(analysis, called, (routine) => !analysis.effectsOf(routine).autonomous);
});
