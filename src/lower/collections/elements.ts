import type { CollectionTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { defaultOf } from '../calls/defaults.js';
import type { ExprContext, UnitContext } from '../context.js';
import { longestPlsqlText } from '../expressions/bounds/text-bounds.js';
import { fitText, fitTo } from '../expressions/conversions/fit.js';
import { isRepeatable } from '../expressions/evaluation/evaluated-once.js';
import { lowerTo } from '../expressions/index.js';
import { typeOf } from '../expressions/typing.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { pgTypeOf } from '../types.js';
import { integerType, isMap, keyType } from './collection-types.js';

/**
 * The array of the collection's elements, which is an error where a varray takes fewer: ORA-22165 of
 * BULK COLLECT, ORA-22909 of SQL.
 */
export function withinLimit(collection: CollectionTypeSymbol, array: PgExpr, error: 22165 | 22909): PgExpr {
  const { span } = array;
  if (collection.variant !== 'varray' || collection.limit === undefined) return array;
  return b.ora(span, 'within_varray', array, b.num(span, collection.limit), b.num(span, error));
}

/** An index or key expression with the type that subscripts have. */
export function lowerIndex(ex: ExprContext, collection: CollectionTypeSymbol, index: Expr): PgExpr {
  const type = isMap(collection) ? keyType(collection) : integerType;
  const lowered = lowerTo(ex, index, type);
  // Of a type that is not known, a number has been made.
  return type.kind === 'plsInteger' && typeOf(ex, index).kind === 'unknown' && lowered.kind === 'PgCast'
    ? b.ora(index.span, 'pls_integer', lowered)
    : lowered;
}

/**
 * A key or index of an element: one longer than the map's VARCHAR2(n), or out of a subtype's range, is ORA-06502.
 * (PL/SQL Language Reference, "Collection Exceptions")
 */
export function lowerKey(ex: ExprContext, collection: CollectionTypeSymbol, index: Expr): PgExpr {
  const key = lowerIndex(ex, collection, index);
  const type = isMap(collection) ? collection.index : undefined;
  const from = typeOf(ex, index);
  if (type?.kind === 'varchar2' && type.length !== undefined && type.length < longestPlsqlText)
    return fitText(key, { from, length: type.length, span: index.span });
  return type?.kind === 'plsInteger' ? fitTo(ex, key, { from, to: type, span: index.span }) : key;
}

/** A key that is written more than once: one that is not cheap is kept in a variable before. */
export function repeatableKey(
  rc: RoutineContext,
  key: PgExpr,
  { type, span }: { readonly type: PgType; readonly span: Span },
  before: PlStatement[],
): PgExpr {
  if (isRepeatable(key)) return key;
  const kept = b.column(span, rc.temporary('key', type));
  before.push(b.assign(span, kept, key));
  return kept;
}

/** An element as an expression: an inner array is stored as its domain and used as an array. */
export function elementValue(unit: UnitContext, element: OracleType, stored: PgExpr, span: Span): PgExpr {
  return element.kind === 'collection' && !isMap(element.collection) && !unit.naming.keepsGaps(element.collection)
    ? b.cast(span, stored, pgTypeOf(unit.naming, element, 'value'))
    : stored;
}

/** What a new element is before anything is assigned to it. */
export function newElement(rc: RoutineContext, element: OracleType, span: Span): PgExpr {
  return defaultOf({ unit: rc.unit, sql: false, routine: rc }, element, span) ?? b.null(span);
}

/** `cardinality(array)`. */
export const size = (span: Span, array: PgExpr): PgExpr => b.call(span, 'cardinality', array);
