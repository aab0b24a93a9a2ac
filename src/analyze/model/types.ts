import type { Expr, Query } from '../../ir/oracle/index.js';
import type {
  CollectionTypeSymbol,
  CursorSymbol,
  ObjectTypeSymbol,
  RecordTypeSymbol,
  RelationSymbol,
} from './symbols.js';

/**
 * The type of an expression or declaration as the analysis knows it.
 * (Oracle SQL Language Reference, "Data Types"; PL/SQL Language Reference, chapters 4–6)
 */
export type OracleType =
  | NumberType
  | PlsIntegerType
  | { readonly kind: 'binaryFloat' }
  | { readonly kind: 'binaryDouble' }
  | CharacterType
  | { readonly kind: 'clob'; readonly national?: boolean }
  /** `long`: LONG RAW, as with CharacterType. */
  | { readonly kind: 'raw'; readonly length?: number; readonly long?: boolean }
  | { readonly kind: 'blob' }
  | { readonly kind: 'bfile' }
  | { readonly kind: 'date' }
  | TimestampType
  | { readonly kind: 'intervalYearToMonth'; readonly precision?: number }
  | { readonly kind: 'intervalDayToSecond'; readonly precision?: number; readonly fractional?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'rowid' }
  | { readonly kind: 'xml' }
  | { readonly kind: 'json' }
  /** ANYDATA; `other`: the types beside it, whose methods are not converted. */
  | { readonly kind: 'anydata'; readonly other?: 'ANYTYPE' | 'ANYDATASET' }
  | { readonly kind: 'refCursor'; readonly returns?: RecordType }
  | RecordType
  | { readonly kind: 'collection'; readonly collection: CollectionTypeSymbol }
  | { readonly kind: 'object'; readonly object: ObjectTypeSymbol }
  | { readonly kind: 'ref'; readonly target?: ObjectTypeSymbol }
  /** JSON_ELEMENT_T and its subtypes. */
  | { readonly kind: 'jsonElement'; readonly element: JsonElementKind }
  /** The type of the literals NULL and ''. */
  | { readonly kind: 'null' }
  /** Not known: what it depends on is not among the inputs (`missing` names it), or did not resolve. */
  | { readonly kind: 'unknown'; readonly missing?: string };

/**
 * Which of JSON's object types: JSON_ELEMENT_T, JSON_OBJECT_T, JSON_ARRAY_T, JSON_SCALAR_T. (JSON Developer's Guide,
 * "PL/SQL Object Types for JSON")
 */
export type JsonElementKind = 'ELEMENT' | 'OBJECT' | 'ARRAY' | 'SCALAR';

/** What is not known: nothing is concluded from it. */
export const unknown: OracleType = { kind: 'unknown' };

/** PLS_INTEGER and BINARY_INTEGER without bounds of their own. */
export const plsInteger: OracleType = { kind: 'plsInteger' };

/** Is it a type whose values have a length that a declaration may bound? */
export const hasLength = (type: OracleType): type is Extract<OracleType, { kind: 'varchar2' | 'char' | 'raw' }> =>
  type.kind === 'varchar2' || type.kind === 'char' || type.kind === 'raw';

/**
 * The type of a parameter or result: values keep the length, precision and scale they have, whatever %TYPE or subtype the
 * heading names; NOT NULL and a range bind.
 * (PL/SQL Language Reference, "Formal Parameters of Constrained Subtypes")
 */
export function withoutBounds(type: OracleType): OracleType {
  if (type.kind === 'number') return type.float ? { kind: 'number', float: true } : { kind: 'number' };
  return hasLength(type) && type.length !== undefined ? { ...type, length: undefined } : type;
}

/** NUMBER, INTEGER = (38,0), DECIMAL, FLOAT (binary precision in `float`). No precision and no scale: any number. */
interface NumberType {
  readonly kind: 'number';
  readonly precision?: number;
  readonly scale?: number;
  readonly float?: boolean;
  /** Decimal digits that FLOAT(p) rounds to, where they are fewer than NUMBER keeps. */
  readonly digits?: number;
}
/** PLS_INTEGER, BINARY_INTEGER, NATURAL(N), POSITIVE(N), SIGNTYPE, SIMPLE_INTEGER and subtypes with a range. */
export interface PlsIntegerType {
  readonly kind: 'plsInteger';
  readonly low?: number;
  readonly high?: number;
  readonly notNull?: boolean;
  /** SIMPLE_INTEGER: operations on such operands alone ignore overflow. */
  readonly wraps?: boolean;
}
/**
 * VARCHAR2, CHAR and their national forms; without `length` any, without `semantics` that of the session. `long`: LONG,
 * which is a VARCHAR2(32760) in PL/SQL, and without that bound as a column. (PL/SQL Language Reference, "LONG and LONG
 * RAW Variables")
 */
export interface CharacterType {
  readonly kind: 'varchar2' | 'char';
  readonly length?: number;
  readonly semantics?: 'BYTE' | 'CHAR';
  readonly national?: boolean;
  readonly long?: boolean;
  /** The length is that of a view's expression, and its column has none in PostgreSQL. */
  readonly inferred?: boolean;
}
/** TIMESTAMP [WITH [LOCAL] TIME ZONE]; without `precision` it is 6. */
export interface TimestampType {
  readonly kind: 'timestamp';
  readonly precision?: number;
  readonly zone: 'none' | 'zone' | 'local';
}
/** A record type, declared or of a row. Two records are the same type only when `identity` is the same. */
export interface RecordType {
  readonly kind: 'record';
  readonly identity: RecordIdentity;
  readonly fields: readonly RecordFieldInfo[];
}
/** Where a record type comes from: what it becomes in PostgreSQL depends on it. */
type RecordIdentity =
  | { readonly kind: 'declared'; readonly symbol: RecordTypeSymbol }
  | { readonly kind: 'table'; readonly table: RelationSymbol }
  | { readonly kind: 'cursor'; readonly cursor: CursorSymbol }
  /** The row of a query without a name: the record of a cursor FOR loop. */
  | { readonly kind: 'query'; readonly query?: Query };
/** A field of a record, or an attribute of an object type. */
export interface RecordFieldInfo {
  readonly name: string;
  readonly type: OracleType;
  readonly notNull?: boolean;
  readonly initial?: Expr;
  /** A column without a name in Oracle: this one is made up. */
  readonly unnamed?: boolean;
  /** ALTER TYPE adds it to an object type: constructors that stand before that do not give it. */
  readonly added?: boolean;
  /** It is an attribute of the composite only: ALTER TYPE has dropped it before, or is still to add it. */
  readonly absent?: boolean;
}
