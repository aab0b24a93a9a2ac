import type { IntoClause, OrderItem, Query } from '../../ir/oracle/index.js';
import type {
  IntoClauseContext,
  OrderByClauseContext,
  QueryContext,
  SelectQueryContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';

export declare function buildQuery(cx: BuildContext, ctx: QueryContext | SelectQueryContext): Query;
export declare function buildOrderItems(cx: BuildContext, ctx: OrderByClauseContext): readonly OrderItem[];
export declare function buildIntoClause(cx: BuildContext, ctx: IntoClauseContext): IntoClause;
