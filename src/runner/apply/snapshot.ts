import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../target/target.js';
import { parseTargetUrl, withoutPassword } from '../target/target-url.js';
import { RunFailure, runnerExit } from './run-failure.js';

/**
 * Keeps a copy of a target: `pg_dump` in its custom format, or the folder of an embedded database. Roles and other
 * databases are not in it.
 * @throws RunFailure, TargetOpenError
 */
export async function takeSnapshot(target: string, path: string): Promise<void> {
  if (existsSync(path))
    throw new RunFailure(runnerExit.preflight, [`${path} is there already: a snapshot is never overwritten`]);
  const url = parseTargetUrl(target);
  // Half a copy must never look like a whole one.
  const part = `${path}.part`;
  try {
    rmSync(part, { recursive: true, force: true });
    if (url.kind === 'postgres') program('pg_dump', ['--format=custom', `--file=${part}`], url.url);
    else {
      const directory = ownDirectory(url.directory);
      // Whoever has it open is found out by opening it.
      await (await openTarget(target)).close();
      cpSync(directory, part, { recursive: true });
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!(error instanceof Error) || !('syscall' in error || 'path' in error)) throw error;
    throw new RunFailure(runnerExit.preflight, [`the snapshot cannot be written: ${error.message}`], { cause: error });
  }
}

/** Takes a snapshot away again, which nothing was done after. */
export const dropSnapshot = (path: string): void => rmSync(path, { recursive: true, force: true });

/**
 * Gives a target back as the snapshot has it, in one transaction: every schema of the target goes, and those of the
 * snapshot come. The ledger is among them. @throws RunFailure, TargetOpenError
 */
export async function restoreSnapshot(target: string, path: string): Promise<void> {
  if (!existsSync(path)) throw new RunFailure(runnerExit.preflight, [`there is no snapshot ${path}`]);
  const url = parseTargetUrl(target);
  if (url.kind === 'pglite') {
    const directory = ownDirectory(url.directory);
    await (await openTarget(target)).close();
    restoreDirectory(directory, path);
    return;
  }
  const reader = await openTarget(target);
  let schemas: readonly string[];
  try {
    const { rows } = await reader.execute(
      `select quote_ident(nspname) from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
    );
    schemas = rows.map(([name]) => name ?? '');
  } finally {
    await reader.close();
  }
  const hasPublic = /^CREATE SCHEMA public;/m.test(
    program('pg_restore', ['--section=pre-data', '--file=-', path], undefined),
  );
  const before = [
    // Triggers of the target that watch DDL are not to watch this.
    "do $$ declare t name; begin for t in select evtname from pg_event_trigger loop execute format('drop event " +
      "trigger %I', t); end loop; end $$;",
    ...schemas.map((schema) => `drop schema ${schema} cascade;`),
    // A dump says of this schema only what differs from how every database has it.
    ...(hasPublic ? [] : publicSchema),
  ];
  const folder = workFolder(path);
  try {
    // A database is more than the memory holds. Its script is whole before anything is dropped.
    const [dropping, script] = [join(folder, 'before.sql'), join(folder, 'snapshot.sql')];
    program('pg_restore', [`--file=${script}`, path], undefined);
    writeFileSync(dropping, `${before.join('\n')}\n`);
    program(
      'psql',
      [
        ...['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1'],
        ...[`--file=${dropping}`, `--file=${script}`],
      ],
      url.url,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside the snapshot, where there is room for what it holds; where nobody may write there, among temporary files. */
function workFolder(path: string): string {
  try {
    return mkdtempSync(`${path}.restoring-`);
  } catch {
    return mkdtempSync(join(tmpdir(), 'oraphant-restore-'));
  }
}

/** The tables in a copy that `pg_dump` made, as `schema name`, and the database that it is of. */
export function snapshotContents(path: string): { readonly database: string; readonly tables: ReadonlySet<string> } {
  const list = program('pg_restore', ['--list', path], undefined);
  // `215; 1259 16385 TABLE public t owner`; data has entries of its own.
  const tables = list.matchAll(/^\d+; \d+ \d+ TABLE (?!DATA )(\S+ .+) \S+$/gm);
  return {
    database: /^;\s+dbname: (.*)$/m.exec(list)?.[1] ?? '',
    tables: new Set([...tables].map(([, name]) => name ?? '')),
  };
}

/** The copy is whole before the folder steps aside for it. */
function restoreDirectory(directory: string, path: string): void {
  // The file that every data directory has ("Database File Layout").
  if (!existsSync(join(path, 'PG_VERSION')))
    throw new RunFailure(runnerExit.preflight, [`${path} is no copy of an embedded database: nothing was changed`]);
  const [coming, going] = [`${directory}.restoring`, `${directory}.replaced`];
  for (const rest of [coming, going]) rmSync(rest, { recursive: true, force: true });
  try {
    cpSync(path, coming, { recursive: true });
  } catch (error) {
    rmSync(coming, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new RunFailure(runnerExit.failed, [`the snapshot cannot be copied (${reason}): nothing was changed`], {
      cause: error,
    });
  }
  renameSync(directory, going);
  try {
    renameSync(coming, directory);
  } catch (error) {
    renameSync(going, directory);
    throw error;
  }
  rmSync(going, { recursive: true });
}

const publicSchema: readonly string[] = [
  'create schema public;',
  'alter schema public owner to pg_database_owner;',
  'grant usage on schema public to public;',
  "comment on schema public is 'standard public schema';",
];

function ownDirectory(directory: string | undefined): string {
  if (directory !== undefined) return directory;
  throw new RunFailure(runnerExit.preflight, [
    'a database in memory ends with its process: there is nothing to keep a copy of',
  ]);
}

/** One of PostgreSQL's own programs; the password goes by the environment, where no list of processes shows it. */
function program(name: string, args: readonly string[], url: string | undefined): string {
  const plain = url === undefined ? undefined : new URL(url);
  const password = plain?.password ?? '';
  if (plain !== undefined) plain.password = '';
  const done = spawnSync(name, [...args, ...(plain === undefined ? [] : ['--no-password', `--dbname=${plain.href}`])], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...(password === '' ? {} : { PGPASSWORD: decodeURIComponent(password) }) },
  });
  if (done.error !== undefined)
    throw new RunFailure(runnerExit.preflight, [
      `${name} cannot be run (${done.error.message}): install PostgreSQL's client programs`,
    ]);
  if (done.status !== 0) {
    const said = done.stderr
      .trim()
      .split('\n')
      .slice(0, 5)
      .map((line) => `  ${withoutPassword(line)}`);
    throw new RunFailure(runnerExit.failed, [`${name} failed, and changed nothing:`, ...said]);
  }
  return done.stdout;
}
