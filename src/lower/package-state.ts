import type { PackageSymbol, VariableSymbol } from '../analyze/symbols.js';
import type { PgExpr, PlStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { b, pgTypes } from './builders.js';
import type { ExprContext, UnitContext } from './context.js';
import { foldName } from './naming.js';
import { initialisationCheck, needsInitialisation } from './plsql/package-init.js';
import { pgTypeOf } from './types.js';

/** The key of a package variable in the session's store. */
export function stateKey(unit: UnitContext, variable: VariableSymbol): string {
  const { container } = variable;
  const schema = container?.kind === 'package' ? unit.naming.packageSchema(container) : '';
  return `${schema}.${foldName(variable.name)}`;
}

/** `ora.state_get('pkg.n')::numeric`; `ora.package_value('pkg', 'n')::numeric` where the package may have to be initialised first. */
export function readState(ex: StateReader, variable: VariableSymbol, span: Span): PgExpr {
  const { unit } = ex;
  const key = b.text(span, stateKey(unit, variable));
  const first = packageToInitialise(ex, variable);
  return b.cast(
    span,
    first
      ? b.ora(
          span,
          'package_value',
          b.text(span, unit.naming.packageSchema(first)),
          b.text(span, foldName(variable.name)),
        )
      : b.ora(span, 'state_get', key),
    pgTypeOf(unit.naming, variable.type, 'variable'),
  );
}

/** `perform ora.state_set('pkg.n', value::text)`; the value has the variable's type already. */
export function writeState(ex: StateReader, variable: VariableSymbol, value: PgExpr, span: Span): PlStatement[] {
  const { unit } = ex;
  const typed = b.cast(span, value, pgTypeOf(unit.naming, variable.type, 'variable'));
  const first = packageToInitialise(ex, variable);
  return [
    ...(first ? [initialisationCheck(unit, first, span)] : []),
    b.perform(
      span,
      b.ora(span, 'state_set', b.text(span, stateKey(unit, variable)), b.cast(span, typed, pgTypes.text)),
    ),
  ];
}

/** The package of the variable, where neither the routine's own beginning nor an earlier statement has made sure that it is initialised. */
function packageToInitialise(ex: StateReader, variable: VariableSymbol): PackageSymbol | undefined {
  const { container } = variable;
  if (container?.kind !== 'package') return undefined;
  const early = ex.early || !ex.routine;
  return needsInitialisation(ex.unit, ex.routine?.symbol, container, early) ? container : undefined;
}

type StateReader = Pick<ExprContext, 'unit' | 'routine' | 'early'>;
