import type { Expr } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { lowerExpr } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';

/**
 * FOR UPDATE WAIT n, LOCK TABLE … WAIT n: the wait of `statements` for locks ends after so many seconds with ORA-30006.
 * In:  seconds = 5
 * Out: perform ora.lock_wait(5); …; perform ora.lock_waited();
 */
export function timedLocks(
  rc: BodyBuilder,
  seconds: Expr,
  span: Span,
  statements: readonly PlStatement[],
): PlStatement[] {
  const before: PlStatement[] = [];
  const limit = b.cast(span, lowerExpr(exprContext(rc, before), seconds), pgTypes.numeric);
  return [
    ...before,
    b.perform(span, b.ora(span, 'lock_wait', limit)),
    ...statements,
    b.perform(span, b.ora(span, 'lock_waited')),
  ];
}
