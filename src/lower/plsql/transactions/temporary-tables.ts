import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { prepareTemporaryTables } from '../../ddl/tables/temporary/gtt.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { RoutineContext } from '../body/routine-context.js';
import { mayRollBack } from '../effects/savepoints/rollbacks.js';

/**
 * `perform ora.gtt('hr.work')` after the end of a transaction: a session's copy of a temporary table that it made is
 * gone with it.
 */
export const temporaryTablesAgain = (rc: BodyBuilder): PlStatement[] => prepareTemporaryTables(rc.unit, rc.source);

/** `perform ora.gtt('hr.work')` after a call of what rolls back, which takes the session's copy with it likewise. */
export function temporaryTablesAfter(
  unit: UnitContext,
  { controlsTransaction, source }: RoutineContext,
  called: Iterable<RoutineSymbol>,
): PlStatement[] {
  if (!controlsTransaction) return [];
  const again = prepareTemporaryTables(unit, source);
  return again.length > 0 && mayRollBack(unit.analysis, called) ? again : [];
}
