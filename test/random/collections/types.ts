/*
 * The types of a program. Names of scalar types are those that variables and elements are declared with; a parameter takes no length.
 *   - A type may be made of types that are visible where it is: those of the schema everywhere, those of the package in it and in blocks.
 */

/** Where a type is declared, from what everybody sees to what only the block sees. */
export type Level = 'schema' | 'package' | 'local';

export interface ScalarType {
  readonly kind: 'number' | 'text';
  readonly name: string;
  /** NUMBER(2): whole numbers of two digits. VARCHAR2(3): three characters. */
  readonly size?: number;
}

export interface Field {
  readonly name: string;
  readonly type: Type;
  /** What it begins with; only of scalars. */
  readonly initial?: number | string;
  readonly notNull?: boolean;
}

export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  readonly level: Level;
  readonly fields: readonly Field[];
  /** Of the table, as T%ROWTYPE: nothing declares or constructs it. */
  readonly ofTable?: boolean;
}

export interface CollectionType {
  readonly kind: 'table' | 'varray' | 'array';
  readonly name: string;
  readonly level: Level;
  readonly element: Type;
  /** Of a varray. */
  readonly limit?: number;
  /** Is it a type of attributes, which keep no places without elements? */
  readonly ofAttributes?: boolean;
  /** Of an associative array; the others have PLS_INTEGER. */
  readonly key: ScalarType;
}

/** An object type of the schema; its first attribute is the number A. */
export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  readonly level: 'schema';
  /** The attributes, those of the supertype first. */
  readonly fields: readonly Field[];
  readonly parent?: ObjectType;
}

export type CompositeType = RecordType | CollectionType | ObjectType;
export type Type = ScalarType | CompositeType;

export const numberType: ScalarType = { kind: 'number', name: 'NUMBER' };
export const smallType: ScalarType = { kind: 'number', name: 'NUMBER(2)', size: 2 };
export const integerType: ScalarType = { kind: 'number', name: 'PLS_INTEGER' };
export const textType: ScalarType = { kind: 'text', name: 'VARCHAR2(3)', size: 3 };

/** T%ROWTYPE of the program's table. */
export const rowType: RecordType = {
  kind: 'record',
  name: 't%ROWTYPE',
  level: 'schema',
  ofTable: true,
  fields: [
    { name: 'id', type: numberType },
    { name: 'v', type: smallType },
    { name: 's', type: textType },
  ],
};

export const isScalar = (type: Type): type is ScalarType => type.kind === 'number' || type.kind === 'text';
export const isCollection = (type: Type): type is CollectionType =>
  type.kind === 'table' || type.kind === 'varray' || type.kind === 'array';

const levels: readonly Level[] = ['schema', 'package', 'local'];

export const levelOf = (type: Type): Level => (isScalar(type) ? 'schema' : type.level);

/** Is what stands at this level visible at that one? */
export const isVisible = (level: Level, at: Level): boolean => levels.indexOf(level) <= levels.indexOf(at);

/** The type's name as a parameter or a result has it. */
export const unsized = (type: Type): string => type.name.replace(/\(\d+\)$/, '');

/** Is it the type, or one under it? */
export const isUnder = (type: ObjectType, other: ObjectType): boolean =>
  type === other || (type.parent !== undefined && isUnder(type.parent, other));

export function declarationOf(type: RecordType | CollectionType): string {
  const name = type.name.replace(/^pk\./, '');
  const start = type.level === 'schema' ? `CREATE TYPE ${name} AS` : `TYPE ${name} IS`;
  switch (type.kind) {
    case 'table':
      return `${start} TABLE OF ${type.element.name};`;
    case 'varray':
      return `${start} VARRAY(${type.limit}) OF ${type.element.name};`;
    case 'array':
      return `${start} TABLE OF ${type.element.name} INDEX BY ${type.key.name};`;
    case 'record':
      return `${start} RECORD (${type.fields.map(fieldText).join(', ')});`;
  }
}

function fieldText({ name, type, initial, notNull }: Field): string {
  const value = typeof initial === 'string' ? `'${initial}'` : initial;
  return `${name} ${type.name}${notNull ? ' NOT NULL' : ''}${value === undefined ? '' : ` := ${value}`}`;
}

/** Has the type, or a part of it, something that begins with a value? */
export function hasDefaults(type: Type): boolean {
  return type.kind === 'record' && type.fields.some((f) => f.initial !== undefined || hasDefaults(f.type));
}
