import type { CollectionTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { PgType } from '../../ir/postgres/index.js';
import { pgTypes } from '../builders.js';
import type { UnitContext } from '../context.js';
import { arrayOf } from '../types.js';

/** Is it an associative array: kept as its keys and its elements? */
export const isMap = (collection: CollectionTypeSymbol): boolean => collection.variant === 'associativeArray';

/** A nested table or varray: an array, which aggregates and ARRAY(…) would take for a dimension of the result. */
export const isList = (type: OracleType): type is Extract<OracleType, { kind: 'collection' }> =>
  type.kind === 'collection' && !isMap(type.collection);

/** PLS_INTEGER, as places and counts of elements have it. */
export const integerType: OracleType = { kind: 'plsInteger' };

/** The type of a key: text, or integer for the numeric index types. */
export function keyType(collection: CollectionTypeSymbol): OracleType {
  const index = collection.index;
  return index && (index.kind === 'varchar2' || index.kind === 'char') ? { kind: 'varchar2' } : integerType;
}

/** PostgreSQL's type of a key: text or integer. */
export function keyPgType(collection: CollectionTypeSymbol): PgType {
  return keyType(collection).kind === 'varchar2' ? pgTypes.text : pgTypes.integer;
}

/** The type of an element inside the array: inner collections keep their named type. */
export function elementPgType(unit: UnitContext, collection: CollectionTypeSymbol): PgType {
  const { array, ...element } = arrayOf(unit.naming, collection.element);
  void array;
  return element;
}

/** The type of the array that holds the elements. */
export function elementsPgType(unit: UnitContext, collection: CollectionTypeSymbol): PgType {
  return arrayOf(unit.naming, collection.element);
}
