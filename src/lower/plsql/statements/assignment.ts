import type { Assignment } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { lowerTo } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { lowerToVariable } from './empty-char.js';
import { locatorLost } from './lob-rows.js';
import { assignFitted, fitTarget } from './targets.js';

/** `target := value`. */
export function lowerAssignment(rc: BodyBuilder, s: Assignment): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const type = rc.unit.analysis.typeOf(s.target);
  // :NEW is a bind variable, of which the sources do not say whether it pads the empty literal.
  const given = s.target.kind === 'CorrelationName' ? lowerTo(ex, s.value, type) : lowerToVariable(ex, s.value, type);
  const value = fitTarget(ex, s.target, given, rc.unit.analysis.typeOf(s.value));
  const assigned = assignFitted(rc, ex, s.target, value);
  // A cursor that comes from elsewhere: nothing has been fetched from it here.
  const handedOver = type.kind === 'refCursor' ? rc.cursors.handedOver(s.target) : [];
  return [...before, ...assigned, ...handedOver, ...locatorLost(rc, s.target)];
}
