import type { PlStatement } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import type { BodyBuilder } from './body-builder.js';

/** The context for expressions of a statement; what they hoist goes before it. */
export function exprContext(rc: BodyBuilder, before: PlStatement[]): ExprContext {
  return { unit: rc.unit, sql: false, routine: rc, hoist: (s) => before.push(s) };
}
