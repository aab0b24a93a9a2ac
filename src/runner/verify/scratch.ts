import { quoteText } from '../sql/quoting.js';
import { DatabaseError } from '../target/database-error.js';
import { openPglite } from '../target/pglite-target.js';
import { openPostgres } from '../target/postgres-target.js';
import { openTarget, type Target } from '../target/target.js';
import { parseTargetUrl, TargetOpenError } from '../target/target-url.js';

/** A database of our own on a target, made empty again for every use. What the user has there is never touched. */
export interface Scratch {
  readonly label: string;
  /** A session on the empty database; the one before it is over. */
  fresh(): Promise<Target>;
  close(): Promise<void>;
}

interface ScratchOptions {
  /** Limit of one statement. */
  readonly statementTimeoutMs?: number;
  /**
   * An ICU locale (`en-US`) for the database on a server, to see what a collation other
   * than C changes; PGlite has C only.
   */
  readonly icuLocale?: string;
}

/**
 * On PGlite an instance in memory (a directory in the URL is left alone); on a server a database of its own that is
 * dropped at the end.
 * @throws TargetOpenError
 */
export async function openScratch(targetUrl: string, options: ScratchOptions = {}): Promise<Scratch> {
  const url = parseTargetUrl(targetUrl);
  return url.kind === 'pglite' ? pgliteScratch(options) : await postgresScratch(url.url, options);
}

/**
 * How often an instance is emptied before a new one takes its place. A session keeps the plans of routines that are gone,
 * and goes along all of them with every definition; a server has a new session for each use.
 */
const usesOfInstance = 30;

function pgliteScratch(options: ScratchOptions): Scratch {
  let target: Target | undefined;
  let uses = 0;
  return {
    label: 'pglite:',
    async fresh() {
      uses += 1;
      if (target !== undefined && uses % usesOfInstance === 0) {
        const used = target;
        target = undefined;
        await used.close().catch(() => {});
      }
      if (target !== undefined) {
        try {
          await emptyDatabase(target);
          return target;
        } catch (error) {
          // An instance that cannot be emptied (stopped, out of memory) is replaced.
          if (!(error instanceof DatabaseError)) throw error;
          await target.close().catch(() => {});
        }
      }
      target = await openPglite(undefined, options);
      return target;
    },
    async close() {
      await target?.close();
    },
  };
}

async function postgresScratch(url: string, options: ScratchOptions): Promise<Scratch> {
  const admin = await openTarget(url);
  const name = `oraphant_scratch_${process.pid}_${Math.floor(performance.timeOrigin + performance.now()).toString(36)}`;
  try {
    const icu =
      options.icuLocale === undefined ? '' : ` locale_provider icu icu_locale ${quoteText(options.icuLocale)}`;
    await admin.execute(
      `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'${icu}`,
    );
  } catch (error) {
    await admin.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new TargetOpenError(`cannot create a scratch database on ${admin.label}: ${reason}`, { cause: error });
  }
  const databaseUrl = new URL(url);
  databaseUrl.pathname = `/${name}`;
  let session: Target | undefined;
  return {
    label: admin.label,
    async fresh() {
      const isFirst = session === undefined;
      await session?.close();
      // A new connection each time: nothing of a session's state survives.
      session = await openPostgres(databaseUrl.href);
      if (!isFirst) await emptyDatabase(session);
      // Nothing of it is kept.
      await session.execute('set synchronous_commit = off');
      if (options.statementTimeoutMs !== undefined) {
        await session.execute(`set statement_timeout = ${Math.floor(options.statementTimeoutMs)}`);
      }
      return session;
    },
    async close() {
      await session?.close();
      await admin.execute(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}

/** Drops every schema, role-independent setting and session state; only for a database of our own. */
async function emptyDatabase(target: Target): Promise<void> {
  await target.execute('rollback');
  await target.execute('discard all');
  // A trigger on DDL would have a say in what follows.
  const triggers = await target.execute('select quote_ident(evtname) from pg_event_trigger');
  for (const [name] of triggers.rows) await target.execute(`drop event trigger ${name}`);
  const schemas = await target.execute(
    `select quote_ident(nspname) from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  );
  for (const [name] of schemas.rows) await target.execute(`drop schema ${name} cascade`);
  await target.execute('create schema public');
  const [[database] = []] = (await target.execute('select quote_ident(current_database())')).rows;
  await target.execute(`alter database ${database} reset all`);
}
