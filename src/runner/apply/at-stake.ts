import { counted } from '../../assess/counted.js';
import type { LedgerTarget } from '../ledger/ledger.js';
import { quoteText } from '../sql/quoting.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';

/** A relation that a command takes away, and the rows that go with it. */
export interface AtStake {
  /** Qualified, as the server writes it. */
  readonly name: string;
  /** At most `mostCounted + 1`; undefined where this role may not read them. */
  readonly rows: number | undefined;
}

/** Counting goes no further: beyond it the number changes no decision. */
const mostCounted = 1_000_000;

/** The relations of these names that are there, with their rows. Not inside a transaction. */
export async function atStake(target: LedgerTarget, names: readonly string[]): Promise<readonly AtStake[]> {
  const found: AtStake[] = [];
  for (const name of new Set(names)) {
    const { rows } = await target.execute(
      'select format($$%I.%I$$, n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace ' +
        `where c.oid = to_regclass(${quoteText(name)})`,
    );
    const shown = rows[0]?.[0];
    if (shown === null || shown === undefined) continue;
    found.push({ name: shown, rows: await rowsIn(target, name) });
  }
  return found;
}

async function rowsIn(target: LedgerTarget, name: string): Promise<number | undefined> {
  try {
    const { rows } = await target.execute(
      `begin read only; set local lock_timeout = '2s'; set local statement_timeout = '30s'; ` +
        `select count(*) from (select from ${name} limit ${mostCounted + 1}) as first_rows`,
    );
    return Number(rows[0]?.[0]);
  } catch (error) {
    // No privilege, somebody holds a lock on it, or a materialized view without rows.
    if (error instanceof DatabaseError && /^(42501|55P03|57014|55000)$/.test(error.sqlstate)) return undefined;
    throw error;
  } finally {
    await target.execute('rollback');
  }
}

/** `public.t (3 rows)`. */
export function stakeText({ name, rows }: AtStake): string {
  if (rows === undefined) return `${name} (rows unknown)`;
  if (rows > mostCounted) return `${name} (more than ${mostCounted} rows)`;
  return `${name} (${rows === 0 ? 'empty' : counted(rows, 'row')})`;
}

/** Which database a command is about to change: its own name, beside how it was reached. */
export async function databaseText({ kind, label, execute }: Target): Promise<string> {
  if (kind === 'pglite') return `the embedded database ${label}`;
  const { rows } = await execute(`select current_database(), coalesce(host(inet_server_addr()), 'this machine')`);
  return `database ${rows[0]?.[0]} at ${rows[0]?.[1]} (${label})`;
}
