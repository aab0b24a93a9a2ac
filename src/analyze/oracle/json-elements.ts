import type { JsonElementKind, OracleType } from '../model/types.js';

const boolean: OracleType = { kind: 'boolean' };
const number: OracleType = { kind: 'number' };
const varchar2: OracleType = { kind: 'varchar2' };
const none: OracleType = { kind: 'unknown' };

/** A value of JSON_ELEMENT_T or one of its subtypes. */
export const jsonElement = (element: JsonElementKind): OracleType => ({ kind: 'jsonElement', element });

/** The kinds by the names of their types. */
export const jsonElementTypes: ReadonlyMap<string, JsonElementKind> = new Map<string, JsonElementKind>([
  ['JSON_ELEMENT_T', 'ELEMENT'],
  ['JSON_OBJECT_T', 'OBJECT'],
  ['JSON_ARRAY_T', 'ARRAY'],
  ['JSON_SCALAR_T', 'SCALAR'],
]);

const ofAll: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ...[
    'IS_OBJECT',
    'IS_ARRAY',
    'IS_SCALAR',
    'IS_STRING',
    'IS_NUMBER',
    'IS_BOOLEAN',
    'IS_TRUE',
    'IS_FALSE',
    'IS_NULL',
  ].map((name): [string, OracleType] => [name, boolean]),
  ['IS_DATE', boolean],
  ['IS_TIMESTAMP', boolean],
  ['GET_SIZE', number],
  ['TO_STRING', varchar2],
  ['STRINGIFY', varchar2],
  ['TO_CLOB', { kind: 'clob' }],
  ['TO_BLOB', { kind: 'blob' }],
  ['TO_NUMBER', number],
  ['TO_BOOLEAN', boolean],
  ['TO_DATE', { kind: 'date' }],
  ['TO_TIMESTAMP', { kind: 'timestamp', zone: 'none' }],
  ['ON_ERROR', none],
]);
const ofContainers: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['GET', jsonElement('ELEMENT')],
  ['GET_OBJECT', jsonElement('OBJECT')],
  ['GET_ARRAY', jsonElement('ARRAY')],
  ['GET_STRING', varchar2],
  ['GET_NUMBER', number],
  ['GET_BOOLEAN', boolean],
  ['GET_DATE', { kind: 'date' }],
  ['GET_TIMESTAMP', { kind: 'timestamp', zone: 'none' }],
  ['GET_CLOB', { kind: 'clob' }],
  ['GET_BLOB', { kind: 'blob' }],
  ['GET_TYPE', varchar2],
  ['PUT', none],
  ['PUT_NULL', none],
  ['REMOVE', none],
]);

/** The methods of a JSON object type by name. */
export function jsonMethodNames(element: JsonElementKind): readonly string[] {
  const names = [
    ...ofAll.keys(),
    ...ofContainers.keys(),
    'HAS',
    'GET_KEYS',
    'RENAME_KEY',
    'APPEND',
    'APPEND_NULL',
    'CLONE',
  ];
  return names.filter((name) => jsonMethod(element, name, () => none) !== undefined);
}

/**
 * What a method of a JSON object type gives; `unknown` of procedures, undefined where the type has no such method.
 * GET_KEYS gives `keys`, the JSON_KEY_LIST. (PL/SQL Packages and Types Reference, "JSON Data Structures")
 */
export function jsonMethod(element: JsonElementKind, name: string, keys: () => OracleType): OracleType | undefined {
  if (name === 'CLONE') return jsonElement(element);
  const common = ofAll.get(name);
  if (common) return common;
  if (element !== 'OBJECT' && element !== 'ARRAY') return undefined;
  if (element === 'OBJECT') {
    if (name === 'HAS') return boolean;
    if (name === 'GET_KEYS') return keys();
    if (name === 'RENAME_KEY') return none;
  } else if (name === 'APPEND' || name === 'APPEND_NULL') return none;
  return ofContainers.get(name);
}

/**
 * Item methods at the end of JSON's dot notation, and what they give. (JSON Developer's Guide, "Simple
 * Dot-Notation Access to JSON Data")
 */
export const jsonItemMethods: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['NUMBER', { kind: 'number' }],
  ['STRING', { kind: 'varchar2' }],
  ['DOUBLE', { kind: 'binaryDouble' }],
  ['BOOLEAN', { kind: 'varchar2' }],
  ['NUMBERONLY', { kind: 'number' }],
  ['STRINGONLY', { kind: 'varchar2' }],
  ['BOOLEANONLY', { kind: 'varchar2' }],
  ['DATE', { kind: 'date' }],
  ['TIMESTAMP', { kind: 'timestamp', zone: 'none' }],
  ['LENGTH', { kind: 'number' }],
  ['SIZE', { kind: 'number' }],
  ['COUNT', { kind: 'number' }],
  ['SUM', { kind: 'number' }],
  ['AVG', { kind: 'number' }],
  ['MINNUMBER', { kind: 'number' }],
  ['MAXNUMBER', { kind: 'number' }],
  ['MINSTRING', { kind: 'varchar2' }],
  ['MAXSTRING', { kind: 'varchar2' }],
  ['ABS', { kind: 'number' }],
  ['CEILING', { kind: 'number' }],
  ['FLOOR', { kind: 'number' }],
  ['UPPER', { kind: 'varchar2' }],
  ['LOWER', { kind: 'varchar2' }],
  ['TYPE', { kind: 'varchar2' }],
]);

/** What the item method gives with which a path ends, `$.a[0].number()`; undefined where it ends with none. */
export function itemMethodType(path: string): OracleType | undefined {
  const method = /\.(\w+)\(\)$/.exec(path)?.[1];
  return method === undefined ? undefined : (jsonItemMethods.get(method.toUpperCase()) ?? none);
}
