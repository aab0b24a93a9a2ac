import type { Expression } from './generator.js';
import { noDataFound, Raised, Useless, valueError } from './session.js';

/*
 * Types and values.
 *   - A parameter or a result takes no length and no precision; a variable does.
 *   - A text becomes a number, and a number a text, where the other is wanted; what is no number is VALUE_ERROR in PL/SQL.
 *     (PL/SQL Language Reference, "Implicit Data Type Conversion")
 *   - The fields of a record begin with their defaults. ("Record Variables")
 */

export class RecordValue {
  constructor(readonly fields: Map<string, Value>) {}
}

/** An object of a type, which may be one under that of its variable. */
export class ObjectValue extends RecordValue {
  constructor(
    readonly type: ObjectType,
    fields: Map<string, Value>,
  ) {
    super(fields);
  }
}

/** A nested table, without gaps, or an associative array by PLS_INTEGER. */
export class Collection {
  constructor(readonly elements: Map<number, Value> = new Map()) {}
}

/** A cursor variable's open cursor, which all copies of the variable share. */
export class OpenCursor {
  fetched = 0;
  isOpen = true;
  /** Has the last FETCH found a row? */
  found: boolean | null = null;
  /** Do several variables hold it? */
  isShared = false;

  constructor(readonly rows: readonly (readonly Value[])[]) {}
}

export type Value = number | string | boolean | null | RecordValue | Collection | OpenCursor;

export interface NumberType {
  readonly kind: 'number';
  readonly name: string;
  /** The name that a parameter has. */
  readonly unsized: string;
  readonly low?: number;
  readonly high?: number;
  readonly notNull?: boolean;
}

export interface TextType {
  readonly kind: 'text';
  readonly name: string;
  readonly unsized: string;
  readonly size?: number;
}

export interface BooleanType {
  readonly kind: 'boolean';
  readonly name: 'BOOLEAN';
  readonly unsized: 'BOOLEAN';
}

export interface Field {
  readonly name: string;
  readonly type: NumberType | TextType;
  readonly initial?: Expression;
}

export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly unsized: string;
  readonly fields: readonly Field[];
}

export interface CollectionType {
  readonly kind: 'table' | 'map';
  readonly name: string;
  readonly unsized: string;
  readonly element: NumberType | TextType;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  readonly unsized: string;
  /** The attributes, those of the supertype first. */
  readonly fields: readonly { readonly name: string; readonly type: NumberType | TextType | ObjectType }[];
  readonly parent?: ObjectType;
  readonly isInstantiable: boolean;
}

export interface CursorType {
  readonly kind: 'cursor';
  readonly name: 'SYS_REFCURSOR';
  readonly unsized: 'SYS_REFCURSOR';
}

export type ScalarType = NumberType | TextType | BooleanType;
export type Type = ScalarType | RecordType | CollectionType | ObjectType | CursorType;

export const numberType: NumberType = { kind: 'number', name: 'NUMBER', unsized: 'NUMBER' };
export const twoDigits: NumberType = { kind: 'number', name: 'NUMBER(2)', unsized: 'NUMBER', low: -99, high: 99 };
export const integerType: NumberType = { kind: 'number', name: 'PLS_INTEGER', unsized: 'PLS_INTEGER' };
export const textType: TextType = { kind: 'text', name: 'VARCHAR2(6)', unsized: 'VARCHAR2', size: 6 };
export const wideText: TextType = { kind: 'text', name: 'VARCHAR2(40)', unsized: 'VARCHAR2', size: 40 };
export const booleanType: BooleanType = { kind: 'boolean', name: 'BOOLEAN', unsized: 'BOOLEAN' };
export const cursorType: CursorType = { kind: 'cursor', name: 'SYS_REFCURSOR', unsized: 'SYS_REFCURSOR' };

export const isScalar = (type: Type): type is ScalarType =>
  type.kind === 'number' || type.kind === 'text' || type.kind === 'boolean';

/** The type as a parameter has it: without what bounds the values. */
export function unbounded(type: Type): Type {
  if (type.kind === 'number') return { kind: 'number', name: type.unsized, unsized: type.unsized };
  return type.kind === 'text' ? { kind: 'text', name: type.unsized, unsized: type.unsized } : type;
}

/** Is it the type, or one under it? */
export const isUnder = (type: ObjectType, other: ObjectType): boolean =>
  type === other || (type.parent !== undefined && isUnder(type.parent, other));

export function copy(value: Value): Value {
  if (value instanceof ObjectValue) {
    return new ObjectValue(value.type, new Map([...value.fields].map(([k, v]) => [k, copy(v)])));
  }
  if (value instanceof RecordValue) return new RecordValue(new Map([...value.fields].map(([k, v]) => [k, copy(v)])));
  if (value instanceof Collection) return new Collection(new Map([...value.elements].map(([k, v]) => [k, copy(v)])));
  return value;
}

/** The value as a variable of the type takes it. @throws ORA-06502 where it does not fit */
export function fitted(value: Value, type: Type): Value {
  if (type.kind === 'number') {
    const number = numberOf(value);
    if (number === null) {
      if (type.notNull) throw valueError();
      return null;
    }
    if (type.low !== undefined && number < type.low) throw valueError();
    if (type.high !== undefined && number > type.high) throw valueError();
    return number;
  }
  if (type.kind === 'text') {
    const text = textOf(value);
    if (text !== null && type.size !== undefined && text.length > type.size) throw valueError();
    return text;
  }
  return copy(value);
}

export function numberOf(value: Value): number | null {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (Math.abs(value) > 1e9) throw new Useless();
    return value;
  }
  if (typeof value !== 'string') throw new Error('no number');
  if (!/^-?\d+$/.test(value)) throw valueError();
  return Number(value);
}

export function textOf(value: Value): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new Error('no text');
  return value;
}

export function recordOf(value: Value): RecordValue {
  if (!(value instanceof RecordValue)) throw new Error('no record');
  return value;
}

export function objectOf(value: Value): ObjectValue | null {
  if (value !== null && !(value instanceof ObjectValue)) throw new Error('no object');
  return value;
}

/** @throws ORA-06531 where it is NULL */
export function collectionOf(value: Value): Collection {
  if (value === null) throw new Raised(-6531, 'COLLECTION_IS_NULL');
  if (!(value instanceof Collection)) throw new Error('no collection');
  return value;
}

export function elementOf(value: Value, type: CollectionType, key: number | null): Value {
  const { elements } = collectionOf(value);
  if (key === null) throw valueError();
  if (type.kind === 'table') {
    if (key < 1) throw new Raised(-6532, 'SUBSCRIPT_OUTSIDE_LIMIT');
    if (key > elements.size) throw new Raised(-6533, 'SUBSCRIPT_BEYOND_COUNT');
  }
  const found = elements.get(key);
  if (found === undefined) throw noDataFound();
  return found;
}
