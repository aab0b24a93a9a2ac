import { quotePath, quoteText } from '../sql/quoting.js';
import { isTrue } from '../target/session.js';
import type { Target } from '../target/target.js';

/** Columns of a table that a file fills. */
export interface Filled {
  readonly table: readonly string[];
  readonly columns: readonly string[];
}

/**
 * Whether transactions that fill the tables side by side come to what one after the other comes to: what a row meets
 * there may not depend on rows before it, nor wait for them. So no key, no trigger, no reference of a table to itself,
 * no default that counts or tells the time, no function of users in a check, a domain or an index.
 */
export async function fitsSideBySide(session: Pick<Target, 'execute'>, filled: readonly Filled[]): Promise<boolean> {
  for (const { table, columns } of filled) {
    const names = `array[${columns.map(quoteText).join(', ')}]::text[]`;
    const { rows } = await session.execute(
      `select c.relkind = 'r' and not c.relhassubclass and not c.relispartition and not c.relrowsecurity
         and not exists (select from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion))
         and not exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)
         and not exists (select from pg_constraint k where k.conrelid = c.oid and k.confrelid = c.oid)
         and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               and a.attname <> all (${names}) and (a.atthasdef or a.attidentity <> ''))
         and not exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and (
               d.classid = 'pg_class'::regclass and d.objid in (select i.indexrelid from pg_index i where i.indrelid = c.oid)
               or d.classid = 'pg_constraint'::regclass and d.objid in (select k.oid from pg_constraint k where k.conrelid = c.oid)))
         and not exists (select from pg_attribute a join pg_type y on y.oid = a.atttypid
               where a.attrelid = c.oid and a.attnum > 0 and y.typtype not in ('b', 'e', 'r', 'm') and y.typnamespace <> 'pg_catalog'::regnamespace)
       from pg_class c where c.oid = to_regclass(${quoteText(quotePath(table))})`,
    );
    if (!isTrue(rows[0]?.[0])) return false;
  }
  return true;
}
