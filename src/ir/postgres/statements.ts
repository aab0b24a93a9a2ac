import type {
  PgAlterTable,
  PgChangeEventTrigger,
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
  PgDrop,
  PgGrant,
  PgRename,
  PgSwitchTriggers,
  PgTruncate,
} from './ddl.js';
import type { PgDml } from './dml.js';
import type { PgExpr } from './expressions.js';
import type { PgLine, PlBlock } from './plpgsql.js';
import type { PgSelect } from './queries.js';

/** One statement of the output. */
export type PgStatement =
  | PgCreateSchema
  | PgCreateTable
  | PgAlterTable
  | PgCreateIndex
  | PgCreateSequence
  | PgCreateView
  | PgCreateMaterializedView
  | PgCreateType
  | PgCreateDomain
  | PgCreateRoutine
  | PgCreateAggregate
  | PgCreateTrigger
  | PgCreateEventTrigger
  | PgChangeEventTrigger
  | PgDrop
  | PgTruncate
  | PgRename
  | PgSwitchTriggers
  | PgComment
  | PgGrant
  | PgDo
  | PgApart
  | PgQueryStatement
  | PgDmlStatement
  | PgCallStatement
  | PgFixedStatement;

/** `do $$ … $$`. */
export interface PgDo extends PgLine {
  readonly kind: 'PgDo';
  readonly variableConflict?: 'use_column';
  readonly body: PlBlock;
}
/**
 * Makes a temporary routine in the session's second connection, over which autonomous transactions run, in place of the
 * one of its name. (runtime, ora.autonomous)
 */
export interface PgApart extends PgLine {
  readonly kind: 'PgApart';
  readonly routine: PgCreateRoutine;
}
/** A query as a statement of its own. */
export interface PgQueryStatement extends PgLine {
  readonly kind: 'PgQueryStatement';
  readonly query: PgSelect;
}
/** INSERT, UPDATE, DELETE or MERGE as a statement of its own. */
export interface PgDmlStatement extends PgLine {
  readonly kind: 'PgDmlStatement';
  readonly statement: PgDml;
}
/** `call p(…)` outside PL/pgSQL. (PostgreSQL manual, "CALL") */
export interface PgCallStatement extends PgLine {
  readonly kind: 'PgCallStatement';
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
}
/**
 * Fixed text of ours (CREATE EXTENSION, SET, event triggers, runtime files), without the semicolon;
 * names in it are quoted already.
 */
export interface PgFixedStatement extends PgLine {
  readonly kind: 'PgFixedStatement';
  readonly text: string;
}
