import type { OracleType } from '../../analyze/model/types.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext, UnitContext } from '../context.js';
import { fitTo } from '../expressions/conversions/fit.js';
import { lowerToVariable } from '../plsql/statements/assignments/empty-char.js';
import { pgTypeOf } from '../types.js';

/**
 * The value a variable of the type has without an initial value, where that is not NULL: an empty associative array,
 * the defaults of a record's fields, evaluated where it is declared. (PL/SQL Language Reference, "Record Variables":
 * "Initial Values of Record Variables")
 */
export function defaultOf(ex: ExprContext, type: OracleType, span: Span): PgExpr | undefined {
  const { unit } = ex;
  if (isMap(type)) {
    const items = [b.text(span, '{}'), b.text(span, '{}')];
    return b.cast(span, { kind: 'PgRow', span, items }, pgTypeOf(unit.naming, type, 'variable'));
  }
  if (type.kind === 'record' && type.identity.kind === 'declared') {
    const fields = type.fields.map((f) => (f.initial ? initialOf(ex, f.initial, f.type) : defaultOf(ex, f.type, span)));
    return recordOf(unit, type, fields, span);
  }
  return undefined;
}

/** A record of these fields, where one of them is not PostgreSQL's NULL. */
function recordOf(
  unit: UnitContext,
  type: OracleType,
  fields: readonly (PgExpr | undefined)[],
  span: Span,
): PgExpr | undefined {
  if (fields.every((f) => f === undefined)) return undefined;
  const row: PgExpr = { kind: 'PgRow', span, items: fields.map((f) => f ?? b.null(span)) };
  return b.cast(span, row, pgTypeOf(unit.naming, type, 'variable'));
}

/**
 * NULL as a value of the type, where that is not PostgreSQL's NULL: a record becomes null field by field, and a field
 * that is an associative array is empty, for such an array is never null. (PL/SQL Language Reference, "Assigning NULL
 * to Record Variable")
 */
export function nullOf(unit: UnitContext, type: OracleType, span: Span): PgExpr | undefined {
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return undefined;
  const fields = type.fields.map((f) =>
    f.type.kind === 'record'
      ? nullOf(unit, f.type, span)
      : isMap(f.type)
        ? defaultOf({ unit, sql: false }, f.type, span)
        : undefined,
  );
  return recordOf(unit, type, fields, span);
}

const isMap = (type: OracleType): boolean =>
  type.kind === 'collection' && type.collection.variant === 'associativeArray';

function initialOf(ex: ExprContext, initial: Expr, type: OracleType): PgExpr {
  return fitTo(ex, lowerToVariable(ex, initial, type), {
    from: ex.unit.analysis.typeOf(initial),
    to: type,
    span: initial.span,
  });
}
