/** `select ora.note_synonym('APP', 'EMPS', …)` or `select ora.drop_synonym('APP', 'EMPS')`: owner and name as written. */
const note = /^\s*select\s+ora\.(?:note|drop)_synonym\(\s*('(?:[^']|'')*'|null)\s*,\s*('(?:[^']|'')*')\s*[,)]/i;

/** The synonym that a statement notes or takes away, its literals as written; undefined of any other statement. */
export function synonymNote(sql: string): { readonly owner: string; readonly name: string } | undefined {
  const [, owner, name] = note.exec(sql) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}
