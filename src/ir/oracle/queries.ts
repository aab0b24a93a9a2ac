import type { Call, Expr, WindowSpec } from './expressions.js';
import type { Identifier, NodeBase, QualifiedName } from './names.js';
import type { RoutineDefinition } from './plsql.js';
import type { TypeRef } from './type-refs.js';

/** A subquery in Oracle's sense: everything from WITH to FOR UPDATE. (SQL Language Reference, SELECT) */
export interface Query extends NodeBase {
  readonly kind: 'Query';
  readonly with?: With;
  readonly body: QueryBody;
  readonly orderBy?: readonly OrderItem[];
  readonly orderSiblings?: boolean;
  readonly limit?: RowLimit;
  readonly forUpdate?: ForUpdate;
}
/** What stands between WITH and ORDER BY; a Query where parentheses hold one with clauses of its own. */
export type QueryBody = Select | SetOperation | Query | TableValues;

/**
 * `WITH FUNCTION … a AS (SELECT …), b AS (…)`; PL/SQL routines come first. (SQL Language
 * Reference, "SELECT", with_clause)
 */
export interface With extends NodeBase {
  readonly kind: 'With';
  readonly routines: readonly RoutineDefinition[];
  readonly factors: readonly SubqueryFactor[];
}
/**
 * `a (x, y) AS (SELECT …) SEARCH DEPTH FIRST BY x SET o CYCLE x SET c TO '1' DEFAULT '0'`: recursive where its query
 * names it. (SQL Language Reference, "SELECT", subquery_factoring_clause)
 */
export interface SubqueryFactor extends NodeBase {
  readonly kind: 'SubqueryFactor';
  readonly name: Identifier;
  readonly columns?: readonly Identifier[];
  readonly query: Query;
  readonly search?: {
    readonly order: 'DEPTH' | 'BREADTH';
    readonly by: readonly OrderItem[];
    readonly set: Identifier;
  };
  readonly cycle?: {
    readonly columns: readonly Identifier[];
    readonly set: Identifier;
    readonly to: Expr;
    readonly otherwise: Expr;
  };
}

/**
 * Left-associative, all operators of equal precedence in Oracle before 21c's standard INTERSECT: the
 * tree has the grouping already.
 */
export interface SetOperation extends NodeBase {
  readonly kind: 'SetOperation';
  readonly op: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'INTERSECT ALL' | 'MINUS' | 'MINUS ALL';
  readonly left: QueryBody;
  readonly right: QueryBody;
}
/** `VALUES (1, 2), (3, 4)` of 23ai. (SQL Language Reference, "SELECT", values_clause) */
export interface TableValues extends NodeBase {
  readonly kind: 'TableValues';
  readonly rows: readonly (readonly Expr[])[];
}

/**
 * A query block: what stands before ORDER BY, INTO of PL/SQL with it. (SQL Language Reference, "SELECT", query_block)
 */
export interface Select extends NodeBase {
  readonly kind: 'Select';
  readonly quantifier?: 'DISTINCT' | 'UNIQUE' | 'ALL';
  readonly hints?: readonly string[];
  readonly items: readonly SelectItem[];
  /** Absent in 23ai's SELECT without FROM. */
  readonly from: readonly FromItem[];
  readonly where?: Expr;
  readonly hierarchy?: Hierarchy;
  readonly groupBy?: readonly GroupItem[];
  readonly having?: Expr;
  readonly windows?: readonly { readonly name: Identifier; readonly spec: WindowSpec }[];
  /** MODEL: kept as text only. */
  readonly model?: UnsupportedClause;
  /** INTO of PL/SQL. */
  readonly into?: IntoClause;
}
/**
 * `[BULK COLLECT] INTO a, b` of SELECT, FETCH, RETURNING and EXECUTE IMMEDIATE. (PL/SQL Language Reference, "SELECT
 * INTO Statement", "BULK COLLECT Clause")
 */
export interface IntoClause extends NodeBase {
  readonly kind: 'IntoClause';
  readonly bulk: boolean;
  readonly targets: readonly Expr[];
}
/** `expression [AS alias]`; `*` and `t.*` are Stars. */
export interface SelectItem extends NodeBase {
  readonly kind: 'SelectItem';
  readonly value: Expr;
  readonly alias?: Identifier;
}
/** `START WITH … CONNECT BY [NOCYCLE] …`, in either order. (SQL Language Reference, "Hierarchical Queries") */
export interface Hierarchy extends NodeBase {
  readonly kind: 'Hierarchy';
  readonly startWith?: Expr;
  readonly connectBy: Expr;
  readonly noCycle: boolean;
}
/**
 * An item of GROUP BY; the items of ROLLUP and CUBE are lists, `()` is GroupEmpty, `(a, b)` GroupList. (SQL Language
 * Reference, "SELECT", group_by_clause)
 */
