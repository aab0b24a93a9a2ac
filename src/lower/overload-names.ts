import type { Analysis } from '../analyze/analysis.js';
import type { RoutineSymbol } from '../analyze/symbols.js';
import { foldName, type Naming } from './naming.js';
import { pgTypeOf } from './types.js';

/** Renames overloads that PostgreSQL could not tell apart: the same name and the same input types. (CALLING-CONVENTION.md, "Names") */
export function renameOverloads(analysis: Analysis, naming: Naming): void {
  const groups: (readonly RoutineSymbol[])[] = [];
  for (const pkg of analysis.catalog.packages) {
    for (const symbols of pkg.members.values()) groups.push(symbols.filter((s): s is RoutineSymbol => s.kind === 'routine'));
  }
  for (const type of analysis.catalog.types) {
    if (type.kind !== 'objectType') continue;
    const byName = new Map<string, RoutineSymbol[]>();
    for (const m of type.methods) if (m.container === type) byName.set(m.name, [...(byName.get(m.name) ?? []), m]);
    groups.push(...byName.values());
  }
  for (const group of groups) {
    if (group.length < 2) continue;
    const seen = new Set<string>();
    let number = 1;
    for (const routine of group) {
      const key = inputTypes(naming, routine);
      if (seen.has(key)) {
        number += 1;
        naming.rename(routine, `${foldName(routine.name)}__${number}`);
      } else seen.add(key);
    }
  }
}

/** What PostgreSQL distinguishes by: the types of IN and IN OUT parameters; for procedures OUT ones count, too. Trailing defaults make calls ambiguous. */
function inputTypes(naming: Naming, routine: RoutineSymbol): string {
  return routine.parameters
    // SELF is there whether it is declared or not.
    .filter((p) => p.variable.name !== 'SELF' && (p.mode !== 'OUT' || routine.routine === 'PROCEDURE'))
    .map((p) => {
      const type = pgTypeOf(naming, p.variable.type, 'value');
      return `${type.name.join('.')}${type.array ? '[]' : ''}`;
    })
    .join(',');
}
