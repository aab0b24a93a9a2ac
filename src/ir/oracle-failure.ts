import { oracleMessage } from './oracle-messages.js';

/** An error that Oracle reports: its number, and what SQLERRM gives for it. */
export interface OracleFailure {
  readonly code: number;
  readonly text: string;
}

/** The text without its number, as RAISE_APPLICATION_ERROR and the runtime's `ora.raise` take it. */
export const bareText = ({ text }: OracleFailure): string => text.replace(/^ORA-\d+: /, '');

/** The error of a number whose text carries no values. */
export const oracleFailure = (code: number): OracleFailure => ({ code, text: oracleMessage(code) });

/** ORA-00904 of a name of one part or more. */
export const invalidIdentifier = (...parts: readonly string[]): OracleFailure => ({
  code: 904,
  text: `ORA-00904: ${parts.map((part) => `"${part}"`).join('.')}: invalid identifier`,
});

/** ORA-00932, with the names of the types as Oracle has them; `-` of what has none. */
export const inconsistentTypes = (expected: string, got: string): OracleFailure => ({
  code: 932,
  text: `ORA-00932: inconsistent datatypes: expected ${expected} got ${got}`,
});
