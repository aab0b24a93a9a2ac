import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { UnitContext } from '../context.js';
import { isList, isMap } from './collection-types.js';

/**
 * Where a value of the type has associative arrays, which the store keeps by themselves where they grow long
 * (src/runtime/sql/state/inner_made.sql): [shape] for an array with the shape of its elements, { 2: shape } for a
 * record with those of its fields, 'list' for a nested table or varray in a record of a package, null for none of them.
 */
export type Shape = readonly [Shape] | { readonly [field: number]: Shape } | 'list' | null;

/** The shape of a type's values; null where no associative array is in them. */
export function shapeOf(type: OracleType): Shape {
  if (type.kind === 'collection') return isMap(type.collection) ? [shapeOf(type.collection.element)] : null;
  return ofFields(type, shapeOf);
}

/** The shape of a record that is a variable of a package, in which lists are kept by themselves as well. */
export function recordShape({ naming }: Pick<UnitContext, 'naming'>, type: OracleType): Shape {
  const inRecord = (inner: OracleType): Shape => {
    if (isList(inner)) return naming.keepsGaps(inner.collection) ? null : 'list';
    return inner.kind === 'record' ? ofFields(inner, inRecord) : shapeOf(inner);
  };
  return ofFields(type, inRecord);
}

function ofFields(type: OracleType, shapeOfField: (field: OracleType) => Shape): Shape {
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return null;
  const fields = type.fields
    .map((field, i): [number, Shape] => [i + 1, shapeOfField(field.type)])
    .filter(([, shape]) => shape !== null);
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}

const isOfArray = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** The shape of an element of an array of that shape. */
export const elementShape = (shape: Shape): Shape => (isOfArray(shape) ? shape[0] : null);

/** The shape of a field of a record of that shape. */
export function fieldShape(shape: Shape, type: OracleType, name: string): Shape {
  if (type.kind !== 'record' || shape === null || shape === 'list' || isOfArray(shape)) return null;
  return shape[type.fields.findIndex((f) => f.name === name) + 1] ?? null;
}

/** An associative array whose elements are, or have in them, others. */
export const holdsMaps = (type: OracleType): boolean =>
  type.kind === 'collection' && isMap(type.collection) && shapeOf(type.collection.element) !== null;

/** The shape as the runtime takes it. */
export const shapeText = (shape: Shape, span: Span): PgExpr => b.text(span, JSON.stringify(shape));

/** The text of a value that an array or record of a package holds, with what is kept by itself. */
export const wholeText = (stored: PgExpr, shape: Shape, span: Span): PgExpr =>
  b.ora(span, 'inner_whole', stored, shapeText(shape, span));
