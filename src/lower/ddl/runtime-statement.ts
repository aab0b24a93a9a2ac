import type { PgStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';

/** A statement that calls a function of the runtime, which looks up what is there when it runs. */
export type RuntimeStatement = Extract<PgStatement, { kind: 'PgFixedStatement' }>;

/** `select ora.name(…)`; the arguments are texts of PostgreSQL. */
export const runtimeStatement = (span: Span, name: string, ...args: readonly string[]): RuntimeStatement => ({
  kind: 'PgFixedStatement',
  span,
  text: `select ora.${name}(${args.join(', ')})`,
});
