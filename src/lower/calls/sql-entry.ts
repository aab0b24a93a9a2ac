import type { Analysis } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';

/** Does the function have a second entry for SQL? (CALLING-CONVENTION.md, "Functions in SQL") */
export function hasSqlEntry(analysis: Analysis, routine: RoutineSymbol): boolean {
  if (routine.routine !== 'FUNCTION' || routine.definition === undefined) return false;
  const { options, body } = routine.definition;
  if (options.pipelined || body.kind === 'AggregateBody') return false;
  const { noDataFoundEscapes, userErrorEscapes } = analysis.effectsOf(routine);
  return noDataFoundEscapes || userErrorEscapes;
}
