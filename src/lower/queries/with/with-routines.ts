import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import { type ExprContext, refuse } from '../../context.js';
import { liftedOnce } from '../../plsql/routines/lifted.js';
import { lowerRoutine } from '../../plsql/routines/routine.js';

/**
 * `with function f … select`: the function is created before the statement, in pg_temp; beside the routine, trigger or
 * view whose query it is. (SQL Language Reference, SELECT, plsql_declarations)
 */
export function liftRoutineOfWith(ex: ExprContext, definition: RoutineDefinition): void {
  const symbol = ex.unit.analysis.declaredBy(definition);
  if (symbol?.kind !== 'routine') refuse(unsupportedClause(definition.span, 'PL/SQL in a WITH clause'));
  if (!liftedOnce(ex.unit, definition)) return;
  const container = ex.routine?.symbol;
  if (!symbol.container && symbol.nested && container) ex.unit.naming.placeBeside(symbol, container);
  ex.unit.before.push(...lowerRoutine(ex.unit, symbol, definition));
}
