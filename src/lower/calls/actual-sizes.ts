import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import {
  isPipelined,
  type ParameterInfo,
  type RoutineSymbol,
  type VariableSymbol,
} from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { nodesOf } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext, UnitContext } from '../context.js';
import { fitText } from '../expressions/conversions/fit.js';
import { madeUpPart } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { showsOverflow } from '../plsql/effects/failures/shown-overflow.js';
import { remembered } from '../remembered.js';

/*
 * A VARCHAR2 parameter that hands back has the size of the actual parameter: `x := 'abcdef'` fails in the procedure
 * where the caller's variable is VARCHAR2(3), and handlers there see it. Where that shows, the size is a parameter of
 * its own, NULL for callers that do not say it. (Scott Urman, "Oracle Database 10g PL/SQL Programming", "Constraints on
 * Formal Parameters")
 */

/** The parameters of a routine whose size the calls tell. */
export function sizedParameters({ analysis }: UnitContext, routine: RoutineSymbol): readonly ParameterInfo[] {
  const sizes = sizesOf(analysis);
  return routine.parameters.filter((p) => sizes.has(p.variable));
}

/** The name of the parameter with the size of another. */
export const sizeName = ({ name }: VariableSymbol): string => madeUpPart(foldName(name), 'size');

/** The sizes of what a call gives for `sizedParameters`. */
export function sizeArguments(ex: ExprContext, routine: RoutineSymbol, bound: readonly BoundArgument[]): PgExpr[] {
  return sizedParameters(ex.unit, routine).map((parameter) => {
    const actual = bound.find((a) => a.parameter === parameter)?.actual;
    const known = actual && (sizeColumn(ex, actual) ?? declaredSize(ex, actual));
    return known ?? b.cast(routine.span, b.null(routine.span), pgTypes.integer);
  });
}

function declaredSize(ex: ExprContext, actual: Expr): PgExpr | undefined {
  const size = sizeOf(ex.unit.analysis, actual);
  return size === undefined ? undefined : b.num(actual.span, size);
}

/** The parameter with the size of what is assigned to, where that is a parameter of the routine at hand. */
function sizeColumn(ex: ExprContext, target: Expr): PgExpr | undefined {
  const symbol = ex.routine?.symbol;
  if (target.kind !== 'Name' || symbol?.kind !== 'routine') return undefined;
  const { base, steps } = ex.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.container !== symbol) return undefined;
  return sizesOf(ex.unit.analysis).has(base.variable) ? b.column(target.span, sizeName(base.variable)) : undefined;
}

/** Is it a parameter whose size a call may have told? */
export const hasActualSize = (ex: ExprContext, target: Expr): boolean => sizeColumn(ex, target) !== undefined;

/** A text for a parameter, held to the size of the actual parameter. */
export function fitActual(ex: ExprContext, target: Expr, value: PgExpr, span: Span): PgExpr {
  const size = sizeColumn(ex, target);
  if (!size || target.kind !== 'Name') return value;
  const { base } = ex.unit.analysis.resolve(target);
  const smallest = base.kind === 'variable' ? sizesOf(ex.unit.analysis).get(base.variable) : undefined;
  const fits =
    smallest !== undefined && fitText(value, { from: { kind: 'varchar2' }, length: smallest, span }) === value;
  return fits ? value : b.ora(span, 'fit', value, size);
}

/** The parameters whose sizes calls tell, each with the smallest. */
const sizesOf = remembered((analysis: Analysis): ReadonlyMap<VariableSymbol, number> => {
  const smallest = new Map<VariableSymbol, number>();
  const handedOn: { readonly from: VariableSymbol; readonly to: VariableSymbol }[] = [];
  const note = (variable: VariableSymbol, size: number): boolean => {
    const known = smallest.get(variable);
    if (known !== undefined && known <= size) return false;
    smallest.set(variable, size);
    return true;
  };
  for (const unit of analysis.units)
    for (const call of nodesOf(unit, 'Call')) {
      const { base } = analysis.resolve(call);
      if (base.kind !== 'routine') continue;
      for (const { parameter, actual } of base.args) {
        if (!actual || !canBeSized(analysis, base.routine, parameter)) continue;
        const own = handingBack(analysis, actual);
        const size = sizeOf(analysis, actual);
        if (own) handedOn.push({ from: own, to: parameter.variable });
        else if (size !== undefined) note(parameter.variable, size);
      }
    }
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of handedOn) {
      const size = smallest.get(from);
      if (size !== undefined && note(to, size)) changed = true;
    }
  }
  const told = new Map<VariableSymbol, number>();
  for (const [variable, size] of smallest)
    if (variable.container?.kind === 'routine' && showsOverflow(analysis, variable.container, variable, size))
      told.set(variable, size);
  // What hands its parameter on tells the size that it was told.
  for (let before = -1; told.size > before; ) {
    before = told.size;
    for (const { from, to } of handedOn) {
      const size = smallest.get(from);
      if (told.has(to) && size !== undefined) told.set(from, size);
    }
  }
  return told;
});

/** Methods are called through others, which do not know the sizes. */
function canBeSized(analysis: Analysis, routine: RoutineSymbol, { mode, variable }: ParameterInfo): boolean {
  return (
    mode !== 'IN' &&
    variable.type.kind === 'varchar2' &&
    routine.definition?.body.kind === 'Block' &&
    isToldByItsParameters(routine) &&
    routine.container?.kind !== 'objectType' &&
    !isPipelined(routine) &&
    !analysis.effectsOf(routine).autonomous
  );
}

/** Could PostgreSQL not take a size for what another routine of that name has for a parameter there? */
function isToldByItsParameters({ name, overload, container, parameters }: RoutineSymbol): boolean {
  if (overload.count === 1) return true;
  const overloads = container?.kind === 'package' ? container.members.get(name) : undefined;
  return overloads?.every((other) => other.kind === 'routine' && other.parameters.length <= parameters.length) ?? false;
}

/** The parameter that hands back, of a routine whose calls may tell its size. */
function handingBack(analysis: Analysis, actual: Expr): VariableSymbol | undefined {
  if (actual.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(actual);
  if (base.kind !== 'variable' || steps.length > 0) return undefined;
  const { variable } = base;
  const { container } = variable;
  if (variable.storage !== 'parameter' || container?.kind !== 'routine') return undefined;
  const parameter = container.parameters.find((p) => p.variable === variable);
  return parameter && canBeSized(analysis, container, parameter) ? variable : undefined;
}

/** The declared size of a variable, a field or an element. */
function sizeOf(analysis: Analysis, actual: Expr): number | undefined {
  if (actual.kind !== 'Name' && actual.kind !== 'Call' && actual.kind !== 'Member') return undefined;
  const { base, steps, type } = analysis.resolve(actual);
  if (base.kind !== 'variable' || (base.variable.storage === 'parameter' && steps.length === 0)) return undefined;
  return type.kind === 'varchar2' ? type.length : undefined;
}
