import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { PlBlock } from '../../../ir/postgres/index.js';
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
  return b.block(span, {
    body: [body],
    handlers: [b.handler(span, [{ name: 'invalid_transaction_termination' }], [b.raise(span, 'P0004', message)])],
  });
}
