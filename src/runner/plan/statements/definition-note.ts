/** `select ora.note_definition('app.emps', 'type id', '…')`: the relation and the part as literals. */
const note = /^\s*select\s+ora\.note_definition\(\s*('(?:[^']|'')*')\s*,\s*('(?:[^']|'')*')\s*,/i;

/**
 * What a statement notes for Oracle's dictionary in the runtime's table of definitions, its literals as written;
 * undefined of any other statement.
 */
export function definitionNote(sql: string): { readonly relation: string; readonly part: string } | undefined {
  const [, relation, part] = note.exec(sql) ?? [];
  return relation === undefined || part === undefined ? undefined : { relation, part };
}
