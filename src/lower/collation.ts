import { isText } from '../analyze/model/operators.js';
import type { OracleType } from '../analyze/model/types.js';
import type { PgExpr } from '../ir/postgres/index.js';
import type { UnitContext } from './context.js';

/**
 * Oracle orders text by its bytes (NLS_SORT = BINARY). A database with collation C does so too; for any other
 * (`collation: explicit`) everything that orders text says `collate "C"`: comparisons but for equality, ORDER BY, MIN,
 * MAX, GREATEST, LEAST. What knows about letters (UPPER, LOWER, regular expressions) keeps the database's collation.
 */
export function byBytes(unit: UnitContext, value: PgExpr, type: OracleType): PgExpr {
  if (unit.options.collation !== 'explicit' || !isText(type)) return value;
  if (value.kind === 'PgNull' || (value.kind === 'PgCollate' && value.collation === 'C')) return value;
  return { kind: 'PgCollate', span: value.span, operand: value, collation: 'C' };
}

/** Letters of every language for a value that may come from an ordered query. */
export function byLetters(unit: UnitContext, value: PgExpr): PgExpr {
  if (unit.options.collation !== 'explicit') return value;
  return { kind: 'PgCollate', span: value.span, operand: value, collation: 'default' };
}
