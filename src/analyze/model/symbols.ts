import type {
  AlterTable,
  Block,
  CreateMaterializedView,
  CreatePackage,
  CreatePackageBody,
  CreateSequence,
  CreateSynonym,
  CreateTable,
  CreateTrigger,
  CreateType,
  CreateTypeBody,
  CreateView,
  CursorDeclaration,
  Expr,
  Parameter,
  Query,
  RoutineDeclaration,
  RoutineDefinition,
  TableConstraint,
} from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import type { OracleType, RecordFieldInfo, RecordType } from './types.js';

/**
 * Everything that has a name. Names are Oracle's (upper case unless quoted); what they become is
 * decided in `lower/naming/naming.ts`.
 */
export type Symbol =
  | RelationSymbol
  | SequenceSymbol
  | SynonymSymbol
  | PackageSymbol
  | RoutineSymbol
  | TypeSymbol
  | VariableSymbol
  | CursorSymbol
  | ExceptionSymbol
  | TriggerSymbol
  | LabelSymbol;

interface SymbolBase {
  readonly name: string;
  readonly span: Span;
}
interface SchemaObject extends SymbolBase {
  /** Owner as given or by configuration; '' where neither says. */
  readonly owner: string;
}

/** A column of a table, view or query. */
export interface ColumnInfo {
  readonly name: string;
  readonly type: OracleType;
  readonly nullable: boolean;
  readonly virtual?: boolean;
  readonly hidden?: boolean;
  /** Hidden because a program drops or renames it, unless that fails, or adds it when somebody runs that. */
  readonly gone?: boolean;
  /** Added by a program as NOT NULL without a default, which rows refuse. */
  readonly maybeRefused?: boolean;
  /** It became invisible or visible by ALTER TABLE: Oracle counts it last, PostgreSQL leaves it where it is. */
  readonly moved?: boolean;
  readonly identity?: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL';
  readonly hasDefault?: boolean;
  /** DEFAULT ON NULL. */
  readonly defaultOnNull?: boolean;
  /** Partitions of its table are chosen by it. */
  readonly partitionKey?: boolean;
  /** DEFAULT ON NULL of such a column. */
  readonly nullDefault?: Expr;
  /** Of a query: what an expression gives, whose type is declared nowhere. */
  readonly computed?: boolean;
  /** Of a query: the most characters of a text whose type has no length, where what makes it says so. */
  readonly filled?: number;
  readonly span?: Span;
}
/** Table, view, materialized view. */
export interface RelationSymbol extends SchemaObject {
  readonly kind: 'relation';
  readonly relation: 'table' | 'view' | 'materialized view';
  readonly columns: readonly ColumnInfo[];
  readonly temporary: boolean;
  readonly external: boolean;
  /** The type of an object table or view. */
  readonly ofType?: ObjectTypeSymbol;
  readonly constraints: readonly TableConstraint[];
  /** Columns of the primary key and of unique constraints, for key-preservation questions. */
  readonly keys: readonly { readonly primary: boolean; readonly columns: readonly string[] }[];
  /** Columns of unique indexes over plain columns. */
  readonly uniqueIndexes?: readonly (readonly string[])[];
  readonly definition: CreateTable | CreateView | CreateMaterializedView | undefined;
  /** ALTER TABLE statements of the inputs for it, in order. */
  readonly alters?: readonly AlterTable[];
  /** The columns before each of those that changes them, in order of place. */
  readonly history?: readonly FormerColumns[];
  /** Known only by reference: a supplied or dictionary view. */
  readonly supplied?: boolean;
}
/** The columns of a table before a statement that changes them. */
export interface FormerColumns {
  readonly before: Span;
  readonly columns: readonly ColumnInfo[];
  /** Does the statement come behind a place? */
  readonly isBehind: (place: Span) => boolean;
}
/**
 * Are the columns that a table ever has among the inputs known by name? Not where a query that
 * creates it, or a type, decides.
 */
export function hasKnownColumns(relation: RelationSymbol | undefined): relation is RelationSymbol {
  const { definition } = relation ?? {};
  return (
    relation?.relation === 'table' &&
    !relation.supplied &&
    relation.columns.length > 0 &&
    definition?.kind === 'CreateTable' &&
    !definition.asQuery &&
    !definition.ofType
  );
}

/** Does Oracle not count the column where PostgreSQL has it? */
export const isElsewhere = (c: ColumnInfo): boolean => (c.hidden === true && !c.gone) || c.moved === true;

/** Has a table the column, now or before it was altered? */
export function everHasColumn(relation: RelationSymbol, name: string): boolean {
  const lists = [relation.columns, ...(relation.history ?? []).map((h) => h.columns)];
  return lists.some((columns) => columns.some((c) => c.name === name));
}

