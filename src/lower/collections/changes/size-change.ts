import type { CollectionTypeSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { neverNull } from '../bounds.js';
import type { SparseSplit } from '../gaps/split.js';

/** EXTEND, TRIM or DELETE: the variable that holds the collection, and what the call says. */
export interface SizeChange {
  readonly place: PgExpr;
  readonly collection: CollectionTypeSymbol;
  /** What computes them has been called already: it may change the collection itself. */
  readonly args: readonly PgExpr[];
  readonly span: Span;
  /** Where elements may be gone: their values, and which of them are. */
  readonly split: SparseSplit | undefined;
}

/** `c[:high]`. PostgreSQL takes no notice of the bound of a NULL collection, which raises ORA-06531. */
export function shortened(ex: ExprContext, place: PgExpr, high: PgExpr, span: Span): PgExpr {
  const slice: PgExpr = { kind: 'PgSlice', span, operand: place, high };
  if (neverNull(ex, place)) return slice;
  return b.coalesce(span, slice, b.ora(span, 'raise', b.num(span, 6531), b.null(span), place));
}
