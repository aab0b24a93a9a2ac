import type { BoundArgument } from '../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol } from '../../analyze/model/symbols.js';
import { sparseLeaves } from '../../diagnostics/op3-collections.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { gapParameters, hasGaps } from '../collections/gaps.js';
import { wholeVariable } from '../collections/whole-uses.js';
import type { ExprContext } from '../context.js';
import { lowerTo } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { reportAliases } from '../plsql/effects/aliased-parameters.js';
import { variableByReference } from '../plsql/effects/by-reference.js';
import { settledPlaces } from '../plsql/statements/out-places.js';
import { assignTo, directTarget } from '../plsql/statements/targets.js';
import { parameterType } from '../types.js';
import { writtenCaptures } from './handed-back.js';
import { capturedVariable, goneArguments, inArgument, tableWithGaps } from './in-arguments.js';
import { refuseTooWide } from './parameter-limit.js';

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

/** An OUT or IN OUT parameter, what is given for it, and where what is done before and after the call goes. */
interface OutPlace {
  readonly parameter: ParameterInfo;
  readonly actual: Expr | undefined;
  readonly before: PlStatement[];
  readonly after: PlStatement[];
  readonly span: Span;
  readonly through: 'variables' | 'temporaries';
}

/**
 * Where an IN OUT parameter hands back a table and what is gone from it. What cannot keep track of that gets a
 * table without gaps, or an error.
 */
function gapPlace(
  ex: ExprContext,
  rc: RoutineContext,
  { parameter, actual, before, after, span, through }: OutPlace,
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
  { routine, parameter, actual, before, after, span, through }: OutPlace & { readonly routine: RoutineSymbol },
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