/** A sequence; without a definition where it is known by reference only. */
export interface SequenceSymbol extends SchemaObject {
  readonly kind: 'sequence';
  readonly definition: CreateSequence | undefined;
}
/** A synonym; without a target where that is not among the inputs, as what stands behind a database link. */
export interface SynonymSymbol extends SchemaObject {
  readonly kind: 'synonym';
  readonly public: boolean;
  readonly definition: CreateSynonym;
  readonly target: Symbol | undefined;
}
/** A package, of whose specification and body one may be missing in the inputs. */
export interface PackageSymbol extends SchemaObject {
  readonly kind: 'package';
  readonly specification: CreatePackage | undefined;
  readonly body: CreatePackageBody | undefined;
  /**
   * Members by name in order of declaration; a routine's forward declaration or specification and
   * its definition are one symbol.
   */
  readonly members: ReadonlyMap<string, readonly Symbol[]>;
  /** Names declared in the specification. */
  readonly publicNames: ReadonlySet<string>;
  /** It has variables that are not constants, or cursors, or an initialisation part. */
  readonly stateful: boolean;
}
/** What all types with a name have, of CREATE TYPE and of declarations alike. */
interface TypeSymbolBase extends SchemaObject {
  /** Package, or routine or trigger of a local type; undefined for CREATE TYPE. */
  readonly container: PackageSymbol | RoutineSymbol | TriggerSymbol | undefined;
  /** Declared in an anonymous block: lives as long as the session. */
  readonly anonymous?: boolean;
}
/** A type with a name. */
export type TypeSymbol =
  | ObjectTypeSymbol
  | CollectionTypeSymbol
  | RecordTypeSymbol
  | SubtypeSymbol
  | RefCursorTypeSymbol;
/** An object type of CREATE TYPE; where only a forward declaration is known, without attributes and methods. */
export interface ObjectTypeSymbol extends TypeSymbolBase {
  readonly kind: 'objectType';
  readonly supertype: ObjectTypeSymbol | undefined;
  /** Own and inherited attributes, inherited first. */
  readonly attributes: readonly RecordFieldInfo[];
  /**
   * Own attributes of the composite, where ALTER TYPE changes them while a script runs: those of all its
   * times, as they are in the end.
   */
  readonly stored?: readonly RecordFieldInfo[];
  /** Own and inherited methods; an overriding one replaces what it overrides. */
  readonly methods: readonly RoutineSymbol[];
  readonly final: boolean;
  readonly instantiable: boolean;
  readonly subtypes: readonly ObjectTypeSymbol[];
  readonly definition: CreateType | undefined;
  readonly body: CreateTypeBody | undefined;
}
/** A nested table, VARRAY or associative array type; `limit` of a VARRAY. */
export interface CollectionTypeSymbol extends TypeSymbolBase {
  readonly kind: 'collectionType';
  readonly variant: 'nestedTable' | 'varray' | 'associativeArray';
  readonly element: OracleType;
  /** What its arrays hold, where a later ALTER TYPE of the script modifies the type of the elements. */
  readonly storedElement?: OracleType | undefined;
  readonly elementNotNull: boolean;
  readonly limit?: number;
  /** Of associative arrays. */
  readonly index?: OracleType;
}
/** A record type, declared or that of a cursor's rows. */
export interface RecordTypeSymbol extends TypeSymbolBase {
  readonly kind: 'recordType';
  readonly fields: readonly RecordFieldInfo[];
  /** Not written by the user: the elements of `TABLE OF cursor%ROWTYPE`, or the row of a cursor. */
  readonly ofCursorRow?: boolean;
  /** Of the row of a cursor: the cursor's query. */
  readonly query?: Query;
  /** Of the row of a cursor: is it used? */
  used?: boolean;
}
/** `SUBTYPE s IS base NOT NULL`; a range is in the base type. */
export interface SubtypeSymbol extends TypeSymbolBase {
  readonly kind: 'subtype';
  readonly base: OracleType;
  readonly notNull: boolean;
}
/** `TYPE c IS REF CURSOR [RETURN …]`; weak where there is no `returns`. */
export interface RefCursorTypeSymbol extends TypeSymbolBase {
  readonly kind: 'refCursorType';
  readonly returns?: RecordType;
}

/** What a call of the routine gives: its result, the object of a constructor; nothing of a procedure. */
export function resultTypeOf({ returns, container, declaration }: RoutineSymbol): OracleType | undefined {
  if (declaration.method?.role !== 'CONSTRUCTOR' || container?.kind !== 'objectType') return returns;
  return { kind: 'object', object: container };
}

/**
 * A routine: stand-alone, of a package, of an object type, nested in another, or of a WITH clause.
 * Overloads are symbols of their own.
 */
