import type { BoundArgument } from '../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { functionWithOutInSql, tooManyParameters, writingFunctionInQuery } from '../../diagnostics/op3-calls.js';
import { sparseLeaves } from '../../diagnostics/op3-collections.js';
import type { Expr, Statement } from '../../ir/oracle/index.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { gapParameters, hasGaps } from '../collections/gaps.js';
import { splitParts } from '../collections/split.js';
import { wholeVariable } from '../collections/whole-uses.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerTo } from '../expressions/index.js';
import { entryName, foldName } from '../naming/naming.js';
import { resultName } from '../plsql/body/result-name.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { reportAliases } from '../plsql/effects/aliased-parameters.js';
import { variableByReference } from '../plsql/effects/by-reference.js';
import { standsApart } from '../plsql/errors/capture.js';
import { capturedNames } from '../plsql/routines/captured-names.js';
import { capturedEntry } from '../plsql/routines/entries.js';
import { workedOut } from '../plsql/statements/call-arguments.js';
import { settledPlaces } from '../plsql/statements/out-places.js';
import { assignTo, directTarget } from '../plsql/statements/targets.js';
import { parameterType, pgTypeOf } from '../types.js';
import {
  capturedArguments,
  capturedVariable,
  goneArguments,
  inArgument,
  inArguments,
  tableWithGaps,
} from './in-arguments.js';
import { meetsMutatedTable } from './mutating-function.js';
import { viewEntrysRights } from './owners-rights.js';
import { hasSqlEntry } from './sql-entry.js';

/**
 * What a routine hands back beside its result: OUT and IN OUT parameters, and variables of
 * enclosing routines that it writes.
 */
export function writtenCaptures(
  ex: { readonly unit: ExprContext['unit'] },
  routine: RoutineSymbol,
): readonly VariableSymbol[] {
  return routine.nested
    ? ex.unit.analysis
        .capturesOf(routine)
        .filter((c) => c.written)
        .map((c) => c.variable)
    : [];
}

/** Does a call hand back something beside its result? */
export function hasOut(ex: { readonly unit: ExprContext['unit'] }, routine: RoutineSymbol): boolean {
  const constructs = routine.declaration.method?.role === 'CONSTRUCTOR';
  return (
    routine.parameters.some((p) => p.mode !== 'IN' && !(constructs && p.variable.name === 'SELF')) ||
    writtenCaptures(ex, routine).length > 0
  );
}

/** SELF of a constructor is what it returns, even where it is declared IN OUT. */
function isResult(routine: RoutineSymbol, parameter: ParameterInfo): boolean {
  return routine.declaration.method?.role === 'CONSTRUCTOR' && parameter.variable.name === 'SELF';
}

/** The name a call uses: the entry that lets errors out as SQL sees them where SQL calls. */
function nameForCall(ex: ExprContext, routine: RoutineSymbol): readonly string[] {
  const name = ex.unit.naming.of(routine);
  if (!ex.sql || !hasSqlEntry(ex.unit.analysis, routine)) return name;
  return entryName(name, ex.unit.isView === true && viewEntrysRights(ex.unit, routine) ? '__view' : '__sql');
}

/**
 * PostgreSQL's limit, less the result and the error that an entry may have beside the parameters.
 * (PostgreSQL manual, "PostgreSQL Limits")
 */
const mostParameters = 98;

/**
 * Are there more parameters than PostgreSQL takes, the variables of enclosing routines that a
 * nested routine uses among them?
 */
export function isTooWide(unit: ExprContext['unit'], routine: RoutineSymbol): boolean {
  const own = routine.parameters.length;
  if (!routine.nested) return own > mostParameters;
  const captured = unit.analysis.capturesOf(routine);
  if (own + captured.length * 2 <= mostParameters) return false;
  return own + captured.reduce((sum, c) => sum + (splitParts(unit, c.variable) ? 2 : 1), 0) > mostParameters;
}

