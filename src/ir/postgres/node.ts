import type {
  PgAlterTableAction,
  PgColumnDefinition,
  PgParameterDefinition,
  PgPartitionBound,
  PgTableConstraint,
} from './ddl.js';
import type { PgDml, PgSetItem } from './dml.js';
import type { PgExpr, PgWindow } from './expressions.js';
import type { PgUtility, PlDeclaration, PlHandler, PlStatement } from './plpgsql.js';
import type { PgCte, PgFromItem, PgGroupItem, PgSelectBody, PgSelectItem, PgWith } from './queries.js';
import type { PgStatement } from './statements.js';

/**
 * Any node of the tree of the output: what walks over it are given (`ir/walk.ts`). Statements, declarations and
 * expressions are those of their unions; what stands within them is listed here.
 */
export type PostgresNode =
  | PgStatement
  | PgDml
  | PgExpr
  | PlDeclaration
  | PlStatement
  | PgSelectBody
  | PgFromItem
  | PgAlterTableAction
  | PgColumnDefinition
  | PgCte
  | PgGroupItem
  | PgParameterDefinition
  | PgPartitionBound
  | PgSelectItem
  | PgSetItem
  | PgTableConstraint
  | PgUtility
  | PgWindow
  | PgWith
  | PlHandler;
