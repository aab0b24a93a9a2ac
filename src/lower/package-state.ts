import type { VariableSymbol } from '../analyze/symbols.js';
import type { PgExpr, PlStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { b, pgTypes } from './builders.js';
import type { UnitContext } from './context.js';
import { foldName } from './naming.js';
import { pgTypeOf } from './types.js';

/** The key of a package variable in the session's store. */
export function stateKey(unit: UnitContext, variable: VariableSymbol): string {
  const { container } = variable;
  const schema = container?.kind === 'package' ? unit.naming.packageSchema(container) : '';
  return `${schema}.${foldName(variable.name)}`;
}

/** `ora.state_get('pkg.n')::numeric`. */
export function readState(unit: UnitContext, variable: VariableSymbol, span: Span): PgExpr {
  return b.cast(
    span,
    b.ora(span, 'state_get', b.text(span, stateKey(unit, variable))),
    pgTypeOf(unit.naming, variable.type, 'variable'),
  );
}

/** `perform ora.state_set('pkg.n', value::text)`; the value has the variable's type already. */
export function writeState(unit: UnitContext, variable: VariableSymbol, value: PgExpr, span: Span): PlStatement {
  const typed = b.cast(span, value, pgTypeOf(unit.naming, variable.type, 'variable'));
  return b.perform(
    span,
    b.ora(span, 'state_set', b.text(span, stateKey(unit, variable)), b.cast(span, typed, pgTypes.text)),
  );
}
