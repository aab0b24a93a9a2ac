import { existsSync, readdirSync } from 'node:fs';
import { makeFolder } from '../script/atomic-write.js';
import type { DatabaseErrorFields } from './database-error.js';
import { parseTargetUrl, TargetOpenError, withoutPassword } from './target-url.js';

/** What a statement gave. Values are PostgreSQL's own text output, so that both targets give the same. */
export interface StatementResult {
  /** The command tag's first word(s): `SELECT`, `INSERT`, `CREATE TABLE` … as the target reports it. */
  readonly command: string;
  readonly rowCount: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A message that does not end the statement: RAISE INFO, NOTICE, WARNING … */
export interface Notice extends DatabaseErrorFields {
  readonly severity: string;
}

/** Told of every notice of a session. */
export type NoticeListener = (notice: Notice) => void;

/** One session on a database. Statements run one after the other, in the order of the calls. */
export interface Target {
  readonly kind: 'pglite' | 'postgres';
  /** `server_version_num`, as 150018. */
  readonly version: number;
  /** The URL without a password, for messages. */
  readonly label: string;
  /**
   * Sends one statement alone by the simple protocol, so that a CALL or DO which commits works.
   * @throws DatabaseError
   */
  execute(sql: string): Promise<StatementResult>;
  /**
   * Sends one statement with `$1 …` parameters by the extended protocol.
   * @throws DatabaseError
   */
  query(sql: string, parameters?: readonly (string | null)[]): Promise<StatementResult>;
  /**
   * Sends `COPY … FROM STDIN` with its data in COPY's text format; absent where the driver has no COPY.
   * `meanwhile` runs while the server is busy with the data.
   * @throws DatabaseError
   */
  copyIn?(sql: string, data: Buffer, meanwhile?: () => void): Promise<number>;
  /**
   * Calls back for every notice, in order, before the statement's promise settles. Returns the function that ends it.
   */
  onNotice(listener: NoticeListener): () => void;
  close(): Promise<void>;
}

/** Loads what the kind of target needs, and nothing of the other. @throws TargetOpenError */
export async function openTarget(text: string): Promise<Target> {
  const url = parseTargetUrl(text);
  try {
    switch (url.kind) {
      case 'pglite':
        if (url.directory !== undefined) makeFolder(url.directory);
        return await (await import('./pglite-target.js')).openPglite(url.directory);
      case 'postgres':
        return await (await import('./postgres-target.js')).openPostgres(url.url);
      default: {
        const forgotten: never = url;
        return forgotten;
      }
    }
  } catch (error) {
    if (error instanceof TargetOpenError) throw error;
    const reason = openingFailure(error);
    throw new TargetOpenError(`cannot open target '${withoutPassword(text)}': ${reason}`, { cause: error });
  }
}

/**
 * A target to look at. A folder that holds no database yet is not made for it: what is looked at instead is empty, as the
 * database would be. @throws TargetOpenError
 */
export async function openToRead(text: string): Promise<Target> {
  const url = parseTargetUrl(text);
  const isThere =
    url.kind === 'postgres' ||
    url.directory === undefined ||
    (existsSync(url.directory) && readdirSync(url.directory).length > 0);
  if (isThere) return openTarget(text);
  return { ...(await openTarget('pglite:')), label: text };
}

/** Of a password that is missing the driver says what its SASL client lacks, as libpq says `no password supplied`. */
function openingFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return /client password must be|empty password returned by client/.test(reason)
    ? 'the server asks for a password, and none was supplied: give it in the URL, in PGPASSWORD or in ~/.pgpass'
    : reason;
}
