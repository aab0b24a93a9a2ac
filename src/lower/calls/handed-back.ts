import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { ExprContext } from '../context.js';

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
export function isResult(routine: RoutineSymbol, parameter: ParameterInfo): boolean {
  return routine.declaration.method?.role === 'CONSTRUCTOR' && parameter.variable.name === 'SELF';
}
