import type { BoundArgument } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import type { CallStatement } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type PreparedCall, prepareCall } from '../calls/prepared-call.js';
import { objectVariable, storedCall } from '../calls/storing-error.js';
import { changeInPlace } from '../collections/changes/change-in-place.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerReceiver } from '../expressions/names/chain.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { exprContext } from '../plsql/body/expr-context.js';
import { selfByReference } from '../plsql/effects/parameters/by-reference.js';
import { isSafe } from '../plsql/errors/safe.js';
import { workedOut } from '../plsql/statements/call-arguments.js';
import { calledEntries } from './dispatch.js';
import { resolvedMethod } from './expressions.js';

/**
 * `object.method(…)` and `(self as t).method(…)` as statements: `call type__method(object, …)`. SELF of a procedure is
 * IN OUT unless declared otherwise, so the object is handed back. (Object-Relational Developer's Guide, "SELF
 * Parameters in Member Methods")
 */
export function lowerMethodCallStatement(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  const { call, span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const byReference = selfByReference(rc.unit.analysis, call) !== undefined;
  if (call.kind === 'MethodCallOnType') {
    const { self } = call;
    if (self.kind !== 'Name') return refuse(unsupportedStatement(span, 'A method call on an expression'));
    const { base, steps } = rc.unit.analysis.resolve(self);
    const { method, bound } = resolvedMethod(ex, call);
    const after: PlStatement[] = [];
    const statements = changeInPlace(rc, ex, { base, steps, span, calls: true }, (place, type) => {
      const call = prepared(rc, ex, { method, bound, place, type, span, ownCode: true, byReference });
      after.push(...call.after);
      return [...call.statements];
    });
    return [...before, ...statements, ...after];
  }
  if (call.kind === 'BindVariable') return refuse(unsupportedStatement(span, 'A method of a bind variable'));
  const { base, steps } = rc.unit.analysis.resolve(call);
  const step = steps.at(-1);
  if (step?.kind !== 'objectMethod') return refuse(unsupportedStatement(span, 'This call'));
  const self = step.routine.parameters.find((p) => p.variable.name === 'SELF');
  // A method that only reads its object can be called on any expression, such as the result of a function.
  const isPlace =
    (base.kind === 'variable' || base.kind === 'correlation') &&
    !steps.slice(0, -1).some((x) => x.kind === 'objectMethod');
  if (self?.mode === 'IN' && !isPlace) {
    const receiver = lowerReceiver(ex, call);
    const type =
      steps.length > 1
        ? (steps[steps.length - 2]?.type ?? { kind: 'unknown' as const })
        : { kind: 'object' as const, object: step.on };
    const reading = prepared(rc, ex, { method: step.routine, bound: step.args, place: receiver, type, span });
    return [...before, ...reading.statements, ...reading.after];
  }
  const after: PlStatement[] = [];
  const statements = changeInPlace(rc, ex, { base, steps: steps.slice(0, -1), span, calls: true }, (place, type) => {
    const call = prepared(rc, ex, { method: step.routine, bound: step.args, place, type, span, byReference });
    after.push(...call.after);
    return [...call.statements];
  });
  return [...before, ...statements, ...after];
}

/** A method, what it is given, and the place of its object. */
interface MethodCall {
  readonly method: RoutineSymbol;
  readonly bound: readonly BoundArgument[];
  readonly place: PgExpr;
  readonly type: OracleType;
  readonly span: Span;
  readonly ownCode?: boolean;
  /** The method works on the object in its place, so that what it wrote stays although it fails. */
  readonly byReference?: boolean;
}

/** The call, and what follows once the object is back in its place: other arguments may be parts of what that is in. */
interface PreparedMethodCall {
  readonly statements: readonly PlStatement[];
  readonly after: readonly PlStatement[];
}

function prepared(rc: BodyBuilder, ex: ExprContext, called: MethodCall): PreparedMethodCall {
  const { method, bound, span, ownCode = false } = called;
  if (method.routine === 'FUNCTION') return refuse(unsupportedStatement(span, 'A function called as a statement'));
  const { name, captured } = calledEntries(rc.unit, method, ownCode);
  if (!captured || rc.mode.kind !== 'capture') {
    const call = prepareCall(ex, rc, { routine: method, bound, span });
    return { statements: [...call.before, ...callOn(rc, called, name, call.args)], after: call.after };
  }
  const call = prepareCall(ex, rc, { routine: method, bound, span, outputsThrough: 'temporaries' });
  const { before, args } = workedOut(rc, rc.unit, bound, call.args);
  const made = callStoringErrorOn(rc, called, { name: captured, args, always: call.always });
  return { statements: [...call.before, ...before, ...made.statements], after: [...made.after, ...call.after] };
}

/** CALL hands back to a variable or to a field of one; anything deeper goes through a variable. */
function callOn(
  rc: BodyBuilder,
  { method, place, type, span }: MethodCall,
  name: readonly string[],
  args: readonly PgExpr[],
): PlStatement[] {
  const call = (self: PgExpr): PlStatement => ({ kind: 'PlCall', span, name, args: [self, ...args] });
  // CALL cannot hand back to a variable of another type, be it a subtype.
  const direct =
    place.kind === 'PgColumn' && place.parts.length <= 2 && type.kind === 'object' && type.object === method.container;
  const copy = direct || onlyReads(method) ? undefined : objectVariable(rc, method, span);
  return copy ? [b.assign(span, copy, place), call(copy), b.assign(span, place, copy)] : [call(place)];
}

/** What gives the object may fail, and the call that stores its error stands outside of any sub-block. */
function callStoringErrorOn(
  rc: BodyBuilder,
  { method, place, span, byReference }: MethodCall,
  entry: Pick<PreparedCall, 'args' | 'always'> & { readonly name: readonly string[] },
): PreparedMethodCall {
  const reads = onlyReads(method);
  const copy = reads && isSafe(place) ? undefined : objectVariable(rc, method, span);
  const self = copy ?? place;
  const { call, leave } = storedCall(rc, { ...entry, args: [self, ...entry.args], span });
  const given = copy ? [b.assign(span, copy, place)] : [];
  if (reads) return { statements: [...given, ...call, ...leave], after: [] };
  const back = b.assign(span, place, self);
  return byReference
    ? { statements: [...given, ...call, back], after: leave }
    : { statements: [...given, ...call, ...leave, back], after: [] };
}

const onlyReads = ({ parameters }: RoutineSymbol): boolean =>
  parameters.some((p) => p.variable.name === 'SELF' && p.mode === 'IN');
