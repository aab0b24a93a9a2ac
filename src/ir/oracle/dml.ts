import type { Expr } from './expressions.js';
import type { LineNode, NodeBase, QualifiedName } from './names.js';
import type {
  DerivedTable,
  FromItem,
  IntoClause,
  Query,
  TableFunction,
  TableRef,
  UnsupportedClause,
} from './queries.js';

/** (SQL Language Reference, "INSERT", "UPDATE", "DELETE", "MERGE") */
export type DmlStatement = Insert | MultiTableInsert | Update | Delete | Merge;

/** What DML changes: a table or view (possibly of one partition), an inline view, or TABLE(subquery). */
export type DmlTarget = TableRef | DerivedTable | TableFunction;

/**
 * `INSERT INTO t (a, b) VALUES (…)` or a query; without `columns` all visible ones in the table's order.
 * (SQL Language Reference, "INSERT")
 */
export interface Insert extends LineNode {
  readonly kind: 'Insert';
  readonly hints?: readonly string[];
  readonly target: DmlTarget;
  readonly columns?: readonly QualifiedName[];
  readonly source: ValuesSource | Query;
  readonly returning?: Returning;
  readonly errorLogging?: ErrorLogging;
}
/** `VALUES (…)`, or `VALUES r` with a record. Several rows only in 23ai. */
export interface ValuesSource extends NodeBase {
  readonly kind: 'ValuesSource';
  readonly rows: readonly (readonly Expr[])[];
  /** `VALUES rec`: one expression that is a whole record. */
  readonly record?: Expr;
}
/** `RETURNING a, b [BULK COLLECT] INTO x, y`. (PL/SQL Language Reference, "RETURNING INTO Clause") */
export interface Returning extends NodeBase {
  readonly kind: 'Returning';
  readonly items: readonly Expr[];
  /** The places of the items of an UPDATE with 23ai's OLD before them: what the columns had. */
  readonly old?: readonly number[];
  /** Absent in dynamic SQL text outside PL/SQL. */
  readonly into?: IntoClause;
}
/**
 * `LOG ERRORS INTO t ('tag') REJECT LIMIT 10`; without `into` the table is ERR$_ and the first 25 characters of the
 * target's name, without `rejectLimit` it is 0. (SQL Language Reference, "INSERT", error_logging_clause)
 */
export interface ErrorLogging extends NodeBase {
  readonly kind: 'ErrorLogging';
  readonly into?: QualifiedName;
  readonly tag?: Expr;
  readonly rejectLimit?: Expr | 'UNLIMITED';
}

/**
 * `INSERT ALL INTO … INTO … SELECT …`, `INSERT FIRST WHEN … THEN INTO … ELSE INTO … SELECT …`. (SQL Language Reference,
 * "INSERT", multi_table_insert)
 */
export interface MultiTableInsert extends LineNode {
  readonly kind: 'MultiTableInsert';
  readonly mode: 'ALL' | 'FIRST';
  /** Unconditional INSERT ALL has one branch without condition. */
  readonly branches: readonly { readonly when?: Expr; readonly inserts: readonly InsertBranch[] }[];
  readonly otherwise?: readonly InsertBranch[];
  readonly source: Query;
}
/**
 * `INTO t (a, b) VALUES (…)`: without `values` the columns of the query. (SQL Language
 * Reference, "INSERT", multi_table_insert)
 */
export interface InsertBranch extends NodeBase {
  readonly kind: 'InsertBranch';
  readonly target: TableRef;
  readonly columns?: readonly QualifiedName[];
  readonly values?: readonly Expr[];
  readonly errorLogging?: ErrorLogging;
}

/**
 * `UPDATE t SET a = 1, (b, c) = (SELECT …) WHERE …`; `only` is that of `ONLY (view)`.
 * (SQL Language Reference, "UPDATE")
 */
export interface Update extends LineNode {
  readonly kind: 'Update';
  readonly hints?: readonly string[];
  readonly target: DmlTarget;
  readonly only?: boolean;
  readonly set: readonly SetItem[];
  /** FROM of 23ai. */
  readonly from?: readonly FromItem[];
  readonly where?: Expr | CurrentOf;
  readonly returning?: Returning;
  readonly errorLogging?: ErrorLogging;
}
/**
 * `a = 1`, `(a, b) = (SELECT …)`, `ROW = rec`, `VALUE(t) = obj`. (SQL Language Reference, "UPDATE", update_set_clause;
 * PL/SQL Language Reference, "UPDATE Statement Extensions")
 */
export type SetItem =
  | (NodeBase & { readonly kind: 'SetColumn'; readonly column: QualifiedName; readonly value: Expr })
  | (NodeBase & { readonly kind: 'SetColumns'; readonly columns: readonly QualifiedName[]; readonly query: Query })
  | (NodeBase & { readonly kind: 'SetRow'; readonly record: Expr })
  | (NodeBase & { readonly kind: 'SetValue'; readonly alias: QualifiedName; readonly value: Expr });
/**
 * `WHERE CURRENT OF c`: the row last fetched. (PL/SQL Language Reference, "UPDATE Statement
 * Extensions", "DELETE Statement Extension")
 */
export interface CurrentOf extends NodeBase {
  readonly kind: 'CurrentOf';
  readonly cursor: QualifiedName;
}
/** `DELETE [FROM] t WHERE …`; `only` is that of `ONLY (view)`. (SQL Language Reference, "DELETE") */
export interface Delete extends LineNode {
  readonly kind: 'Delete';
  readonly hints?: readonly string[];
  readonly target: DmlTarget;
  readonly only?: boolean;
  /** FROM of 23ai. */
  readonly from?: readonly FromItem[];
  readonly where?: Expr | CurrentOf;
  readonly returning?: Returning;
  readonly errorLogging?: ErrorLogging;
}
/**
 * `MERGE INTO t USING s ON (…) WHEN MATCHED THEN UPDATE SET … WHERE … DELETE WHERE … WHEN NOT MATCHED THEN INSERT …`;
 * either branch may be absent. (SQL Language Reference, "MERGE")
 */
export interface Merge extends LineNode {
  readonly kind: 'Merge';
  readonly hints?: readonly string[];
  readonly target: TableRef | DerivedTable;
  readonly using: FromItem;
  readonly on: Expr;
  readonly update?: { readonly set: readonly SetItem[]; readonly where?: Expr; readonly deleteWhere?: Expr };
  readonly insert?: {
    readonly columns?: readonly QualifiedName[];
    readonly values: readonly Expr[];
    readonly where?: Expr;
  };
  readonly errorLogging?: ErrorLogging;
  readonly returning?: Returning;
  /** Branches of other databases' MERGE: conditions after MATCHED, DELETE as a branch, a second branch of a kind. */
  readonly unsupported?: readonly UnsupportedClause[];
}
