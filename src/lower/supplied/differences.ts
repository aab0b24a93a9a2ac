import { suppliedDiffers, suppliedNoEffect } from '../../diagnostics/op4.js';
import type { Span } from '../../ir/span.js';
import type { UnitContext } from '../context.js';
import { fullName, type SuppliedCall } from './packages/conversion.js';
import { conversionOf } from './packages/index.js';

/** Reports what a converted call does otherwise than Oracle, where it does. */
export function reportDifference(unit: UnitContext, base: SuppliedCall, span: Span): void {
  const { report, leftOut, differs } = conversionOf(base) ?? {};
  if (report) report(unit, base, span);
  else if (leftOut) unit.report(suppliedNoEffect(span, fullName(base)));
  else if (differs !== undefined) unit.report(suppliedDiffers(span, fullName(base), differs));
}
