import type { ExceptionHandler } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesOf } from '../effects/callees.js';
import { calledInHandlers } from '../transactions/error-across-transactions.js';
import { errType } from './capture.js';

/*
 * SQLCODE in a routine that a handler calls is that of the handler's error: while the handler runs, its error is known
 * to the session. However the handler is left, what was known before it is again. (PL/SQL Language Reference,
 * "SQLCODE Function")
 */

/** Does the handler call what asks for its error? */
export function publishes(rc: BodyBuilder, handler: ExceptionHandler): boolean {
  const { analysis } = rc.unit;
  return contains(
    handler,
    (node) => calleesOf(analysis, node).some((callee) => analysis.effectsOf(callee).readsError),
    (node) => node.kind === 'ExceptionHandler' && node !== handler,
  );
}

/** What `make` makes, with the error known to the session meanwhile. */
export function published(
  rc: BodyBuilder,
  span: Span,
  error: string,
  make: () => readonly PlStatement[],
): PlStatement[] {
  const end = restoring(rc, span);
  const body = rc.jumps.inRegion({ published: error, leave: () => [end] }, make);
  const last = body.at(-1);
  const leaves =
    last?.kind === 'PlReturn' || last?.kind === 'PlRaise' || (last?.kind === 'PlExit' && last.when === undefined);
  return [b.perform(span, b.ora(span, 'error_publish', b.column(span, error))), ...body, ...(leaves ? [] : [end])];
}

const around = new WeakMap<object, string>();

/**
 * What the session knew outside of the innermost handler of the body that has made its error known: the error of a
 * handler around, of a caller's, or none.
 */
export function restoring(rc: BodyBuilder, span: Span): PlStatement {
  const publish = (error: Parameters<typeof b.ora>[2]): PlStatement =>
    b.perform(span, b.ora(span, 'error_publish', error));
  const { published: own } = rc.jumps;
  if (own !== undefined) return publish(b.column(span, own));
  if (rc.symbol?.kind !== 'routine' || !calledInHandlers(rc.unit.analysis).has(rc.symbol))
    return publish(b.cast(span, b.null(span), errType));
  const known = around.get(rc.variables) ?? rc.fresh('error_before', errType, b.ora(span, 'error_published'));
  around.set(rc.variables, known);
  return publish(b.column(span, known));
}
