import type { PgStatement } from '../../ir/postgres/index.js';

/** What a DDL statement becomes. */
export interface DdlResult {
  readonly statements: readonly PgStatement[];
  /** Foreign keys: after all tables and their keys exist. */
  readonly late?: readonly PgStatement[];
}

/** Of statements that need none in PostgreSQL. */
export const nothing: DdlResult = { statements: [] };
