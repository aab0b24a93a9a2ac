import type { Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { CreateType, CreateTypeBody, TypeChange } from './object-types.js';
import type { Block, Declaration, Parameter, RoutineDefinition, RoutineOptions, Statement } from './plsql.js';
import type { Query } from './queries.js';
import type { TypeRef } from './type-refs.js';

/** A clause without effect on meaning (storage, caching, logging): its words, for the report. */
export interface PhysicalClause extends NodeBase {
  readonly kind: 'PhysicalClause';
  /** First words in upper case: `TABLESPACE`, `STORAGE`, `PCTFREE`, `LOB STORAGE`, `COMPRESS`, `ORGANIZATION INDEX` … */
  readonly what: string;
}

/** What defines, changes or drops objects and their privileges; CREATE of a kind without a node of its own is a CreateOther, ALTER an AlterObject. */
export type DdlStatement =
  | CreateTable
  | AlterTable
  | CreateView
  | CreateMaterializedView
  | CreateMaterializedViewLog
  | CreateIndex
  | CreateSequence
  | CreateSynonym
  | CreateType
  | CreateTypeBody
  | CreatePackage
  | CreatePackageBody
  | CreateRoutine
  | CreateTrigger
  | CommentOn
  | Grant
  | Revoke
  | DropObject
  | Truncate
  | AlterObject
  | CreateUser
  | CreateRole
  | CreateOther
  | Rename
  | AlterSession;

// ---------- tables ----------

/**
 * `CREATE TABLE t (…)`, with `asQuery` of `CREATE TABLE t AS SELECT …`. `organization` and `external` are absent where no ORGANIZATION is
 * written. (SQL Language Reference, "CREATE TABLE")
 */
export interface CreateTable extends LineNode {
  readonly kind: 'CreateTable';
  readonly name: QualifiedName;
  readonly temporary?: 'GLOBAL' | 'PRIVATE';
  readonly onCommit?: 'DELETE ROWS' | 'PRESERVE ROWS' | 'DROP DEFINITION' | 'PRESERVE DEFINITION';
  readonly ifNotExists?: boolean;
  /** `OF type`: an object table; `OF XMLTYPE`. */
  readonly ofType?: QualifiedName;
  /** OBJECT IDENTIFIER IS PRIMARY KEY. */
  readonly keyIsIdentifier?: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly TableConstraint[];
  readonly asQuery?: Query;
  readonly organization?: 'HEAP' | 'INDEX' | 'EXTERNAL';
  readonly external?: {
    readonly type?: string;
    readonly directory?: string;
    readonly location: readonly string[];
    readonly accessParameters?: string;
  };
  readonly cluster?: QualifiedName;
  readonly partitioning?: Partitioning;
  readonly physical: readonly PhysicalClause[];
}
/**
 * A column of CREATE TABLE and of ADD and MODIFY of ALTER TABLE; in MODIFY what is absent stays as it is. `virtual` is the expression of
 * `GENERATED ALWAYS AS (…)`, `invisible: false` the word VISIBLE. (SQL Language Reference, "CREATE TABLE", column_definition)
 */
export interface ColumnDefinition extends LineNode {
  readonly kind: 'ColumnDefinition';
  readonly name: Identifier;
  /** Absent: typed by the foreign key, the query of CREATE TABLE AS, or the virtual expression. */
  readonly type?: TypeRef;
  readonly default?: Expr;
  readonly defaultOnNull?: boolean;
  readonly identity?: {
    readonly mode: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL';
    readonly options: SequenceOptions;
  };
  /** MODIFY … DROP IDENTITY. */
  readonly dropIdentity?: true;
  readonly virtual?: Expr;
  readonly invisible?: boolean;
  readonly collation?: string;
  readonly constraints: readonly ColumnConstraint[];
  readonly physical?: readonly PhysicalClause[];
}
/**
 * The name and the words after a constraint, each absent where it is not written: `CONSTRAINT c … DEFERRABLE INITIALLY DEFERRED DISABLE
 * NOVALIDATE RELY`. (SQL Language Reference, "constraint", constraint_state)
 */
export interface ConstraintState {
  readonly name?: Identifier;
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
  readonly enabled?: boolean;
  readonly validated?: boolean;
  readonly rely?: boolean;
  /** USING INDEX with an index name or a CREATE INDEX in parentheses. */
  readonly usingIndex?: QualifiedName | CreateIndex;
  /** The table for rows that violate it. */
  readonly exceptionsInto?: QualifiedName;
}
/**
 * A constraint written in a column: `c NUMBER CONSTRAINT c_ck CHECK (c > 0)`; ScopeIs and WithRowid are those of a REF column. (SQL Language
 * Reference, "constraint", inline_constraint, inline_ref_constraint)
 */
export type ColumnConstraint = NodeBase & { readonly state: ConstraintState } & (
    | { readonly kind: 'NotNull' | 'Nullable' | 'ColumnUnique' | 'ColumnPrimaryKey' }
    | { readonly kind: 'ColumnCheck'; readonly condition: Expr }
    | {
        readonly kind: 'ColumnReferences';
        readonly table: QualifiedName;
        readonly columns?: readonly Identifier[];
        readonly onDelete?: 'CASCADE' | 'SET NULL';
      }
    | { readonly kind: 'ScopeIs' | 'WithRowid' }
  );
/**
 * A constraint beside the columns; without `referenced` a foreign key refers to the primary key. SupplementalLog is `SUPPLEMENTAL LOG …`,
 * which stands in the same list. (SQL Language Reference, "constraint", out_of_line_constraint)
 */
export type TableConstraint = LineNode & { readonly state: ConstraintState } & (
    | { readonly kind: 'Unique' | 'PrimaryKey'; readonly columns: readonly Identifier[] }
    | { readonly kind: 'Check'; readonly condition: Expr }
    | {
        readonly kind: 'ForeignKey';
        readonly columns: readonly Identifier[];
        readonly table: QualifiedName;
        readonly referenced?: readonly Identifier[];
        readonly onDelete?: 'CASCADE' | 'SET NULL';
      }
    | { readonly kind: 'SupplementalLog' }
  );

/**
 * `PARTITION BY RANGE (c) INTERVAL (…) (PARTITION p1 …)`, and below it `SUBPARTITION BY …`; `reference` is the foreign key of BY REFERENCE,
 * `automatic` that of a list. (SQL Language Reference, "CREATE TABLE", table_partitioning_clauses)
 */
export interface Partitioning extends NodeBase {
  readonly kind: 'Partitioning';
  readonly method: 'RANGE' | 'LIST' | 'HASH' | 'REFERENCE' | 'SYSTEM' | 'CONSISTENT HASH';
  readonly columns: readonly Expr[];
  readonly interval?: Expr;
  readonly automatic?: boolean;
  readonly reference?: Identifier;
  readonly partitions: readonly PartitionDefinition[];
  /** PARTITIONS n of hash partitioning. */
  readonly count?: number;
  readonly subpartitioning?: Partitioning;
  /** SUBPARTITION TEMPLATE. */
  readonly template?: readonly PartitionDefinition[];
}
/**
 * `PARTITION p VALUES LESS THAN (…)` and its subpartitions; hash partitions have no bounds, and without `name` Oracle gives one. (SQL Language
 * Reference, "CREATE TABLE", table_partitioning_clauses)
 */
export interface PartitionDefinition extends LineNode {
  readonly kind: 'PartitionDefinition';
  readonly name?: Identifier;
  /** VALUES LESS THAN (…): MAXVALUE is the Name MAXVALUE. */
  readonly lessThan?: readonly Expr[];
  /** VALUES (…): DEFAULT is a DefaultMarker; tuples are Rows. */
  readonly values?: readonly Expr[];
  readonly subpartitions?: readonly PartitionDefinition[];
  readonly physical?: readonly PhysicalClause[];
}

/** `ALTER TABLE t ADD (…) MODIFY (…)`, its clauses in the order in which they are written. (SQL Language Reference, "ALTER TABLE") */
export interface AlterTable extends LineNode {
  readonly kind: 'AlterTable';
  readonly name: QualifiedName;
  readonly actions: readonly AlterTableAction[];
  /** Executed by a program as dynamic SQL: whether it succeeds, and when, is not known. */
  readonly atRunTime?: boolean;
}
/**
 * One clause of ALTER TABLE. A constraint that is dropped or switched is known by name, as the primary key, or by the columns of a unique key.
 * (SQL Language Reference, "ALTER TABLE")
 */
export type AlterTableAction =
  | (NodeBase & { readonly kind: 'AddColumns'; readonly columns: readonly ColumnDefinition[] })
  | (NodeBase & { readonly kind: 'ModifyColumns'; readonly columns: readonly ColumnDefinition[] })
  | (NodeBase & {
      readonly kind: 'DropColumns';
      readonly columns: readonly Identifier[];
      readonly setUnused?: boolean;
      readonly cascade?: boolean;
    })
  | (NodeBase & { readonly kind: 'RenameColumn'; readonly from: Identifier; readonly to: Identifier })
  | (NodeBase & { readonly kind: 'RenameTable'; readonly to: Identifier })
  | (NodeBase & { readonly kind: 'AddConstraint'; readonly constraint: TableConstraint })
  | (NodeBase & {
      readonly kind: 'DropConstraint';
      readonly name?: Identifier;
      readonly primaryKey?: boolean;
      readonly unique?: readonly Identifier[];
      readonly cascade?: boolean;
    })
  | (NodeBase & { readonly kind: 'RenameConstraint'; readonly from: Identifier; readonly to: Identifier })
  | (NodeBase & {
      readonly kind: 'SetConstraintState';
      readonly name?: Identifier;
      readonly primaryKey?: boolean;
      readonly unique?: readonly Identifier[];
      readonly enable: boolean;
      readonly validate?: boolean;
      /** DISABLE … CASCADE: the foreign keys that refer to the key, too. */
      readonly cascade?: boolean;
      /** The table for rows that violate it. */
      readonly exceptionsInto?: QualifiedName;
    })
  | (NodeBase & { readonly kind: 'AddPartition'; readonly partition: PartitionDefinition })
  | (NodeBase & {
      readonly kind: 'OtherPartitionAction';
      readonly what: string;
      readonly partitions?: readonly Identifier[];
      /** MODIFY … ADD VALUES and DROP VALUES of a list partition: `at` are the values. */
      readonly values?: 'ADD' | 'DROP';
      /** SPLIT … AT of range partitions, SPLIT … VALUES of list partitions. */
      readonly at?: readonly Expr[];
      /** The names of the new partitions: SPLIT, MERGE and RENAME. */
      readonly into?: readonly Identifier[];
      /** EXCHANGE … WITH TABLE. */
      readonly table?: QualifiedName;
    })
  | (NodeBase & { readonly kind: 'EnableTriggers'; readonly enable: boolean })
  | (NodeBase & { readonly kind: 'PhysicalAction'; readonly what: string })
  | (NodeBase & { readonly kind: 'UnsupportedAction'; readonly what: string });

// ---------- views, indexes, sequences, synonyms ----------

/**
 * `CREATE VIEW v (a, b) AS SELECT … WITH CHECK OPTION`; `ofType`, `objectIdentifier` and `under` are those of an object view. (SQL Language
 * Reference, "CREATE VIEW")
 */
export interface CreateView extends LineNode {
  readonly kind: 'CreateView';
  readonly name: QualifiedName;
  readonly columns?: readonly Identifier[];
  /** Constraints written on the columns of a view are declarative only. */
  readonly constraints?: readonly TableConstraint[];
  readonly ofType?: QualifiedName;
  readonly objectIdentifier?: readonly Identifier[];
  readonly under?: QualifiedName;
  readonly editioning?: boolean;
  /** BEQUEATH: whose rights functions in the view run with; DEFINER where it is not said. */
  readonly bequeath?: 'CURRENT_USER' | 'DEFINER';
  readonly query: Query;
  readonly restriction?: 'READ ONLY' | 'CHECK OPTION';
  readonly restrictionName?: Identifier;
}
/**
 * `CREATE MATERIALIZED VIEW v BUILD … REFRESH … AS SELECT …`; what is absent is not written (Oracle then builds at once and refreshes FORCE ON
 * DEMAND). (SQL Language Reference, "CREATE MATERIALIZED VIEW")
 */
export interface CreateMaterializedView extends LineNode {
  readonly kind: 'CreateMaterializedView';
  readonly name: QualifiedName;
  readonly columns?: readonly Identifier[];
  readonly query: Query;
  readonly build?: 'IMMEDIATE' | 'DEFERRED';
  readonly prebuilt?: boolean;
  readonly refresh?: {
    readonly method?: 'FAST' | 'COMPLETE' | 'FORCE' | 'NEVER';
    readonly on?: 'COMMIT' | 'DEMAND' | 'STATEMENT';
    readonly startWith?: Expr;
    readonly next?: Expr;
  };
  readonly queryRewrite?: boolean;
  readonly physical: readonly PhysicalClause[];
}
/** `CREATE MATERIALIZED VIEW LOG ON t`; nothing else of it is kept. (SQL Language Reference, "CREATE MATERIALIZED VIEW LOG") */
export interface CreateMaterializedViewLog extends LineNode {
  readonly kind: 'CreateMaterializedViewLog';
  readonly table: QualifiedName;
}
/** `CREATE UNIQUE INDEX i ON t (a, UPPER(b) DESC)`, also within USING INDEX of a constraint. (SQL Language Reference, "CREATE INDEX") */
export interface CreateIndex extends LineNode {
  readonly kind: 'CreateIndex';
  readonly name: QualifiedName;
  readonly unique: boolean;
  readonly bitmap: boolean;
  readonly table: QualifiedName;
  readonly tableAlias?: Identifier;
  readonly columns: readonly { readonly value: Expr; readonly direction?: 'ASC' | 'DESC' }[];
  /** Bitmap join index, domain index (`INDEXTYPE IS ctxsys.context`), cluster index. */
  readonly special?: NodeBase & { readonly kind: 'JOIN' | 'DOMAIN' | 'CLUSTER'; readonly what: string };
  readonly local?: boolean;
  readonly reverse?: boolean;
  readonly invisible?: boolean;
  readonly physical: readonly PhysicalClause[];
}
/**
 * The clauses of a sequence or identity column, numbers as written without blanks, null for NOMINVALUE, NOMAXVALUE and NOCACHE; what is not
 * written is absent. (SQL Language Reference, "CREATE SEQUENCE")
 */
export interface SequenceOptions {
  readonly startWith?: string;
  /** START WITH LIMIT VALUE: behind the greatest value of the identity column. */
  readonly startAtLimit?: boolean;
  readonly incrementBy?: string;
  readonly minValue?: string | null;
  readonly maxValue?: string | null;
  readonly cycle?: boolean;
  readonly cache?: string | null;
  readonly order?: boolean;
  /** SESSION: every session has values of its own. */
  readonly session?: boolean;
  /** SCALE or SHARD: values begin with numbers of the instance and the session. */
  readonly scale?: 'SCALE' | 'SHARD';
  /** RESTART of ALTER SEQUENCE. */
  readonly restart?: boolean;
}
/** `CREATE SEQUENCE s START WITH 1 …`. (SQL Language Reference, "CREATE SEQUENCE") */
export interface CreateSequence extends LineNode {
  readonly kind: 'CreateSequence';
  readonly name: QualifiedName;
  readonly options: SequenceOptions;
  readonly ifNotExists?: boolean;
}
/** `CREATE OR REPLACE PUBLIC SYNONYM s FOR hr.emp@link`; the target may not exist. (SQL Language Reference, "CREATE SYNONYM") */
export interface CreateSynonym extends LineNode {
  readonly kind: 'CreateSynonym';
  readonly name: QualifiedName;
  readonly public: boolean;
  readonly replace: boolean;
  readonly target: QualifiedName;
}

// ---------- program units ----------

/** `CREATE PACKAGE p AS … END`: the specification, whose routines are headings alone. (PL/SQL Language Reference, "CREATE PACKAGE Statement") */
export interface CreatePackage extends LineNode {
  readonly kind: 'CreatePackage';
  readonly name: QualifiedName;
  readonly options: RoutineOptions;
  readonly declarations: readonly Declaration[];
}
/** `CREATE PACKAGE BODY p AS … BEGIN … END`. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement") */
export interface CreatePackageBody extends LineNode {
  readonly kind: 'CreatePackageBody';
  readonly name: QualifiedName;
  readonly declarations: readonly Declaration[];
  /** The initialisation part. */
  readonly initialization?: Block;
}
/**
 * `CREATE PROCEDURE hr.p …`, `CREATE FUNCTION f …`: the routine's own name is in `routine`. (PL/SQL Language Reference, "CREATE PROCEDURE
 * Statement", "CREATE FUNCTION Statement")
 */
export interface CreateRoutine extends LineNode {
  readonly kind: 'CreateRoutine';
  readonly owner?: Identifier;
  readonly routine: RoutineDefinition;
}

/**
 * A DML, INSTEAD OF, system or compound trigger; FOR is the timing of a compound one. `referencing` has the names given instead of NEW, OLD
 * and PARENT. (PL/SQL Language Reference, "CREATE TRIGGER Statement")
 */
export interface CreateTrigger extends LineNode {
  readonly kind: 'CreateTrigger';
  readonly name: QualifiedName;
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF' | 'FOR';
  readonly on: TriggerSubject;
  readonly events: readonly TriggerEvent[];
  readonly forEachRow: boolean;
  readonly referencing?: { readonly new?: string; readonly old?: string; readonly parent?: string };
  readonly follows?: readonly QualifiedName[];
  /** FORWARD or REVERSE CROSSEDITION; PRECEDES is for these alone. */
  readonly crossedition?: true;
  readonly enabled: boolean;
  readonly when?: Expr;
  readonly body: Block | CompoundTriggerBody | TriggerCall | UnsupportedBodyRef;
}
/**
 * What a trigger is ON: a table or view (`NESTED TABLE c OF v` where `nestedColumn`), `[owner.]SCHEMA`, or DATABASE. (PL/SQL Language
 * Reference, "CREATE TRIGGER Statement")
 */
export type TriggerSubject = NodeBase &
  (
    | { readonly kind: 'Table'; readonly name: QualifiedName; readonly nestedColumn?: Identifier }
    | { readonly kind: 'Schema'; readonly owner?: Identifier }
    | { readonly kind: 'Database' }
  );
/** One of the events that OR joins; `columns` of `UPDATE OF a, b`. (PL/SQL Language Reference, "CREATE TRIGGER Statement") */
export interface TriggerEvent extends NodeBase {
  readonly kind: 'TriggerEvent';
  /** INSERT, UPDATE, DELETE, or a DDL or database event in upper case (`CREATE`, `LOGON`, `SERVERERROR`). */
  readonly event: string;
  readonly columns?: readonly Identifier[];
}
/**
 * `COMPOUND TRIGGER … BEFORE STATEMENT IS … END`: the declarations are shared by the sections while the statement runs. (PL/SQL Language
 * Reference, "Compound DML Triggers")
 */
export interface CompoundTriggerBody extends NodeBase {
  readonly kind: 'CompoundTriggerBody';
  readonly declarations: readonly Declaration[];
  readonly sections: readonly {
    readonly timing:
      | 'BEFORE STATEMENT'
      | 'BEFORE EACH ROW'
      | 'AFTER EACH ROW'
      | 'AFTER STATEMENT'
      | 'INSTEAD OF EACH ROW';
    readonly block: Block;
  }[];
}
/** `CALL proc(:new.x)`. */
export interface TriggerCall extends NodeBase {
  readonly kind: 'TriggerCall';
  readonly call: Statement;
}
export interface UnsupportedBodyRef extends NodeBase {
  readonly kind: 'UnsupportedBody';
  readonly what: string;
}
export type { Parameter };

// ---------- the rest ----------

/**
 * `COMMENT ON COLUMN t.c IS '…'`. A view is under TABLE, as Oracle writes it; the empty text drops the comment. (SQL Language Reference,
 * "COMMENT")
 */
export interface CommentOn extends LineNode {
  readonly kind: 'CommentOn';
  readonly on: 'TABLE' | 'COLUMN' | 'MATERIALIZED VIEW' | 'OTHER';
  readonly name: QualifiedName;
  readonly text: string;
}
/** `GRANT SELECT, UPDATE (a) ON t TO u WITH GRANT OPTION`; without `object` system privileges or roles. (SQL Language Reference, "GRANT") */
export interface Grant extends LineNode {
  readonly kind: 'Grant';
  /** Privilege or role names in upper case, with their columns. */
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Identifier[] }[];
  readonly object?: QualifiedName;
  /** DIRECTORY, JAVA SOURCE, USER … before the object's name. */
  readonly objectKind?: string;
  readonly grantees: readonly Identifier[];
  readonly option?: 'GRANT' | 'ADMIN' | 'HIERARCHY' | 'DELEGATE';
}
/** `REVOKE … ON t FROM u`; without `object` system privileges or roles. (SQL Language Reference, "REVOKE") */
export interface Revoke extends LineNode {
  readonly kind: 'Revoke';
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Identifier[] }[];
  readonly object?: QualifiedName;
  readonly grantees: readonly Identifier[];
}
/** `DROP TABLE t CASCADE CONSTRAINTS PURGE` and DROP of every other kind of object. (SQL Language Reference, "DROP TABLE" and its siblings) */
export interface DropObject extends LineNode {
  readonly kind: 'DropObject';
  /** TABLE, VIEW, PACKAGE BODY, PUBLIC SYNONYM … */
  readonly objectKind: string;
  readonly name: QualifiedName;
  readonly ifExists?: boolean;
  /** CASCADE CONSTRAINTS, PURGE, FORCE … */
  readonly options: readonly string[];
}
/** `TRUNCATE TABLE t CASCADE`; what it does with the storage is left out. (SQL Language Reference, "TRUNCATE TABLE") */
export interface Truncate extends LineNode {
  readonly kind: 'Truncate';
  readonly table: QualifiedName;
  readonly cascade: boolean;
}
/** ALTER of anything but a table, session: kind, name and its first words. */
export interface AlterObject extends LineNode {
  readonly kind: 'AlterObject';
  readonly objectKind: string;
  readonly name?: QualifiedName;
  /** COMPILE, ENABLE, DISABLE, RENAME TO, REBUILD, UNUSABLE, INCREMENT BY … */
  readonly action: string;
  readonly renameTo?: Identifier;
  readonly sequenceOptions?: SequenceOptions;
  /** Of ALTER TYPE, where they are all that it does. */
  readonly typeChanges?: readonly TypeChange[];
  /** The type changes are in its CREATE TYPE. */
  readonly merged?: boolean;
}
/**
 * `ALTER SESSION SET nls_date_format = '…'`: the settings with their values unquoted, or the words of another ALTER SESSION in `other`. (SQL
 * Language Reference, "ALTER SESSION")
 */
export interface AlterSession extends LineNode {
  readonly kind: 'AlterSession';
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly other?: string;
}
/** `CREATE USER u …`; only the name is kept. (SQL Language Reference, "CREATE USER") */
export interface CreateUser extends LineNode {
  readonly kind: 'CreateUser';
  readonly name: Identifier;
}
/** `CREATE ROLE r …`; only the name is kept. (SQL Language Reference, "CREATE ROLE") */
export interface CreateRole extends LineNode {
  readonly kind: 'CreateRole';
  readonly name: Identifier;
}
/** `RENAME a TO b`: a table, view, sequence or private synonym of the own schema. (SQL Language Reference, "RENAME") */
export interface Rename extends LineNode {
  readonly kind: 'Rename';
  readonly from: Identifier;
  readonly to: Identifier;
}
/** Everything that is known by name only: DIRECTORY, CONTEXT, DATABASE LINK, CLUSTER, DIMENSION, LIBRARY, JAVA, OPERATOR, PROFILE, TABLESPACE, … */
export interface CreateOther extends LineNode {
  readonly kind: 'CreateOther';
  readonly objectKind: string;
  readonly name: QualifiedName;
  /** What the report shows: path of a directory, connect string of a link, package of a context. */
  readonly detail?: string;
}
