import type { BoundArgument } from '../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import { sparseLeaves } from '../../diagnostics/op3-collections.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { gapParameters, hasGaps } from '../collections/gaps/gaps.js';
import type { ExprContext } from '../context.js';
import { fitTo } from '../expressions/conversions/fit.js';
import { lowerTo } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { reportAliases } from '../plsql/effects/parameters/aliased-parameters.js';
import { variableByReference } from '../plsql/effects/parameters/by-reference.js';
import { directTarget } from '../plsql/statements/assignments/direct-target.js';
import { settledPlaces } from '../plsql/statements/assignments/out-places.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import { parameterType } from '../types.js';
import { sizeArguments } from './actual-sizes.js';
import { writtenCaptures } from './handed-back.js';
import { capturedVariable, goneArguments, inArgument, tableWithGaps } from './in-arguments.js';
import { lateTexts, outlivesFailure } from './late-overflow.js';
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

/** A call as its arguments are added to it. */
class CallParts implements PreparedCall {
  readonly before: PlStatement[] = [];
  readonly args: PgExpr[] = [];
  readonly inputs: PgExpr[] = [];
  readonly outputs: PgExpr[] = [];
  readonly after: PlStatement[] = [];
  readonly always: PlStatement[] = [];

  add(mode: ParameterInfo['mode'], value: PgExpr): void {
    this.args.push(value);
    if (mode !== 'OUT') this.inputs.push(value);
    if (mode !== 'IN') this.outputs.push(value);
  }
}

/** What is called, and with what. */
interface RoutineCall {
  readonly routine: RoutineSymbol;
  readonly bound: readonly BoundArgument[];
  readonly span: Span;
  /** The call hands back into the caller's variables, or into temporaries, because it returns its error. */
  readonly outputsThrough?: 'variables' | 'temporaries';
}

/** Arguments, temporaries and copy-back of a call with OUT parameters. */
export function prepareCall(ex: ExprContext, rc: RoutineContext, called: RoutineCall): PreparedCall {
  const { routine, bound, span, outputsThrough: through = 'variables' } = called;
  refuseTooWide(ex.unit, routine, span);
  if (!ex.sql) reportAliases(ex.unit, routine, bound);
  const call = new CallParts();
  const inner: ExprContext = { ...ex, hoist: (s) => call.before.push(s) };
  const gone = new Map<VariableSymbol, PgExpr>();
  const late = lateTexts(ex, routine, bound);
  const waits = late.size > 0 && outlivesFailure(rc, bound, span);
  const last = [...late].at(-1);
  /** What is handed back once the texts are known to fit. */
  const behind: PlStatement[] = [];
  for (const argument of bound) {
    const { parameter, actual } = argument;
    if (parameter.mode === 'IN') {
      call.add('IN', inArgument(inner, routine, argument));
      continue;
    }
    const reference = variableByReference(ex.unit.analysis, argument);
    // The last text is looked at as it is handed back, the others before anything is.
    const checked = waits && !reference && late.has(argument) && argument !== last ? call.after : undefined;
    const waiting = waits && !reference && (checked !== undefined || !late.has(argument));
    const after = through === 'temporaries' && reference ? call.always : waiting ? behind : call.after;
    const place = waiting ? 'temporaries' : through;
    const out: OutPlace = { parameter, actual, before: call.before, after, span, through: place, checked };
    if (hasGaps(ex.unit, parameter.variable)) {
      const table = gapPlace(inner, rc, out);
      call.add('IN OUT', table.values);
      gone.set(parameter.variable, table.gone);
      continue;
    }
    const settled = settledPlaces(inner, rc, routine, bound, argument);
    const variable = outVariable(settled ? { ...inner, substitutions: settled } : inner, rc, { routine, ...out });
    if (parameter.variable.type.kind === 'refCursor' && actual) after.push(...rc.cursors.handedOver(actual));
    call.add(parameter.mode, variable);
  }
  call.after.push(...behind);
  addGone(inner, call, called, gone);
  for (const size of sizeArguments(inner, routine, bound)) call.add('IN', size);
  if (routine.nested) addCaptures(ex, rc, call, routine);
  return call;
}

/** What is gone from tables, for the parameters that follow for that; `gone` is that of tables that are handed back. */
function addGone(
  ex: ExprContext,
  call: CallParts,
  { routine, bound }: RoutineCall,
  gone: ReadonlyMap<VariableSymbol, PgExpr>,
): void {
  const told = goneArguments(ex, routine, bound);
  for (const [i, { mode, variable }] of gapParameters(ex.unit, routine).entries()) {
    const place = gone.get(variable) ?? told[i];
    if (place) call.add(mode === 'IN' ? 'IN' : 'IN OUT', place);
  }
}

/** The variables of the routines around a nested one. */
function addCaptures(ex: ExprContext, rc: RoutineContext, call: CallParts, routine: RoutineSymbol): void {
  for (const { variable, written } of ex.unit.analysis.capturesOf(routine))
    for (const value of capturedVariable(rc, variable, ex)) call.add(written ? 'IN OUT' : 'IN', value);
}

/** An OUT or IN OUT parameter, what is given for it, and where what is done before and after the call goes. */
interface OutPlace {
  readonly parameter: ParameterInfo;
  readonly actual: Expr | undefined;
  readonly before: PlStatement[];
  readonly after: PlStatement[];
  readonly span: Span;
  readonly through: 'variables' | 'temporaries';
  /** What looks whether the value fits, where that stands before anything is handed back. */
  readonly checked: PlStatement[] | undefined;
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
  { routine, parameter, actual, before, after, span, through, checked }: OutPlace & { readonly routine: RoutineSymbol },
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
    const sized = checked && ex.unit.analysis.typeOf(actual);
    if (checked && sized) checked.push(b.assign(span, variable, fitTo(ex, variable, { from: type, to: sized, span })));
    after.push(...assignTo(rc, actual, variable, sized ?? type, ex.substitutions));
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
