import type {
  AlterObject,
  AlterSession,
  CommentOn,
  CreateIndex,
  CreateMaterializedView,
  CreateMaterializedViewLog,
  CreateOther,
  CreateRole,
  CreateSequence,
  CreateSynonym,
  CreateUser,
  CreateView,
  DropObject,
  Grant,
  Rename,
  Revoke,
  Truncate,
} from './ddl.js';
import type {
  CurrentOf,
  Delete,
  ErrorLogging,
  Insert,
  InsertBranch,
  Merge,
  MultiTableInsert,
  Returning,
  SetItem,
  Update,
  ValuesSource,
} from './dml.js';
import type {
  Argument,
  AtTimeZone,
  Between,
  Binary,
  BindVariable,
  BooleanLiteral,
  Call,
  Case,
  Cast,
  Collate,
  CorrelationName,
  CursorAttribute,
  CursorExpr,
  DatetimeLiteral,
  DefaultMarker,
  Exists,
  Extract,
  FrameBound,
  FunctionSyntaxItem,
  InList,
  InQuery,
  InquiryDirective,
  IntervalLiteral,
  IsOfType,
  IsTest,
  IteratedElements,
  Like,
  Logical,
  Member,
  MethodCallOnType,
  MultisetQuery,
  Name,
  NamedFunctionSyntax,
  New,
  NullLiteral,
  NumberLiteral,
  OuterJoinMark,
  Quantified,
  Row,
  Star,
  StringLiteral,
  Subquery,
  Treat,
  Trim,
  Unary,
  UnsupportedExpr,
  WindowFrame,
  WindowSpec,
} from './expressions.js';
import type { Identifier, QualifiedName } from './names.js';
import type {
  CollectionTypeDefinition,
  CreateType,
  CreateTypeBody,
  IncompleteType,
  ObjectTypeDefinition,
  UnsupportedTypeDefinition,
} from './object-types.js';
import type {
  AggregateBody,
  Block,
  CollectionTypeDeclaration,
  CursorDeclaration,
  ExceptionDeclaration,
  ExceptionHandler,
  ExternalBody,
  Parameter,
  Pragma,
  RecordField,
  RecordTypeDeclaration,
  RefCursorTypeDeclaration,
  RoutineDeclaration,
  RoutineDefinition,
  SubtypeDeclaration,
  UnsupportedBody,
  UnsupportedDeclaration,
  VariableDeclaration,
} from './plsql.js';
import type {
  CompoundTriggerBody,
  CreatePackage,
  CreatePackageBody,
  CreateRoutine,
  CreateTrigger,
  TriggerCall,
  TriggerEvent,
  TriggerSubject,
} from './program-units.js';
import type {
  DerivedTable,
  ForUpdate,
  GroupItem,
  Hierarchy,
  IntoClause,
  Join,
  JsonTable,
  OnlyTable,
  OrderItem,
  Pivot,
  Query,
  RowLimit,
  Select,
  SelectItem,
  SetOperation,
  SubqueryFactor,
  TableColumn,
  TableFunction,
  TableRef,
  TableValues,
  Unpivot,
  UnsupportedClause,
  UnsupportedFrom,
  With,
  XmlTable,
} from './queries.js';
import type {
  Assignment,
  BasicLoop,
  CallStatement,
  CaseStatement,
  CaseStatementBranch,
  CloseCursor,
  Commit,
  Continue,
  CursorForLoop,
  DmlInBlock,
  DynamicText,
  ElementOfLoop,
  ExecuteImmediate,
  Exit,
  Fetch,
  ForAll,
  ForLoop,
  Goto,
  If,
  IfBranch,
  IterationControl,
  LabelledStatement,
  LockTable,
  NamedCursor,
  NullStatement,
  OpenCursor,
  OpenFor,
  PipeRow,
  PragmaStatement,
  Raise,
  Return,
  Rollback,
  Savepoint,
  SelectInto,
  SetTransaction,
  UnsupportedStatement,
  UsingArgument,
  WhileLoop,
} from './statements.js';
import type {
  AlterTable,
  AlterTableAction,
  ColumnConstraint,
  ColumnDefinition,
  CreateTable,
  PartitionDefinition,
  Partitioning,
  PhysicalClause,
  TableConstraint,
} from './tables.js';
import type { AnchoredTypeRef, BuiltinTypeRef, NamedTypeRef, RefTypeRef } from './type-refs.js';
import type { AnonymousBlock, BrokenUnit, OtherStatement, QueryStatement, SqlCall } from './units.js';

