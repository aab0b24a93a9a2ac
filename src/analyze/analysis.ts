import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type {
  Argument,
  Call,
  CallStatement,
  CorrelationName,
  CursorForLoop,
  Expr,
  ForLoop,
  FunctionSyntaxItem,
  Identifier,
  Member,
  MethodCallOnType,
  Name,
  New,
  QualifiedName,
  Query,
  QueryBody,
  ScriptUnit,
  Select,
  Star,
  TypeRef,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';
import type { ValueSource } from './model/carrier.js';
import type { Catalog } from './model/catalog.js';
import type { KnownText, TextForm } from './model/known-text.js';
import type { RowSource } from './model/row-source.js';
import type {
  ColumnInfo,
  CursorCounters,
  CursorSymbol,
  ExceptionSymbol,
  ObjectTypeSymbol,
  PackageSymbol,
  ParameterInfo,
  RelationSymbol,
  RoutineSymbol,
  SequenceSymbol,
  Symbol,
  TriggerSymbol,
  TypeSymbol,
  VariableSymbol,
} from './model/symbols.js';
import type { OracleType } from './model/types.js';
import type { ZoneOrigins } from './model/zone-origins.js';

export type { Catalog } from './model/catalog.js';
export type { RowSource } from './model/row-source.js';

/**
 * What the analysis knows; side tables keyed by node. Every question has an answer:
 * `unknown` and `unresolved` are answers.
 */
export interface Analysis {
  readonly catalog: Catalog;
  readonly diagnostics: readonly Diagnostic[];
  readonly units: readonly ScriptUnit[];
  /** The statements of texts that have been compiled so far; their blocks are among the units. */
  readonly texts: readonly ScriptUnit[];
  /**
   * EXECUTE IMMEDIATE statements whose DDL does not end the transaction: those of a schema's installer blocks, each of
   * which is applied as a whole.
   */
  readonly plainDdl: ReadonlySet<object>;
  /** Does the first place come before the second one, as far as scripts say? */
  precedes(first: Span, second: Span): boolean;
  /** How many texts so far have changed the columns of relations. */
  columnChanges(): number;
  typeOf(expr: Expr): OracleType;
  /** May the value be NULL (an empty string counts)? False only when proven. */
  mayBeNull(expr: Expr): boolean;
  /** What a name, call or chain means. */
  resolve(expr: Name | Call | Member | New | CorrelationName | MethodCallOnType): Resolution;
  /** What a name in a statement means: cursor of OPEN, exception of RAISE, label, table, column of SET. */
  symbolOf(name: QualifiedName | Identifier): Symbol | undefined;
  typeOfRef(type: TypeRef): OracleType;
  /** Was the type looked for and not found? False, too, where nothing has asked for it yet. */
  isUnknown(type: TypeRef): boolean;
  /**
   * Whether a type is the row of a cursor whose columns are not known, because it reads what is not among the inputs.
   */
  isUnknownRow(type: TypeRef): boolean;
  /** The output columns of a query, in order, after expansion of `*`. */
  columnsOf(query: Query | QueryBody): readonly ColumnInfo[];
  /** The rows that a node brings into scope: a FROM item or the target of DML. */
  sourceOf(item: OracleNode): RowSource | undefined;
  /** Does anything read a whole row of it? */
  isReadAsRow(source: RowSource): boolean;
  /** The columns that `*` or `t.*` stands for, with where each comes from. */
  expandStar(star: Star, select: Select): readonly { readonly source: RowSource; readonly column: ColumnInfo }[];
  /** The members that a `*` of JSON_OBJECT stands for; undefined where its columns are not known. */
  jsonMembers(item: FunctionSyntaxItem): readonly FunctionSyntaxItem[] | undefined;
  effectsOf(routine: RoutineSymbol | TriggerSymbol): Effects;
  /** May a routine end the transaction, with the constants that this call hands it? */
  endsTransaction(call: object, callee: RoutineSymbol): boolean;
  /** What the code below a node does, itself or in what it calls. */
  effectsWithin(node: object): Effects;
  /** Can a user-defined exception without a number leave this code? */
  userErrorEscapes(node: OracleNode): boolean;
  /**
   * Declares and resolves one more unit: the text of dynamic SQL. Its owner is that of the place where
   * it stands, where none is given. `standsForWord`: a name that stands for one which only the run knows; no column of it
   * is declared.
   */
  addUnit(unit: ScriptUnit, owner?: string, standsForWord?: (name: string) => boolean): void;
  /** In whose schema names are looked for at a place of the inputs. */
  ownerAt(place: Span): string;
  /** The schema object that a name means at a place of the inputs. */
  objectAt(parts: readonly Identifier[], place: Span): Symbol | undefined;
  /** The symbol that a top-level unit declares. */
  declared(unit: ScriptUnit): Symbol | undefined;
  /**
   * The symbol of any declaration node: variable, parameter, cursor, exception, type, nested
   * routine, loop record or index.
   */
  declaredBy(node: object): Symbol | undefined;
  /**
   * Programs put an ALTER TABLE … ADD together at run time that may be of this table: it may
   * have columns that no input shows.
   */
  mayGrow(relation: RelationSymbol): boolean;
  /** Is it seen, or does it count at run time, which constraints are disabled? */
  showsConstraintStates(): boolean;
  /**
   * Local variables of enclosing routines (or of the anonymous block) that a nested routine reads or writes,
   * itself or through what it calls.
   */
  capturesOf(routine: RoutineSymbol): readonly { readonly variable: VariableSymbol; readonly written: boolean }[];
  /**
   * Is the variable, or field of :NEW or :OLD, named here to be written: assigned to, filled, handed to an OUT
   * parameter, changed by a method?
   */
  isWritten(target: object): boolean;
  /** The loop that a FOR loop over a name is, where the name is no cursor but a number. */
  valueLoop(loop: CursorForLoop): ForLoop | undefined;
  /**
   * What keeps the attributes of a cursor that nested routines have part in; undefined where one
   * body alone keeps or asks them.
   */
  cursorCounters(cursor: VariableSymbol): CursorCounters | undefined;
  /**
   * What is known of a text that dynamic SQL executes: literals, constants, and what the statements
   * before it put into its variables.
   */
  dynamicText(expr: Expr): KnownText | undefined;
  /**
   * The few forms of the queries or DML that dynamic SQL may execute there, of which conditions choose one; where there is
   * one, it has values of the run in it, and is the text.
   */
  textForms(expr: Expr): readonly TextForm[] | undefined;
  /**
   * What the texts look like that dynamic SQL may execute there, NUL standing for what is not known; only where each is
   * DROP or ALTER … COMPILE.
   */
  textOutlines(expr: Expr): readonly string[] | undefined;
  /** Does the call of DBMS_LOB write to what EMPTY_CLOB() or EMPTY_BLOB() gave? */
  writesToEmptyLocator(call: CallStatement): boolean;
  /** May the number have as many digits as NUMBER holds: a quotient, a root, or what the program has put one into? */
  isEndlessNumber(expr: Expr): boolean;
  /** May a part of a dynamic text begin with what goes on with no name, as ' where …' does? */
  mayBeginApart(expr: Expr): boolean;
  /** Where a TIMESTAMP WITH TIME ZONE, or what several values become, may have its zone from. */
  zoneOrigins(...values: readonly ValueSource[]): ZoneOrigins;
}

/** What a name or chain stands for: a base and the steps that go on from it. `type` is that of the whole. */
export interface Resolution {
  readonly base: ResolvedBase;
  readonly steps: readonly ResolvedStep[];
  readonly type: OracleType;
}
/** What the first part of a chain means. */
export type ResolvedBase =
  | {
      readonly kind: 'column';
      readonly source: RowSource;
      readonly column: ColumnInfo;
      /** A table of unknown columns stands nearer: its column, where it has one of the name. */
      readonly isOpen?: true;
    }
  /** A table alias used as a value: the whole row. */
  | { readonly kind: 'row'; readonly source: RowSource }
  | { readonly kind: 'variable'; readonly variable: VariableSymbol }
  /** `:NEW.c`, `:OLD.c`, `:NEW` of object tables. */
  | {
      readonly kind: 'correlation';
      readonly which: 'NEW' | 'OLD' | 'PARENT';
      readonly column: ColumnInfo | undefined;
      readonly name: string;
      /** The row, for routines nested in the trigger. */
      readonly row?: VariableSymbol;
      /** `:NEW.OBJECT_VALUE` of an object table: the row as an object of this type. */
      readonly object?: ObjectTypeSymbol;
      /** The table or view that the trigger stands on. */
      readonly relation?: RelationSymbol | undefined;
    }
  | { readonly kind: 'routine'; readonly routine: RoutineSymbol; readonly args: readonly BoundArgument[] }
  /** Built-in SQL or STANDARD function (UPPER, NVL, COUNT, TO_CHAR …); without parentheses too (SYSDATE, USER). */
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Argument[] }
  /** A member of a supplied package: DBMS_LOB.SUBSTR, DBMS_SQL.NATIVE, UTL_RAW.CAST_TO_RAW. */
  | { readonly kind: 'supplied'; readonly package: string; readonly member: string; readonly args: readonly Argument[] }
  | {
      readonly kind: 'constructor';
      readonly type: TypeSymbol;
      readonly routine?: RoutineSymbol;
      readonly args: readonly Argument[];
      readonly bound?: readonly BoundArgument[];
    }
  | { readonly kind: 'sequence'; readonly sequence: SequenceSymbol; readonly which: 'NEXTVAL' | 'CURRVAL' }
  /**
   * ROWNUM, LEVEL, ROWID, CONNECT_BY_ISLEAF, CONNECT_BY_ISCYCLE, COLUMN_VALUE, OBJECT_VALUE,
   * ORA_ROWSCN, SQLCODE, SQLERRM, INSERTING …
   */
  | {
      readonly kind: 'pseudo';
      readonly name: string;
      readonly args?: readonly Argument[];
      /** Where the row of a pseudo-column comes from, if only one can be meant. */
      readonly source?: RowSource;
    }
  | { readonly kind: 'cursor'; readonly cursor: CursorSymbol }
  | { readonly kind: 'exception'; readonly exception: ExceptionSymbol }
  | { readonly kind: 'type'; readonly type: TypeSymbol }
  | { readonly kind: 'package'; readonly package: PackageSymbol }
  /** Any other expression that the steps go on from: `(a).b`, `treat(x as t).y`. */
  | { readonly kind: 'expression'; readonly expr: Expr }
  | { readonly kind: 'unresolved'; readonly name: string; readonly args?: readonly Argument[] };
