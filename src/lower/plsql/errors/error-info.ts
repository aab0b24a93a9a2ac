import type { Argument } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';

/**
 * SQLCODE and SQLERRM: of the error being handled; outside of a handler there is none. (PL/SQL Language Reference,
 * "SQLCODE Function", "SQLERRM Function")
 */
export function errorInfo(ex: ExprContext, what: 'SQLCODE' | 'SQLERRM', args: readonly Argument[], span: Span): PgExpr {
  const [arg] = args;
  if (what === 'SQLERRM' && arg) {
    const number = lowerTo(ex, arg.value, { kind: 'plsInteger' });
    return b.ora(span, 'sqlerrm', number.kind === 'PgNull' ? b.cast(span, number, pgTypes.integer) : number);
  }
  const error = handledError(ex, span);
  if (error) return b.ora(span, what.toLowerCase(), error);
  return what === 'SQLCODE' ? b.num(span, 0) : b.text(span, 'ORA-0000: normal, successful completion');
}

/** The error being handled: here, or by a caller of the routine. Undefined where there can be none. */
export function handledError(ex: ExprContext, span: Span): PgExpr | undefined {
  const handled = ex.routine?.handled;
  if (handled !== undefined) return b.column(span, handled);
  if (ex.routine?.symbol?.kind === 'routine' || ex.inHeading) return b.ora(span, 'error_published');
  return undefined;
}
