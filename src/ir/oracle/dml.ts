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

export type DmlStatement = Insert | MultiTableInsert | Update | Delete | Merge;

/** What DML changes: a table or view (possibly of one partition), an inline view, or TABLE(subquery). */
export type DmlTarget = TableRef | DerivedTable | TableFunction;

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
export interface Returning extends NodeBase {
  readonly kind: 'Returning';
  readonly items: readonly Expr[];
  /** Absent in dynamic SQL text outside PL/SQL. */
  readonly into?: IntoClause;
}
export interface ErrorLogging extends NodeBase {
  readonly kind: 'ErrorLogging';
  readonly into?: QualifiedName;
  readonly tag?: Expr;
  readonly rejectLimit?: Expr | 'UNLIMITED';
}

export interface MultiTableInsert extends LineNode {
  readonly kind: 'MultiTableInsert';
  readonly mode: 'ALL' | 'FIRST';
  /** Unconditional INSERT ALL has one branch without condition. */
  readonly branches: readonly { readonly when?: Expr; readonly inserts: readonly InsertBranch[] }[];
  readonly otherwise?: readonly InsertBranch[];
  readonly source: Query;
}
export interface InsertBranch extends NodeBase {
  readonly kind: 'InsertBranch';
  readonly target: TableRef;
  readonly columns?: readonly QualifiedName[];
  readonly values?: readonly Expr[];
  readonly errorLogging?: ErrorLogging;
}

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
export type SetItem =
  | (NodeBase & { readonly kind: 'SetColumn'; readonly column: QualifiedName; readonly value: Expr })
  | (NodeBase & { readonly kind: 'SetColumns'; readonly columns: readonly QualifiedName[]; readonly query: Query })
  | (NodeBase & { readonly kind: 'SetRow'; readonly record: Expr })
  | (NodeBase & { readonly kind: 'SetValue'; readonly alias: QualifiedName; readonly value: Expr });
export interface CurrentOf extends NodeBase {
  readonly kind: 'CurrentOf';
  readonly cursor: QualifiedName;
}
export interface Delete extends LineNode {
  readonly kind: 'Delete';
  readonly hints?: readonly string[];
  readonly target: DmlTarget;
  readonly only?: boolean;
  readonly where?: Expr | CurrentOf;
  readonly returning?: Returning;
  readonly errorLogging?: ErrorLogging;
}
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
