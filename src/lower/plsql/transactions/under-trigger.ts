import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { underTriggers } from '../effects/under-triggers.js';

/** May a trigger have called the routine, in whose statement the transaction cannot end? */
export const mayRunUnderTrigger = (rc: BodyBuilder): boolean =>
  rc.symbol?.kind === 'routine' && underTriggers(rc.unit.analysis).has(rc.symbol);

/** Has a trigger called what runs? */
export const firedByTrigger = (span: Span): PgExpr =>
  b.binary(span, '>', b.call(span, 'pg_trigger_depth'), b.num(span, 0));
