import type { Identifier, ScriptUnit } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';

/**
 * Quoted names in lower case that stand beside the same name without quotes: columns of one table, objects, variables of one block. Oracle keeps
 * `"id"` and `ID` apart, PostgreSQL stores both as `id`. (SQL Language Reference, "Database Object Naming Rules")
 */
export function lookAlikes(units: readonly ScriptUnit[]): ReadonlySet<string> {
  const found = new Set<string>();
  const compare = (names: Iterable<string>): void => {
    const all = new Set(names);
    for (const n of all) if (n === n.toLowerCase() && n !== n.toUpperCase() && all.has(n.toUpperCase())) found.add(n);
  };
  const objects: string[] = [];
  const columns = new Map<string, string[]>();
  for (const unit of units) {
    const named = unit as { readonly name?: { readonly parts?: readonly Identifier[] } };
    const last = named.name?.parts?.[named.name.parts.length - 1]?.name;
    if (last !== undefined && /^Create(Table|View|MaterializedView|Sequence|Synonym|Type|Package)$/.test(unit.kind))
      objects.push(last);
    if (last !== undefined && unit.kind === 'CreateTable')
      columns.set(last, [...(columns.get(last) ?? []), ...unit.columns.map((c) => c.name.name)]);
    if (last !== undefined && unit.kind === 'AlterTable')
      for (const a of unit.actions)
        if (a.kind === 'AddColumns')
          columns.set(last, [...(columns.get(last) ?? []), ...a.columns.map((c) => c.name.name)]);
    walk(unit, (node) => {
      if (node.kind !== 'Block') return;
      compare(node.declarations.flatMap((d) => ('name' in d && typeof d.name === 'object' ? [d.name.name] : [])));
    });
  }
  compare(objects);
  for (const names of columns.values()) compare(names);
  return found;
}
