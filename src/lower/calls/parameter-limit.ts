import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { tooManyParameters } from '../../diagnostics/op3-calls.js';
import type { Span } from '../../ir/span.js';
import { splitParts } from '../collections/gaps/split.js';
import { type ExprContext, refuse } from '../context.js';

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

/** Refuses a call of a routine that has more parameters than PostgreSQL takes. @throws Refusal */
export function refuseTooWide(unit: ExprContext['unit'], routine: RoutineSymbol, span: Span): void {
  if (isTooWide(unit, routine)) refuse(tooManyParameters(span, routine.name));
}
