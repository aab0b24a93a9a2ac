import type { Notice } from '../target/target.js';

/**
 * SQLSTATEs of the notices (RAISE INFO, which reaches the client at once and whatever client_min_messages says) that
 * carry a script's output (`src/runtime/sql/output/`).
 */
const outputSqlState = 'OPOUT';
/**
 * An error that escaped a unit inside a segment: message, the Oracle line as detail, as hint the SQLSTATE
 * and, after it, the call stack.
 */
export const unitErrorSqlState = 'OPERR';
/** A unit inside a segment begins: its index as message. */
export const unitStartSqlState = 'OPUNI';

/**
 * The lines that DBMS_OUTPUT printed with this notice; none when it is another kind of notice. A
 * line feed in the text ends a line.
 */
export function outputLines(notice: Notice): readonly string[] {
  return notice.sqlstate === outputSqlState ? notice.message.split('\n') : [];
}

/** The error of a unit that a segment reports and survives. */
interface UnitError {
  readonly message: string;
  readonly line: number | undefined;
  readonly sqlstate: string | undefined;
  /** PL/pgSQL's call stack. */
  readonly where: string | undefined;
}

/** The error that a notice of a segment tells of; undefined for every other notice. */
export function unitErrorOf(notice: Notice): UnitError | undefined {
  if (notice.sqlstate !== unitErrorSqlState) return undefined;
  const line = Number(notice.detail);
  const [sqlstate, ...where] = notice.hint?.split('\n') ?? [];
  return {
    message: notice.message,
    line: Number.isInteger(line) && line > 0 ? line : undefined,
    sqlstate,
    where: where.length > 0 ? where.join('\n') : undefined,
  };
}

/** The index of the unit that begins inside a segment. */
export function unitStartOf(notice: Notice): number | undefined {
  return notice.sqlstate === unitStartSqlState ? Number(notice.message) : undefined;
}

/**
 * The transaction that such a unit finds with work that is not committed, by its virtual id; undefined where there is
 * none.
 */
export function openWorkOf(notice: Notice): string | undefined {
  return notice.sqlstate === unitStartSqlState && notice.detail ? notice.detail : undefined;
}
