import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { failed, standsApart } from '../plsql/errors/capture.js';
import { pgTypeOf } from '../types.js';

/** A call of an entry that returns its error, without the argument for that. */
interface CallOfEntry {
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
  readonly span: Span;
  /** What is handed back whether it fails or not. */
  readonly always: readonly PlStatement[];
}

/**
 * `call p__c(…, err)` and what becomes of its error: in capture mode it is stored and the body left, and the call
 * stands outside of any sub-block, since its work has to stay; elsewhere it is raised.
 */
export function callStoringError(rc: RoutineContext, called: CallOfEntry): PlStatement[] {
  const { call, leave } = storedCall(rc, called);
  return [...call, ...leave];
}

/**
 * What `callStoringError` makes, in two parts, the second of which leaves the body or raises: what stands between is
 * done in any case.
 */
export function storedCall(
  rc: RoutineContext,
  { name, args, span, always }: CallOfEntry,
): { readonly call: readonly PlStatement[]; readonly leave: readonly PlStatement[] } {
  const { mode } = rc;
  const variable = mode.kind === 'capture' ? mode.errorVariable : rc.fresh('err', pgTypes.named('ora', 'err'));
  const error = b.column(span, variable);
  const call: PlStatement = { kind: 'PlCall', span, name, args: [...args, error] };
  if (mode.kind === 'capture')
    return {
      call: [standsApart(call), ...always],
      leave: [standsApart(b.exit(span, mode.bodyLabel, failed(span, variable)))],
    };
  const raise = b.perform(span, b.ora(span, 'reraise', error));
  return { call: [call, ...always], leave: [b.ifThen(span, failed(span, variable), [raise])] };
}

/** A variable for the object whose method is called. */
export function objectVariable(rc: RoutineContext, { container }: RoutineSymbol, span: Span): PgExpr | undefined {
  if (container?.kind !== 'objectType') return undefined;
  const type = pgTypeOf(rc.unit.naming, { kind: 'object', object: container }, 'variable');
  return b.column(span, rc.temporary('self', type));
}
