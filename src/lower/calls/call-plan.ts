import type { BoundArgument } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { functionWithOutInSql } from '../../diagnostics/op3-calls.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { splitParts } from '../collections/split.js';
import { type ExprContext, refuse } from '../context.js';
import { holdsMadeUp, madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { resultName } from '../plsql/body/result-name.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { standsApart } from '../plsql/errors/capture.js';
import { isSafe } from '../plsql/errors/safe.js';
import { capturedNames } from '../plsql/routines/captured-names.js';
import { capturedEntry } from '../plsql/routines/entries.js';
import { workedOut } from '../plsql/statements/call-arguments.js';
import { pgTypeOf } from '../types.js';
import { calledName } from './called-name.js';
import { hasOut, isResult, writtenCaptures } from './handed-back.js';
import { capturedArguments, inArguments } from './in-arguments.js';
import { meetsMutatedTable } from './mutating-function.js';
import { type PreparedCall, prepareCall } from './prepared-call.js';
import { commitsInSql, writesInQuery } from './refused-in-sql.js';

/** A function call as an expression. */
export function lowerFunctionCall(
  ex: ExprContext,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
  span: Span,
  self?: PgExpr,
): PgExpr {
  if (ex.sql) {
    const refused =
      commitsInSql(ex, routine, span) ??
      (ex.dml ? meetsMutatedTable(ex, routine, span) : writesInQuery(ex, routine, span));
    if (refused) return refused;
  }
  const captured = capturedEntry(ex.unit, routine);
  const { transactionControl } = ex.unit.analysis.effectsOf(routine);
  // What a function in SQL did before it failed goes with its statement.
  const ofStatement = ex.sql && !ex.hoist && !transactionControl;
  if (captured && ex.routine && !ofStatement && (ex.routine.mode.kind === 'capture' || transactionControl)) {
    return callCapturedFunction(ex, ex.routine, { routine, bound, name: captured, self }, span);
  }
  if (!hasOut(ex, routine)) {
    return b.callNamed(span, calledName(ex, routine), [
      ...(self ? [self] : []),
      ...inArguments(ex, routine, bound),
      ...capturedArguments(ex, routine),
    ]);
  }
  const { routine: rc, hoist } = ex;
  if (!rc || !hoist) refuse(functionWithOutInSql(span, routine.name));
  const call = prepareCall(ex, rc, { routine, bound, span });
  const result = rc.temporary('result', pgTypeOf(ex.unit.naming, routine.returns ?? { kind: 'unknown' }, 'variable'));
  for (const s of call.before) hoist(s);
  for (const s of selectFrom(span, routine, { call, ex, rc, result: b.column(span, result), self })) hoist(s);
  for (const s of call.after) hoist(s);
  return b.column(span, result);
}

/** A call of the entry that hands back the error; `self`: the object whose method it is. */
interface CapturedCall {
  readonly routine: RoutineSymbol;
  readonly bound: readonly BoundArgument[];
  readonly name: readonly string[];
  readonly self: PgExpr | undefined;
}

/** `call f__c(…, result, err)`: what the function did before it failed stays. */
function callCapturedFunction(
  ex: ExprContext,
  rc: RoutineContext,
  { routine, bound, name, self }: CapturedCall,
  span: Span,
): PgExpr {
  const { hoist } = ex;
  if (!hoist) return refuse(functionWithOutInSql(span, routine.name));
  const call = prepareCall(ex, rc, { routine, bound, span, outputsThrough: 'temporaries' });
  const result = b.column(
    span,
    rc.temporary('result', pgTypeOf(ex.unit.naming, routine.returns ?? { kind: 'unknown' }, 'value')),
  );
  const { mode } = rc;
  const error = b.column(
    span,
    mode.kind === 'capture' ? mode.errorVariable : rc.fresh('err', pgTypes.named('ora', 'err')),
  );
  for (const s of call.before) hoist(s);
  const state = b.isNotNull(span, b.column(span, ...error.parts, 'sqlstate'));
  if (mode.kind === 'capture') {
    // What is to be evaluated for the call may fail; the call itself stores its error.
    const { before, args } = workedOut(rc, ex.unit, bound, call.args);
    const object = self && !isSafe(self) ? keptObject(ex, rc, routine, self) : undefined;
    if (object) hoist(b.assign(span, object, self ?? object));
    for (const s of before) hoist(s);
    const receiver = object ?? self;
    hoist(standsApart({ kind: 'PlCall', span, name, args: [...(receiver ? [receiver] : []), ...args, result, error] }));
    for (const s of call.always) hoist(s);
    hoist(standsApart(b.exit(span, mode.bodyLabel, state)));
  } else {
    hoist({ kind: 'PlCall', span, name, args: [...(self ? [self] : []), ...call.args, result, error] });
    for (const s of call.always) hoist(s);
    hoist(b.ifThen(span, state, [b.perform(span, b.ora(span, 'reraise', error))]));
  }
  for (const s of call.after) hoist(s);
  return result;
}

/** A variable for the object whose method is called: what gives it may fail. */
function keptObject(
  ex: ExprContext,
  rc: RoutineContext,
  { container }: RoutineSymbol,
  self: PgExpr,
): PgExpr | undefined {
  if (container?.kind !== 'objectType') return undefined;
  const type = pgTypeOf(ex.unit.naming, { kind: 'object', object: container }, 'variable');
  return b.column(self.span, rc.temporary('self', type));
}

/**
 * `select * into o1, o2, result from f(…)`; PL/pgSQL takes a composite only alone, so
 * such values come through a record.
 */
export function selectFrom(
  span: Span,
  routine: RoutineSymbol,
  {
    call,
    ex,
    rc,
    result,
    self,
    name = ex.unit.naming.of(routine),
  }: {
    readonly call: PreparedCall;
    readonly ex: ExprContext;
    readonly rc: RoutineContext;
    readonly result: PgExpr;
    readonly self: PgExpr | undefined;
    readonly name?: readonly string[];
  },
): PlStatement[] {
  const fn = b.callNamed(span, name, [...(self ? [self] : []), ...call.inputs]);
  const targets = [...call.outputs, result];
  const composite = (type: OracleType): boolean =>
    type.kind === 'record' ||
    type.kind === 'object' ||
    (type.kind === 'collection' &&
      (type.collection.variant === 'associativeArray' || ex.unit.naming.keepsGaps(type.collection)));
  const types = [
    ...routine.parameters.filter((p) => p.mode !== 'IN' && !isResult(routine, p)).map((p) => p.variable.type),
    ...writtenCaptures(ex, routine).map((v) => v.type),
    routine.returns ?? { kind: 'unknown' as const },
  ];
  const select = (into: readonly PgExpr[], columns?: readonly string[]): PlStatement => ({
    kind: 'PlSelectInto',
    span,
    query: b.select(span, {
      items: [b.star(span)],
      into: { strict: false, targets: into },
      from: [columns ? b.fromFunction(span, fn, madeUp('given'), columns) : b.fromFunction(span, fn)],
    }),
  });
  if (!types.some(composite)) return [select(targets)];
  const row = rc.fresh('row', pgTypes.record);
  const captured = capturedNames(ex.unit, routine);
  const names = [
    ...routine.parameters.filter((p) => p.mode !== 'IN' && !isResult(routine, p)).map((p) => foldName(p.variable.name)),
    ...writtenCaptures(ex, routine).flatMap((v) => {
      const own = captured.get(v) ?? foldName(v.name);
      return splitParts(ex.unit, v, own)?.map((part) => part.name) ?? [own];
    }),
    resultName(routine),
  ];
  // The function may call otherwise what is made up here and there.
  const columns = names.some((name) => holdsMadeUp(name)) ? names.map((_, i) => madeUp(`c${i + 1}`)) : undefined;
  return [
    select([b.column(span, row)], columns),
    ...targets.map((t, i) => b.assign(span, t, b.column(span, row, (columns ?? names)[i] ?? resultName(routine)))),
  ];
}
