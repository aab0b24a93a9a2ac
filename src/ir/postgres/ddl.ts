import type { PgExpr, PgType } from './expressions.js';
import type { PgLine, PlBlock } from './plpgsql.js';
import type { PgSelect } from './queries.js';

/** `create schema s`. (PostgreSQL manual, "CREATE SCHEMA") */
export interface PgCreateSchema extends PgLine {
  readonly kind: 'PgCreateSchema';
  readonly name: string;
  readonly ifNotExists: boolean;
}
/**
 * A column of CREATE TABLE and ADD COLUMN. `generated` is the expression of a stored generated column, `options` of an
 * identity are its sequence options as text; of a partition's column the type is not printed. (PostgreSQL manual,
 * "CREATE TABLE")
 */
export interface PgColumnDefinition extends PgLine {
  readonly kind: 'PgColumnDefinition';
  readonly name: string;
  readonly type: PgType;
  readonly collation?: string;
  readonly notNull?: boolean;
  readonly default?: PgExpr;
  readonly generated?: PgExpr;
  readonly identity?: { readonly always: boolean; readonly options: string };
}
/**
 * A constraint beside the columns; without `referenced` a foreign key refers to the primary key. (PostgreSQL manual,
 * "CREATE TABLE", table_constraint)
 */
export type PgTableConstraint = PgLine & {
  readonly name?: string;
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
  readonly notValid?: boolean;
} & (
    | { readonly kind: 'primary key'; readonly columns: readonly string[] }
    | { readonly kind: 'unique'; readonly columns: readonly string[]; readonly nullsNotDistinct?: boolean }
    | { readonly kind: 'check'; readonly condition: PgExpr }
    | {
        readonly kind: 'foreign key';
        readonly columns: readonly string[];
        readonly table: readonly string[];
        readonly referenced?: readonly string[];
        readonly onDelete?: 'cascade' | 'set null';
      }
  );
/**
 * `create table t (…)`, `create table t (a, b) as select …` where `asQuery`, and `create table p partition of t …`.
 * (PostgreSQL manual, "CREATE TABLE", "CREATE TABLE AS")
 */
export interface PgCreateTable extends PgLine {
  readonly kind: 'PgCreateTable';
  readonly name: readonly string[];
  readonly persistence?: 'temporary' | 'unlogged';
  readonly onCommit?: 'delete rows' | 'preserve rows' | 'drop';
  readonly ifNotExists?: boolean;
  readonly columns: readonly PgColumnDefinition[];
  readonly constraints: readonly PgTableConstraint[];
  readonly asQuery?: PgSelect;
  /** Of a table made by a query: without its rows. */
  readonly withoutData?: boolean;
  readonly partitionBy?: { readonly method: 'range' | 'list' | 'hash'; readonly columns: readonly PgExpr[] };
  readonly partitionOf?: { readonly parent: readonly string[]; readonly bound: PgPartitionBound };
}
/**
 * `for values from (…) to (…)`, `for values in (…)`, `for values with (modulus 4, remainder 0)`, `default`. (PostgreSQL
 * manual, "CREATE TABLE", partition_bound_spec)
 */
export type PgPartitionBound =
  | {
      readonly kind: 'range';
      readonly from: readonly (PgExpr | 'minvalue' | 'maxvalue')[];
      readonly to: readonly (PgExpr | 'minvalue' | 'maxvalue')[];
    }
  | { readonly kind: 'list'; readonly values: readonly PgExpr[] }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
  | { readonly kind: 'default' };
/**
 * `alter table t …`; the printer makes several statements of it where PostgreSQL does not take the actions together.
 * (PostgreSQL manual, "ALTER TABLE")
 */
export interface PgAlterTable extends PgLine {
  readonly kind: 'PgAlterTable';
  readonly name: readonly string[];
  readonly actions: readonly PgAlterTableAction[];
}
/**
 * One action of ALTER TABLE; renaming and attaching a partition are statements of their own.
 * (PostgreSQL manual, "ALTER TABLE")
 */
export type PgAlterTableAction =
  | { readonly kind: 'add column'; readonly column: PgColumnDefinition }
  | { readonly kind: 'drop column'; readonly name: string; readonly cascade?: boolean }
  | { readonly kind: 'alter type'; readonly name: string; readonly type: PgType; readonly using?: PgExpr }
  | { readonly kind: 'set default'; readonly name: string; readonly value: PgExpr }
  | { readonly kind: 'drop default'; readonly name: string }
  | { readonly kind: 'set not null' | 'drop not null'; readonly name: string }
  | { readonly kind: 'rename column'; readonly from: string; readonly to: string }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'rename constraint'; readonly from: string; readonly to: string }
  | { readonly kind: 'add constraint'; readonly constraint: PgTableConstraint }
  | { readonly kind: 'drop constraint'; readonly name: string; readonly cascade?: boolean }
  | { readonly kind: 'validate constraint'; readonly name: string }
  | { readonly kind: 'trigger'; readonly enable: boolean; readonly name: string | 'all' | 'user' }
  | { readonly kind: 'attach partition'; readonly name: readonly string[]; readonly bound: PgPartitionBound }
  | { readonly kind: 'row level security'; readonly enable: boolean };
