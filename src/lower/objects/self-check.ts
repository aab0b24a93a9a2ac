import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';

/** What a method called without an object raises. (Database Error Messages, ORA-30625) */
export const dispatchOnNull = 'ORA-30625: method dispatch on NULL SELF argument is disallowed';

/**
 * A member method has an object: NULL is ORA-30625. What compares objects is not asked about NULL, so it answers NULL
 * (programs that call it look before, `object_self`). `raise`: what raises an error in the mode of the body.
 */
export function selfCheck(
  method: RoutineSymbol,
  span: Span,
  raise: (sqlstate: string, message: string) => readonly PlStatement[] = (sqlstate, message) => [
    b.raise(span, sqlstate, message),
  ],
): PlStatement[] {
  const role = method.declaration.method?.role;
  if (method.container?.kind !== 'objectType' || role === 'STATIC' || role === 'CONSTRUCTOR') return [];
  const missing = b.same(span, b.column(span, 'self'), b.null(span));
  if (role === 'MAP' || role === 'ORDER') return [b.ifThen(span, missing, [b.returns(span, b.null(span))])];
  return [b.ifThen(span, missing, raise(sqlstateOf(30625), dispatchOnNull))];
}
