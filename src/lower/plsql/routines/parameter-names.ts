import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr, PgParameterDefinition } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../body/body-builder.js';

/** A parameter with a name that means something else to PL/pgSQL keeps it for callers; the body has another for it. */
export function nameParameters(rc: BodyBuilder, symbol: RoutineSymbol): void {
  const role = symbol.declaration.method?.role;
  const written = symbol.parameters.filter((p) => role !== 'CONSTRUCTOR' || p.variable.name !== 'SELF');
  const before = hasImplicitSelf(symbol) ? 1 : 0;
  // It is there whether or not the body names it.
  if (before > 0) rc.variables.reserve('self');
  for (const { variable } of symbol.parameters) {
    const name = rc.name(variable);
    const at = written.findIndex((p) => p.variable === variable);
    if (name !== foldName(variable.name) && at >= 0)
      rc.declare({ kind: 'PlAlias', span: variable.span, name, position: before + at + 1 });
  }
}

/** Does a parameter `self` come first that the heading does not write? */
export function hasImplicitSelf(symbol: RoutineSymbol): boolean {
  const role = symbol.declaration.method?.role;
  return (
    symbol.container?.kind === 'objectType' &&
    role !== 'STATIC' &&
    role !== 'CONSTRUCTOR' &&
    !symbol.parameters.some((p) => p.variable.name === 'SELF')
  );
}

/**
 * The parameter in a body that hands it on as it is. PL/pgSQL declares FOUND in every body, where it hides a parameter
 * of that name. (PostgreSQL manual, 43.5.5)
 */
export function handedOn(parameters: readonly PgParameterDefinition[], p: PgParameterDefinition, span: Span): PgExpr {
  return p.name === 'found'
    ? { kind: 'PgParameter', span, index: parameters.findIndex((x) => x.name === p.name) + 1 }
    : b.column(span, p.name);
}
