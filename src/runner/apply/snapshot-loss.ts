import { counted } from '../../assess/counted.js';
import { quotePath } from '../sql/quoting.js';
import type { Loss } from '../target/run-options.js';
import { openTarget } from '../target/target.js';
import { parseTargetUrl } from '../target/target-url.js';
import { isUsers, notOfExtension } from '../verify/users-objects.js';
import { atStake, databaseText, stakeText } from './at-stake.js';
import { snapshotContents } from './snapshot.js';

/** More names than these tell nothing more. */
const mostNamed = 10;

/** What a restore takes away: everything, and by name the tables that the snapshot does not have. */
export async function restoreLoss(url: string, path: string): Promise<Loss> {
  // What is no snapshot is found out before anything is asked.
  const snapshot = parseTargetUrl(url).kind === 'postgres' ? snapshotContents(path) : undefined;
  const target = await openTarget(url);
  try {
    const { rows } = await target.execute(
      `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} ` +
        `and c.relkind in ('r', 'p') and ${notOfExtension('c.oid', 'pg_class')} order by 1, 2`,
    );
    const tables = rows.map(([schema, name]) => [schema ?? '', name ?? ''] as const);
    const [[current] = []] = (await target.execute('select current_database()')).rows;
    const lines: string[] = [];
    if (snapshot !== undefined) {
      const other = tables.filter(([schema, name]) => !snapshot.tables.has(`${schema} ${name}`));
      const named = await atStake(target, other.slice(0, mostNamed).map(quotePath));
      lines.push(...named.map((table) => `not in the snapshot: ${stakeText(table)}`));
      if (other.length > mostNamed) lines.push(`not in the snapshot: ${other.length - mostNamed} tables more`);
      if (snapshot.database !== '' && snapshot.database !== current)
        lines.push(`the snapshot was taken of database ${snapshot.database}`);
    }
    return {
      database: await databaseText(target),
      what: `replaces everything (${counted(tables.length, 'table')}) by the snapshot ${path}`,
      lines,
    };
  } finally {
    await target.close();
  }
}
