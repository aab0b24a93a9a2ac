import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { internalFailure } from '../../diagnostics/op9.js';
import type { RoutineDefinition } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { Refusal, type UnitContext } from '../context.js';
import { stubs } from '../plsql/routines/routine.js';

/** A method with what it lifts before it; if it cannot be made, a stub that raises. */
export function guarded(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  make: () => PgStatement[],
): PgStatement[] {
  const mark = unit.before.length;
  try {
    const made = make();
    return [...unit.before.splice(mark), ...made];
  } catch (error) {
    const diagnostic =
      error instanceof Refusal
        ? error.diagnostic
        : internalFailure(definition.span, `method ${definition.name.name}`, error);
    unit.report(diagnostic);
    unit.before.splice(mark);
    return stubs(unit, symbol, definition, diagnostic);
  }
}
