import type { LedgerTarget } from '../../ledger/ledger.js';
import { definitionNote } from '../../plan/statements/definition-note.js';
import { quoteText } from '../../sql/quoting.js';

/** What brings back the note that a statement is about to replace: the one before it, or none. */
export async function capturedNote(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const noted = definitionNote(sql);
  if (!noted) return [];
  const { relation, part } = noted;
  // What is said of an index stands with its table.
  const place = `ora.definition_place(to_regclass(${relation}), ${part})`;
  const { rows } = await target.execute(
    `select value from ora.definitions as d join ${place} as p on p.relation = d.relation and p.part = d.part`,
  );
  const [value] = rows[0] ?? [];
  return [
    value === undefined || value === null
      ? `delete from ora.definitions as d using ${place} as p where p.relation = d.relation and p.part = d.part`
      : `select ora.note_definition(${relation}, ${part}, ${quoteText(value)})`,
  ];
}

/** The notes of a relation, given as a literal, that still hold, as statements that make them again. */
export async function notesOf(target: LedgerTarget, relation: string): Promise<readonly string[]> {
  if (!(await keepsNotes(target))) return [];
  const { rows } = await target.execute(
    `select part, value from ora.definitions where relation = to_regclass(${relation}) ` +
      "and part !~ '^(index_name|index_type|visibility|(expression|hidden) [0-9]+) of ' and ora.is_same_state(state, ora.definition_state(relation, part)) order by part",
  );
  return rows.map(
    ([part, value]) => `select ora.note_definition(${relation}, ${quoteText(part ?? '')}, ${quoteText(value ?? '')})`,
  );
}

/** What takes the notes of a relation away before that is dropped; nothing where there is no table of them. */
export async function withoutNotes(target: LedgerTarget, relation: string): Promise<readonly string[]> {
  if (!(await keepsNotes(target))) return [];
  return [`delete from ora.definitions where relation = to_regclass(${relation})`];
}

async function keepsNotes(target: LedgerTarget): Promise<boolean> {
  const { rows } = await target.execute(`select to_regclass('ora.definitions')::text`);
  return typeof rows[0]?.[0] === 'string';
}
