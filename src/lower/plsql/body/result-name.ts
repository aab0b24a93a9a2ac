import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { foldName } from '../../naming/naming.js';

/**
 * The parameter by which a function with OUT parameters, or one whose entry is a procedure, hands its result back: a
 * name that no parameter of its own has.
 */
export function resultName(routine: RoutineSymbol): string {
  const names = new Set(routine.parameters.map((p) => foldName(p.variable.name)));
  let name = 'return_value';
  for (let number = 2; names.has(name); number++) name = `return_value_${number}`;
  return name;
}
