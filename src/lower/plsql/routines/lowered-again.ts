import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { UnitContext } from '../../context.js';

/**
 * What `first` and `second` make of the same source: the types and routines that stand in front of it are those of `first`, and a diagnostic of both is
 * reported once.
 */
export function loweredAgain<A, B>(
  unit: UnitContext,
  first: (unit: UnitContext) => A,
  second: (unit: UnitContext) => B,
): readonly [A, B] {
  const reported = new Set<string>();
  const key = (d: Diagnostic): string => `${d.code} ${d.span.file} ${d.span.start} ${d.span.end} ${d.message}`;
  const noting = (d: Diagnostic): void => {
    reported.add(key(d));
    unit.report(d);
  };
  // The unit of dynamic SQL inherits what it has: it cannot be copied.
  const a = first(Object.create(unit, { report: { value: noting } }) as UnitContext);
  const unreported = (d: Diagnostic): void => {
    if (!reported.has(key(d))) unit.report(d);
  };
  const b = second(Object.create(unit, { before: { value: [] }, report: { value: unreported } }) as UnitContext);
  return [a, b];
}
