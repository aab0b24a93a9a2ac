import type { AlterTable, CreateTable } from '../../../ir/oracle/index.js';
import { type OwnedUnit, ownedName } from '../../../ir/owned-units.js';
import { renamedBy } from '../../../ir/renaming.js';

/** The ALTER TABLE statements that change the table of a definition, also under a name that it bears later. */
export function tableChanges(units: readonly OwnedUnit[]): (unit: CreateTable, owner: string) => readonly AlterTable[] {
  const alters = new Map<string, AlterTable[]>();
  const renames: { readonly at: number; readonly from: string; readonly to: string }[] = [];
  for (const [at, { unit, owner }] of units.entries()) {
    if (unit.kind === 'AlterTable') {
      const key = ownedName(unit.name, owner);
      alters.set(key, [...(alters.get(key) ?? []), unit]);
    }
    const renamed = renaming(units[at], owner);
    if (renamed) renames.push({ at, ...renamed });
  }
  const named = new Set(renames.flatMap(({ from, to }) => [from, to]));
  return (unit, owner) => {
    const key = ownedName(unit.name, owner);
    // Without renamings the order of files does not matter.
    if (!named.has(key)) return alters.get(key) ?? [];
    const at = units.findIndex((u) => u.unit === unit);
    const before = units.slice(0, at);
    // The files of a table and of its changes may stand in any order; another table of the name before it has its own.
    const another = before.some(
      (u) =>
        (u.unit.kind === 'CreateTable' && ownedName(u.unit.name, u.owner) === key) || renaming(u, u.owner)?.to === key,
    );
    const earlier = new Set(before.map((u) => u.unit));
    const changes = another ? [] : (alters.get(key) ?? []).filter((a) => earlier.has(a));
    let name = key;
    const later = new Set<string>();
    for (const other of units.slice(at + 1)) {
      if (other.unit.kind === 'CreateTable' && ownedName(other.unit.name, other.owner) === name) return changes;
      if (other.unit.kind === 'AlterTable' && ownedName(other.unit.name, other.owner) === name)
        changes.push(other.unit);
      const renamed = renaming(other, other.owner);
      if (renamed?.from === name) later.add((name = renamed.to));
    }
    // What texts change comes first among the units, under the name that the table has got by then.
    for (const { unit: other, owner: by } of before)
      if (other.kind === 'AlterTable' && other.atRunTime && later.has(ownedName(other.name, by))) changes.push(other);
    // A file before that of the table renames it.
    const ahead = name === key && !another ? renames.find((r) => r.from === key && r.at < at) : undefined;
    return ahead ? [...(alters.get(key) ?? []), ...(alters.get(ahead.to) ?? [])] : changes;
  };
}

/** The keys of the names that a statement takes from a table and gives to it. */
export function renaming(
  owned: OwnedUnit | undefined,
  owner: string,
): { readonly from: string; readonly to: string } | undefined {
  const unit = owned?.unit;
  const names = unit && renamedBy(unit);
  if (!names) return undefined;
  const from = unit.kind === 'AlterTable' ? ownedName(unit.name, owner) : `${owner}.${names.from}`;
  return { from, to: `${from.slice(0, from.indexOf('.'))}.${names.to}` };
}