function refuseTooWide(unit: ExprContext['unit'], routine: RoutineSymbol, span: Span): void {
  if (isTooWide(unit, routine)) refuse(tooManyParameters(span, routine.name));
}

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
    return b.callNamed(span, nameForCall(ex, routine), [
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

/**
 * DML in a function that a query calls is ORA-14551. What certainly comes to its DML raises that; for what may, it is
 * said. (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
function writesInQuery(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const effects = ex.unit.analysis.effectsOf(routine);
  if (effects.autonomous || effects.writesInTransaction.size === 0) return undefined;
  if (firstStatement(routine)?.kind !== 'DmlInBlock' || !routine.returns) {
    ex.unit.report(writingFunctionInQuery(span, routine.name));
    return undefined;
  }
  return raisedInPlace(ex, routine.returns, span, 14551);
}

/** COMMIT and ROLLBACK in a function that SQL calls are ORA-14552: raised where the function certainly comes to it. */
function commitsInSql(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const { transactionControl, autonomous } = ex.unit.analysis.effectsOf(routine);
  if (!transactionControl || autonomous || !routine.returns) return undefined;
  const first = firstStatement(routine);
  const ends = first?.kind === 'Commit' || (first?.kind === 'Rollback' && !first.to);
  return ends ? raisedInPlace(ex, routine.returns, span, 14552) : undefined;
}

/**
 * What a function does first, whatever it is called with; undefined where handlers may see it
 * fail, or declarations come before.
 */
function firstStatement({ definition }: RoutineSymbol): Statement | undefined {
  const body = definition?.body;
  if (body?.kind !== 'Block' || body.handlers.length > 0) return undefined;
  const isBare = body.declarations.every((d) => d.kind === 'VariableDeclaration' && !d.initial);
  return isBare ? body.body.find((s) => s.kind !== 'NullStatement') : undefined;
}

/** The error in place of a call that Oracle does not let SQL make. */
function raisedInPlace(ex: ExprContext, result: OracleType, span: Span, code: 14551 | 14552): PgExpr {
  const type = b.cast(span, b.null(span), pgTypeOf(ex.unit.naming, result, 'value'));
  return b.ora(
    span,
    'raise',
    b.num(span, code),
    b.text(span, `${oracleMessage(code).replace(/^ORA-\d+: /, '')} `),
    type,
  );
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
    for (const s of before) hoist(s);
    hoist(standsApart({ kind: 'PlCall', span, name, args: [...(self ? [self] : []), ...args, result, error] }));
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
  const select = (into: readonly PgExpr[]): PlStatement => ({
    kind: 'PlSelectInto',
    span,
    query: b.select(span, {
      items: [b.star(span)],
      into: { strict: false, targets: into },
      from: [b.fromFunction(span, fn)],
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
  return [
    select([b.column(span, row)]),
    ...targets.map((t, i) => b.assign(span, t, b.column(span, row, names[i] ?? resultName(routine)))),
  ];
}

/** A call with what stands before and after it. */
export interface PreparedCall {
  readonly before: readonly PlStatement[];
  /** One argument a parameter, for CALL: variables where the parameter hands back. */
  readonly args: readonly PgExpr[];
  /** The arguments of a function: without those that are OUT only. */
  readonly inputs: readonly PgExpr[];
  /** Variables for what is handed back, in order. */
  readonly outputs: readonly PgExpr[];
  readonly after: readonly PlStatement[];
  /** What is handed back even where the call returns an error; empty where it raises errors. */
  readonly always: readonly PlStatement[];
}

/** Arguments, temporaries and copy-back of a call with OUT parameters. */
export function prepareCall(
  ex: ExprContext,
  rc: RoutineContext,
  {
    routine,
    bound,
    span,
    outputsThrough = 'variables',
  }: {
    readonly routine: RoutineSymbol;
    readonly bound: readonly BoundArgument[];
    readonly span: Span;
    readonly outputsThrough?: 'variables' | 'temporaries';
  },
): PreparedCall {
  refuseTooWide(ex.unit, routine, span);
  if (!ex.sql) reportAliases(ex.unit, routine, bound);
  const before: PlStatement[] = [];
  const after: PlStatement[] = [];
  const always: PlStatement[] = [];
  const args: PgExpr[] = [];
  const inputs: PgExpr[] = [];
  const outputs: PgExpr[] = [];
  const gone = new Map<ParameterInfo, PgExpr>();
  const inner: ExprContext = { ...ex, hoist: (s) => before.push(s) };
  for (const argument of bound) {
    const { parameter, actual } = argument;
    const byReference = outputsThrough === 'temporaries' && variableByReference(ex.unit.analysis, argument);
    const back = byReference ? always : after;
    if (parameter.mode === 'IN') {
      const value = inArgument(inner, routine, argument);
      args.push(value);
      inputs.push(value);
      continue;
    }
    if (hasGaps(ex.unit, parameter.variable)) {
      const place = gapPlace(inner, rc, { parameter, actual, before, after: back, span, through: outputsThrough });
      args.push(place.values);
      inputs.push(place.values);
      outputs.push(place.values);
      gone.set(parameter, place.gone);
      continue;
    }
    const settled = settledPlaces(inner, rc, routine, bound, argument);
    const place = settled ? { ...inner, substitutions: settled } : inner;
    const variable = outVariable(place, rc, {
      routine,
      parameter,
      actual,
      before,
      after: back,
      span,
      through: outputsThrough,
    });
    if (parameter.variable.type.kind === 'refCursor' && actual) after.push(...rc.cursors.handedOver(actual));
    args.push(variable);
    if (parameter.mode === 'IN OUT') inputs.push(variable);
    outputs.push(variable);
  }
  const told = goneArguments(inner, routine, bound);
  for (const [i, { mode, ...parameter }] of gapParameters(ex.unit, routine).entries()) {
    const place = [...gone].find(([p]) => p.variable === parameter.variable)?.[1] ?? told[i];
    if (!place) continue;
    args.push(place);
    inputs.push(place);
    if (mode !== 'IN') outputs.push(place);
  }
  if (routine.nested) {
    addCaptures(rc, ex, { routine, args, inputs, outputs });
  }
  return { before, args, inputs, outputs, after, always };
}

/** The variables of the routines around a nested one. */
function addCaptures(
  rc: RoutineContext,
  ex: ExprContext,
  {
    routine,
    args,
    inputs,
    outputs,
  }: {
    readonly routine: RoutineSymbol;
    readonly args: PgExpr[];
    readonly inputs: PgExpr[];
    readonly outputs: PgExpr[];
  },
): void {
  for (const { variable, written } of ex.unit.analysis.capturesOf(routine)) {
    for (const value of capturedVariable(rc, variable, ex.sql)) {
      args.push(value);
      inputs.push(value);
      if (written) outputs.push(value);
    }
  }
}

/**
 * Where an IN OUT parameter hands back a table and what is gone from it. What cannot keep track of that gets a
 * table without gaps, or an error.
 */
function gapPlace(
  ex: ExprContext,
  rc: RoutineContext,
  {
    parameter,
    actual,
    before,
    after,
    span,
    through,
  }: {
    readonly parameter: ParameterInfo;
    readonly actual: Expr | undefined;
    readonly before: PlStatement[];
    readonly after: PlStatement[];
    readonly span: Span;
    readonly through: 'variables' | 'temporaries';
  },
): { readonly values: PgExpr; readonly gone: PgExpr } {
  const own = actual && tableWithGaps(ex, actual);
  if (own && through === 'variables') return own;
  const { type } = parameter.variable;
  const name = foldName(parameter.variable.name);
  const values = b.column(span, rc.temporary(name, parameterType(ex.unit.naming, parameter.variable)));
  const gone = b.column(span, rc.temporary(`${name}_gone`, pgTypes.arrayOf(pgTypes.boolean)));
  if (own) {
    before.push(b.assign(span, values, own.values), b.assign(span, gone, own.gone));
    after.push(b.assign(span, own.values, values), b.assign(span, own.gone, gone));
  } else {
    before.push(
      b.assign(span, values, actual ? lowerTo(ex, actual, type) : b.null(span)),
      b.assign(span, gone, b.text(span, '{}')),
    );
    if (actual) {
      const { name: given } = wholeVariable(ex.unit.analysis, actual) ?? parameter.variable;
      ex.unit.report(sparseLeaves(actual.span, given));
      after.push(...assignTo(rc, actual, b.ora(span, 'sparse_dense', values, gone), type));
    }
  }
  return { values, gone };
}

function outVariable(
  ex: ExprContext,
  rc: RoutineContext,
  {
    routine,
    parameter,
    actual,
    before,
    after,
    span,
    through,
  }: {
    readonly routine: RoutineSymbol;
    readonly parameter: ParameterInfo;
    readonly actual: Expr | undefined;
    readonly before: PlStatement[];
    readonly after: PlStatement[];
    readonly span: Span;
    readonly through: 'variables' | 'temporaries';
  },
): PgExpr {
  const type = parameter.variable.type;
  // A call that returns its error hands its values back even so; Oracle does not, so they wait in a temporary.
  const direct =
    actual &&
    through === 'variables' &&
    !ex.unit.naming.distinguishes(parameter.variable) &&
    !ex.unit.naming.isDistinguishedByOut(routine) &&
    !isHandedBack(ex, routine, actual)
      ? directTarget(ex, actual, type)
      : undefined;
  if (direct) return direct;
  const name = rc.temporary(parameter.variable.name.toLowerCase(), parameterType(ex.unit.naming, parameter.variable));
  const variable = b.column(span, name);
  if (actual) {
    if (parameter.mode === 'IN OUT') before.push(b.assign(span, variable, lowerTo(ex, actual, type)));
    else before.push(b.assign(span, variable, b.null(span)));
    after.push(...assignTo(rc, actual, variable, type, ex.substitutions));
  }
  return variable;
}

/**
 * The routine writes the variable itself too, as one of an enclosing routine: what the
 * parameter hands back comes after that.
 */
function isHandedBack(ex: ExprContext, routine: RoutineSymbol, actual: Expr): boolean {
  if (actual.kind !== 'Name' && actual.kind !== 'Member') return false;
  const { base } = ex.unit.analysis.resolve(actual);
  return base.kind === 'variable' && writtenCaptures(ex, routine).includes(base.variable);
}
