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
/** What stands between WITH and ORDER BY; a PgSelect where parentheses hold one with clauses of its own. */
export type PgSelectBody = PgSelectCore | PgSetOperation | PgValues | PgSelect;

/**
 * `select distinct on (…) … from … where … group by … having … window …`; without items `select`
 * alone. (PostgreSQL manual, "SELECT")
 */
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
/** `expression [as alias]`. */
export interface PgSelectItem extends PgNode {
  readonly kind: 'PgSelectItem';
  readonly value: PgExpr;
  readonly alias?: string;
}
/**
 * `left union all right`; the tree has the grouping. (PostgreSQL manual, "Combining
 * Queries (UNION, INTERSECT, EXCEPT)")
 */
export interface PgSetOperation extends PgNode {
  readonly kind: 'PgSetOperation';
  readonly op: 'union' | 'union all' | 'intersect' | 'intersect all' | 'except' | 'except all';
  readonly left: PgSelectBody;
  readonly right: PgSelectBody;
}
/** `values (1, 2), (3, 4)`. (PostgreSQL manual, "VALUES Lists") */
export interface PgValues extends PgNode {
  readonly kind: 'PgValues';
  readonly rows: readonly (readonly PgExpr[])[];
}
/**
 * An item of GROUP BY; the items of ROLLUP and CUBE are lists, a list without items is `()`. (PostgreSQL manual,
 * "GROUPING SETS, CUBE, and ROLLUP")
 */
export type PgGroupItem =
  | { readonly kind: 'expr'; readonly value: PgExpr }
  | { readonly kind: 'rollup' | 'cube'; readonly items: readonly (readonly PgExpr[])[] }
  | { readonly kind: 'grouping sets'; readonly items: readonly PgGroupItem[] }
  | { readonly kind: 'list'; readonly items: readonly PgExpr[] };
/**
 * `expression [asc | desc] [nulls first | last]`; without `nulls` NULL comes last, with DESC first. (PostgreSQL manual,
 * "Sorting Rows (ORDER BY)")
 */
export interface PgOrderItem {
  readonly value: PgExpr;
  readonly direction?: 'asc' | 'desc';
  readonly nulls?: 'first' | 'last';
}
/**
 * `with recursive a as (…), b as (…)`; RECURSIVE is said once for all. (PostgreSQL manual, "WITH
 * Queries (Common Table Expressions)")
 */
export interface PgWith extends PgNode {
  readonly kind: 'PgWith';
  readonly recursive: boolean;
  readonly ctes: readonly PgCte[];
}
/**
 * `a (x, y) as not materialized (…) search … cycle …`; without `materialized` PostgreSQL decides. (PostgreSQL manual,
 * "WITH Queries (Common Table Expressions)")
 */
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

/** What stands between the commas of FROM. (PostgreSQL manual, "Table Expressions") */
export type PgFromItem = PgTable | PgDerivedTable | PgJoin | PgFromFunction;
/**
 * `only s.t as a (x, y) tablesample bernoulli (10) repeatable (1)`: a table, view or CTE; `columns` rename the first
 * ones. (PostgreSQL manual, "SELECT", from_item)
 */
export interface PgTable extends PgNode {
  readonly kind: 'PgTable';
  readonly name: readonly string[];
  readonly only?: boolean;
  readonly alias?: string;
  readonly columns?: readonly string[];
  readonly sample?: { readonly method: 'bernoulli' | 'system'; readonly percent: PgExpr; readonly seed?: PgExpr };
}
/** `lateral (select …) as a (x, y)`. (PostgreSQL manual, "Subqueries", "LATERAL Subqueries") */
export interface PgDerivedTable extends PgNode {
  readonly kind: 'PgDerivedTable';
  readonly lateral?: boolean;
  readonly query: PgSelect;
  readonly alias: string;
  readonly columns?: readonly string[];
}
/** `left join right on …`; without `on` and `using` CROSS or NATURAL. (PostgreSQL manual, "Joined Tables") */
export interface PgJoin extends PgNode {
  readonly kind: 'PgJoin';
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly natural?: boolean;
  readonly left: PgFromItem;
  readonly right: PgFromItem;
  readonly on?: PgExpr;
  readonly using?: readonly string[];
}
/** `lateral f(…) with ordinality as a (x, y)`. (PostgreSQL manual, "Table Functions") */
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
