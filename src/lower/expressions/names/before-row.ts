import type { Span } from '../../../ir/span.js';
import type { ExprContext } from '../../context.js';

/** Does the place stand in a trigger, or a section of one, that fires before the row is written? */
export function standsBeforeRow(ex: ExprContext, span: Span): boolean {
  const trigger = ex.routine?.symbol;
  if (trigger?.kind !== 'trigger') return false;
  const { timing, body } = trigger.definition;
  if (body.kind !== 'CompoundTriggerBody') return timing === 'BEFORE';
  return body.sections.some(
    (s) => s.timing === 'BEFORE EACH ROW' && s.block.span.start <= span.start && span.end <= s.block.span.end,
  );
}
