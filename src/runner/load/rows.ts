import { quoteText } from '../sql/quoting.js';
import { DatabaseError } from '../target/database-error.js';
import type { RunSession } from '../target/session.js';

/** A row that the table did not take. */
export interface Refused {
  /** Byte in the file at which its record begins. */
  readonly at: number;
  readonly reason: string;
  readonly fields: readonly (string | undefined)[];
}

/** Hears which rows are refused so far, before more of them are looked for. Throws where that is enough. */
export type Refusing = (refused: readonly Refused[]) => void;

/** A record as the table's columns take it. */
export interface Row {
  readonly at: number;
  readonly fields: readonly (string | undefined)[];
}

/** Why a record is refused that has other fields than its table is to get. */
export const otherWidth = (is: number, wanted: number): string => `it has ${is} fields, not ${wanted}`;

/** Data that a table refuses: class 22 and 23 (PostgreSQL manual, "Error Codes"). */
const isRefusal = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && /^2[23]/.test(error.sqlstate);

/** Does work behind a savepoint; undefined when the table refused it, with the error. */
export async function attempt<T>(
  session: RunSession,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly error: DatabaseError }> {
  await session.execute('savepoint oraphant_batch');
  try {
    return { value: await work() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await session.execute('rollback to savepoint oraphant_batch');
    return { error };
  }
}

/**
 * All rows at once; where something is refused, in halves, down to the row. `into` is `table (columns)`; `refusing`
 * hears of what is refused, and may throw.
 */
export async function putRows(
  session: RunSession,
  into: string,
  {
    width,
    rows,
    refused,
    refusing,
  }: {
    readonly width: number;
    readonly rows: readonly Row[];
    readonly refused: Refused[];
    readonly refusing: Refusing;
  },
): Promise<void> {
  refusing(refused);
  const fits = rows.filter((row) => {
    if (row.fields.length === width) return true;
    refused.push({ ...row, reason: otherWidth(row.fields.length, width) });
    return false;
  });
  if (fits.length === 0) return;
  const sent = await attempt(session, () => send(session, into, fits));
  if (!('error' in sent)) return;
  if (fits.length === 1) {
    const { sqlstate, message } = sent.error;
    for (const row of fits) refused.push({ ...row, reason: `${sqlstate} ${message}` });
    return;
  }
  const middle = fits.length >> 1;
  await putRows(session, into, { width, rows: fits.slice(0, middle), refused, refusing });
  await putRows(session, into, { width, rows: fits.slice(middle), refused, refusing });
}

/** By COPY where the driver has it, else by INSERT of a thousand rows each. */
async function send(session: RunSession, into: string, rows: readonly Row[]): Promise<void> {
  const { connection } = session;
  if (connection.copyIn !== undefined) {
    const text = rows.map(
      ({ fields }) => `${fields.map((field) => (field === undefined ? '\\N' : copyText(field))).join('\t')}\n`,
    );
    await connection.copyIn(`copy ${into} from stdin`, Buffer.from(text.join('')));
    return;
  }
  for (let at = 0; at < rows.length; at += 1000) {
    const values = rows
      .slice(at, at + 1000)
      .map(({ fields }) => `(${fields.map((field) => (field === undefined ? 'null' : quoteText(field))).join(', ')})`);
    await session.execute(`insert into ${into} values ${values.join(', ')}`);
  }
}

/** PostgreSQL manual, COPY, "Text Format". */
const copyText = (text: string): string =>
  special.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => escapes[c] ?? c) : text;

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
