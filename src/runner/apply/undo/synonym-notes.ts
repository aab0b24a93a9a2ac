import type { LedgerTarget } from '../../ledger/ledger.js';
import { synonymNote } from '../../plan/statements/synonym-note.js';
import { quoteText } from '../../sql/quoting.js';

/** What brings back the synonym that a statement is about to replace or to take away: the one before it, or none. */
export async function capturedSynonym(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const noted = synonymNote(sql);
  if (!noted) return [];
  const place = `owner = coalesce(${noted.owner}, ora.user_name()) and synonym_name = ${noted.name}`;
  const { rows } = await target.execute(
    `select owner, synonym_name, table_owner, table_name, db_link from ora.synonyms where ${place}`,
  );
  const [row] = rows;
  if (!row) return [`delete from ora.synonyms where ${place}`];
  const values = row.map((value) => (value === null ? 'null' : quoteText(value)));
  return [`select ora.note_synonym(${values.join(', ')})`];
}
