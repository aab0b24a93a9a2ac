import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';

const lifted = new WeakMap<readonly unknown[], Set<RoutineDefinition>>();

/**
 * Is it the first time that the unit lifts the routine? A query may be lowered more than once, a job's text handed over
 * twice.
 */
export function liftedOnce(unit: UnitContext, definition: RoutineDefinition): boolean {
  let known = lifted.get(unit.before);
  if (!known) lifted.set(unit.before, (known = new Set()));
  if (known.has(definition)) return false;
  known.add(definition);
  return true;
}
