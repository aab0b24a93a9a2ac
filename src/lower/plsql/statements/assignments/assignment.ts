import type { Assignment } from '../../../../ir/oracle/index.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { givenTo } from '../../../expressions/datetime/instants.js';
import { lowerTo } from '../../../expressions/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { lowerToVariable } from './empty-char.js';
import { fitTarget } from './fit-target.js';
import { locatorLost } from './lob-rows.js';
import { assignFitted } from './targets.js';

/** `target := value`. */
export function lowerAssignment(rc: BodyBuilder, s: Assignment): PlStatement[] {
  const before: PlStatement[] = [];
  const { analysis } = rc.unit;
  const target = s.target.kind === 'Name' ? analysis.resolve(s.target) : undefined;
  const variable = target?.base.kind === 'variable' && target.steps.length === 0 ? target.base.variable : undefined;
  const ex = givenTo(exprContext(rc, before), variable, s.value);
  const type = analysis.typeOf(s.target);
  // :NEW is a bind variable, of which the sources do not say whether it pads the empty literal.
  const given = s.target.kind === 'CorrelationName' ? lowerTo(ex, s.value, type) : lowerToVariable(ex, s.value, type);
  const value = fitTarget(ex, s.target, given, analysis.typeOf(s.value), s.value);
  const assigned = assignFitted(rc, ex, s.target, value);
  // A cursor that comes from elsewhere: nothing has been fetched from it here.
  const handedOver = type.kind === 'refCursor' ? rc.cursors.handedOver(s.target) : [];
  return [...before, ...assigned, ...handedOver, ...locatorLost(rc, s.target)];
}
