import { lastName } from '../../ir/dotted.js';
import { isAnyOf } from '../../ir/kinds.js';
import type { AlterTable, ScriptUnit } from '../../ir/oracle/index.js';
import { namePattern } from '../../ir/patterns-of-names.js';
import { contains } from '../../ir/walk.js';

const marked = new WeakMap<AlterTable, AlterTable>();

/**
 * What texts in a unit define. The ALTER TABLE among them that change columns are marked where the unit is a routine or
 * package that nothing else in the inputs names, as one that upgrades a schema some day: what is stored is compiled for
 * the table as it is until then. (PL/SQL Language Reference, "Static SQL"; Database Development Guide, "Invalidation of
 * Dependent Objects")
 */
export function changesAsRun(
  definitions: readonly ScriptUnit[],
  unit: ScriptUnit,
  units: () => readonly ScriptUnit[],
): readonly ScriptUnit[] {
  if (unit.kind !== 'CreateRoutine' && unit.kind !== 'CreatePackageBody') return definitions;
  const changes = (d: ScriptUnit): d is AlterTable =>
    d.kind === 'AlterTable' && d.actions.some((a) => a.kind.includes('Column'));
  if (!definitions.some(changes)) return definitions;
  const name = unit.kind === 'CreateRoutine' ? unit.routine.name.name : lastName(unit.name);
  if (units().some((other) => other !== unit && !isAnyOf(other.kind, 'Grant', 'CreatePackage') && names(other, name)))
    return definitions;
  return definitions.map((d) => (changes(d) ? neverRun(d) : d));
}

function neverRun(alter: AlterTable): AlterTable {
  let made = marked.get(alter);
  if (!made) marked.set(alter, (made = { ...alter, neverRun: true }));
  return made;
}

/** Does a name, or a text that may be run, hold it? */
function names(unit: ScriptUnit, name: string): boolean {
  const inText = new RegExp(namePattern(name), 'i');
  return contains(unit, (node) => {
    switch (node.kind) {
      case 'Name':
      case 'QualifiedName':
        return node.parts.some((p) => p.name === name);
      case 'StringLiteral':
        return inText.test(node.value);
      default:
        return false;
    }
  });
}
