import type { Span } from '../../ir/span.js';
import { ordersByKind, type UnitContext } from '../context.js';

/** A unit whose DDL is lowered. */
export interface DdlContext extends UnitContext {
  /** The statement is a text of dynamic SQL: what is there when it runs need not be what stands before it. */
  readonly inProgram: boolean;
}

/**
 * Does the statement run where it stands? An installation that orders its statements by kinds has what is there in the
 * end.
 */
export const runsInPlace = ({ inProgram, options }: DdlContext): boolean => inProgram || !ordersByKind(options);

/** May what is made at a place be there when the statement runs? */
export const mayStand = (
  { inProgram, analysis }: DdlContext,
  madeAt: Span,
  { span }: { readonly span: Span },
): boolean => inProgram || analysis.precedes(madeAt, span);
