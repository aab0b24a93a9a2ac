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

export interface AlterTable extends LineNode {
  readonly kind: 'AlterTable';
  readonly name: QualifiedName;
  readonly actions: readonly AlterTableAction[];
  /** Executed by a program as dynamic SQL: whether it succeeds, and when, is not known. */
  readonly atRunTime?: boolean;
}
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
export interface CreateMaterializedViewLog extends LineNode {
  readonly kind: 'CreateMaterializedViewLog';
  readonly table: QualifiedName;
}
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
export interface CreateSequence extends LineNode {
  readonly kind: 'CreateSequence';
  readonly name: QualifiedName;
  readonly options: SequenceOptions;
  readonly ifNotExists?: boolean;
}
export interface CreateSynonym extends LineNode {
  readonly kind: 'CreateSynonym';
  readonly name: QualifiedName;
  readonly public: boolean;
  readonly replace: boolean;
  readonly target: QualifiedName;
}

// ---------- program units ----------

export interface CreatePackage extends LineNode {
  readonly kind: 'CreatePackage';
  readonly name: QualifiedName;
  readonly options: RoutineOptions;
  readonly declarations: readonly Declaration[];
}
export interface CreatePackageBody extends LineNode {
  readonly kind: 'CreatePackageBody';
  readonly name: QualifiedName;
  readonly declarations: readonly Declaration[];
  /** The initialisation part. */
  readonly initialization?: Block;
}
export interface CreateRoutine extends LineNode {
  readonly kind: 'CreateRoutine';
  readonly owner?: Identifier;
  readonly routine: RoutineDefinition;
}

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
export type TriggerSubject = NodeBase &
  (
    | { readonly kind: 'Table'; readonly name: QualifiedName; readonly nestedColumn?: Identifier }
    | { readonly kind: 'Schema'; readonly owner?: Identifier }
    | { readonly kind: 'Database' }
  );
export interface TriggerEvent extends NodeBase {
  readonly kind: 'TriggerEvent';
  /** INSERT, UPDATE, DELETE, or a DDL or database event in upper case (`CREATE`, `LOGON`, `SERVERERROR`). */
  readonly event: string;
  readonly columns?: readonly Identifier[];
}
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

export interface CommentOn extends LineNode {
  readonly kind: 'CommentOn';
  readonly on: 'TABLE' | 'COLUMN' | 'MATERIALIZED VIEW' | 'OTHER';
  readonly name: QualifiedName;
  readonly text: string;
}
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
export interface Revoke extends LineNode {
  readonly kind: 'Revoke';
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Identifier[] }[];
  readonly object?: QualifiedName;
  readonly grantees: readonly Identifier[];
}
export interface DropObject extends LineNode {
  readonly kind: 'DropObject';
  /** TABLE, VIEW, PACKAGE BODY, PUBLIC SYNONYM … */
  readonly objectKind: string;
  readonly name: QualifiedName;
  readonly ifExists?: boolean;
  /** CASCADE CONSTRAINTS, PURGE, FORCE … */
  readonly options: readonly string[];
}
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
export interface AlterSession extends LineNode {
  readonly kind: 'AlterSession';
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly other?: string;
}
export interface CreateUser extends LineNode {
  readonly kind: 'CreateUser';
  readonly name: Identifier;
}
export interface CreateRole extends LineNode {
  readonly kind: 'CreateRole';
  readonly name: Identifier;
}
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