export type GroupItem = NodeBase &
  (
    | { readonly kind: 'GroupExpr'; readonly value: Expr }
    | { readonly kind: 'GroupRollup' | 'GroupCube'; readonly items: readonly (readonly Expr[])[] }
    | { readonly kind: 'GroupingSets'; readonly items: readonly GroupItem[] }
    | { readonly kind: 'GroupEmpty' }
    | { readonly kind: 'GroupList'; readonly items: readonly Expr[] }
  );

/**
 * `expression [ASC | DESC] [NULLS FIRST | LAST]`; without `nulls` Oracle puts NULL last, with DESC first. (SQL Language
 * Reference, "SELECT", order_by_clause)
 */
export interface OrderItem extends NodeBase {
  readonly kind: 'OrderItem';
  readonly value: Expr;
  readonly direction?: 'ASC' | 'DESC';
  readonly nulls?: 'FIRST' | 'LAST';
}
/** OFFSET … ROWS FETCH FIRST … ROWS ONLY|WITH TIES. */
export interface RowLimit extends NodeBase {
  readonly kind: 'RowLimit';
  readonly offset?: Expr;
  /** FETCH without a number is one row. */
  readonly fetch?: { readonly count?: Expr; readonly percent: boolean; readonly withTies: boolean };
}
/**
 * `FOR UPDATE OF t.c NOWAIT`; without `of` the rows of all tables, without `wait` it waits. (SQL Language
 * Reference, "SELECT", for_update_clause)
 */
export interface ForUpdate extends NodeBase {
  readonly kind: 'ForUpdate';
  readonly of?: readonly QualifiedName[];
  readonly wait?: NodeBase &
    ({ readonly kind: 'NOWAIT' | 'SKIP LOCKED' } | { readonly kind: 'WAIT'; readonly seconds: Expr });
}

/** What stands between the commas of FROM. (SQL Language Reference, "SELECT", table_reference) */
export type FromItem =
  | TableRef
  | DerivedTable
  | Join
  | TableFunction
  | XmlTable
  | JsonTable
  | OnlyTable
  | UnsupportedFrom;

interface Aliased {
  readonly alias?: Identifier;
  /** AS stands before it, which Oracle does not take. */
  readonly aliasAfterAs?: true;
  /** PIVOT and UNPIVOT clauses in order of application. */
  readonly pivots?: readonly PivotClause[];
}
/**
 * A table, view or subquery factor by name: `hr.emp PARTITION (p) SAMPLE (10) e`. (SQL Language Reference,
 * "SELECT", query_table_expression)
 */
export interface TableRef extends NodeBase, Aliased {
  readonly kind: 'TableRef';
  readonly name: QualifiedName;
  readonly partition?: { readonly sub: boolean; readonly name?: Identifier; readonly keys?: readonly Expr[] };
  readonly sample?: { readonly block: boolean; readonly percent: Expr; readonly seed?: Expr };
  readonly flashback?: { readonly what: 'AS OF' | 'VERSIONS'; readonly unit: string };
  /** MATCH_RECOGNIZE, kept as text only. */
  readonly matchRecognize?: UnsupportedClause;
}
/** `[LATERAL] (SELECT …) q`: an inline view. (SQL Language Reference, "SELECT", query_table_expression) */
export interface DerivedTable extends NodeBase, Aliased {
  readonly kind: 'DerivedTable';
  readonly lateral: boolean;
  /** `LATERAL (…) (+)`. */
  readonly outer?: boolean;
  readonly query: Query;
  /** `(VALUES …) v (a, b)` of 23ai. */
  readonly columns?: readonly Identifier[];
  readonly restriction?: 'READ ONLY' | 'CHECK OPTION';
  readonly matchRecognize?: UnsupportedClause;
}
/**
 * `left LEFT JOIN right ON …`; joins of Oracle's own syntax are `(+)` in WHERE and commas of FROM. (SQL Language
 * Reference, "SELECT", join_clause)
 */
