import type { PgDml } from './dml.js';
import type { PgExpr, PgNode, PgType, PgWindow } from './expressions.js';

/** SELECT, VALUES or a set operation, with everything around it. */
export interface PgSelect extends PgNode {
  readonly kind: 'PgSelect';
  readonly with?: PgWith;
  readonly body: PgSelectBody;
  readonly orderBy?: readonly PgOrderItem[];
  readonly offset?: PgExpr;
  readonly limit?: PgExpr | 'all';
  /** FETCH FIRST n ROWS WITH TIES instead of LIMIT. */
  readonly withTies?: boolean;
  readonly locking?: {
    readonly strength: 'update' | 'no key update' | 'share' | 'key share';
    readonly of?: readonly string[];
    readonly wait?: 'nowait' | 'skip locked';
  };
}
export type PgSelectBody = PgSelectCore | PgSetOperation | PgValues | PgSelect;

export interface PgSelectCore extends PgNode {
  readonly kind: 'PgSelectCore';
  readonly distinct?: boolean;
  readonly distinctOn?: readonly PgExpr[];
  readonly items: readonly PgSelectItem[];
  /** PL/pgSQL: `into [strict] targets`. */
  readonly into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] };
  readonly from: readonly PgFromItem[];
  readonly where?: PgExpr;
  readonly groupBy?: readonly PgGroupItem[];
  readonly having?: PgExpr;
  readonly windows?: readonly { readonly name: string; readonly window: PgWindow }[];
}
export interface PgSelectItem extends PgNode {
  readonly kind: 'PgSelectItem';
  readonly value: PgExpr;
  readonly alias?: string;
}
export interface PgSetOperation extends PgNode {
  readonly kind: 'PgSetOperation';
  readonly op: 'union' | 'union all' | 'intersect' | 'intersect all' | 'except' | 'except all';
  readonly left: PgSelectBody;
  readonly right: PgSelectBody;
}
export interface PgValues extends PgNode {
  readonly kind: 'PgValues';
  readonly rows: readonly (readonly PgExpr[])[];
}
export type PgGroupItem =
  | { readonly kind: 'expr'; readonly value: PgExpr }
  | { readonly kind: 'rollup' | 'cube'; readonly items: readonly (readonly PgExpr[])[] }
  | { readonly kind: 'grouping sets'; readonly items: readonly PgGroupItem[] }
  | { readonly kind: 'list'; readonly items: readonly PgExpr[] };
export interface PgOrderItem {
  readonly value: PgExpr;
  readonly direction?: 'asc' | 'desc';
  readonly nulls?: 'first' | 'last';
}
export interface PgWith extends PgNode {
  readonly kind: 'PgWith';
  readonly recursive: boolean;
  readonly ctes: readonly PgCte[];
}
export interface PgCte extends PgNode {
  readonly kind: 'PgCte';
  readonly name: string;
  readonly columns?: readonly string[];
  readonly materialized?: boolean;
  readonly query: PgSelect | PgDml;
  readonly search?: { readonly order: 'depth' | 'breadth'; readonly by: readonly string[]; readonly set: string };
  readonly cycle?: {
    readonly columns: readonly string[];
    readonly set: string;
    readonly to?: PgExpr;
    readonly otherwise?: PgExpr;
    readonly using: string;
  };
}

export type PgFromItem = PgTable | PgDerivedTable | PgJoin | PgFromFunction | PgRowsFrom;
export interface PgTable extends PgNode {
  readonly kind: 'PgTable';
  readonly name: readonly string[];
  readonly only?: boolean;
  readonly alias?: string;
  readonly columns?: readonly string[];
  readonly sample?: { readonly method: 'bernoulli' | 'system'; readonly percent: PgExpr; readonly seed?: PgExpr };
}
export interface PgDerivedTable extends PgNode {
  readonly kind: 'PgDerivedTable';
  readonly lateral?: boolean;
  readonly query: PgSelect;
  readonly alias: string;
  readonly columns?: readonly string[];
}
export interface PgJoin extends PgNode {
  readonly kind: 'PgJoin';
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly natural?: boolean;
  readonly left: PgFromItem;
  readonly right: PgFromItem;
  readonly on?: PgExpr;
  readonly using?: readonly string[];
}
export interface PgFromFunction extends PgNode {
  readonly kind: 'PgFromFunction';
  readonly lateral?: boolean;
  readonly call: PgExpr;
  readonly ordinality?: boolean;
  readonly alias?: string;
  readonly columns?: readonly string[];
  /** Column definition list: `as t(a int, b text)`. */
  readonly columnTypes?: readonly { readonly name: string; readonly type: PgType }[];
}
export interface PgRowsFrom extends PgNode {
  readonly kind: 'PgRowsFrom';
  readonly calls: readonly PgExpr[];
  readonly ordinality?: boolean;
  readonly alias: string;
  readonly columns?: readonly string[];
}
