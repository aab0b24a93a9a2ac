import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite, type QueryOptions } from '@electric-sql/pglite';
import pg from 'pg';
import { vi } from 'vitest';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';

// Starting a server and creating some hundred functions takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** A message below ERROR that came with a statement. */
export interface Notice {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** One database to run runtime functions on. */
export interface Target {
  readonly name: string;
  /** Runs one or several statements; rows of the last, each an array of text. */
  query(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  /** The only value of the only row, as text. */
  value(sql: string): Promise<string | null>;
  /** SQLSTATE and message of the error, or 'no error'. */
  error(sql: string): Promise<string>;
  /** Notices since the last call. */
  notices(): readonly Notice[];
  close(): Promise<void>;
}

/** Where the tests' PostgreSQL 15 lives; tests on it are skipped where it is not installed. */
const binaries = '/usr/lib/postgresql/15/bin';
export const targetNames: readonly string[] =
  process.env.ORAPHANT_TEST_PG !== undefined || existsSync(join(binaries, 'initdb'))
    ? ['PGlite', 'PostgreSQL 15']
    : ['PGlite'];

/** The names of the runtime's functions in folders of it. */
export function familyOf(...folders: readonly string[]): readonly string[] {
  const units = [...runtimeFunctions().values()];
  return units.flatMap(({ name, file }) => (folders.includes(file.split('/')[0] ?? '') ? [name] : []));
}

/** An empty database with the named runtime functions, and all they need, in it. */
export async function openTarget(name: string, functions: readonly string[]): Promise<Target> {
  const target = name === 'PGlite' ? await openPGlite() : await openServer();
  for (const unit of runtimeClosure(functions)) {
    try {
      await target.query(unit.sql);
    } catch (error) {
      await target.close();
      throw new Error(`${unit.file}: ${String(error)}`);
    }
  }
  return target;
}

type Run = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

function makeTarget(name: string, run: Run, notices: Notice[], close: () => Promise<void>): Target {
  return {
    name,
    query: run,
    value: async (sql) => (await run(sql))[0]?.[0] ?? null,
    error: async (sql) => {
      try {
        await run(sql);
      } catch (error) {
        const { code, message } = error as { readonly code?: string; readonly message: string };
        return `${code} ${message}`;
      }
      return 'no error';
    },
    notices: () => notices.splice(0),
    close,
  };
}

/** Type numbers of built-in types; PGlite would make JavaScript values of some. */
const numbersOfBuiltInTypes = [16, 17, 20, 21, 23, 25, 26, 114, 700, 701, 1043, 1082, 1114, 1184, 1186, 1700, 3802];

async function openPGlite(): Promise<Target> {
  const db = await PGlite.create();
  const notices: Notice[] = [];
  const asText = (value: string) => value;
  const parsers = Object.fromEntries(numbersOfBuiltInTypes.map((oid) => [oid, asText]));
  const run: Run = async (sql) => {
    const options: QueryOptions = {
      rowMode: 'array',
      parsers,
      onNotice: (n) => notices.push({ code: n.code ?? '', severity: n.severity ?? '', message: messageOf(n) }),
    };
    try {
      const results = await db.exec(sql, options);
      return (results.at(-1)?.rows ?? []) as unknown as readonly (readonly (string | null)[])[];
    } catch (error) {
      // PGlite's error carries the whole query and its options; code and message are enough.
      throw Object.assign(new Error(messageOf(error)), { code: (error as { readonly code?: string }).code });
    }
  };
  return makeTarget('PGlite', run, notices, () => db.close());
}

interface Server {
  readonly url: string;
  stop(): void;
}

async function openServer(): Promise<Target> {
  const given = process.env.ORAPHANT_TEST_PG;
  const server: Server = given !== undefined ? { url: given, stop: () => undefined } : await startServer();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const database = `t_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const client = new pg.Client({
    connectionString: url.href,
    types: { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig,
  });
  const notices: Notice[] = [];
  client.on('notice', (n) =>
    notices.push({ code: n.code ?? '', severity: n.severity ?? '', message: n.message ?? '' }),
  );
  await client.connect();
  const run: Run = async (sql) => {
    const result = await client.query({ text: sql, rowMode: 'array' });
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows: (string | null)[][] }).rows;
  };
  return makeTarget('PostgreSQL 15', run, notices, async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${database}`);
    await admin.end();
    server.stop();
  });
}

/** A private cluster in a temporary directory, on a free port; PostgreSQL refuses root, so root hands over to `postgres`. */
async function startServer(): Promise<Server> {
  const dir = mkdtempSync(join(tmpdir(), 'oraphant-pg-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(dir, 0o755);
    execFileSync('chown', ['postgres', dir]);
  }
  const run = (command: string, ...args: readonly string[]): void => {
    const file = join(binaries, command);
    const [program, given] = asRoot ? ['runuser', ['-u', 'postgres', '--', file, ...args]] : [file, [...args]];
    execFileSync(program, given, { stdio: 'ignore' });
  };
  const port = await freePort();
  const data = join(dir, 'data');
  run('initdb', '-D', data, '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8', '-A', 'trust', '--no-sync');
  const options = `-p ${port} -k ${dir} -c listen_addresses=localhost -c fsync=off -c max_connections=10`;
  run('pg_ctl', '-D', data, '-o', options, '-l', join(dir, 'log'), '-w', 'start');
  return {
    url: `postgres://postgres@localhost:${port}/postgres`,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const messageOf = (thrown: unknown): string => (thrown as { readonly message?: string }).message ?? String(thrown);
