import { OracleError, Useless } from '../session.js';
import {
  type CollectionType,
  isScalar,
  type ObjectType,
  type RecordType,
  type ScalarType,
  type Type,
} from './types.js';

/*
 * Values, and what Oracle does with them.
 *   - A nested table or varray is NULL until it is given a value, an associative array is never; the fields of a record begin with their
 *     defaults, else as their types do. (PL/SQL Language Reference, "PL/SQL Collections and Records")
 *   - An assignment copies the value.
 *   - DELETE leaves a place of a nested table without element, which EXTEND and TRIM count; DELETE without a key leaves no places.
 *     ("Collection Methods")
 */

export type Key = number | string;
export type Value = number | string | null | RecordValue | Collection;

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

export class Collection {
  constructor(
    readonly elements: Map<Key, Value> = new Map(),
    /** The places of a nested table or varray, with those that were deleted. */
    public size = 0,
  ) {}

  static of(values: readonly Value[]): Collection {
    return new Collection(new Map(values.map((v, i) => [i + 1, v])), values.length);
  }

  /** The keys in their order; texts in that of their characters. */
  keys(): Key[] {
    return [...this.elements.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  /** The elements in the order of their keys. */
  values(): Value[] {
    return this.keys().map((k) => this.elements.get(k) ?? null);
  }
}

export const valueError = (): OracleError => new OracleError(-6502, 'VALUE_ERROR');
export const collectionIsNull = (): OracleError => new OracleError(-6531, 'COLLECTION_IS_NULL');
export const outsideLimit = (): OracleError => new OracleError(-6532, 'SUBSCRIPT_OUTSIDE_LIMIT');
export const beyondCount = (): OracleError => new OracleError(-6533, 'SUBSCRIPT_BEYOND_COUNT');
export const accessIntoNull = (): OracleError => new OracleError(-6530, 'ACCESS_INTO_NULL');
export const noDataFound = (): OracleError => new OracleError(100, 'NO_DATA_FOUND');

/** What a variable of the type holds before it is given a value. */
export function initial(type: Type): Value {
  switch (type.kind) {
    case 'number':
    case 'text':
    case 'table':
    case 'varray':
    case 'object':
      return null;
    case 'array':
      return new Collection();
    case 'record':
      return new RecordValue(new Map(type.fields.map((f) => [f.name, f.initial ?? initial(f.type)])));
  }
}

/** A record all of whose fields are NULL; of no use where one of them may not be. */
export function nullRecord(type: RecordType): RecordValue {
  if (type.fields.some((f) => f.notNull)) throw new Useless();
  return new RecordValue(
    new Map(
      type.fields.map((f) => [
        f.name,
        f.type.kind === 'record' ? nullRecord(f.type) : isScalar(f.type) ? null : initial(f.type),
      ]),
    ),
  );
}

export function copy(value: Value): Value {
  if (value instanceof ObjectValue) {
    return new ObjectValue(value.type, new Map([...value.fields].map(([k, v]) => [k, copy(v)])));
  }
  if (value instanceof RecordValue) return new RecordValue(new Map([...value.fields].map(([k, v]) => [k, copy(v)])));
  if (value instanceof Collection) {
    return new Collection(new Map([...value.elements].map(([k, v]) => [k, copy(v)])), value.size);
  }
  return value;
}

/** The value as a variable of the type takes it. @throws ORA-06502 where it does not fit */
export function fitted(value: Value, type: Type, notNull = false): Value {
  if (notNull && value === null) throw valueError();
  if (type.kind === 'number' && typeof value === 'number' && type.size !== undefined) {
    if (Math.abs(value) >= 10 ** type.size) throw valueError();
  }
  if (type.kind === 'text' && typeof value === 'string' && type.size !== undefined) {
    if (value.length > type.size) throw valueError();
  }
  return value;
}

/** The place that a key names. @throws as Oracle does where it is none */
export function placeOf(collection: Collection, type: CollectionType, key: Value): Key {
  if (key === null || typeof key === 'object') throw valueError();
  if (type.kind === 'array') return key;
  if (typeof key === 'string') throw new Error('a text as key');
  if (key < 1 || (type.limit !== undefined && key > type.limit)) throw outsideLimit();
  if (key > collection.size) throw beyondCount();
  return key;
}

/** @throws ORA-01403 where there is none */
export function elementAt(collection: Collection, type: CollectionType, key: Value): Value {
  const found = collection.elements.get(placeOf(collection, type, key));
  if (found === undefined) throw noDataFound();
  return found;
}

export function after(collection: Collection, key: Key): Key | null {
  return collection.keys().find((x) => x > key) ?? null;
}

export function before(collection: Collection, key: Key): Key | null {
  return collection.keys().findLast((x) => x < key) ?? null;
}

/** EXTEND: so many places, with copies of a value. */
export function extend(collection: Collection, type: CollectionType, count: number, value: Value): void {
  if (type.limit !== undefined && collection.size + count > type.limit) throw outsideLimit();
  for (let i = 0; i < count; i++) collection.elements.set(++collection.size, copy(value));
}

export function trim(collection: Collection, count: number): void {
  if (count > collection.size) throw beyondCount();
  // Whether COUNT or the places count here the manual says in two ways.
  if (count > collection.elements.size) throw new Useless();
  for (let i = 0; i < count; i++) collection.elements.delete(collection.size--);
}

export function deleteAll(collection: Collection): void {
  collection.elements.clear();
  collection.size = 0;
}

/** What the program's functions SH_… show of a value. */
export function shown(value: Value, type: Type): string {
  const text = shownUnchecked(value, type);
  if (text.length > 800) throw new Useless();
  return text;
}

function shownUnchecked(value: Value, type: Type): string {
  switch (type.kind) {
    case 'number':
    case 'text':
      return String(value ?? '-');
    case 'object': {
      if (value === null) return 'null';
      if (!(value instanceof ObjectValue)) throw new Error('no object');
      return shownObject(value, value.type);
    }
    case 'record': {
      if (!(value instanceof RecordValue)) throw new Error('no record');
      return `(${type.fields.map((f) => shown(value.fields.get(f.name) ?? null, f.type)).join(' ')})`;
    }
    case 'table':
    case 'varray':
    case 'array': {
      if (value === null) return 'null';
      if (!(value instanceof Collection)) throw new Error('no collection');
      return `[${value
        .keys()
        .map((k) => `${k}:${shown(value.elements.get(k) ?? null, type.element)};`)
        .join('')}]`;
    }
  }
}

/** What the method SH shows: that of a subtype begins with that of its supertype. */
function shownObject(value: ObjectValue, { name, parent, fields }: ObjectType): string {
  const own = fields.slice(parent?.fields.length ?? 0).map((f) => shown(value.fields.get(f.name) ?? null, f.type));
  return `${name}{${[...(parent ? [shownObject(value, parent)] : []), ...own].join(' ')}}`;
}

export function isNumber(type: Type): type is ScalarType {
  return type.kind === 'number';
}
