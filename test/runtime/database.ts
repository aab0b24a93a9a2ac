import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';

/** A database that holds families of the runtime, and what a test asks of it. */
export interface RuntimeDatabase {
  /** The first column of the first row as PostgreSQL's text; an error as `! message`. */
  value(expression: string): Promise<string | null>;
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Where runtime functions are tested: the server where there is one, and PGlite. */
export const targets = ['PostgreSQL', 'PGlite'] as const;

/** Why a target cannot be tested, or undefined if it can. */
export function missing(target: (typeof targets)[number]): string | undefined {
  return target === 'PostgreSQL' && inject('postgresUrl') === undefined
    ? (inject('postgresMissing') ?? 'no server')
    : undefined;
}

/** Opens a fresh database with every unit of the families, and what they require. */
export async function openRuntime(
  target: (typeof targets)[number],
  families: readonly string[],
): Promise<RuntimeDatabase> {
  const connection = target === 'PGlite' ? await openPglite() : await openServer();
  const names = [...runtimeFunctions().values()]
    .filter((unit) => families.includes(unit.file.split('/')[0]!))
    .map((unit) => unit.name);
  for (const unit of runtimeClosure(names)) {
    try {
      await connection.run(unit.sql);
    } catch (error) {
      throw new Error(`${unit.file}: ${messageOf(error)}`);
    }
  }
  return {
    ...connection,
    async value(expression) {
      try {
        return await connection.text(`SELECT (${expression})::text AS value`);
      } catch (error) {
        return `! ${messageOf(error)}`;
      }
    },
  };
}

interface Connection {
  run(sql: string): Promise<void>;
  text(query: string): Promise<string | null>;
  close(): Promise<void>;
}

async function openPglite(): Promise<Connection> {
  const db = await PGlite.create();
  return {
    async run(sql) {
      await db.exec(sql);
    },
    async text(query) {
      return (await db.query<{ value: string | null }>(query)).rows[0]!.value;
    },
    close: () => db.close(),
  };
}

async function openServer(): Promise<Connection> {
  const url = new URL(inject('postgresUrl')!);
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  const name = `runtime_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await admin.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return {
    async run(sql) {
      await client.query(sql);
    },
    async text(query) {
      return (await client.query<{ value: string | null }>(query)).rows[0]!.value;
    },
    async close() {
      await client.end();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
