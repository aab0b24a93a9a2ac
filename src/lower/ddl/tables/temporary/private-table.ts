import { lastName } from '../../../../ir/dotted.js';
import type { QualifiedName, ScriptUnit } from '../../../../ir/oracle/index.js';

/*
 * Private temporary tables are the session's own: what makes, empties or drops them ends no transaction. Their names
 * begin with PRIVATE_TEMP_TABLE_PREFIX. (SQL Language Reference, CREATE TABLE; Database Administrator's Guide,
 * "Managing Private Temporary Tables")
 */

/** Has the name the prefix of private temporary tables? (Database Reference, "PRIVATE_TEMP_TABLE_PREFIX") */
export const isPrivateTable = (name: QualifiedName): boolean => lastName(name).startsWith('ORA$PTT_');

/** Is it a statement about a private temporary table, which leaves the transaction as it is? */
export function keepsTransactionOpen(unit: ScriptUnit): boolean {
  switch (unit.kind) {
    case 'CreateTable':
      return unit.temporary === 'PRIVATE';
    case 'DropObject':
      return unit.objectKind === 'TABLE' && isPrivateTable(unit.name);
    case 'Truncate':
      return isPrivateTable(unit.table);
    default:
      return false;
  }
}

/** Is the text of dynamic SQL a statement about a private temporary table? */
export const isPrivateTableText = (text: string): boolean =>
  /^\s*(create\s+private\s+temporary\s+table|(drop|truncate)\s+table\s+"?ora\$ptt_)/i.test(text);
