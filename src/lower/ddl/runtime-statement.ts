import { bareText, type OracleFailure } from '../../ir/oracle-failure.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { literal } from './names.js';

/** A statement that calls a function of the runtime, which looks up what is there when it runs. */
export type RuntimeStatement = Extract<PgStatement, { kind: 'PgFixedStatement' }>;

/** `select ora.name(…)`; the arguments are texts of PostgreSQL. */
export const runtimeStatement = (span: Span, name: string, ...args: readonly string[]): RuntimeStatement => ({
  kind: 'PgFixedStatement',
  span,
  text: `select ora.${name}(${args.join(', ')})`,
});

/** `select ora.raise(code, 'text')`: the error of Oracle in the place of a statement. */
export const raisingStatement = (
  span: Span,
  failure: OracleFailure,
  comments?: readonly string[],
): RuntimeStatement => ({
  ...runtimeStatement(span, 'raise', String(failure.code), literal(bareText(failure))),
  comments,
});
