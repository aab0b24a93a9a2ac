import type { OracleType } from '../model/types.js';

/** What ANYDATA says of a type that it holds, and the type. */
interface HeldType {
  readonly type: OracleType;
  /** What GETTYPENAME gives. */
  readonly name: string;
}

/**
 * The built-in types by the ends of the names of CONVERT*, ACCESS* and GET*. (PL/SQL Packages and
 * Types Reference, "ANYDATA TYPE")
 */
const held: ReadonlyMap<string, HeldType> = new Map<string, HeldType>([
  ['BDOUBLE', { type: { kind: 'binaryDouble' }, name: 'SYS.BINARY_DOUBLE' }],
  ['BFLOAT', { type: { kind: 'binaryFloat' }, name: 'SYS.BINARY_FLOAT' }],
  ['BLOB', { type: { kind: 'blob' }, name: 'SYS.BLOB' }],
  ['CHAR', { type: { kind: 'char' }, name: 'SYS.CHAR' }],
  ['CLOB', { type: { kind: 'clob' }, name: 'SYS.CLOB' }],
  ['DATE', { type: { kind: 'date' }, name: 'SYS.DATE' }],
  ['INTERVALDS', { type: { kind: 'intervalDayToSecond' }, name: 'SYS.INTERVAL_DAY_SECOND' }],
  ['INTERVALYM', { type: { kind: 'intervalYearToMonth' }, name: 'SYS.INTERVAL_YEAR_MONTH' }],
  ['NCHAR', { type: { kind: 'char', national: true }, name: 'SYS.NCHAR' }],
  ['NCLOB', { type: { kind: 'clob', national: true }, name: 'SYS.NCLOB' }],
  ['NUMBER', { type: { kind: 'number' }, name: 'SYS.NUMBER' }],
  ['NVARCHAR2', { type: { kind: 'varchar2', national: true }, name: 'SYS.NVARCHAR2' }],
  ['RAW', { type: { kind: 'raw' }, name: 'SYS.RAW' }],
  ['TIMESTAMP', { type: { kind: 'timestamp', zone: 'none' }, name: 'SYS.TIMESTAMP' }],
  ['TIMESTAMPLTZ', { type: { kind: 'timestamp', zone: 'local' }, name: 'SYS.TIMESTAMP_WITH_LTZ' }],
  ['TIMESTAMPTZ', { type: { kind: 'timestamp', zone: 'zone' }, name: 'SYS.TIMESTAMP_WITH_TIMEZONE' }],
  ['VARCHAR', { type: { kind: 'varchar2' }, name: 'SYS.VARCHAR' }],
  ['VARCHAR2', { type: { kind: 'varchar2' }, name: 'SYS.VARCHAR2' }],
]);

/** The type that CONVERTx, ACCESSx or GETx of a built-in type is about. */
export const heldType = (method: string): HeldType | undefined => held.get(method.replace(/^(CONVERT|ACCESS|GET)/, ''));

/** Does the method hand the value back through its argument, and say how it went? */
export const givesByArgument = (method: string): boolean =>
  /^GET(OBJECT|COLLECTION|TYPE)$/.test(method) || (method.startsWith('GET') && heldType(method) !== undefined);

/** What a method of ANYDATA gives; undefined of those that are not converted. */
export function anydataMethod(name: string): OracleType | undefined {
  if (name === 'GETTYPENAME') return { kind: 'varchar2' };
  if (givesByArgument(name)) return { kind: 'plsInteger' };
  return name.startsWith('ACCESS') ? heldType(name)?.type : undefined;
}

/** Is it one of the functions that make an ANYDATA? */
export const makesAnydata = (member: string): boolean =>
  /^CONVERT(OBJECT|COLLECTION)$/.test(member) || (member.startsWith('CONVERT') && heldType(member) !== undefined);

/** The names of all that is converted, for the reference. */
export function anydataMembers(): readonly string[] {
  const ofType = [...held.keys()].flatMap((name) => [`ACCESS${name}`, `CONVERT${name}`, `GET${name}`]);
  return [
    ...ofType,
    'CONVERTCOLLECTION',
    'CONVERTOBJECT',
    'GETCOLLECTION',
    'GETOBJECT',
    'GETTYPE',
    'GETTYPENAME',
  ].sort();
}
