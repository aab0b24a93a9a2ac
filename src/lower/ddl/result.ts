import type { PgStatement } from '../../ir/postgres/index.js';

/** What a DDL statement becomes. */
export interface DdlResult {
  readonly statements: readonly PgStatement[];
  /** Foreign keys: after all tables and their keys exist. */
  readonly late?: readonly PgStatement[];
}

/** What a statement becomes that needs none in PostgreSQL. */
export const nothing: DdlResult = { statements: [] };
