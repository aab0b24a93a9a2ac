import { dotted } from '../../ir/dotted.js';
import type { RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';

/**
 * The names of the types whose variables are opened with OPEN … FOR: they are REF CURSORs, also where the package that
 * declares them is not among the inputs. (PL/SQL Language Reference, "OPEN FOR Statement")
 */
export function typesOpenedFor(units: readonly ScriptUnit[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const unit of units) for (const routine of nodesOf(unit, 'RoutineDefinition')) noteOpened(routine, found);
  return found;
}

function noteOpened(routine: RoutineDefinition, found: Set<string>): void {
  const types = new Map<string, string>();
  const opened = new Set<string>();
  for (const { cursor } of nodesOf(routine, 'OpenFor'))
    if (cursor.kind === 'Name' && cursor.parts?.length === 1) opened.add(cursor.parts[0]!.name);
  if (opened.size === 0) return;
  for (const { name, type } of nodesOf(routine, 'VariableDeclaration', 'Parameter'))
    if (type.kind === 'NamedTypeRef') types.set(name.name, dotted(type.name));
  for (const name of opened) {
    const type = types.get(name);
    if (type !== undefined) found.add(type);
  }
}
