import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { underTriggers } from '../effects/under-triggers.js';
import { raiseError } from '../errors/capture.js';
import { runsApart } from './autonomous.js';

/** May a trigger have called the routine, in whose statement the transaction cannot end? */
export const mayRunUnderTrigger = (rc: BodyBuilder): boolean =>
  rc.symbol?.kind === 'routine' && underTriggers(rc.unit.analysis).has(rc.symbol);

/** Has a trigger called what runs? */
export const firedByTrigger = (span: Span): PgExpr =>
  b.binary(span, '>', b.call(span, 'pg_trigger_depth'), b.num(span, 0));

/** Is it the body of a trigger in the transaction of the statement that fires it? */
export const isInTrigger = (rc: BodyBuilder): boolean =>
  rc.symbol?.kind === 'trigger' && rc.symbol.definition.on.kind === 'Table' && !runsApart(rc.unit, rc.symbol);

type NotInTrigger = 'COMMIT' | 'ROLLBACK' | 'SET SAVEPOINT';

/** (PL/SQL Language Reference, "Trigger Restrictions") */
export const notInTrigger = (rc: BodyBuilder, span: Span, what: NotInTrigger): PlStatement[] => [
  ...raiseError(rc, span, sqlstateOf(4092), `ORA-04092: cannot ${what} in a trigger`),
];

/** The same in a routine that triggers call, where one of them does. */
export const notUnderTrigger = (rc: BodyBuilder, span: Span, what: NotInTrigger): PlStatement[] =>
  mayRunUnderTrigger(rc) ? [b.ifThen(span, firedByTrigger(span), notInTrigger(rc, span, what))] : [];