/** A call of a method that Oracle brings itself, by its name. */
interface SuppliedMethod<Kind extends string> {
  readonly kind: Kind;
  readonly method: string;
  readonly args: readonly Argument[];
  readonly type: OracleType;
}

/** What one further part of a chain, or a call in it, does to what stands before it. */
export type ResolvedStep =
  | { readonly kind: 'field'; readonly name: string; readonly type: OracleType }
  | { readonly kind: 'element'; readonly index: Expr; readonly type: OracleType }
  /** COUNT, FIRST, LAST, NEXT, PRIOR, EXISTS, EXTEND, TRIM, DELETE, LIMIT. */
  | SuppliedMethod<'collectionMethod'>
  /** A method of XMLTYPE: GETCLOBVAL, EXTRACT … */
  | SuppliedMethod<'xmlMethod'>
  /** A method of ANYDATA: GETTYPENAME, ACCESSNUMBER, GETNUMBER … */
  | SuppliedMethod<'anydataMethod'>
  /** A method of JSON_OBJECT_T and the other JSON types: GET_STRING, PUT … */
  | SuppliedMethod<'jsonMethod'>
  | {
      readonly kind: 'objectMethod';
      readonly routine: RoutineSymbol;
      readonly args: readonly BoundArgument[];
      readonly on: ObjectTypeSymbol;
      readonly type: OracleType;
    };