export interface RoutineSymbol extends SchemaObject {
  readonly kind: 'routine';
  readonly routine: 'PROCEDURE' | 'FUNCTION';
  readonly container: PackageSymbol | ObjectTypeSymbol | RoutineSymbol | TriggerSymbol | undefined;
  /** Nested in a block of an anonymous block. */
  readonly nested: boolean;
  readonly public: boolean;
  readonly parameters: readonly ParameterInfo[];
  readonly returns: OracleType | undefined;
  /** Is the result of a subtype declared NOT NULL? */
  readonly resultNotNull?: boolean;
  readonly declaration: RoutineDeclaration | RoutineDefinition;
  /** Absent where only the heading is known. */
  readonly definition: RoutineDefinition | undefined;
  /** 1-based among the routines of this name in its container, and how many there are. */
  readonly overload: { readonly index: number; readonly count: number };
}
/** Does the function pipe its rows? Specification and body say so alike. */
export const isPipelined = ({ definition, declaration }: RoutineSymbol): boolean =>
  (definition ?? declaration).options.pipelined === true;
/** Is it declared, in its specification or its body, to give the same for the same arguments? */
export const isDeterministic = ({ definition, declaration }: RoutineSymbol): boolean =>
  declaration.options.deterministic === true || definition?.options.deterministic === true;
/** SQL does not see routines of blocks and routines, nor those that a package keeps to itself. (PLS-00231) */
export const isHiddenFromSql = ({ nested, container, public: shown }: RoutineSymbol): boolean =>
  nested || container?.kind === 'routine' || container?.kind === 'trigger' || (container?.kind === 'package' && !shown);
/**
 * A parameter of a routine or cursor; without a node where the heading does not declare it (SELF, an
 * attribute that a constructor takes).
 */
export interface ParameterInfo {
  readonly variable: VariableSymbol;
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly initial?: Expr;
  readonly node: Parameter | undefined;
}
/** A variable, constant, parameter, loop index or record, or what stands for one (SELF). */
export interface VariableSymbol extends SymbolBase {
  readonly kind: 'variable';
  readonly storage:
    | 'local'
    | 'parameter'
    | 'package'
    | 'loopIndex'
    | 'loopRecord'
    | 'self'
    | 'forallIndex'
    | 'cursorParameter';
  readonly type: OracleType;
  /**
   * What `name%TYPE` means, where it is not the type: a parameter's own is without the length of the
   * type that its declaration names.
   */
  readonly anchor?: OracleType;
  readonly constant: boolean;
  readonly notNull: boolean;
  readonly initial?: Expr;
  /** The routine or package that declares it; undefined in anonymous blocks. */
  readonly container: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;
  /** The block that declares it. */
  readonly block?: Block;
  /** The bounds of a loop index where they are written as numbers. */
  readonly range?: { readonly low: number; readonly high: number };
}
/** An explicit cursor; without a query where the specification of a package has only its row type. */
export interface CursorSymbol extends SymbolBase {
  readonly kind: 'cursor';
  /** What holds the cursor at run time: a nested routine that opens or fetches from it captures this. */
  readonly variable: VariableSymbol;
  readonly declaration: CursorDeclaration;
  readonly parameters: readonly ParameterInfo[];
  readonly query: Query | undefined;
  readonly row: RecordType;
  /** The row as a type with a name, which what crosses the border of a routine needs. */
  readonly rowType: RecordTypeSymbol;
  readonly container: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;
}
/** An exception, declared or predefined. */
export interface ExceptionSymbol extends SymbolBase {
  readonly kind: 'exception';
  /** Positive ORA number where predefined or given by EXCEPTION_INIT. */
  readonly oraCode?: number;
  readonly predefined: boolean;
  /** `OWNER.UNIT.NAME` or with the routine's path: what the hash of its SQLSTATE is made of. */
  readonly path: string;
}
/** A trigger; without a table where that is not known, or where the trigger is of a schema or the database. */
export interface TriggerSymbol extends SchemaObject {
  readonly kind: 'trigger';
  readonly definition: CreateTrigger;
  readonly table: RelationSymbol | undefined;
  /** What INSERTING and its like ask for, UPDATING('C'), :NEW and :OLD: routines nested in the trigger capture it. */
  readonly event: VariableSymbol;
  readonly updatedColumns: VariableSymbol;
  readonly newRow: VariableSymbol;
  readonly oldRow: VariableSymbol;
}
/** A further label of a block; the first one is the qualifier of its scope. */
interface LabelSymbol extends SymbolBase {
  readonly kind: 'label';
}

/** What keeps `%FOUND` and `%ROWCOUNT` of a cursor that several bodies use. */
export interface CursorCounters {
  readonly found: VariableSymbol;
  readonly rowcount: VariableSymbol;
}
