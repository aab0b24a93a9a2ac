import type { OracleType } from '../analyze/types.js';
import type { PgExpr } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import type { UnitContext } from './context.js';
import { b } from './builders.js';
import { pgTypeOf } from './types.js';

/** The value a variable of the type has without an initial value, where that is not NULL: an empty associative array, the defaults of a record's fields. */
export function defaultOf(unit: UnitContext, type: OracleType, span: Span): PgExpr | undefined {
  if (type.kind === 'collection' && type.collection.variant === 'associativeArray') {
    return b.cast(span, { kind: 'PgRow', span, items: [b.text(span, '{}'), b.text(span, '{}')] }, pgTypeOf(unit.naming, type, 'variable'));
  }
  return undefined;
}
