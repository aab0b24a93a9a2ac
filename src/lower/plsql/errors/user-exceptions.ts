import { createHash } from 'node:crypto';
import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import type { PlBlock, PlHandler } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';

/**
 * The SQLSTATE of a user-defined exception: `OU` and three base-36 digits of a hash of its path; never ending in 000,
 * which PL/pgSQL takes for a class.
 */
export function userSqlstate(path: string): string {
  const number = createHash('sha256').update(path).digest().readUInt32BE(0);
  const digits = ((number % (36 ** 3 - 1)) + 1).toString(36).toUpperCase().padStart(3, '0');
  return `OU${digits}`;
}

/** The whole class of user-defined exceptions. */
const anyUserError = 'OU000';

/**
 * A user-defined exception without a number that leaves what SQL called (a function, a trigger) fails the statement
 * with ORA-06510, which is all that the code around the statement sees: no handler of the exception's name takes it.
 * (Oracle Database Error Messages, ORA-06510)
 */
export function userErrorHandlers(analysis: Analysis, symbol: RoutineSymbol | TriggerSymbol, span: Span): PlHandler[] {
  if (!analysis.effectsOf(symbol).userErrorEscapes) return [];
  return [b.handler(span, [{ sqlstate: anyUserError }], [b.raise(span, sqlstateOf(6510), oracleMessage(6510))])];
}

/** The body of a trigger's function, left by user-defined exceptions as SQL sees them. */
export function leavingAsInSql(analysis: Analysis, trigger: TriggerSymbol, body: PlBlock): PlBlock {
  const handlers = userErrorHandlers(analysis, trigger, body.span);
  if (handlers.length === 0) return body;
  return b.block(body.span, { body: [body], handlers });
}
