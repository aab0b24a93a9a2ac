import { splitPostgresStatements } from '../plan/statements/postgres-statements.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';

/** duplicate_schema, duplicate_function, duplicate_object, duplicate_table */
const exists: ReadonlySet<string> = new Set(['42P06', '42723', '42710', '42P07']);

/**
 * Creates what a script needs of schema `ora`: units of the runtime, each the statements of one file. What an earlier
 * run has created stays; functions that another version of the runtime left there are replaced, and those that it lacks
 * are added.
 * @throws DatabaseError where a function cannot be replaced: it belongs to somebody else, or its heading is another.
 */
export async function installRuntime(target: Target, units: readonly string[]): Promise<void> {
  const there = await bodiesThere(target);
  for (const unit of units) {
    if (there.size === 0) await unlessThere(() => target.execute(unit));
    else for (const { text } of splitPostgresStatements(unit)) await installOne(target, text, there);
  }
}

async function installOne(target: Target, statement: string, there: ReadonlyMap<string, ReadonlySet<string>>) {
  const routine = /^CREATE (?:FUNCTION|PROCEDURE) ora\."?([\w$]+)"?/i.exec(statement);
  if (!routine) return await unlessThere(() => target.execute(statement));
  const name = routine[1] ?? '';
  const body = /\bAS (\$\w*\$)([\s\S]*)\1/.exec(statement)?.[2] ?? '';
  const bodies = there.get(name);
  if (bodies?.has(body)) return;
  try {
    await target.execute(bodies ? statement.replace(/^CREATE /i, 'CREATE OR REPLACE ') : statement);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new DatabaseError({
      ...error,
      message: `ora.${name} of this database is of another version and cannot be replaced: ${error.message}`,
      sqlstate: error.sqlstate,
    });
  }
}

async function unlessThere(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof DatabaseError) || !exists.has(error.sqlstate)) throw error;
  }
}

/** The bodies of the routines in schema `ora` by name, of all overloads. */
async function bodiesThere(target: Target): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await target.query(
    'select proname, prosrc from pg_catalog.pg_proc where pronamespace = (select oid from pg_catalog.pg_namespace ' +
      "where nspname = 'ora')",
  );
  const bodies = new Map<string, Set<string>>();
  for (const [name, body] of rows) {
    if (name == null) continue;
    bodies.set(name, (bodies.get(name) ?? new Set<string>()).add(body ?? ''));
  }
  return bodies;
}
