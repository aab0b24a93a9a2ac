import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import type { PgCreateIndex, PgStatement, PgTableConstraint } from '../../../../ir/postgres/index.js';

/** What the constraints of a table become. */
export interface LoweredConstraints {
  /** In the table, or by ALTER TABLE ADD. */
  readonly inline: PgTableConstraint[];
  /** Unique indexes that keep Oracle's rule for NULLs. */
  readonly indexes: PgCreateIndex[];
  /** Foreign keys. */
  readonly late: PgStatement[];
  /** What keeps the definitions of disabled ones. */
  readonly disabled: PgStatement[];
}

/** The table that the constraints are of. */
export interface ConstraintPlace {
  readonly table: readonly string[];
  readonly relation: RelationSymbol | undefined;
}

/** Empty lists, to be filled. */
export const noConstraints = (): LoweredConstraints => ({ inline: [], indexes: [], late: [], disabled: [] });
