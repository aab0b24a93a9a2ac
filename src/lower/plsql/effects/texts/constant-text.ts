import type { Expr } from '../../../../ir/oracle/index.js';
import type { UnitContext } from '../../../context.js';

/**
 * The text, where it is known at compile time: literals, CHR of a literal, constants, concatenations of these, and
 * variables that hold such a text.
 */
export function constantText(unit: UnitContext, expr: Expr): string | undefined {
  const known = unit.analysis.dynamicText(expr);
  return known?.whole ? known.text : undefined;
}
