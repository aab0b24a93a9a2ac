import type { BoundArgument } from '../../analyze/analysis.js';
import { type RoutineSymbol, resultTypeOf } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { functionWithOutInSql } from '../../diagnostics/op3-calls.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { splitParts } from '../collections/gaps/split.js';
import { type ExprContext, refuse } from '../context.js';
import { holdsMadeUp, madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { calledEntries } from '../objects/dispatch.js';
import { resultName } from '../plsql/body/result-name.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { isSafe } from '../plsql/errors/safe.js';
import { capturedNames } from '../plsql/routines/captured-names.js';
import { mayEndTransaction } from '../plsql/routines/entries.js';
import { workedOut } from '../plsql/statements/call-arguments.js';
import { temporaryTablesAfter } from '../plsql/transactions/temporary-tables.js';
import { pgTypeOf } from '../types.js';
import { calledName } from './called-name.js';
import { hasOut, isResult, writtenCaptures } from './handed-back.js';
import { capturedArguments, inArguments } from './in-arguments.js';
import { meetsMutatedTable } from './mutating-function.js';
import { type PreparedCall, prepareCall } from './prepared-call.js';
import { commitsInSql, writesInQuery } from './refused-in-sql.js';
import { callStoringError, objectVariable } from './storing-error.js';

/** The object whose method is called; `ownCode`: that of the type which declares it, whatever the object is. */
export interface Receiver {
  readonly self: PgExpr;
  readonly ownCode?: boolean;
}

/** A call of one in SQL that the macro's text did not take the place of would give the text. */
const isMacro = ({ definition }: RoutineSymbol): boolean => definition?.options.sqlMacro !== undefined;

/** A function call as an expression. */
export function lowerFunctionCall(
  ex: ExprContext,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
  span: Span,
  receiver?: Receiver,
): PgExpr {
  if (ex.sql) {
    if (isMacro(routine)) refuse(unsupportedStatement(span, `The SQL macro ${routine.name} with these arguments`));
    const refused =
      commitsInSql(ex, routine, span) ??
      (ex.dml ? meetsMutatedTable(ex, routine, span) : writesInQuery(ex, routine, span));
    if (refused) return refused;
  }
  const { ownCode = false } = receiver ?? {};
  const { name, captured } = calledEntries(ex.unit, routine, ownCode);
  const transactionControl = mayEndTransaction(ex.unit.analysis, routine);
  // What a function in SQL did before it failed goes with its statement.
  const ofStatement = ex.sql && !ex.hoist && !transactionControl;
  if (captured && ex.routine && !ofStatement && (ex.routine.mode.kind === 'capture' || transactionControl)) {
    return callCapturedFunction(ex, ex.routine, { routine, bound, name: captured, self: receiver?.self }, span);
  }
  if (!hasOut(ex, routine)) {
    return b.callNamed(span, ownCode ? name : calledName(ex, routine), [
      ...(receiver ? [receiver.self] : []),
      ...inArguments(ex, routine, bound),
      ...capturedArguments(ex, routine),
    ]);
  }
  const { routine: rc, hoist } = ex;
  if (!rc || !hoist) refuse(functionWithOutInSql(span, routine.name));
  const call = prepareCall(ex, rc, { routine, bound, span });
  const result = rc.temporary(
    'result',
    pgTypeOf(ex.unit.naming, resultTypeOf(routine) ?? { kind: 'unknown' }, 'variable'),
  );
  for (const s of call.before) hoist(s);
  for (const s of selectFrom(span, routine, { call, ex, rc, result: b.column(span, result), self: receiver?.self }))
    hoist(s);
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
    rc.temporary('result', pgTypeOf(ex.unit.naming, resultTypeOf(routine) ?? { kind: 'unknown' }, 'value')),
  );
  for (const s of call.before) hoist(s);
  // What is to be evaluated for the call may fail; the call itself stores its error.
  const given = rc.mode.kind === 'capture' ? workedOut(rc, ex.unit, bound, call.args) : { before: [], args: call.args };
  const kept = self && rc.mode.kind === 'capture' && !isSafe(self) ? objectVariable(rc, routine, span) : undefined;
  if (self && kept) hoist(b.assign(span, kept, self));
  for (const s of given.before) hoist(s);
  const receiver = kept ?? self;
  const args = [...(receiver ? [receiver] : []), ...given.args, result];
  for (const s of callStoringError(rc, { name, args, span, always: call.always })) hoist(s);
  for (const s of temporaryTablesAfter(ex.unit, rc, [routine])) hoist(s);
  for (const s of call.after) hoist(s);
  return result;
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
    resultTypeOf(routine) ?? { kind: 'unknown' as const },
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
