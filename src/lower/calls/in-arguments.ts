import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import { isText } from '../../analyze/model/operators.js';
import type { RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { callsByStatement } from '../builtins/aggregates/in-order.js';
import { gapParameters, hasGaps } from '../collections/gaps/gaps.js';
import { type SparseSplit, splitOf, splitParts } from '../collections/gaps/split.js';
import type { ExprContext, UnitContext } from '../context.js';
import { inOrder } from '../expressions/evaluation/in-order.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { standsAsText } from '../expressions/typing.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { calleesOf } from '../plsql/effects/callees.js';
import { reportAliases } from '../plsql/effects/parameters/aliased-parameters.js';
import { needsSubquery } from '../plsql/routines/parameter-default.js';
import { parameterType } from '../types.js';
import { fitArgument } from './fit-argument.js';
import { hasTypeOf, isToldByTypes } from './told-by-types.js';

/** Arguments of a call without OUT parameters, trailing defaults left to PostgreSQL. */
export function inArguments(ex: ExprContext, routine: RoutineSymbol, bound: readonly BoundArgument[]): PgExpr[] {
  if (!ex.sql) reportAliases(ex.unit, routine, bound);
  let last = bound.length - 1;
  // Captured variables follow, so nothing can be left out; and defaults that PostgreSQL does not know are always
  // written.
  const captured = routine.nested && ex.unit.analysis.capturesOf(routine).length > 0;
  const gone = goneArguments(ex, routine, bound);
  const told = captured || gone.some((g) => g.kind === 'PgColumn');
  if (!told) while (last >= 0 && isLeft(ex, routine, bound, last)) last -= 1;
  const given = inOrder(ex, bound.slice(0, last + 1), (inner, argument) => inArgument(inner, routine, argument), {
    value: (value) => value,
    type: (_, argument) => parameterType(ex.unit.naming, argument.parameter.variable),
    with: (_, kept) => kept,
  });
  return told ? [...given, ...gone] : given;
}

/** Is the argument a default that PostgreSQL puts in? Not one whose work has to stay although the call fails. */
function isLeft(ex: ExprContext, routine: RoutineSymbol, bound: readonly BoundArgument[], index: number): boolean {
  if (bound[index]?.actual || !signatureHasDefault(ex.unit, routine, index)) return false;
  const initial = bound[index]?.parameter.initial;
  return !(initial && ex.hoist && !ex.sql && callsByStatement(ex, initial));
}

/** What is gone from the tables handed to parameters that may have gaps; SQL hands over what is left. */
export function goneArguments(ex: ExprContext, routine: RoutineSymbol, bound: readonly BoundArgument[]): PgExpr[] {
  const gaps = new Set(gapParameters(ex.unit, routine));
  return bound.flatMap(({ parameter, actual }) => {
    if (!gaps.has(parameter)) return [];
    const split = actual && tableWithGaps(ex, actual);
    return [split?.gone ?? b.cast(routine.span, b.text(routine.span, '{}'), pgTypes.arrayOf(pgTypes.boolean))];
  });
}

/** The local table that an actual names as a whole, where its gaps are kept beside it. */
export function tableWithGaps(ex: ExprContext, actual: Expr): SparseSplit | undefined {
  if (ex.sql || !wholeVariable(ex.unit.analysis, actual)) return undefined;
  const split = splitOf(lowerExpr(ex, actual));
  return split?.kind === 'sparse' ? split : undefined;
}

/**
 * PostgreSQL takes a default only where all later input parameters have one, and no OUT parameter
 * follows; and none that is a subquery.
 */
export function signatureHasDefault(unit: UnitContext, routine: RoutineSymbol, index: number): boolean {
  return routine.parameters
    .slice(index)
    .every(
      (p) =>
        p.mode === 'IN' &&
        p.initial !== undefined &&
        !(routine.nested && !isKnownEverywhere(unit.analysis, p.initial)) &&
        !needsSubquery(unit, p),
    );
}

/**
 * Is the default of a nested routine's parameter one that its signature may have: it reads no variables of the routine
 * around it, and calls no routine, which may be created later? Nobody but that routine calls the nested one.
 */
function isKnownEverywhere(analysis: Analysis, initial: Expr): boolean {
  return !contains(initial, (node) => {
    if (calleesOf(analysis, node).length > 0) return true;
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member' && node.kind !== 'CorrelationName')
      return false;
    const { base } = analysis.resolve(node);
    return (
      base.kind === 'correlation' ||
      base.kind === 'pseudo' ||
      (base.kind === 'variable' && base.variable.storage !== 'package')
    );
  });
}

/** What an IN parameter gets: the actual, or the default that the call leaves to the routine. */
export function inArgument(ex: ExprContext, routine: RoutineSymbol, argument: BoundArgument): PgExpr {
  const { parameter, actual } = argument;
  const type = parameter.variable.type;
  const expr = actual ?? parameter.initial;
  if (!expr) return b.null(routine.span);
  const split = actual && hasGaps(ex.unit, parameter.variable) ? tableWithGaps(ex, actual) : undefined;
  if (split) return split.values;
  const value = fitArgument(ex, lowerTo(actual ? ex : { ...ex, early: true }, expr, type), expr, parameter.variable);
  const needsType =
    (isToldByTypes(ex.unit.naming, routine) && !hasTypeOf(ex.unit, expr, value, parameter.variable)) ||
    value.kind === 'PgNull' ||
    // Text stands for a type that is not among the inputs.
    (type.kind === 'unknown' && !isText(ex.unit.analysis.typeOf(expr)) && !standsAsText(ex, expr)) ||
    (value.kind === 'PgString' && type.kind !== 'varchar2' && type.kind !== 'char' && type.kind !== 'clob');
  return needsType ? b.cast(expr.span, value, parameterType(ex.unit.naming, parameter.variable)) : value;
}

/** The variables of enclosing routines that a nested routine uses, as its last arguments. */
export function capturedArguments(ex: ExprContext, routine: RoutineSymbol): PgExpr[] {
  if (!routine.nested || !ex.routine) return [];
  const { routine: rc } = ex;
  return ex.unit.analysis.capturesOf(routine).flatMap((c) => capturedVariable(rc, c.variable, ex));
}

/** The variables that carry a captured one: both of a collection that is kept in two. */
export function capturedVariable(
  rc: RoutineContext,
  variable: VariableSymbol,
  place: { readonly sql: boolean },
): readonly PgExpr[] {
  const value = rc.variable(variable, place);
  const split = splitParts(rc.unit, variable) && splitOf(value);
  if (!split || split.kind === 'dense') return [value];
  return split.kind === 'map' ? [split.keys, split.values] : [split.values, split.gone];
}
