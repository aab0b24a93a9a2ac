import type { PgDml } from './dml.js';
import type { PgExpr, PgType } from './expressions.js';
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
  | PgComment
  | PgGrant
  | PgDo
  | PgQueryStatement
  | PgDmlStatement
  | PgCallStatement
  | PgFixedStatement;

export interface PgCreateSchema extends PgLine {
  readonly kind: 'PgCreateSchema';
  readonly name: string;
  readonly ifNotExists: boolean;
}
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
export type PgPartitionBound =
  | {
      readonly kind: 'range';
      readonly from: readonly (PgExpr | 'minvalue' | 'maxvalue')[];
      readonly to: readonly (PgExpr | 'minvalue' | 'maxvalue')[];
    }
  | { readonly kind: 'list'; readonly values: readonly PgExpr[] }
  | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
  | { readonly kind: 'default' };
export interface PgAlterTable extends PgLine {
  readonly kind: 'PgAlterTable';
  readonly name: readonly string[];
  readonly actions: readonly PgAlterTableAction[];
}
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
export interface PgSequenceOptions {
  readonly type?: 'smallint' | 'integer' | 'bigint';
  readonly start?: string;
  readonly increment?: string;
  readonly min?: string;
  readonly max?: string;
  readonly cycle?: boolean;
  readonly cache?: string;
}
export interface PgCreateSequence extends PgLine {
  readonly kind: 'PgCreateSequence';
  readonly name: readonly string[];
  readonly ifNotExists?: boolean;
  readonly options: PgSequenceOptions;
}
export interface PgCreateView extends PgLine {
  readonly kind: 'PgCreateView';
  readonly name: readonly string[];
  readonly columns?: readonly string[];
  readonly query: PgSelect;
  readonly checkOption?: 'local' | 'cascaded';
}
export interface PgCreateMaterializedView extends PgLine {
  readonly kind: 'PgCreateMaterializedView';
  readonly name: readonly string[];
  readonly columns?: readonly string[];
  readonly query: PgSelect;
  readonly withData: boolean;
}
export interface PgCreateType extends PgLine {
  readonly kind: 'PgCreateType';
  readonly name: readonly string[];
  readonly attributes: readonly {
    readonly name: string;
    readonly type: PgType;
    readonly comments?: readonly string[];
  }[];
}
export interface PgCreateDomain extends PgLine {
  readonly kind: 'PgCreateDomain';
  readonly name: readonly string[];
  readonly type: PgType;
  readonly check?: PgExpr;
}
export interface PgParameterDefinition extends PgLine {
  readonly kind: 'PgParameterDefinition';
  readonly name: string;
  readonly mode: 'in' | 'out' | 'inout';
  readonly type: PgType;
  readonly default?: PgExpr;
}
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
/** `do $$ … $$`. */
export interface PgDo extends PgLine {
  readonly kind: 'PgDo';
  readonly variableConflict?: 'use_column';
  readonly body: PlBlock;
}
export interface PgQueryStatement extends PgLine {
  readonly kind: 'PgQueryStatement';
  readonly query: PgSelect;
}
export interface PgDmlStatement extends PgLine {
  readonly kind: 'PgDmlStatement';
  readonly statement: PgDml;
}
export interface PgCallStatement extends PgLine {
  readonly kind: 'PgCallStatement';
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
}
/** Fixed text of ours (CREATE EXTENSION, SET, event triggers, runtime files), without the semicolon; names in it are quoted already. */
export interface PgFixedStatement extends PgLine {
  readonly kind: 'PgFixedStatement';
  readonly text: string;
}