/** One formal parameter and what it gets: an actual, or its default. */
export interface BoundArgument {
  readonly parameter: ParameterInfo;
  readonly actual: Expr | undefined;
}

/** What a routine does, itself or below it. */
export interface Effects {
  /** COMMIT, ROLLBACK, SET TRANSACTION or DDL: it may not run under a sub-transaction. */
  readonly transactionControl: boolean;
  readonly autonomous: boolean;
  readonly writesTables: ReadonlySet<RelationSymbol>;
  readonly readsTables: ReadonlySet<RelationSymbol>;
  /** What it writes and reads in its own transaction: not what autonomous routines below it do in theirs. */
  readonly writesInTransaction: ReadonlySet<RelationSymbol>;
  readonly readsInTransaction: ReadonlySet<RelationSymbol>;
  readonly dynamicSql: boolean;
  /** Dynamic SQL that may be more than a query. */
  readonly dynamicChanges: boolean;
  /** Dynamic SQL whose text is an INSERT, UPDATE, DELETE or MERGE, in its own transaction. */
  readonly dynamicDml: boolean;
  /** A member of a supplied package changes tables, or opens a cursor: DBMS_SQL.EXECUTE, DBMS_JOB.SUBMIT. */
  readonly changesBySupplied: boolean;
  readonly readsState: boolean;
  readonly writesState: boolean;
  readonly output: boolean;
  /** A NO_DATA_FOUND can leave it. */
  readonly noDataFoundEscapes: boolean;
  /**
   * A user-defined exception without a number can leave it: to SQL, and to code that called it
   * through SQL, that is ORA-06510.
   */
  readonly userErrorEscapes: boolean;
  /** It, or what it calls, asks for SQLCODE, SQLERRM or the error stack outside of a handler of its own. */
  readonly readsError: boolean;
  /** Something can be raised: false only where nothing but a conversion within an expression, or of a result, might. */
  readonly raises: boolean;
  /** Some values make it fail: RAISE and RAISE_APPLICATION_ERROR, a query for one row, TO_NUMBER, TO_DATE. */
  readonly refusesValues: boolean;
  /**
   * Its SQL%ROWCOUNT and the other implicit cursor attributes are asked for by routines that it calls or that
   * call it, or it asks for theirs.
   */
  readonly sharesSqlAttributes: boolean;
  /** The same of SQL%BULK_ROWCOUNT and SQL%BULK_EXCEPTIONS, which FORALL fills. */
  readonly sharesBulkAttributes: boolean;
  readonly calls: ReadonlySet<RoutineSymbol>;
}
