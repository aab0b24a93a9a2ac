import type { LedgerTarget } from '../../ledger/ledger.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { quotePath, quoteText } from '../../sql/quoting.js';

/**
 * `done`: it has its effect; `absent`: it has none and may run again; `broken`: it left something that `cleanUp` takes
 * away; `unknown`: the catalog does not tell.
 */
type ProbeResult =
  | { readonly state: 'done' | 'absent' | 'unknown' }
  | { readonly state: 'broken'; readonly cleanUp: readonly string[] };

/** Looks in the catalog whether a statement that ran outside of transactions has had its effect. */
export async function probe(target: LedgerTarget, sql: string): Promise<ProbeResult> {
  const shape = shapeOf(sql);
  const path = quotePath(shape.name);
  if (shape.kind === 'index' && (shape.action === 'create' || shape.action === 'drop')) {
    const { rows } = await target.execute(
      'select i.indisvalid and i.indisready and i.indislive from pg_index i where i.indexrelid = ' +
        `to_regclass(${quoteText(path)})`,
    );
    const isThere = rows.length > 0;
    const isValid = rows[0]?.[0] === 't' || rows[0]?.[0] === 'true';
    if (shape.action === 'drop') return { state: isThere ? 'absent' : 'done' };
    if (!isThere) return { state: 'absent' };
    return isValid ? { state: 'done' } : { state: 'broken', cleanUp: [`drop index concurrently if exists ${path}`] };
  }
  // VACUUM and REINDEX may be done twice.
  if (/^\s*(vacuum|reindex)\b/i.test(sql)) return { state: 'absent' };
  return { state: 'unknown' };
}
