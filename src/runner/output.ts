import type { Notice } from './target.js';

/**
 * SQLSTATEs of the two notices (RAISE INFO, which reaches the client at once and whatever client_min_messages says) that carry
 * a script's output (`src/runtime/sql/output/`).
 */
export const outputSqlState = 'OPOUT';
/** An error that escaped a unit inside a merged segment: message `ORA-nnnnn: …`, detail the Oracle line. */
export const unitErrorSqlState = 'OPERR';

/** The lines that DBMS_OUTPUT printed with this notice; none when it is another kind of notice. A line feed in the text ends a line. */
export function outputLines(notice: Notice): readonly string[] {
  return notice.sqlstate === outputSqlState ? notice.message.split('\n') : [];
}

/** The error of a unit that a merged segment reports and survives. */
export function unitErrorOf(
  notice: Notice,
): { readonly message: string; readonly line: number | undefined } | undefined {
  if (notice.sqlstate !== unitErrorSqlState) return undefined;
  const line = Number(notice.detail);
  return { message: notice.message, line: Number.isInteger(line) && line > 0 ? line : undefined };
}
