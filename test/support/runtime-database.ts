import { randomBytes } from 'node:crypto';
import { PGlite, type QueryOptions } from '@electric-sql/pglite';
import pg from 'pg';
import { vi } from 'vitest';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';

// Creating some hundred functions takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

/** A message below ERROR that came with a statement. */
export interface Notice {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** Rows, each an array of PostgreSQL's texts. */
export type Rows = readonly (readonly (string | null)[])[];

/** A database of its own with functions of the runtime in it, and what a test asks of it. */
export interface RuntimeDatabase {
  /** Runs one or several statements; rows of the last. */
  query(sql: string): Promise<Rows>;
  /** Runs a block; a failed ASSERT fails the test. */
  block(declarations: string, statements: string): Promise<Rows>;
  /** The only value of the only row, as text. */
  value(sql: string): Promise<string | null>;
  /** The value of an expression, as text; an error as `! message`. */
  result(expression: string): Promise<string | null>;
  /** SQLSTATE and message of the error, or 'no error'. */
  error(sql: string): Promise<string>;
  /** Notices since the last call. */
  notices(): readonly Notice[];
  close(): Promise<void>;
}

/** The names of the runtime's functions in folders of it. */
export function familyOf(...folders: readonly string[]): readonly string[] {
  const units = [...runtimeFunctions().values()];
  return units.flatMap(({ name, file }) => (folders.includes(file.split('/')[0] ?? '') ? [name] : []));
}

/**
 * Opens an empty database on a target of `describeTargets`, with the named runtime functions, and all they need, in it.
 */
export async function openRuntime(url: string, functions: readonly string[]): Promise<RuntimeDatabase> {
  const connection = url === 'pglite:' ? await openPGlite() : await openServer(url);
  const database = asked(connection);
  for (const unit of runtimeClosure(functions)) {
    try {
      await database.query(unit.sql);
    } catch (error) {
      await database.close();
      throw new Error(`${unit.file}: ${messageOf(error)}`);
    }
  }
  return database;
}

interface Connection {
  readonly run: (sql: string) => Promise<Rows>;
  readonly notices: Notice[];
  readonly close: () => Promise<void>;
}

function asked({ run, notices, close }: Connection): RuntimeDatabase {
  const value = async (sql: string) => (await run(sql))[0]?.[0] ?? null;
  return {
    query: run,
    block: (declarations, statements) => run(`DO $do$ DECLARE ${declarations}; BEGIN ${statements} END $do$`),
    value,
    result: (expression) => value(`SELECT (${expression})::text`).catch((error: unknown) => `! ${messageOf(error)}`),
    error: async (sql) => {
      try {
        await run(sql);
      } catch (error) {
        return `${(error as { readonly code?: string }).code} ${messageOf(error)}`;
      }
      return 'no error';
    },
    notices: () => notices.splice(0),
    close,
  };
}

/** Type numbers of built-in types; PGlite would make JavaScript values of some. */
const numbersOfBuiltInTypes = [16, 17, 20, 21, 23, 25, 26, 114, 700, 701, 1043, 1082, 1114, 1184, 1186, 1700, 3802];

async function openPGlite(): Promise<Connection> {
  const db = await PGlite.create();
  const notices: Notice[] = [];
  const asText = (value: string) => value;
  const options: QueryOptions = {
    rowMode: 'array',
    parsers: Object.fromEntries(numbersOfBuiltInTypes.map((oid) => [oid, asText])),
    onNotice: (n) => notices.push({ code: n.code ?? '', severity: n.severity ?? '', message: messageOf(n) }),
  };
  const run = async (sql: string): Promise<Rows> => {
    try {
      const results = await db.exec(sql, options);
      return (results.at(-1)?.rows ?? []) as unknown as Rows;
    } catch (error) {
      // PGlite's error carries the whole query and its options; code and message are enough.
      throw Object.assign(new Error(messageOf(error)), { code: (error as { readonly code?: string }).code });
    }
  };
  return { run, notices, close: () => db.close() };
}

async function openServer(url: string): Promise<Connection> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const database = `t_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const own = new URL(url);
  own.pathname = `/${database}`;
  const client = new pg.Client({
    connectionString: own.href,
    types: { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig,
  });
  const notices: Notice[] = [];
  client.on('notice', (n) =>
    notices.push({ code: n.code ?? '', severity: n.severity ?? '', message: n.message ?? '' }),
  );
  await client.connect();
  const run = async (sql: string): Promise<Rows> => {
    const result = await client.query({ text: sql, rowMode: 'array' });
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return (last as { readonly rows: Rows }).rows;
  };
  const close = async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${database}`);
    await admin.end();
  };
  return { run, notices, close };
}

const messageOf = (thrown: unknown): string => (thrown as { readonly message?: string }).message ?? String(thrown);
