import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { isMap } from './collection-types.js';

/**
 * Where a value of the type has associative arrays, which the store keeps by themselves where they grow long
 * (src/runtime/sql/state/inner_made.sql): [shape] for an array with the shape of its elements, { 2: shape } for a
 * record with those of its fields, null for neither.
 */
type Shape = readonly [Shape] | { readonly [field: number]: Shape } | null;

/** The shape of a type's values; null where no associative array is in them. */
export function shapeOf(type: OracleType): Shape {
  if (type.kind === 'collection') return isMap(type.collection) ? [shapeOf(type.collection.element)] : null;
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return null;
  const fields = type.fields
    .map((field, i): [number, Shape] => [i + 1, shapeOf(field.type)])
    .filter(([, shape]) => shape !== null);
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}

/** An associative array whose elements are, or have in them, others. */
export const holdsMaps = (type: OracleType): boolean =>
  type.kind === 'collection' && isMap(type.collection) && shapeOf(type.collection.element) !== null;

/** A record that has associative arrays in it. */
export const isRecordOfMaps = (type: OracleType): boolean => type.kind === 'record' && shapeOf(type) !== null;

/** The shape as the runtime takes it. */
export const shapeText = (type: OracleType, span: Span): PgExpr => b.text(span, JSON.stringify(shapeOf(type)));

/** The text of a value that an array of a package holds, with what is kept by itself. */
export const wholeText = (stored: PgExpr, type: OracleType, span: Span): PgExpr =>
  b.ora(span, 'inner_whole', stored, shapeText(type, span));