/**
 * `drop table if exists t, u cascade`. A trigger or constraint is one of the table `on`; of a constraint it is
 * `alter table t drop constraint c`. (PostgreSQL manual, "DROP TABLE" and those of the other kinds)
 */
export interface PgDrop extends PgLine {
  readonly kind: 'PgDrop';
  readonly objectKind:
    | 'table'
    | 'view'
    | 'materialized view'
    | 'sequence'
    | 'index'
    | 'function'
    | 'procedure'
    | 'routine'
    | 'type'
    | 'domain'
    | 'schema'
    | 'role'
    | 'trigger'
    | 'constraint';
  readonly names: readonly (readonly string[])[];
  readonly on?: readonly string[];
  readonly ifExists: boolean;
  readonly cascade?: boolean;
}
/** `truncate table t cascade`. (PostgreSQL manual, "TRUNCATE") */
export interface PgTruncate extends PgLine {
  readonly kind: 'PgTruncate';
  readonly table: readonly string[];
  readonly cascade?: boolean;
}
/**
 * `alter view v rename to w`; of a trigger, `on` is its table. (PostgreSQL manual, "ALTER
 * TABLE" and those of the other kinds)
 */
export interface PgRename extends PgLine {
  readonly kind: 'PgRename';
  readonly objectKind: 'table' | 'view' | 'materialized view' | 'sequence' | 'index' | 'trigger';
  readonly name: readonly string[];
  readonly on?: readonly string[];
  readonly to: string;
}
/**
 * `alter table t disable trigger a, disable trigger b` where it stands among the statements on rows; without `triggers`
 * all that are not the server's own, by a function of the runtime. That of a view cannot be disabled: it goes, and is
 * made again. (PostgreSQL manual, "ALTER TABLE", "ALTER VIEW")
 */
export interface PgSwitchTriggers extends PgLine {
  readonly kind: 'PgSwitchTriggers';
  readonly table: readonly string[];
  readonly triggers?: readonly string[];
  readonly ofView?: PgCreateTrigger;
  readonly enable: boolean;
}
/**
 * `create unique index i on t using gin (a opclass desc nulls last) where …`; without `method` a B-tree.
 * (PostgreSQL manual, "CREATE INDEX")
 */
export interface PgCreateIndex extends PgLine {
  readonly kind: 'PgCreateIndex';
  readonly name: string;
  readonly unique: boolean;
  readonly nullsNotDistinct?: boolean;
  readonly table: readonly string[];
  readonly method?: string;
  readonly items: readonly {
    readonly value: PgExpr;
    readonly direction?: 'asc' | 'desc';
    readonly nulls?: 'first' | 'last';
    readonly opclass?: string;
  }[];
  readonly where?: PgExpr;
}
/**
 * Numbers are text, as they may be wider than those of JavaScript; what is absent is PostgreSQL's default.
 * (PostgreSQL manual, "CREATE SEQUENCE")
 */
export interface PgSequenceOptions {
  readonly type?: 'smallint' | 'integer' | 'bigint';
  readonly start?: string;
  readonly increment?: string;
  readonly min?: string;
  readonly max?: string;
  readonly cycle?: boolean;
  readonly cache?: string;
}
/** `create sequence s as bigint start with 1`. (PostgreSQL manual, "CREATE SEQUENCE") */
export interface PgCreateSequence extends PgLine {
  readonly kind: 'PgCreateSequence';
  readonly name: readonly string[];
  readonly ifNotExists?: boolean;
  readonly options: PgSequenceOptions;
}
/** `create view v (a, b) as select … with local check option`. (PostgreSQL manual, "CREATE VIEW") */
export interface PgCreateView extends PgLine {
  readonly kind: 'PgCreateView';
  readonly name: readonly string[];
  readonly columns?: readonly string[];
  readonly query: PgSelect;
  readonly checkOption?: 'local' | 'cascaded';
}
/** `create materialized view v as select … with [no] data`. (PostgreSQL manual, "CREATE MATERIALIZED VIEW") */
export interface PgCreateMaterializedView extends PgLine {
  readonly kind: 'PgCreateMaterializedView';
  readonly name: readonly string[];
  readonly columns?: readonly string[];
  readonly query: PgSelect;
  readonly withData: boolean;
}
/** `create type t as (…)`: a composite type; it may have no attributes. (PostgreSQL manual, "CREATE TYPE") */
export interface PgCreateType extends PgLine {
  readonly kind: 'PgCreateType';
  readonly name: readonly string[];
  readonly attributes: readonly {
    readonly name: string;
    readonly type: PgType;
    readonly comments?: readonly string[];
  }[];
}
/** `create domain d as type check (…)`, in which the value is called VALUE. (PostgreSQL manual, "CREATE DOMAIN") */
export interface PgCreateDomain extends PgLine {
  readonly kind: 'PgCreateDomain';
  readonly name: readonly string[];
  readonly type: PgType;
  readonly check?: PgExpr;
}
/** A parameter of a function or procedure; the mode IN is not printed. (PostgreSQL manual, "CREATE FUNCTION") */
export interface PgParameterDefinition extends PgLine {
  readonly kind: 'PgParameterDefinition';
  readonly name: string;
  readonly mode: 'in' | 'out' | 'inout';
  readonly type: PgType;
  readonly default?: PgExpr;
}
/**
 * `create function f(…) returns … language plpgsql as $$ … $$`, or a procedure. (PostgreSQL manual, "CREATE
 * FUNCTION", "CREATE PROCEDURE")
 */