/** Any node of the tree of Oracle sources: what walks over it are given (`ir/walk.ts`). */
export type OracleNode =
  | AggregateBody
  | AlterObject
  | AlterSession
  | AlterTable
  | AlterTableAction
  | AnchoredTypeRef
  | AnonymousBlock
  | Argument
  | Assignment
  | AtTimeZone
  | BasicLoop
  | Between
  | Binary
  | BindVariable
  | Block
  | BooleanLiteral
  | BrokenUnit
  | BuiltinTypeRef
  | Call
  | CallStatement
  | Case
  | CaseStatement
  | CaseStatementBranch
  | Cast
  | CloseCursor
  | Collate
  | CollectionTypeDeclaration
  | CollectionTypeDefinition
  | ColumnConstraint
  | ColumnDefinition
  | CommentOn
  | Commit
  | CompoundTriggerBody
  | Continue
  | CorrelationName
  | CreateIndex
  | CreateMaterializedView
  | CreateMaterializedViewLog
  | CreateOther
  | CreatePackage
  | CreatePackageBody
  | CreateRole
  | CreateRoutine
  | CreateSequence
  | CreateSynonym
  | CreateTable
  | CreateTrigger
  | CreateType
  | CreateTypeBody
  | CreateUser
  | CreateView
  | CurrentOf
  | CursorAttribute
  | CursorDeclaration
  | CursorExpr
  | CursorForLoop
  | DatetimeLiteral
  | DefaultMarker
  | Delete
  | DerivedTable
  | DmlInBlock
  | DropObject
  | DynamicText
  | ErrorLogging
  | ExceptionDeclaration
  | ExceptionHandler
  | ExecuteImmediate
  | Exists
  | ElementOfLoop
  | Exit
  | ExternalBody
  | Extract
  | Fetch
  | ForAll
  | ForLoop
  | ForUpdate
  | FrameBound
  | FunctionSyntaxItem
  | Goto
  | Grant
  | GroupItem
  | Hierarchy
  | Identifier
  | If
  | IfBranch
  | IncompleteType
  | InList
  | InQuery
  | InquiryDirective
  | Insert
  | InsertBranch
  | IntervalLiteral
  | IntoClause
  | IsOfType
  | IsTest
  | IterationControl
  | Join
  | JsonTable
  | LabelledStatement
  | Like
  | LockTable
  | Logical
  | Member
  | Merge
  | MethodCallOnType
  | MultisetQuery
  | MultiTableInsert
  | Name
  | NamedCursor
  | NamedFunctionSyntax
  | NamedTypeRef
  | New
  | NullLiteral
  | NullStatement
  | NumberLiteral
  | ObjectTypeDefinition
  | OnlyTable
  | OpenCursor
  | OpenFor
  | OrderItem
  | OtherStatement
  | OuterJoinMark
  | Parameter
  | PartitionDefinition
  | Partitioning
  | PhysicalClause
  | PipeRow
  | Pivot
  | Pragma
  | PragmaStatement
  | QualifiedName
  | Quantified
  | Query
  | QueryStatement
  | Raise
  | RecordField
  | RecordTypeDeclaration
  | RefCursorTypeDeclaration
  | RefTypeRef
  | Rename
  | Return
  | Returning
  | Revoke
  | Rollback
  | RoutineDeclaration
  | RoutineDefinition
  | Row
  | RowLimit
  | Savepoint
  | Select
  | SelectInto
  | SelectItem
  | SetItem
  | SetOperation
  | SetTransaction
  | SqlCall
  | Star
  | StringLiteral
  | Subquery
  | SubqueryFactor
  | SubtypeDeclaration
  | TableColumn
  | TableConstraint
  | TableFunction
  | TableRef
  | TableValues
  | Treat
  | TriggerCall
  | TriggerEvent
  | TriggerSubject
  | Trim
  | Truncate
  | Unary
  | Unpivot
  | UnsupportedBody
  | UnsupportedClause
  | UnsupportedDeclaration
  | IteratedElements
  | UnsupportedExpr
  | UnsupportedFrom
  | UnsupportedStatement
  | UnsupportedTypeDefinition
  | Update
  | UsingArgument
  | ValuesSource
  | VariableDeclaration
  | WhileLoop
  | WindowFrame
  | WindowSpec
  | With
  | XmlTable;
