import type { Query } from '../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../ir/postgres/index.js';
import type { ExprContext } from './context.js';

/** A query; `into` goes where PL/pgSQL wants it: into the first SELECT. */
export function lowerQuery(ex: ExprContext, query: Query, into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] }): PgSelect {
  void ex;
  void query;
  void into;
  throw new TypeError('not yet');
}
