import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';

/**
 * A text or NULL with its type, where PostgreSQL would not know one: polymorphic functions, GROUP BY, columns of a
 * derived table.
 */
export const typedLiteral = (value: PgExpr): PgExpr =>
  value.kind === 'PgString' || value.kind === 'PgNull' ? b.cast(value.span, value, pgTypes.text) : value;