export interface PgCreateRoutine extends PgLine {
  readonly kind: 'PgCreateRoutine';
  readonly routine: 'function' | 'procedure';
  readonly name: readonly string[];
  readonly parameters: readonly PgParameterDefinition[];
  /** Absent for procedures and for functions whose OUT parameters tell. */
  readonly returns?:
    | PgType
    | { readonly setOf: PgType }
    | { readonly table: readonly { readonly name: string; readonly type: PgType }[] }
    | 'trigger'
    | 'event_trigger'
    | 'void';
  readonly language: 'plpgsql' | 'sql';
  readonly volatility?: 'volatile' | 'stable' | 'immutable';
  readonly securityDefiner?: boolean;
  /** `set search_path = a, pg_temp` without the word SET. */
  readonly settings?: readonly string[];
  /** `#variable_conflict use_column` at the head of a PL/pgSQL body. */
  readonly variableConflict?: 'use_column';
  /** `create or replace`. */
  readonly orReplace?: boolean;
  /** A PL/pgSQL block, or the SQL statement of a SQL function. */
  readonly body: PlBlock | PgSelect;
}
/** `create aggregate f(text) (sfunc = …, stype = …, finalfunc = …)` */
export interface PgCreateAggregate extends PgLine {
  readonly kind: 'PgCreateAggregate';
  readonly name: readonly string[];
  readonly argument: PgType;
  readonly state: PgType;
  /** From the state and a value to the next state. */
  readonly step: readonly string[];
  /** From the last state to the result. */
  readonly final: readonly string[];
  /** `create or replace`. */
  readonly orReplace?: boolean;
}
/**
 * `create trigger t before update of a on e for each row when (…) execute function f('arg')`; `referencing` are
 * transition tables, and args are text. (PostgreSQL manual, "CREATE TRIGGER")
 */
export interface PgCreateTrigger extends PgLine {
  readonly kind: 'PgCreateTrigger';
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly {
    readonly event: 'insert' | 'update' | 'delete' | 'truncate';
    readonly columns?: readonly string[];
  }[];
  readonly table: readonly string[];
  readonly constraint?: boolean;
  /** The inputs define the trigger more than once. */
  readonly orReplace?: boolean;
  readonly referencing?: { readonly new?: string; readonly old?: string };
  readonly forEach: 'row' | 'statement';
  readonly when?: PgExpr;
  readonly function: readonly string[];
  readonly args?: readonly string[];
}
/** `create event trigger t on ddl_command_end execute function f()`. (PostgreSQL manual, "CREATE EVENT TRIGGER") */
export interface PgCreateEventTrigger extends PgLine {
  readonly kind: 'PgCreateEventTrigger';
  readonly name: string;
  readonly event: 'ddl_command_end' | 'sql_drop';
  readonly function: readonly string[];
}
/** ALTER EVENT TRIGGER … ENABLE or DISABLE, and DROP EVENT TRIGGER IF EXISTS. */
export interface PgChangeEventTrigger extends PgLine {
  readonly kind: 'PgChangeEventTrigger';
  readonly name: string;
  readonly change: 'enable' | 'disable' | 'drop';
}
/** `comment on table t is '…'`. (PostgreSQL manual, "COMMENT") */
export interface PgComment extends PgLine {
  readonly kind: 'PgComment';
  readonly on:
    | 'table'
    | 'column'
    | 'view'
    | 'materialized view'
    | 'function'
    | 'procedure'
    | 'type'
    | 'schema'
    | 'sequence';
  readonly name: readonly string[];
  /** Argument types, where a routine is overloaded. */
  readonly signature?: readonly PgType[];
  readonly text: string;
}
/**
 * GRANT of privileges on an object; `revoke` makes it REVOKE, and `grantOption` is then GRANT OPTION FOR.
 * (PostgreSQL manual, "GRANT", "REVOKE")
 */
export interface PgGrant extends PgLine {
  readonly kind: 'PgGrant';
  readonly revoke?: boolean;
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly string[] }[];
  readonly objectKind:
    | 'table'
    | 'sequence'
    | 'schema'
    | 'function'
    | 'procedure'
    | 'routine'
    | 'type'
    | 'all functions in schema';
  readonly object: readonly string[];
  /** Argument types of a routine. */
  readonly signature?: readonly PgType[];
  readonly grantees: readonly string[];
  readonly grantOption?: boolean;
}
