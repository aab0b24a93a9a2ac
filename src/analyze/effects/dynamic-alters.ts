import type { ScriptUnit } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';
import type { RelationSymbol } from '../model/symbols.js';

/** The beginning of a text that goes on with what only the run tells: `ALTER TABLE `, `ALTER TABLE t ADD (`. */
const beginning =
  /\balter\s+table\s+(?:(?:"?[\w$#]+"?\s*\.\s*)?"?([\w$#]+)"?\s+add\s*\(?\s*|(?:"?[\w$#]+"?\s*\.\s*)?"?)$/i;

/** Can a table have columns that no input shows, because programs put ALTER TABLE … ADD together at run time? */
export function growingTables(units: readonly ScriptUnit[]): (relation: RelationSymbol) => boolean {
  let names: Set<string> | 'all' | undefined;
  const found = (): Set<string> | 'all' => {
    const some = new Set<string>();
    let all = false;
    for (const unit of units) {
      walk(unit, (node) => {
        if (node.kind !== 'StringLiteral') return;
        const match = beginning.exec(node.value);
        if (!match) return;
        if (match[1] === undefined) all = true;
        else some.add(match[1].toUpperCase());
      });
    }
    return all ? 'all' : some;
  };
  return (relation) => {
    names ??= found();
    return names === 'all' || names.has(relation.name);
  };
}
