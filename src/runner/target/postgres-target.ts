import type { ConnectionOptions } from 'node:tls';
import type pg from 'pg';
import { copyIn } from './copy-in.js';
import { connectionFailure, DatabaseError, toDatabaseError } from './database-error.js';
import { toNotice } from './pglite-target.js';
import { encryptionOf } from './ssl-mode.js';
import type { NoticeListener, StatementResult, Target } from './target.js';
import { withoutPassword } from './target-url.js';

/** Opens one session on a PostgreSQL server. */
export async function openPostgres(url: string): Promise<Target> {
  const encryption = encryptionOf(url);
  const [first, ...more] = encryption?.attempts ?? [undefined];
  const text = encryption?.url ?? url;
  try {
    return await openWith(url, text, first);
  } catch (error) {
    const [second] = more;
    if (second === undefined) throw error;
    return await openWith(url, text, second);
  }
}

async function openWith(
  url: string,
  connectionString: string,
  ssl: false | ConnectionOptions | undefined,
): Promise<Target> {
  const { default: driver } = await loadDriver();
  const client = new driver.Client({
    connectionString,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'oraphant',
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    connectionTimeoutMillis: 1000 * Number(process.env.PGCONNECT_TIMEOUT ?? 30),
    // Every type keeps its text form, as on the other target.
    types: { getTypeParser: () => (value: string) => value },
  });
  const listeners = new Set<NoticeListener>();
  let lost: Error | undefined;
  client.on('notice', (raw) => {
    const notice = toNotice(raw);
    for (const listener of listeners) listener(notice);
  });
  // A server that goes away between statements must not end the process: the next statement reports it.
  client.on('error', (error) => {
    lost ??= error;
  });
  await client.connect();
  const run = async (sql: string, values?: readonly (string | null)[]): Promise<StatementResult> => {
    refuseLost(lost);
    try {
      const config = values === undefined ? { text: sql } : { text: sql, values: [...values] };
      const answer: unknown = await client.query({ ...config, rowMode: 'array' });
      return toStatementResult(answer);
    } catch (error) {
      throw toDatabaseError(error);
    }
  };
  const version = Number((await run('show server_version_num')).rows[0]?.[0]);
  return {
    kind: 'postgres',
    version,
    label: withoutPassword(url),
    execute: (sql) => run(sql),
    query: (sql, parameters = []) => run(sql, parameters),
    async copyIn(sql, data, meanwhile) {
      refuseLost(lost);
      try {
        return await copyIn(client, sql, data, meanwhile);
      } catch (error) {
        throw toDatabaseError(error);
      }
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await client.end().catch(() => {});
    },
  };
}

/** @throws DatabaseError where the connection has been lost */
function refuseLost(lost: Error | undefined): void {
  if (lost === undefined) return;
  throw new DatabaseError(
    { sqlstate: connectionFailure, message: `connection lost: ${lost.message}` },
    { cause: lost },
  );
}

/**
 * The driver asks what it runs on: by `navigator`, and where that is not there (before Node 21) by making a web
 * response, for which Node loads a whole web client.
 */
async function loadDriver(): Promise<typeof import('pg')> {
  if ('navigator' in globalThis) return await import('pg');
  const userAgent = `Node.js/${process.versions.node.split('.')[0]}`;
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
  try {
    return await import('pg');
  } finally {
    Reflect.deleteProperty(globalThis, 'navigator');
  }
}

/** A text of several statements gives an array: the last one counts, as on the other target. */
function toStatementResult(answer: unknown): StatementResult {
  const last = (Array.isArray(answer) ? answer.at(-1) : answer) as pg.QueryArrayResult<(string | null)[]> | undefined;
  if (last === undefined) return { command: '', rowCount: 0, columns: [], rows: [] };
  return {
    command: last.command ?? '',
    rowCount: last.rowCount ?? 0,
    columns: last.fields.map((field) => field.name),
    rows: last.rows,
  };
}
