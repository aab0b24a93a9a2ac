import type { PgExpr, PgNode } from './expressions.js';
import type { PgFromItem, PgSelect, PgSelectItem, PgTable, PgValues, PgWith } from './queries.js';

/** A statement that changes rows. (PostgreSQL manual, "Data Manipulation") */
export type PgDml = PgInsert | PgUpdate | PgDelete | PgMerge;

/** `returning a, b`. (PostgreSQL manual, "Returning Data from Modified Rows") */
export interface PgReturning {
  readonly items: readonly PgSelectItem[];
  /** PL/pgSQL: `into [strict] targets`. */
  readonly into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] };
}
/**
 * `insert into t (a, b) overriding system value values (…) on conflict (a) do update set …`; without `update` DO
 * NOTHING. (PostgreSQL manual, "INSERT")
 */
export interface PgInsert extends PgNode {
  readonly kind: 'PgInsert';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly columns?: readonly string[];
  readonly overriding?: 'system' | 'user';
  readonly source: PgSelect | PgValues | 'default values';
  readonly onConflict?: {
    readonly target?: readonly PgExpr[];
    readonly constraint?: string;
    readonly where?: PgExpr;
    readonly update?: readonly PgSetItem[];
    readonly updateWhere?: PgExpr;
  };
  readonly returning?: PgReturning;
}
/** `a.b = value` where `path` is `['b']`, and `(a, b) = (select …)`. (PostgreSQL manual, "UPDATE") */
export type PgSetItem =
  | { readonly kind: 'column'; readonly column: string; readonly path?: readonly string[]; readonly value: PgExpr }
  | { readonly kind: 'columns'; readonly columns: readonly string[]; readonly value: PgExpr };
/** `update t set … from … where …`; `currentOf` is the name of a cursor. (PostgreSQL manual, "UPDATE") */
export interface PgUpdate extends PgNode {
  readonly kind: 'PgUpdate';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly set: readonly PgSetItem[];
  readonly from?: readonly PgFromItem[];
  readonly where?: PgExpr | { readonly currentOf: string };
  readonly returning?: PgReturning;
}
/** `delete from t using … where …`; `currentOf` is the name of a cursor. (PostgreSQL manual, "DELETE") */
export interface PgDelete extends PgNode {
  readonly kind: 'PgDelete';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly using?: readonly PgFromItem[];
  readonly where?: PgExpr | { readonly currentOf: string };
  readonly returning?: PgReturning;
}
/**
 * `merge into t using s on … when matched and … then …`: of the branches the first that applies to a row is taken. It
 * has no RETURNING before PostgreSQL 17. (PostgreSQL manual, "MERGE")
 */
export interface PgMerge extends PgNode {
  readonly kind: 'PgMerge';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly using: PgFromItem;
  readonly on: PgExpr;
  readonly whens: readonly {
    readonly matched: boolean;
    readonly condition?: PgExpr;
    readonly action:
      | { readonly kind: 'update'; readonly set: readonly PgSetItem[] }
      | { readonly kind: 'delete' }
      | { readonly kind: 'do nothing' }
      | { readonly kind: 'insert'; readonly columns?: readonly string[]; readonly values: readonly PgExpr[] };
  }[];
}
