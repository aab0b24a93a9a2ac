import type { PgExpr, PgNode } from './expressions.js';
import type { PgFromItem, PgSelect, PgSelectItem, PgTable, PgValues, PgWith } from './queries.js';

export type PgDml = PgInsert | PgUpdate | PgDelete | PgMerge;

export interface PgReturning {
  readonly items: readonly PgSelectItem[];
  /** PL/pgSQL: `into [strict] targets`. */
  readonly into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] };
}
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
export type PgSetItem =
  | { readonly kind: 'column'; readonly column: string; readonly path?: readonly string[]; readonly value: PgExpr }
  | { readonly kind: 'columns'; readonly columns: readonly string[]; readonly value: PgExpr };
export interface PgUpdate extends PgNode {
  readonly kind: 'PgUpdate';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly set: readonly PgSetItem[];
  readonly from?: readonly PgFromItem[];
  readonly where?: PgExpr | { readonly currentOf: string };
  readonly returning?: PgReturning;
}
export interface PgDelete extends PgNode {
  readonly kind: 'PgDelete';
  readonly with?: PgWith;
  readonly target: PgTable;
  readonly using?: readonly PgFromItem[];
  readonly where?: PgExpr | { readonly currentOf: string };
  readonly returning?: PgReturning;
}
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
