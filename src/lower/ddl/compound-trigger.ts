import { triggerRefused } from '../../diagnostics/op1.js';
import type { CompoundTriggerBody } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { refuse, type UnitContext } from '../context.js';
import type { TriggerShape } from './create-trigger.js';

export function compoundTrigger(unit: UnitContext, shape: TriggerShape, body: CompoundTriggerBody): PgStatement[] {
  void unit;
  return refuse(triggerRefused(body.span, shape.symbol.name, 'compound'));
}
