import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { prepareTemporaryTables } from '../../ddl/tables/gtt.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesWithin, reachedFrom } from '../effects/callees.js';

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
  return [...reachedFrom(analysis, calleesWithin(analysis, s))].some(rollsBack) ? again : [];
}

/** Has the routine a ROLLBACK of its own? */
export const rollsBack = ({ definition }: RoutineSymbol): boolean =>
  definition !== undefined && contains(definition, (node) => node.kind === 'Rollback' && !node.to);
