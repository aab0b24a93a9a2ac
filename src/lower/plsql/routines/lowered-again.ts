import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { UnitContext } from '../../context.js';

/**
 * What `first` and `second` make of the same source: the types and routines that stand in front of it are those of
 * `first`, and a diagnostic of both is reported once.
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
  const a = first({ ...unit, report: noting });
  const unreported = (d: Diagnostic): void => {
    if (!reported.has(key(d))) unit.report(d);
  };
  const b = second({ ...unit, before: [], report: unreported });
  return [a, b];
}
