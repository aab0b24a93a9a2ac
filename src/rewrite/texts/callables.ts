import { lastName } from '../../ir/dotted.js';
import type { RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild, nodesOf } from '../../ir/walk.js';

/** A routine and where it can be called from. */
export interface Callable {
  readonly unit: ScriptUnit;
  readonly routine: RoutineDefinition;
  /** Declared in a block, or by a package body alone: nothing outside of the unit calls it. */
  readonly inside: boolean;
}

/** What gives the routines of a unit that have a body, `units` being all that there are. */
export function callablesOf(units: readonly ScriptUnit[]): (unit: ScriptUnit) => readonly Callable[] {
  let declared: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (unit) => {
    const routines = nodesOf(unit, 'RoutineDefinition').filter((r) => r.body.kind === 'Block');
    if (routines.length === 0) return [];
    const inBlocks = new Set<OracleNode>();
    for (const block of nodesOf(unit, 'Block')) forEachChild(block, (child) => inBlocks.add(child));
    const shown =
      unit.kind === 'CreatePackageBody' ? (declared ??= declaredIn(units)).get(lastName(unit.name)) : undefined;
    return routines.map((routine) => ({
      unit,
      routine,
      inside: inBlocks.has(routine) || (shown !== undefined && !shown.has(routine.name.name)),
    }));
  };
}

/** The routines that the specifications of each package name, whoever owns them. */
function declaredIn(units: readonly ScriptUnit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const unit of units) {
    if (unit.kind !== 'CreatePackage') continue;
    const name = lastName(unit.name);
    const names = found.get(name) ?? new Set();
    for (const d of unit.declarations) if (d.kind === 'RoutineDeclaration') names.add(d.name.name);
    found.set(name, names);
  }
  return found;
}
