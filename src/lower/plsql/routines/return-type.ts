import { isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { PgCreateRoutine } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { pgTypeOf } from '../../types.js';

/** What a function without OUT parameters returns; a pipelined one gives the elements of its collection as rows. */
export function returnType(unit: UnitContext, symbol: RoutineSymbol, returns: OracleType): PgCreateRoutine['returns'] {
  return isPipelined(symbol) && (returns.kind === 'collection' || returns.kind === 'unknown')
    ? { setOf: pgTypeOf(unit.naming, returns.kind === 'collection' ? returns.collection.element : returns, 'value') }
    : pgTypeOf(unit.naming, returns, 'value');
}
