import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { PGlite, type Results } from '@electric-sql/pglite';
import { toDatabaseError } from './database-error.js';
import type { Notice, NoticeListener, StatementResult, Target } from './target.js';

/**
 * Opens an embedded PostgreSQL (PGlite), in memory without a directory.
 * PGlite does not lock its directory, and a second process would corrupt it: a lock file beside it does.
 */
export async function openPglite(directory: string | undefined): Promise<Target> {
  const release = directory === undefined ? () => {} : lockDirectory(directory);
  try {
    const db = await PGlite.create(directory === undefined ? {} : { dataDir: directory });
    return await pgliteTarget(db, directory, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function pgliteTarget(db: PGlite, directory: string | undefined, release: () => void): Promise<Target> {
  const listeners = new Set<NoticeListener>();
  const options = {
    rowMode: 'array' as const,
    parsers: withEveryKey(db.parsers, (value: string) => value),
    onNotice: (raw: unknown) => {
      const notice = toNotice(raw);
      for (const listener of listeners) listener(notice);
    },
  };
  const serializers = withEveryKey(db.serializers, String);
  const run = async (work: () => Promise<Results | undefined>): Promise<StatementResult> => {
    try {
      return toStatementResult(await work());
    } catch (error) {
      throw toDatabaseError(error);
    }
  };
  const execute = (sql: string) => run(async () => (await db.exec(sql, options)).at(-1));
  const version = Number((await execute('show server_version_num')).rows[0]?.[0]);
  return {
    kind: 'pglite',
    version,
    label: `pglite:${directory ?? ''}`,
    execute,
    query: (sql, parameters = []) => run(() => db.query(sql, [...parameters], { ...options, serializers })),
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (db.closed) return;
      await db.close();
      release();
    },
  };
}

/** Every type keeps its text form; PGlite copies the table's own keys, so each has to be there. */
function withEveryKey<T>(table: Readonly<Record<string | number, unknown>>, value: T): Record<number, T> {
  return Object.fromEntries(Object.keys(table).map((key) => [key, value]));
}

function toStatementResult(result: Results | undefined): StatementResult {
  if (result === undefined) return { command: '', rowCount: 0, columns: [], rows: [] };
  const rows = result.rows as unknown as readonly (readonly (string | null)[])[];
  const { command = '', rowCount } = result as Results & { readonly command?: string; readonly rowCount?: number };
  return {
    command,
    rowCount: rowCount ?? (rows.length > 0 ? rows.length : (result.affectedRows ?? 0)),
    columns: result.fields.map((field) => field.name),
    rows,
  };
}

/** Both drivers name a notice's fields as they name an error's. */
export function toNotice(raw: unknown): Notice {
  const { severity } = raw as { readonly severity?: string };
  const { message } = raw as { readonly message?: string };
  const error = toDatabaseError(raw);
  return { ...error, message: message ?? '', severity: severity ?? 'NOTICE' };
}

/** Takes `DIR.lock` with our process id in it; a lock whose process is dead is taken over. */
function lockDirectory(directory: string): () => void {
  const path = `${resolve(directory)}.lock`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      const release = () => rmSync(path, { force: true });
      process.once('exit', release);
      return () => {
        process.off('exit', release);
        release();
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
      if (isAlive(owner)) throw new Error(`process ${owner} has it open (lock file ${path})`);
      rmSync(path, { force: true });
    }
  }
  throw new Error(`another process took the lock file ${path}`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
