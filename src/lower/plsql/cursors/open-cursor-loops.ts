import type { Symbol } from '../../../analyze/symbols.js';
import type { OpenCursor } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { isInItsLoop, placesOf } from '../effects/cursor-places.js';
import { raiseError } from '../errors/capture.js';

/*
 * A loop over a named cursor opens it, but what is made of it is a loop over its query. So ORA-06511 has to be looked for where OPEN and such a loop may meet.
 * (PL/SQL Language Reference, "Cursor FOR LOOP Statement", "OPEN Statement")
 */

/** What OPEN is inside of a loop over its cursor: always an error. */
export function openInItsLoop(rc: BodyBuilder, s: OpenCursor): PlStatement[] | undefined {
  return isInItsLoop(rc.unit.analysis, s) ? alreadyOpen(rc, s.span) : undefined;
}

/** What stands before a loop over the cursor, where OPEN may have been there. */
export function refuseOpenCursor(rc: BodyBuilder, cursor: Symbol, portal: () => PgExpr, span: Span): PlStatement[] {
  if (placesOf(rc.unit.analysis, cursor).opens.length === 0) return [];
  const isOpen = b.ora(span, 'cursor_is_open', b.cast(span, portal(), pgTypes.text));
  return [b.ifThen(span, isOpen, alreadyOpen(rc, span))];
}

const alreadyOpen = (rc: BodyBuilder, span: Span): PlStatement[] => [
  ...raiseError(rc, span, sqlstateOf(6511), 'ORA-06511: PL/SQL: cursor already open'),
];
