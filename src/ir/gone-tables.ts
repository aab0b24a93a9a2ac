import { lastName } from './dotted.js';
import type { ScriptUnit } from './oracle/index.js';
import { ofKinds, walkWhere } from './walk.js';

const drops = /\b(?:drop\s+table|rename)\s+(?:if\s+exists\s+)?(?:"?[\w$#]+"?\s*\.\s*)?(?:"([^"]+)"|([\w$#]+))?/gi;

const mayRename = ofKinds('DropObject', 'AlterTable', 'Rename', 'StringLiteral');

/** The names of tables that some statement of the inputs drops or renames; undefined where that depends on values. */
export function goneTables(units: readonly ScriptUnit[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let known = true;
  for (const unit of units) {
    walkWhere(unit, mayRename, (node) => {
      if (node.kind === 'DropObject') names.add(lastName(node.name));
      if (node.kind === 'AlterTable') {
        if (node.actions.some((a) => a.kind === 'RenameTable')) names.add(lastName(node.name));
      }
      if (node.kind === 'Rename') names.add(node.from.name);
      if (node.kind !== 'StringLiteral') return;
      const { value } = node;
      if (!/\b(?:drop|rename)\b/i.test(value)) return;
      const renamed = /^\s*alter\s+table\s+(?:"?[\w$#]+"?\s*\.\s*)?"?([\w$#]+)"?\s+rename\s+to\b/i.exec(value);
      const altered = /^\s*alter\s+table\s+(?:"?[\w$#]+"?\s*\.\s*)?"?([\w$#]+)"?\s+rename\s*$/i.exec(value);
      if (altered) {
        names.add((altered[1] ?? '').toUpperCase());
        return;
      }
      if (renamed) names.add((renamed[1] ?? '').toUpperCase());
      else if (/\brename\s+to\b/i.test(value) && !/^\s*alter\s+(?:index|trigger)\b/i.test(value)) known = false;
      if (/\brename\s+(?:constraint|column)\b/i.test(value)) return;
      for (const match of value.matchAll(drops)) {
        if (match[1] !== undefined) names.add(match[1]);
        else if (match[2] !== undefined) names.add(match[2].toUpperCase());
        else known = false;
      }
    });
  }
  return known ? names : undefined;
}
