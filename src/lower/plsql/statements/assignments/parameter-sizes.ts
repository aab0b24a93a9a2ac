import type { ResolvedStep } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { isMap } from '../../../collections/collection-types.js';
import type { UnitContext } from '../../../context.js';
import { fitText } from '../../../expressions/conversions/fit.js';
import { pgTypeOf } from '../../../types.js';
import type { RoutineContext } from '../../body/routine-context.js';

/** A variable of an enclosing routine is a parameter here. */
export function isCaptured(rc: RoutineContext, variable: VariableSymbol): boolean {
  const { symbol } = rc;
  return (
    symbol?.kind === 'routine' &&
    symbol.nested &&
    rc.unit.analysis.capturesOf(symbol).some((c) => c.variable === variable)
  );
}

/** Does the declaration check what PL/pgSQL does not check of a parameter? */
export function isConstrained({ type, notNull, storage }: VariableSymbol): boolean {
  if (notNull) return true;
  // A parameter does not inherit size, precision or scale. (PL/SQL Language Reference, "Formal Parameters of
  // Constrained Subtypes")
  return storage !== 'parameter' && isSized(type);
}

function isSized(type: OracleType): boolean {
  switch (type.kind) {
    case 'number':
      return type.precision !== undefined || type.scale !== undefined;
    case 'varchar2':
      return type.length !== undefined;
    case 'timestamp':
      return type.precision !== undefined;
    default:
      return false;
  }
}

/**
 * What the declared type of a captured variable would do to the value, done by the assignment: parameters know no
 * lengths.
 */
export function fitCaptured(rc: RoutineContext, variable: VariableSymbol, value: PgExpr, span: Expr['span']): PgExpr {
  if (!isCaptured(rc, variable) || !isConstrained(variable)) return value;
  const { type } = variable;
  const checked = variable.notNull ? fitNotNull(rc.unit, value, type, span) : value;
  return fitSize(rc, type, checked, span);
}

/**
 * An element of a collection that is a parameter here: the collection's type keeps its sizes, PostgreSQL's parameter
 * does not.
 */
export function fitElement(
  rc: RoutineContext,
  variable: VariableSymbol,
  [step, next]: readonly ResolvedStep[],
  value: PgExpr,
  span: Expr['span'],
): PgExpr {
  const { type } = variable;
  const isList = step?.kind === 'element' && !next && type.kind === 'collection' && !isMap(type.collection);
  return isList && (variable.storage === 'parameter' || isCaptured(rc, variable))
    ? fitSize(rc, type.collection.element, value, span)
    : value;
}

/**
 * An array for a collection that is a parameter here, its elements held to the precision that PostgreSQL's parameter
 * does not know.
 */
export function fitElements(rc: RoutineContext, target: Expr, element: OracleType, array: PgExpr): PgExpr {
  if (target.kind !== 'Name' || (element.kind !== 'number' && element.kind !== 'timestamp') || !isSized(element))
    return array;
  const { base, steps } = rc.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0) return array;
  return base.variable.storage === 'parameter' || isCaptured(rc, base.variable)
    ? b.cast(array.span, array, pgTypes.arrayOf(pgTypeOf(rc.unit.naming, element, 'variable')))
    : array;
}

/** What has no size in PostgreSQL, a parameter or a row that is returned, held to the size of Oracle's type. */
export function fitSize(rc: RoutineContext, type: OracleType, value: PgExpr, span: Expr['span']): PgExpr {
  switch (type.kind) {
    case 'varchar2':
      return type.length === undefined
        ? value
        : fitText(value, { from: { kind: 'varchar2' }, length: type.length, span });
    case 'number':
    case 'timestamp':
      return isSized(type) ? b.cast(span, value, pgTypeOf(rc.unit.naming, type, 'variable')) : value;
    default:
      return value;
  }
}

/** The value of a NOT NULL place: ORA-06502 where it is NULL, which no literal is. */
export const fitNotNull = ({ naming }: UnitContext, value: PgExpr, type: OracleType, span: Expr['span']): PgExpr =>
  value.kind === 'PgNumber' || value.kind === 'PgString' || value.kind === 'PgBoolean'
    ? value
    : b.ora(span, 'fit_not_null', b.cast(span, value, pgTypeOf(naming, type, 'value')));
