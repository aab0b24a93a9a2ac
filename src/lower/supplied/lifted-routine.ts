import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { RoutineDefinition } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import type { UnitContext } from '../context.js';
import { regclassText } from '../ddl/names.js';
import { liftedOnce } from '../plsql/routines/lifted.js';
import { lowerRoutine } from '../plsql/routines/routine.js';

/**
 * A routine that a text of the unit became is created before the unit. Out: its name as PostgreSQL calls it.
 * @param after statements that follow its creation
 */
export function liftedRoutine(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  after: (name: string) => readonly PgStatement[] = () => [],
): string {
  const name = regclassText(unit.naming.of(symbol));
  if (liftedOnce(unit, definition))
    unit.before.push(
      ...lowerRoutine(unit, symbol, definition).map((x) =>
        x.kind === 'PgCreateRoutine' ? { ...x, orReplace: true } : x,
      ),
      ...after(name),
    );
  return name;
}
