import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';

/** More rows than there are. */
export const allRows = 10 ** 15;

/** A whole number written as such, not negative. */
function literalCount(value: PgExpr): boolean {
  return value.kind === 'PgNumber' && /^\d{1,15}$/.test(value.text);
}

/**
 * What LIMIT takes for a number of rows as Oracle reads it: NULL and negative ones are no row, fractions are cut.
 * (LIMIT NULL of PostgreSQL is all rows.) `ofNull`: as many as NULL means.
 */
export function rowCount(span: Span, value: PgExpr, ofNull = 0): PgExpr {
  if (literalCount(value)) return value;
  if (value.kind === 'PgNull') return b.num(span, ofNull);
  if (value.kind === 'PgUnary' && value.op === '-' && value.operand.kind === 'PgNumber') return b.num(span, 0);
  return b.call(span, 'greatest', b.num(span, 0), b.coalesce(span, b.call(span, 'floor', value), b.num(span, ofNull)));
}
