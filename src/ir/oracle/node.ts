import type { CurrentOf, ErrorLogging, InsertBranch, Returning, SetItem, ValuesSource } from './dml.js';
import type { Argument, Expr, FrameBound, FunctionSyntaxItem, WindowFrame, WindowSpec } from './expressions.js';
import type { Identifier, QualifiedName } from './names.js';
import type {
  CollectionTypeDefinition,
  IncompleteType,
  ObjectTypeDefinition,
  UnsupportedTypeDefinition,
} from './object-types.js';
import type {
  AggregateBody,
  Declaration,
  ExceptionHandler,
  ExternalBody,
  Parameter,
  RecordField,
  UnsupportedBody,
} from './plsql.js';
import type { CompoundTriggerBody, TriggerCall, TriggerEvent, TriggerSubject } from './program-units.js';
import type {
  ForUpdate,
  FromItem,
  GroupItem,
  Hierarchy,
  IntoClause,
  OrderItem,
  PivotClause,
  QueryBody,
  RowLimit,
  SelectItem,
  SubqueryFactor,
  TableColumn,
  UnsupportedClause,
  With,
} from './queries.js';
import type {
  CaseStatementBranch,
  DynamicText,
  ForAllBounds,
  IfBranch,
  IterationControl,
  NamedCursor,
  Statement,
  UsingArgument,
} from './statements.js';
import type { PhysicalClause } from './storage.js';
import type {
  AlterTableAction,
  ColumnConstraint,
  ColumnDefinition,
  PartitionDefinition,
  Partitioning,
  TableConstraint,
} from './tables.js';
import type { TypeRef } from './type-refs.js';
import type { ScriptUnit } from './units.js';

/**
 * Any node of the tree of Oracle sources: what walks over it are given (`ir/walk.ts`). Units, statements, declarations
 * and expressions are those of their unions; what stands within them is listed here.
 */
export type OracleNode =
  | ScriptUnit
  | Statement
  | Declaration
  | Expr
  | QueryBody
  | FromItem
  | PivotClause
  | TypeRef
  | AggregateBody
  | AlterTableAction
  | Argument
  | CaseStatementBranch
  | CollectionTypeDefinition
  | ColumnConstraint
  | ColumnDefinition
  | CompoundTriggerBody
  | CurrentOf
  | DynamicText
  | ErrorLogging
  | ExceptionHandler
  | ExternalBody
  | ForAllBounds
  | ForUpdate
  | FrameBound
  | FunctionSyntaxItem
  | GroupItem
  | Hierarchy
  | Identifier
  | IfBranch
  | IncompleteType
  | InsertBranch
  | IntoClause
  | IterationControl
  | NamedCursor
  | ObjectTypeDefinition
  | OrderItem
  | Parameter
  | PartitionDefinition
  | Partitioning
  | PhysicalClause
  | QualifiedName
  | RecordField
  | Returning
  | RowLimit
  | SelectItem
  | SetItem
  | SubqueryFactor
  | TableColumn
  | TableConstraint
  | TriggerCall
  | TriggerEvent
  | TriggerSubject
  | UnsupportedBody
  | UnsupportedClause
  | UnsupportedTypeDefinition
  | UsingArgument
  | ValuesSource
  | WindowFrame
  | WindowSpec
  | With;
