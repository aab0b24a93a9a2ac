import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { PlBlock, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';

/**
 * The body of a function that ends the transaction. PostgreSQL lets no function do that; where SQL calls it, or a
 * caller from outside, no handler may take the failure for an error of Oracle's. (PostgreSQL manual, "Transaction
 * Management")
 */
export function loudAtItsEnd(symbol: RoutineSymbol, body: PlBlock): PlBlock {
  const { span } = body;
  const message =
    `OP3031 ${symbol.name} commits or rolls back, which it cannot where SQL, or code outside of the converted, ` +
    'calls it.';
  return refusedWhereItEnds(span, [body], message);
}

/** The statements, in which the end of a transaction, where PostgreSQL allows none, is a refusal. */
export const refusedWhereItEnds = (span: Span, body: readonly PlStatement[], message: string): PlBlock =>
  b.block(span, {
    body,
    handlers: [b.handler(span, [{ name: 'invalid_transaction_termination' }], [b.raise(span, 'P0004', message)])],
  });
