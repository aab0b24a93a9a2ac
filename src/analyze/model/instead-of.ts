import type { CreateTrigger } from '../../ir/oracle/index.js';

/** Does the trigger, or a section of it, stand in the place of the change of a view? */
export const isInsteadOf = ({ timing, body }: CreateTrigger): boolean =>
  timing === 'INSTEAD OF' ||
  (body.kind === 'CompoundTriggerBody' && body.sections.some((s) => s.timing === 'INSTEAD OF EACH ROW'));
