import { noSpan } from '../../../ir/span.js';
import type { CollectionTypeSymbol, RecordTypeSymbol } from '../../model/symbols.js';
import { type OracleType, plsInteger, type RecordFieldInfo } from '../../model/types.js';

/*
 * What the files of this folder are made of: a package that Oracle supplies, as its chapter of PL/SQL Packages and Types
 * Reference describes it. What becomes of its members is said in lower/supplied/packages/, by the same names.
 */

/** A package that Oracle supplies. */
export interface SuppliedPackage {
  readonly name: string;
  /** A name that it had before, which stays as a synonym. */
  readonly formerName?: string;
  readonly members: Readonly<Record<string, SuppliedMember>>;
  readonly types?: Readonly<Record<string, OracleType>>;
  /** All parameters are IN, but those of members that say otherwise. */
  readonly onlyReads?: true;
  /** What its functions give that the table has not. */
  readonly othersGive?: OracleType;
  /** It runs statements of SQL whose text it is given: what fails in them is an error of SQL. */
  readonly runsSql?: true;
}

/** A procedure, function or constant of a supplied package. */
export interface SuppliedMember extends MemberFacts {
  /** What a function gives, or what a constant is. */
  readonly type?: OracleType | ((args: readonly OracleType[]) => OracleType);
  /** Oracle's names of the parameters, in lower case and in order, where those of the runtime's routine are others. */
  readonly parameters?: readonly string[];
  /** The value of a constant; a number that is not exact in JavaScript as its digits. */
  readonly constant?: ConstantValue;
}

/** Digits as a text where the type of the constant is a number. */
type ConstantValue = number | string | boolean;

/** What a member does beside giving a result. */
interface MemberFacts {
  /** Has it IN parameters only? Not said: what the package says, else no. */
  readonly onlyReads?: boolean;
  /** It commits before and after what it does, or after it alone. */
  readonly commits?: 'around' | 'after';
  /** It is COMMIT or ROLLBACK, or runs what may contain them. */
  readonly endsTransaction?: true;
  /** Undoing what it does could be seen: it changes tables, or opens a cursor. */
  readonly changesDatabase?: true;
  /** It raises NO_DATA_FOUND at the end of what it reads. */
  readonly raisesNoDataFound?: true;
  /** It tells of the error that is being handled. */
  readonly tellsOfError?: true;
  /** It writes to the LOB that is its first argument. */
  readonly writesLob?: true;
}

// Facts by name, for the tables of members.
/** It has IN parameters only. */
export const onlyReads: MemberFacts = { onlyReads: true };
/** It has OUT or IN OUT parameters. */
export const writesArguments: MemberFacts = { onlyReads: false };
/** It commits before and after what it does. */
export const commitsAround: MemberFacts = { commits: 'around' };
/** It commits after what it does. */
export const commitsAfter: MemberFacts = { commits: 'after' };
export const endsTransaction: MemberFacts = { endsTransaction: true };
export const changesDatabase: MemberFacts = { changesDatabase: true };
export const raisesNoDataFound: MemberFacts = { raisesNoDataFound: true };
export const tellsOfError: MemberFacts = { tellsOfError: true };
export const writesLob: MemberFacts = { writesLob: true };

// Oracle's types by name, likewise.
export const number: OracleType = { kind: 'number' };
export const varchar2: OracleType = { kind: 'varchar2' };
export const nvarchar2: OracleType = { kind: 'varchar2', national: true };
export const raw: OracleType = { kind: 'raw' };
export const boolean: OracleType = { kind: 'boolean' };
export const date: OracleType = { kind: 'date' };
export const clob: OracleType = { kind: 'clob' };
export const blob: OracleType = { kind: 'blob' };
export const xml: OracleType = { kind: 'xml' };
export const binaryDouble: OracleType = { kind: 'binaryDouble' };
export const binaryFloat: OracleType = { kind: 'binaryFloat' };
export const refCursor: OracleType = { kind: 'refCursor' };
/** VARCHAR2 of a length. */
export const text = (length: number): OracleType => ({ kind: 'varchar2', length });

type Members = Readonly<Record<string, SuppliedMember>>;
/** The words of a list. */
export const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

/** A function, and Oracle's names of its parameters where the runtime has others: `fn(raw, 'r pos len')`. */
export const fn = (
  type: NonNullable<SuppliedMember['type']>,
  parameters = '',
  ...facts: MemberFacts[]
): SuppliedMember => Object.assign({ type, parameters: words(parameters) }, ...facts);

/** A procedure, and Oracle's names of its parameters where the runtime has others. */
export const proc = (parameters = '', ...facts: MemberFacts[]): SuppliedMember =>
  Object.assign({ parameters: words(parameters) }, ...facts);

/** Functions that give the same type, and do the same beside it. */
export const fns = (names: string, type: OracleType, ...facts: MemberFacts[]): Members =>
  Object.fromEntries(words(names).map((name) => [name, Object.assign({ type }, ...facts)]));

/** Procedures that do the same, as far as the compiler has to know. */
export const procs = (names: string, ...facts: MemberFacts[]): Members =>
  Object.fromEntries(words(names).map((name) => [name, Object.assign({}, ...facts)]));

/** Constants of one type, by name. */
export const constants = (type: OracleType, values: Readonly<Record<string, ConstantValue>>): Members =>
  Object.fromEntries(Object.entries(values).map(([name, constant]) => [name, { type, constant }]));

/** A type of ours in schema `ora`, called after its package: `DBMS_SQL.DESC_REC` is `ora.dbms_sql_desc_rec`. */
const declared = (full: string) => ({
  name: full.replace(/^SYS\./, '').replace(/[.$]/g, '_'),
  owner: 'ORA',
  span: noSpan,
  container: undefined,
});

/** A record type by its full name. */
export function record(full: string, declaredFields: Readonly<Record<string, OracleType>>): OracleType {
  const fields: RecordFieldInfo[] = Object.entries(declaredFields).map(([name, type]) => ({ name, type }));
  const symbol: RecordTypeSymbol = { kind: 'recordType', ...declared(full), fields };
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields };
}

/** A collection type by its full name. */
function collection(
  full: string,
  variant: CollectionTypeSymbol['variant'],
  element: OracleType,
  index?: OracleType,
): OracleType {
  const symbol: CollectionTypeSymbol = {
    kind: 'collectionType',
    ...declared(full),
    variant,
    element,
    elementNotNull: false,
    index,
  };
  return { kind: 'collection', collection: symbol };
}

/** `TABLE OF … INDEX BY BINARY_INTEGER`, as nearly all collections of packages are. */
export const table = (full: string, element: OracleType): OracleType =>
  collection(full, 'associativeArray', element, plsInteger);
/** `VARRAY(…) OF …` */
export const varray = (full: string, element: OracleType): OracleType => collection(full, 'varray', element);
/** `TABLE OF …` */
export const nestedTable = (full: string, element: OracleType): OracleType => collection(full, 'nestedTable', element);
