import type { Subquery } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { ExprContext } from '../context.js';
import { lowerQuery } from '../queries/index.js';

/** `(select …)` as a value. No row gives NULL; more than one raises 21000, which is ORA-01427. */
export function lowerSubquery(ex: ExprContext, node: Subquery): PgExpr {
  return { kind: 'PgScalarSubquery', span: node.span, query: lowerQuery(ex, node.query) };
}
