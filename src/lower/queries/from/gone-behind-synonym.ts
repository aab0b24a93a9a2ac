import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { runAt } from '../../../analyze/names/places.js';
import { lastName } from '../../../ir/dotted.js';
import type { DropObject, QualifiedName, ScriptUnit } from '../../../ir/oracle/index.js';
import { isWithin } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { foreignKeysOf, referencedTable } from '../../ddl/tables/constraints/foreign-keys.js';

const programs: ReadonlySet<ScriptUnit['kind']> = new Set([
  'CreateRoutine',
  'CreatePackage',
  'CreatePackageBody',
  'CreateTrigger',
  'CreateType',
  'CreateTypeBody',
  'CreateView',
]);

/**
 * Has the script dropped the table that stands behind the synonym, and not made it again? Then the synonym is there, and
 * what it stands for is not. (Database Error Messages, ORA-00980)
 */
export function isGoneBehindSynonym({ analysis }: UnitContext, name: QualifiedName, relation: RelationSymbol): boolean {
  const last = lastName(name);
  if (last === relation.name) return false;
  const { units } = analysis;
  if (!units.some((u) => u.kind === 'CreateSynonym' && lastName(u.name) === last)) return false;
  const place = runAt(name.span);
  // A program may run when the table is there again.
  const anyTime = units.some((u) => programs.has(u.kind) && isWithin(place, u.span));
  const made = [...units, ...analysis.texts].filter((u) => makes(u, relation.name));
  const drops = units.filter((u): u is DropObject => u.kind === 'DropObject' && dropsTable(u, relation.name));
  return drops.some(
    (drop) =>
      analysis.precedes(drop.span, place) &&
      (drop.options.some((o) => o.startsWith('CASCADE')) || !isReferenced()) &&
      !made.some((m) => analysis.precedes(drop.span, m.span) && (anyTime || analysis.precedes(m.span, place))),
  );

  function isReferenced(): boolean {
    return analysis.catalog.relations.some(
      (r) => r !== relation && foreignKeysOf(r).some((key) => referencedTable(analysis, key) === relation),
    );
  }
}

const dropsTable = ({ objectKind, name }: DropObject, relation: string): boolean =>
  objectKind === 'TABLE' && lastName(name) === relation;

function makes(unit: ScriptUnit, relation: string): boolean {
  switch (unit.kind) {
    case 'CreateTable':
    case 'CreateView':
    case 'CreateMaterializedView':
      return lastName(unit.name) === relation;
    case 'Rename':
      return true;
    default:
      return false;
  }
}
