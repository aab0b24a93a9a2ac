import type { RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { UnitContext } from '../context.js';
import type { Naming } from '../naming/naming.js';
import { pgTypeOf } from '../types.js';

/**
 * Does PostgreSQL know other routines by the name of this one, so that the types of the arguments tell them apart? Not
 * where all overloads but this one have been renamed.
 */
export function isToldByTypes(naming: Naming, routine: RoutineSymbol): boolean {
  if (routine.overload.count === 1) return false;
  const siblings = siblingsOf(routine);
  const name = naming.of(routine).join('.');
  return !siblings || siblings.some((other) => other !== routine && naming.of(other).join('.') === name);
}

/** The overloads of a member of a package or type; those of nested routines are not at hand. */
function siblingsOf({ container, name }: RoutineSymbol): readonly RoutineSymbol[] | undefined {
  if (container?.kind === 'package')
    return container.members.get(name)?.filter((s): s is RoutineSymbol => s.kind === 'routine');
  return container?.kind === 'objectType' ? container.methods.filter((m) => m.name === name) : undefined;
}

/**
 * Is the actual a variable of the parameter's type, so that a cast would tell PostgreSQL nothing? Not where the
 * parameter has a type of its own to tell overloads apart, which variables of nested routines' callers lack.
 */
export function hasTypeOf(
  { analysis, naming }: UnitContext,
  actual: Expr,
  value: PgExpr,
  parameter: VariableSymbol,
): boolean {
  const variable = value.kind === 'PgColumn' ? wholeVariable(analysis, actual) : undefined;
  if (variable?.storage !== 'local' && variable?.storage !== 'parameter') return false;
  if (naming.distinguishes(variable) || naming.distinguishes(parameter)) return false;
  const own = pgTypeOf(naming, variable.type, 'variable');
  const meant = pgTypeOf(naming, parameter.type, 'value');
  return own.array === meant.array && own.name.join('.') === meant.name.join('.');
}
