import type { PGlite } from '@electric-sql/pglite';
import type { Verdict } from './verdict.js';

/**
 * The last instance: CREATE in an embedded PostgreSQL that is empty. What the statement lacks (types, tables, columns,
 * schemas) is made up until nothing but its syntax is left to judge. Started when first needed (1 to 3 s).
 */
export class ServerGate {
  private opening: Promise<PGlite> | undefined;
  private readonly arrayDomains = new Set<string>();

  /** A statement that comes before others: the domains over arrays that it makes are no records to these. */
  note(statement: string): void {
    for (const [, name = ''] of statement.matchAll(arrayDomain)) this.arrayDomains.add(unquoted(name));
  }

  /** The body of a DO: it is compiled, not run. */
  async checkBlock(body: string): Promise<Verdict> {
    const verdict = await this.checkRoutine(
      `create procedure pg_temp.body() language plpgsql as ${dollarQuoted(body)}`,
    );
    return verdict.kind === 'rejected' ? { ...verdict, position: undefined } : verdict;
  }

  /** Any SQL statement: PL/pgSQL has the server's grammar check what a body holds, and runs nothing. */
  checkStatement(text: string): Promise<Verdict> {
    return this.checkBlock(`begin\n${text}\n;end`);
  }

  /** `create function …` or `create procedure …`; everything is undone afterwards. */
  async checkRoutine(createRoutine: string): Promise<Verdict> {
    this.opening ??= start();
    const target = await this.opening;
    await target.exec('begin');
    try {
      for (let stubs = 0; stubs < 60; stubs += 1) {
        await target.exec('savepoint attempt');
        const error = await refusal(target, createRoutine);
        if (error === undefined) return { kind: 'accepted' };
        await target.exec('rollback to savepoint attempt');
        const stub = await stubFor(error, target, this.arrayDomains);
        if (stub === undefined || (await refusal(target, stub)) !== undefined) return verdictOf(error);
      }
      // So much is missing that nothing can be said.
      return { kind: 'accepted' };
    } finally {
      await target.exec('rollback');
    }
  }

  async close(): Promise<void> {
    await (await this.opening)?.close();
    this.opening = undefined;
  }
}

async function start(): Promise<PGlite> {
  const { PGlite: Server } = await import('@electric-sql/pglite');
  return Server.create();
}

interface Refusal {
  readonly sqlstate: string;
  readonly message: string;
  readonly position: number | undefined;
}

async function refusal(target: PGlite, sql: string): Promise<Refusal | undefined> {
  try {
    await target.exec(sql);
    return undefined;
  } catch (error) {
    const { code, message, position } = error as {
      readonly code?: unknown;
      readonly message?: string;
      readonly position?: string;
    };
    if (typeof code !== 'string') throw error;
    return { sqlstate: code, message: message ?? '', position: position === undefined ? undefined : Number(position) };
  }
}

/** Codes that speak of other objects and not of the text (PostgreSQL manual, appendix A). */
const aboutOtherObjects = new Set(['42883', '42704', '42P01', '42703', '3F000', '42725', '42846', '2BP01']);

function verdictOf(error: Refusal): Verdict {
  if (aboutOtherObjects.has(error.sqlstate)) return { kind: 'accepted' };
  return { kind: 'rejected', message: error.message, position: error.position };
}

/**
 * DDL that makes up what the error says is missing. Names come quoted as needed, but without
 * their quotes around the whole.
 */
async function stubFor(error: Refusal, target: PGlite, arrayDomains: ReadonlySet<string>): Promise<string | undefined> {
  const name = /"(.+?)" does not exist/.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  const qualified = name
    .replace(/(\[\])+$/, '')
    .split('.')
    .map(quote)
    .join('.');
  switch (error.sqlstate) {
    case '3F000':
      return `create schema ${quote(name)}`;
    case '42704':
      if (!error.message.startsWith('type ')) return undefined;
      return arrayDomains.has(unquoted(qualified))
        ? `create domain ${qualified} as text[]`
        : `create type ${qualified} as ()`;
    case '42P01':
      return `create table ${qualified} ()`;
    case '42703': {
      const [, column, relation] = /column "(.+)" of relation "(.+)" does not exist/.exec(error.message) ?? [];
      if (column === undefined || relation === undefined) return undefined;
      const found = await target.query<{ readonly table: string | null }>(
        `select max(oid)::regclass::text as table from pg_class where relname = $1 and relkind = 'r'`,
        [relation],
      );
      const table = found.rows[0]?.table;
      return table ? `alter table ${table} add column ${quote(column)} text` : undefined;
    }
    default:
      return undefined;
  }
}

const arrayDomain = /^create domain (\S+) as [^;]*?\[\]/gm;

const unquoted = (name: string): string => name.replaceAll('"', '');

const quote = (name: string): string => `"${name.replace(/"/g, '')}"`;

function dollarQuoted(text: string): string {
  let tag = '$body$';
  for (let n = 1; text.includes(tag); n += 1) tag = `$body${n}$`;
  return tag + text + tag;
}
