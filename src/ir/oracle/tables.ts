import type { Expr } from './expressions.js';
import type { CreateIndex } from './indexes.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { Query } from './queries.js';
import type { SequenceOptions } from './sequences.js';
import type { PhysicalClause } from './storage.js';
import type { TypeRef } from './type-refs.js';

/**
 * `CREATE TABLE t (…)`, with `asQuery` of `CREATE TABLE t AS SELECT …`. `organization` and `external` are absent where
 * no ORGANIZATION is written. (SQL Language Reference, "CREATE TABLE")
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
 * A column of CREATE TABLE and of ADD and MODIFY of ALTER TABLE; in MODIFY what is absent stays as it is. `virtual` is
 * the expression of `GENERATED ALWAYS AS (…)`, `invisible: false` the word VISIBLE. (SQL Language Reference, "CREATE
 * TABLE", column_definition)
 */
export interface ColumnDefinition extends LineNode {
  readonly kind: 'ColumnDefinition';
  readonly name: Identifier;
  /** Absent: typed by the foreign key, the query of CREATE TABLE AS, or the virtual expression. */
  readonly type?: TypeRef;
  readonly default?: Expr;
  readonly defaultOnNull?: boolean;
  /** DEFAULT ON NULL FOR INSERT AND UPDATE. */
  readonly onNullOfUpdates?: boolean;
  readonly identity?: {
    readonly mode: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL';
    readonly options: SequenceOptions;
  };
  /** MODIFY … DROP IDENTITY. */
  readonly dropIdentity?: true;
  readonly virtual?: Expr;
  readonly invisible?: boolean;
  /** The column beside it that keeps the zone of a TIMESTAMP WITH TIME ZONE. */
  readonly zoneIn?: Identifier;
  /** It is such a column, which the source does not have, for that one. */
  readonly zoneOf?: Identifier;
  readonly collation?: string;
  readonly constraints: readonly ColumnConstraint[];
  readonly physical?: readonly PhysicalClause[];
}
/**
 * The name and the words after a constraint, each absent where it is not written:
 * `CONSTRAINT c … DEFERRABLE INITIALLY DEFERRED DISABLE NOVALIDATE RELY`. (SQL Language Reference, "constraint",
 * constraint_state)
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
  /** USING INDEX LOCAL: an index with a partition for each of the table. */
  readonly localIndex?: boolean;
  /** The table for rows that violate it. */
  readonly exceptionsInto?: QualifiedName;
}
/**
 * A constraint written in a column: `c NUMBER CONSTRAINT c_ck CHECK (c > 0)`; ScopeIs and WithRowid are those of a REF
 * column. (SQL Language Reference, "constraint", inline_constraint, inline_ref_constraint)
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
 * A constraint beside the columns; without `referenced` a foreign key refers to the primary key. SupplementalLog is
 * `SUPPLEMENTAL LOG …`, which stands in the same list. (SQL Language Reference, "constraint", out_of_line_constraint)
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
 * `PARTITION BY RANGE (c) INTERVAL (…) (PARTITION p1 …)`, and below it `SUBPARTITION BY …`; `reference` is the foreign
 * key of BY REFERENCE, `automatic` that of a list. (SQL Language Reference, "CREATE TABLE", table_partitioning_clauses)
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
 * `PARTITION p VALUES LESS THAN (…)` and its subpartitions; hash partitions have no bounds, and without `name` Oracle
 * gives one. (SQL Language Reference, "CREATE TABLE", table_partitioning_clauses)
 */
export interface PartitionDefinition extends LineNode {
  readonly kind: 'PartitionDefinition';
  readonly name?: Identifier;
  /** VALUES LESS THAN (…): MAXVALUE is the Name MAXVALUE. */
  readonly lessThan?: readonly Expr[];
  /** VALUES (…): DEFAULT is a DefaultMarker; tuples are Rows. */
  readonly values?: readonly Expr[];
  readonly subpartitions?: readonly PartitionDefinition[];
  /** SUBPARTITIONS n: so many hash subpartitions that Oracle names. */
  readonly subpartitionCount?: number;
  readonly physical?: readonly PhysicalClause[];
}

/**
 * `ALTER TABLE t ADD (…) MODIFY (…)`, its clauses in the order in which they are written. (SQL
 * Language Reference, "ALTER TABLE")
 */
export interface AlterTable extends LineNode {
  readonly kind: 'AlterTable';
  readonly name: QualifiedName;
  readonly actions: readonly AlterTableAction[];
  /** Executed by a program as dynamic SQL: whether it succeeds, and when, is not known. */
  readonly atRunTime?: boolean;
  /** By a program that nothing in the inputs runs: the table is as it was until somebody does. */
  readonly neverRun?: boolean;
}
/**
 * One clause of ALTER TABLE. A constraint that is dropped or switched is known by name, as the primary key, or by the
 * columns of a unique key. (SQL Language Reference, "ALTER TABLE")
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
      /** KEEP INDEX: the key's index stays, and a unique one goes on to refuse rows. */
      readonly keepIndex?: boolean;
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
      /** DISABLE … KEEP INDEX. */
      readonly keepIndex?: boolean;
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
