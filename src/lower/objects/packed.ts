import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { Naming } from '../naming/naming.js';
import { pgTypeOf } from '../types.js';

/*
 * A composite of PostgreSQL cannot contain itself. An attribute that would close the circle holds its value as text,
 * which is packed so that levels of quoting do not multiply. (PostgreSQL manual, CREATE TYPE, "Composite Types")
 */

/** The value of a packed attribute. */
export function unpack(naming: Naming, attribute: PgExpr, type: OracleType, span: Span): PgExpr {
  return b.cast(span, b.ora(span, 'unpacked', attribute), pgTypeOf(naming, type, 'value'));
}

/** What a packed attribute holds for the value. */
export function pack(naming: Naming, value: PgExpr, type: OracleType, span: Span): PgExpr {
  return b.ora(span, 'packed', b.cast(span, b.cast(span, value, pgTypeOf(naming, type, 'value')), pgTypes.text));
}
