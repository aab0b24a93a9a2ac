import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { lowerRoutine } from './routine.js';

/**
 * A routine declared inside another: lifted beside it, before it. What it uses of the outer one travels as parameters.
 */
export function liftNestedRoutine(rc: BodyBuilder, definition: RoutineDefinition): void {
  const symbol = rc.unit.analysis.declaredBy(definition);
  if (symbol?.kind !== 'routine') return;
  rc.unit.before.push(...lowerRoutine(rc.unit, symbol, definition));
}
