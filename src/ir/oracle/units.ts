import type { OracleFailure } from '../oracle-failure.js';
import type { DdlStatement } from './ddl.js';
import type { DmlStatement } from './dml.js';
import type { LineNode } from './names.js';
import type { Block } from './plsql.js';
import type { Query } from './queries.js';
import type { CallStatement, Commit, LockTable, Rollback, Savepoint, SetTransaction } from './statements.js';

/** One unit of a script: what ends with `;` or `/`. */
export type ScriptUnit =
  | DdlStatement
  | DmlStatement
  | QueryStatement
  | AnonymousBlock
  | SqlCall
  | Commit
  | Rollback
  | Savepoint
  | SetTransaction
  | LockTable
  | OtherStatement
  | BrokenUnit;

/** A SELECT outside PL/SQL. */
export interface QueryStatement extends LineNode {
  readonly kind: 'QueryStatement';
  readonly query: Query;
}
/** A block of a script, which runs at once and is not stored. */
export interface AnonymousBlock extends LineNode {
  readonly kind: 'AnonymousBlock';
  readonly block: Block;
}
/** `CALL proc(args) [INTO :x]` of SQL. */
export interface SqlCall extends LineNode {
  readonly kind: 'SqlCall';
  readonly call: CallStatement;
}
/**
 * Statements known by name only: EXPLAIN PLAN, ANALYZE, AUDIT, PURGE, FLASHBACK, SET ROLE, SET CONSTRAINTS, ALTER
 * SYSTEM … `what` has the first words in upper case.
 */
export interface OtherStatement extends LineNode {
  readonly kind: 'OtherStatement';
  readonly what: string;
  /** The whole of it, as written. */
  readonly text: string;
  /** It has nothing to do in PostgreSQL. */
  readonly isIgnored?: true;
}
/** Did not parse, which was reported; or is refused by Oracle. */
export interface BrokenUnit extends LineNode {
  readonly kind: 'BrokenUnit';
  readonly what: string;
  /** Kind and name where the first words tell. */
  readonly objectKind?: string;
  readonly objectName?: string;
  /** What Oracle raises for it. */
  readonly failure?: OracleFailure;
}
