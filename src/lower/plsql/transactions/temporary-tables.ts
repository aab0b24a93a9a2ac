import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { prepareTemporaryTables } from '../../ddl/tables/temporary/gtt.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesWithin } from '../effects/callees.js';
import { mayRollBack } from '../effects/savepoints/rollbacks.js';

/**
 * `perform ora.gtt('hr.work')` after the end of a transaction: a session's copy of a temporary table that it made is
 * gone with it.
 */
export const temporaryTablesAgain = (rc: BodyBuilder): PlStatement[] => prepareTemporaryTables(rc.unit, rc.source);

/** The same after a call of what rolls back. */
export function temporaryTablesAfter(rc: BodyBuilder, s: Statement): PlStatement[] {
  if (!rc.controlsTransaction) return [];
  const again = temporaryTablesAgain(rc);
  if (again.length === 0) return again;
  const { analysis } = rc.unit;
  return mayRollBack(analysis, calleesWithin(analysis, s)) ? again : [];
}
