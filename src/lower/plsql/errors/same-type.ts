import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { pgTypeOf } from '../../types.js';
import { neverFails } from './safe.js';

/**
 * Assigns to a variable of ours, which has no length or precision; where it is seen to take every value of the source,
 * no sub-block is needed.
 */
export function assignUnbounded(
  unit: UnitContext,
  span: Span,
  target: PgExpr,
  value: PgExpr,
  types: { readonly from: OracleType; readonly to: OracleType },
): PlStatement {
  const statement = b.assign(span, target, value);
  return takesAll(unit, value, types.from, types.to) ? neverFails(statement) : statement;
}

/** Is the value a variable that a query can read in the place of one of the other type? */
export const standsFor = (
  unit: UnitContext,
  value: PgExpr,
  { from, to }: { readonly from: OracleType; readonly to: OracleType },
): boolean => value.kind === 'PgColumn' && value.parts.length === 1 && takesAll(unit, value, from, to);

function takesAll(unit: UnitContext, value: PgExpr, from: OracleType, to: OracleType): boolean {
  const isText = to.kind === 'varchar2';
  if (!isText && to.kind !== 'number' && to.kind !== 'date' && to.kind !== 'boolean') return false;
  const name = (type: OracleType): string => pgTypeOf(unit.naming, type, 'value').name.join('.');
  switch (value.kind) {
    case 'PgNull':
      return true;
    case 'PgString':
      return isText;
    case 'PgNumber':
      return to.kind === 'number' && name(to) === 'numeric';
    case 'PgColumn':
      return from.kind === to.kind && name(from) === name(to);
    default:
      return false;
  }
}
