import type { BuiltinTypeName } from '../../ir/builtin-type-names.js';
import type { BuiltinTypeRef } from '../../ir/oracle/index.js';
import { type OracleType, plsInteger, unknown } from '../model/types.js';

/** The type of these sizes, as far as they are written and known. */
type Sized = (length: number | undefined, scale: number | undefined, ref: BuiltinTypeRef) => OracleType;

/** NUMBER(*) is NUMBER: without a scale, whose default of 0 belongs to a precision that is written. */
const number: Sized = (length, scale, { name, precision, scale: written }) => {
  if (precision === '*' && written !== undefined) return { kind: 'number', precision: 38, scale: scale ?? 0 };
  if (precision === '*' || precision === undefined)
    return name === 'NUMBER' ? { kind: 'number' } : { kind: 'number', precision: 38, scale: 0 };
  return { kind: 'number', precision: length, scale: scale ?? 0 };
};

/** PL/SQL takes a precision after these names, too, which binds as that of NUMBER. */
const whole: Sized = (length) => ({ kind: 'number', precision: length ?? 38, scale: 0 });

/** Binary digits; a value is rounded to as many decimal ones. (SQL Language Reference, "FLOAT Data Type") */
const float = (bits: number): OracleType =>
  bits < 126 ? { kind: 'number', float: true, digits: Math.ceil(bits * 0.30103) } : { kind: 'number', float: true };

const varchar: Sized = (length, _, { lengthSemantics: semantics }) => ({ kind: 'varchar2', length, semantics });
const nationalVarchar: Sized = (length) => ({ kind: 'varchar2', length, semantics: 'CHAR', national: true });
const char: Sized = (length, _, { lengthSemantics: semantics }) => ({ kind: 'char', length: length ?? 1, semantics });
const nationalChar: Sized = (length) => ({ kind: 'char', length: length ?? 1, semantics: 'CHAR', national: true });
const long: OracleType = { kind: 'varchar2', length: 32760, long: true };
const timestamp =
  (zone: 'none' | 'zone' | 'local'): Sized =>
  (precision) => ({ kind: 'timestamp', precision, zone });

/**
 * What the words of a type stand for. (SQL Language Reference, "Oracle Built-in Data Types" and "ANSI Supported Data
 * Types"; PL/SQL Language Reference, "PL/SQL Data Types")
 */
const typesInWords: Readonly<Record<BuiltinTypeName, OracleType | Sized>> = {
  NUMBER: number,
  NUMERIC: number,
  DECIMAL: number,
  DEC: number,
  INTEGER: whole,
  INT: whole,
  SMALLINT: whole,
  FLOAT: (length) => float(length ?? 126),
  REAL: float(63),
  'DOUBLE PRECISION': float(126),
  PLS_INTEGER: plsInteger,
  BINARY_INTEGER: plsInteger,
  NATURAL: { kind: 'plsInteger', low: 0 },
  NATURALN: { kind: 'plsInteger', low: 0, notNull: true },
  POSITIVE: { kind: 'plsInteger', low: 1 },
  POSITIVEN: { kind: 'plsInteger', low: 1, notNull: true },
  SIGNTYPE: { kind: 'plsInteger', low: -1, high: 1 },
  SIMPLE_INTEGER: { kind: 'plsInteger', notNull: true, wraps: true },
  BINARY_FLOAT: { kind: 'binaryFloat' },
  SIMPLE_FLOAT: { kind: 'binaryFloat' },
  BINARY_DOUBLE: { kind: 'binaryDouble' },
  SIMPLE_DOUBLE: { kind: 'binaryDouble' },
  VARCHAR2: varchar,
  VARCHAR: varchar,
  STRING: varchar,
  'CHAR VARYING': varchar,
  'CHARACTER VARYING': varchar,
  NVARCHAR2: nationalVarchar,
  'NCHAR VARYING': nationalVarchar,
  'NATIONAL CHAR VARYING': nationalVarchar,
  'NATIONAL CHARACTER VARYING': nationalVarchar,
  CHAR: char,
  CHARACTER: char,
  NCHAR: nationalChar,
  'NATIONAL CHAR': nationalChar,
  'NATIONAL CHARACTER': nationalChar,
  CLOB: { kind: 'clob' },
  NCLOB: { kind: 'clob', national: true },
  LONG: long,
  'LONG VARCHAR': long,
  RAW: (length) => ({ kind: 'raw', length }),
  'LONG RAW': { kind: 'raw', length: 32760, long: true },
  BLOB: { kind: 'blob' },
  BFILE: { kind: 'bfile' },
  DATE: { kind: 'date' },
  TIMESTAMP: timestamp('none'),
  TIME: timestamp('none'),
  'TIMESTAMP WITH TIME ZONE': timestamp('zone'),
  'TIME WITH TIME ZONE': timestamp('zone'),
  'TIMESTAMP WITH LOCAL TIME ZONE': timestamp('local'),
  'INTERVAL YEAR TO MONTH': (precision) => ({ kind: 'intervalYearToMonth', precision }),
  'INTERVAL DAY TO SECOND': (precision, fractional) => ({ kind: 'intervalDayToSecond', precision, fractional }),
  BOOLEAN: { kind: 'boolean' },
  ROWID: { kind: 'rowid' },
  UROWID: { kind: 'rowid' },
  JSON: { kind: 'json' },
  // Of a later version than 19c.
  VECTOR: unknown,
};

/**
 * What names stand for that are no words of the language. The unconstrained ones are of the highest precision. (PL/SQL
 * Language Reference, "Unconstrained Subtypes")
 */
const typesByName: Readonly<Record<string, OracleType | Sized>> = {
  TIMESTAMP_UNCONSTRAINED: { kind: 'timestamp', precision: 9, zone: 'none' },
  TIMESTAMP_TZ_UNCONSTRAINED: { kind: 'timestamp', precision: 9, zone: 'zone' },
  TIMESTAMP_LTZ_UNCONSTRAINED: { kind: 'timestamp', precision: 9, zone: 'local' },
  YMINTERVAL_UNCONSTRAINED: { kind: 'intervalYearToMonth', precision: 9 },
  DSINTERVAL_UNCONSTRAINED: { kind: 'intervalDayToSecond', precision: 9, fractional: 9 },
  XMLTYPE: { kind: 'xml' },
  ANYDATA: { kind: 'anydata' },
  ANYTYPE: { kind: 'anydata', other: 'ANYTYPE' },
  ANYDATASET: { kind: 'anydata', other: 'ANYDATASET' },
  SYS_REFCURSOR: { kind: 'refCursor' },
};

const builtinTypes: ReadonlyMap<string, OracleType | Sized> = new Map(
  Object.entries({ ...typesInWords, ...typesByName }),
);

/** The type that a built-in name stands for, with the length or precision and the scale that are written after it. */
export function sizedType(ref: BuiltinTypeRef, length: number | undefined, scale: number | undefined): OracleType {
  const type = builtinTypes.get(ref.name) ?? unknown;
  return typeof type === 'function' ? type(length, scale, ref) : type;
}
