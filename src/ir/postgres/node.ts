import type {
  PgAlterTable,
  PgAlterTableAction,
  PgCallStatement,
  PgChangeEventTrigger,
  PgColumnDefinition,
  PgComment,
  PgCreateAggregate,
  PgCreateDomain,
  PgCreateEventTrigger,
  PgCreateIndex,
  PgCreateMaterializedView,
  PgCreateRoutine,
  PgCreateSchema,
  PgCreateSequence,
  PgCreateTable,
  PgCreateTrigger,
  PgCreateType,
  PgCreateView,
  PgDmlStatement,
  PgDo,
  PgFixedStatement,
  PgGrant,
  PgParameterDefinition,
  PgPartitionBound,
  PgQueryStatement,
  PgTableConstraint,
} from './ddl.js';
import type { PgDelete, PgInsert, PgMerge, PgSetItem, PgUpdate } from './dml.js';
import type {
  PgAnd,
  PgArray,
  PgArraySubquery,
  PgAtTimeZone,
  PgBetween,
  PgBinary,
  PgBoolean,
  PgCall,
  PgCase,
  PgCast,
  PgCollate,
  PgColumn,
  PgDefault,
  PgExists,
  PgExtract,
  PgField,
  PgIn,
  PgInQuery,
  PgIs,
  PgIsDistinct,
  PgLike,
  PgNamedArgument,
  PgNot,
  PgNull,
  PgNumber,
  PgOr,
  PgParameter,
  PgQuantified,
  PgQueryText,
  PgRaw,
  PgRow,
  PgScalarSubquery,
  PgSlice,
  PgSpecialCall,
  PgStar,
  PgStatementText,
  PgString,
  PgSubscript,
  PgTypedLiteral,
  PgUnary,
  PgWindow,
} from './expressions.js';
import type {
  PgUtility,
  PlAlias,
  PlAssign,
  PlBlock,
  PlCall,
  PlCase,
  PlClose,
  PlComment,
  PlCursor,
  PlExecute,
  PlExit,
  PlFetch,
  PlForDynamic,
  PlForeach,
  PlForQuery,
  PlForRange,
  PlGetDiagnostics,
  PlHandler,
  PlIf,
  PlLoop,
  PlNull,
  PlOpen,
  PlPerform,
  PlRaise,
  PlReturn,
  PlReturnNext,
  PlReturnQuery,
  PlSelectInto,
  PlSql,
  PlTransaction,
  PlVariable,
  PlWhile,
} from './plpgsql.js';
import type {
  PgCte,
  PgDerivedTable,
  PgFromFunction,
  PgGroupItem,
  PgJoin,
  PgSelect,
  PgSelectCore,
  PgSelectItem,
  PgSetOperation,
  PgTable,
  PgValues,
  PgWith,
} from './queries.js';

/** Any node of the tree of the output: what walks over it are given (`ir/walk.ts`). */
export type PostgresNode =
  | PgAlterTable
  | PgAlterTableAction
  | PgAnd
  | PgArray
  | PgArraySubquery
  | PgAtTimeZone
  | PgBetween
  | PgBinary
  | PgBoolean
  | PgCall
  | PgCallStatement
  | PgCase
  | PgCast
  | PgChangeEventTrigger
  | PgCollate
  | PgColumn
  | PgColumnDefinition
  | PgComment
  | PgCreateAggregate
  | PgCreateDomain
  | PgCreateEventTrigger
  | PgCreateIndex
  | PgCreateMaterializedView
  | PgCreateRoutine
  | PgCreateSchema
  | PgCreateSequence
  | PgCreateTable
  | PgCreateTrigger
  | PgCreateType
  | PgCreateView
  | PgCte
  | PgDefault
  | PgDelete
  | PgDerivedTable
  | PgDmlStatement
  | PgDo
  | PgExists
  | PgExtract
  | PgField
  | PgFixedStatement
  | PgFromFunction
  | PgGrant
  | PgGroupItem
  | PgIn
  | PgInQuery
  | PgInsert
  | PgIs
  | PgIsDistinct
  | PgJoin
  | PgLike
  | PgMerge
  | PgNamedArgument
  | PgNot
  | PgNull
  | PgNumber
  | PgOr
  | PgParameter
  | PgParameterDefinition
  | PgPartitionBound
  | PgQuantified
  | PgQueryStatement
  | PgQueryText
  | PgRaw
  | PgRow
  | PgScalarSubquery
  | PgSelect
  | PgSelectCore
  | PgSelectItem
  | PgSetItem
  | PgSetOperation
  | PgSlice
  | PgSpecialCall
  | PgStar
  | PgStatementText
  | PgString
  | PgSubscript
  | PgTable
  | PgTableConstraint
  | PgTypedLiteral
  | PgUnary
  | PgUpdate
  | PgUtility
  | PgValues
  | PgWindow
  | PgWith
  | PlAlias
  | PlAssign
  | PlBlock
  | PlCall
  | PlCase
  | PlClose
  | PlComment
  | PlCursor
  | PlExecute
  | PlExit
  | PlFetch
  | PlForDynamic
  | PlForeach
  | PlForQuery
  | PlForRange
  | PlGetDiagnostics
  | PlHandler
  | PlIf
  | PlLoop
  | PlNull
  | PlOpen
  | PlPerform
  | PlRaise
  | PlReturn
  | PlReturnNext
  | PlReturnQuery
  | PlSelectInto
  | PlSql
  | PlTransaction
  | PlVariable
  | PlWhile;
