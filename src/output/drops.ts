import type { CompiledUnit } from '../compile.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { dropOfOwnObject } from '../diagnostics/op6-objects.js';
import { isCreation } from '../ir/kinds.js';
import { firstText } from '../ir/literals.js';
import type { DropObject, ScriptUnit } from '../ir/oracle/index.js';
import { walk } from '../ir/walk.js';
import { droppedObject, objectOf } from './objects.js';

/**
 * Leaves out what drops objects of the inputs. Installers drop what they are about to create, and projects have scripts
 * that remove the schema. A DROP after the creation in the same file stays: the object was only needed for a while.
 * What is dropped before it is created is not worth a finding.
 */
export function withoutOwnDrops(
  units: readonly CompiledUnit[],
  report: (diagnostic: Diagnostic) => void,
): readonly CompiledUnit[] {
  const created = new Map<string, CompiledUnit[]>();
  for (const unit of units) {
    const object = objectOf(unit.unit, unit.owner);
    if (!object || !isCreation(unit.unit)) continue;
    const key = `${object.kind === 'user' ? '' : `${object.owner}.`}${object.name}`;
    for (const k of [
      `${object.kind} ${key}`,
      ...(object.kind === 'user' ? [`schema ${object.name}`] : [`schema ${object.owner}`]),
    ])
      created.set(k, [...(created.get(k) ?? []), unit]);
  }
  return units.filter((unit) => {
    if (unit.unit.kind !== 'DropObject') return true;
    const creations = created.get(keyOf(unit.unit, unit.owner));
    if (!creations) return true;
    const before = creations.filter((c) => c.source.file === unit.source.file && c.source.start < unit.source.start);
    const after = creations.some((c) => !before.includes(c));
    if (before.length > 0 && !after) return true;
    if (!after || !creations.some((c) => c.source.file === unit.source.file))
      report(
        dropOfOwnObject(unit.unit.span, `${unit.unit.objectKind} ${unit.unit.name.parts.map((p) => p.name).join('.')}`),
      );
    return false;
  });
}

function keyOf(node: DropObject, home: string): string {
  const { kind, owner, name } = droppedObject(node, home);
  if (node.objectKind === 'USER') return `schema ${name}`;
  return node.objectKind === 'ROLE' ? `role ${name}` : `${kind} ${owner}.${name}`;
}

/**
 * A block whose dynamic SQL does nothing but drop: it clears the place for what is created, and where all is created
 * first it would take that away.
 */
export function onlyDrops(unit: ScriptUnit): boolean {
  if (unit.kind !== 'AnonymousBlock') return false;
  let drops = 0;
  let others = 0;
  walk(unit, (node) => {
    if (node.kind !== 'ExecuteImmediate') return;
    if (/^\s*drop\s/i.test(firstText(node.text))) drops++;
    else others++;
  });
  return drops > 0 && others === 0;
}
