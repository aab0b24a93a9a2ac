import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { internalFailure } from '../../../diagnostics/op9.js';
import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { Refusal, type UnitContext } from '../../context.js';
import { refuseUncompiled } from '../uncompiled/uncompiled-unit.js';
import { lowerRoutine, stubs } from './routine.js';

/** A routine with what it lifts before it; if it cannot be made, stubs under the names of its entries. */
export function guardedRoutine(
  unit: UnitContext,
  definition: RoutineDefinition,
  comments?: readonly string[],
): PgStatement[] {
  const symbol = unit.analysis.declaredBy(definition);
  if (symbol?.kind !== 'routine') return [];
  let made: PgStatement[];
  try {
    refuseUncompiled(unit, definition);
    made = lowerRoutine(unit, symbol, definition);
  } catch (error) {
    const diagnostic = diagnosticOf(error, definition, definition.routine.toLowerCase());
    unit.report(diagnostic);
    unit.before.length = 0;
    made = stubsIfAny(unit, symbol, definition, diagnostic);
  }
  return commented(comments, [...unit.before.splice(0), ...made]);
}

/** The same for a method of an object type. */
export function guardedMethod(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): PgStatement[] {
  const mark = unit.before.length;
  try {
    refuseUncompiled(unit, definition);
    const made = lowerRoutine(unit, symbol, definition);
    return [...unit.before.splice(mark), ...made];
  } catch (error) {
    const diagnostic = diagnosticOf(error, definition, 'method');
    unit.report(diagnostic);
    unit.before.splice(mark);
    return stubs(unit, symbol, definition, diagnostic);
  }
}

const diagnosticOf = (error: unknown, { span, name }: RoutineDefinition, what: string): Diagnostic =>
  error instanceof Refusal ? error.diagnostic : internalFailure(span, `${what} ${name.name}`, error);

function stubsIfAny(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  diagnostic: Diagnostic,
): PgStatement[] {
  try {
    return stubs(unit, symbol, definition, diagnostic);
  } catch {
    return [];
  }
}

/** Comments before the first of the statements. */
export function commented(comments: readonly string[] | undefined, statements: PgStatement[]): PgStatement[] {
  const [first, ...others] = statements;
  return first && comments?.length
    ? [{ ...first, comments: [...comments, ...(first.comments ?? [])] }, ...others]
    : statements;
}
