import type { Expr, Query } from '../../ir/oracle/index.js';
import type { ColumnInfo, ObjectTypeSymbol, RelationSymbol } from './symbols.js';

/** A row source of one FROM clause. */
export interface RowSource {
  readonly kind: 'relation' | 'derived' | 'factor' | 'function' | 'correlation' | 'dual';
  /** The name under which its columns can be qualified: alias or table name; '' when none. */
  readonly alias: string;
  readonly relation?: RelationSymbol;
  readonly columns: readonly ColumnInfo[];
  /** Its rows are the objects of a collection. */
  readonly object?: ObjectTypeSymbol;
  /** A pipelined function returns its rows. */
  readonly piped?: boolean;
  /** Its rows are elements that the statement changes. */
  readonly changed?: boolean;
  /** What gives the rows: the query of an inline view or of a factor of WITH, a collection. */
  readonly rows?: Query | Expr;
  /** Columns are not known: the table is not among the inputs. */
  readonly open: boolean;
  /** Rows may be missing through an outer join, so columns may be NULL. */
  readonly optional: boolean;
  /** What the PIVOT and UNPIVOT clauses read that made these columns. */
  readonly beforePivots?: RowSource;
}

/** A column among those that `*` stands for, and the rows it comes from. */
export interface StarColumn {
  readonly source: RowSource;
  readonly column: ColumnInfo;
}