export interface Join extends NodeBase {
  readonly kind: 'Join';
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'CROSS APPLY' | 'OUTER APPLY';
  readonly natural: boolean;
  readonly left: FromItem;
  readonly right: FromItem;
  readonly on?: Expr;
  readonly using?: readonly Identifier[];
  /** Partitioned outer join. */
  readonly partitionBy?: readonly Expr[];
}
/** `TABLE(expr) [(+)]`, `THE(query)`, or a bare pipelined function call of 12.2+. */
export interface TableFunction extends NodeBase, Aliased {
  readonly kind: 'TableFunction';
  readonly value: Expr;
  readonly outer: boolean;
  readonly table: boolean;
}
/**
 * `XMLTABLE('/a/b' PASSING x COLUMNS …)`; a namespace without `prefix` is the default one. (SQL
 * Language Reference, "XMLTABLE")
 */
export interface XmlTable extends NodeBase, Aliased {
  readonly kind: 'XmlTable';
  readonly outer?: boolean;
  readonly namespaces: readonly { readonly uri: Expr; readonly prefix?: Identifier }[];
  readonly path: Expr;
  readonly passing: readonly { readonly value: Expr; readonly alias?: Identifier }[];
  readonly columns: readonly TableColumn[];
}
/**
 * `JSON_TABLE(doc, '$.a[*]' COLUMNS (…))` and `t NESTED doc COLUMNS (…)`; without `path` the whole document. (SQL
 * Language Reference, "JSON_TABLE")
 */
export interface JsonTable extends NodeBase, Aliased {
  readonly kind: 'JsonTable';
  readonly outer?: boolean;
  readonly value: Expr;
  readonly path?: Expr;
  readonly options: readonly string[];
  readonly columns: readonly TableColumn[];
}
/**
 * A column of XMLTABLE or JSON_TABLE; `default` is that of XMLTABLE. A JSON column without PATH has the path of its own
 * name. (SQL Language Reference, "XMLTABLE", "JSON_TABLE")
 */
export interface TableColumn extends NodeBase {
  readonly kind: 'TableColumn';
  readonly name: Identifier;
  readonly type?: TypeRef;
  readonly path?: Expr;
  readonly default?: Expr;
  /** `DEFAULT x ON EMPTY|ERROR` of JSON_TABLE. */
  readonly defaults?: readonly { readonly value: Expr; readonly on: 'EMPTY' | 'ERROR' }[];
  readonly ordinality: boolean;
  readonly exists?: boolean;
  readonly options: readonly string[];
  /** NESTED PATH. */
  readonly nested?: readonly TableColumn[];
}
/** `ONLY (view)`. */
export interface OnlyTable extends NodeBase, Aliased {
  readonly kind: 'OnlyTable';
  readonly name: QualifiedName;
}
/** An item of FROM without a node of its own; `what` names it (CONTAINERS, `ONLY` of a query). */
export interface UnsupportedFrom extends NodeBase, Aliased {
  readonly kind: 'UnsupportedFrom';
  readonly what: string;
}
/** A clause known by name only; `what` names it (MODEL, MATCH_RECOGNIZE, a branch of MERGE). */
export interface UnsupportedClause extends NodeBase {
  readonly kind: 'UnsupportedClause';
  readonly what: string;
}

/** `PIVOT (…)` or `UNPIVOT (…)` behind a table. (SQL Language Reference, "SELECT", pivot_clause, unpivot_clause) */
export type PivotClause = Pivot | Unpivot;
/**
 * `PIVOT (SUM(x) AS s FOR c IN (1 AS a, 2 AS b))`; ANY where nothing stands in IN. (SQL Language
 * Reference, "SELECT", pivot_clause)
 */
export interface Pivot extends NodeBase {
  readonly kind: 'Pivot';
  readonly xml: boolean;
  readonly aggregates: readonly { readonly call: Call; readonly alias?: Identifier }[];
  readonly columns: readonly Identifier[];
  /** Values; a query or ANY only for PIVOT XML. */
  readonly in: readonly { readonly values: readonly Expr[]; readonly alias?: Identifier }[] | Query | 'ANY';
  readonly alias?: Identifier;
}
/**
 * `UNPIVOT [INCLUDE NULLS] (v FOR n IN (a AS 'A', b))`: `values` are the columns of the values, `names` those of the
 * labels. (SQL Language Reference, "SELECT", unpivot_clause)
 */
export interface Unpivot extends NodeBase {
  readonly kind: 'Unpivot';
  readonly includeNulls: boolean;
  readonly values: readonly Identifier[];
  readonly names: readonly Identifier[];
  readonly in: readonly { readonly columns: readonly Identifier[]; readonly as?: readonly Expr[] }[];
  readonly alias?: Identifier;
}
