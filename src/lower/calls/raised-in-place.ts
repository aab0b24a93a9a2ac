import { isPipelined, type RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { pgTypeOf } from '../types.js';

/** The error in place of a call that Oracle does not let SQL make; of a pipelined function, in place of its rows. */
export function raisedInPlace(
  ex: ExprContext,
  routine: RoutineSymbol,
  returns: OracleType,
  span: Span,
  { code, text }: { readonly code: number; readonly text: PgExpr },
): PgExpr {
  const isOfRows = isPipelined(routine) && returns.kind === 'collection';
  const result = isOfRows ? returns.collection.element : returns;
  return b.ora(
    span,
    'raise',
    b.num(span, code),
    text,
    b.cast(span, b.null(span), pgTypeOf(ex.unit.naming, result, 'value')),
  );
}
