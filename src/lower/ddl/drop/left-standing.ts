import type { Analysis } from '../../../analyze/analysis.js';
import { dropLeavesUsers } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { DropObject, ScriptUnit } from '../../../ir/oracle/index.js';
import { namePattern } from '../../../ir/patterns-of-names.js';
import { nodesOf } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';
import { type DdlContext, mayStand } from '../ddl-context.js';
import { written } from '../names.js';

/*
 * DROP SYNONYM, PACKAGE BODY and TYPE BODY drop nothing in PostgreSQL, so what uses them goes on working; in Oracle it
 * is invalid until the name is there again. (SQL Language Reference, "DROP SYNONYM", "DROP PACKAGE", "DROP TYPE BODY")
 */

/**
 * Says so where something that may run after it still uses what has gone. Scripts that clear away end with their DROPs.
 */
export function reportLeftStanding(unit: DdlContext, node: DropObject): boolean {
  const { analysis, inProgram } = unit;
  const { units } = analysis;
  const isBefore = (u: ScriptUnit): boolean => mayStand(unit, u.span, node);
  const isAfter = (u: ScriptUnit): boolean => analysis.precedes(node.span, u.span);
  const made = makersIn(analysis).filter((u) => makes(u, node));
  if (!made.some(isBefore) || (!inProgram && made.some(isAfter))) return false;
  if (inProgram ? mentionsCreation(units, node) : !units.some((u) => !ends.has(u.kind) && isAfter(u))) return false;
  const users = /SYNONYM$/.test(node.objectKind)
    ? units.filter((u) => isStored(u) && isBefore(u) && uses(u, lastName(node.name)))
    : [node];
  if (users.length === 0) return false;
  unit.report(dropLeavesUsers(node.span, node.objectKind, written(node.name)));
  return true;
}

/** What makes something that DROP leaves standing. */
const makersIn = remembered(({ units }: Analysis): readonly ScriptUnit[] =>
  units.filter((u) => isAnyOf(u.kind, 'CreateSynonym', 'CreatePackageBody', 'CreateTypeBody')),
);

const ends: ReadonlySet<ScriptUnit['kind']> = new Set(['DropObject', 'Commit', 'Rollback']);

function makes(unit: ScriptUnit, { objectKind, name }: DropObject): boolean {
  switch (unit.kind) {
    case 'CreateSynonym':
      return objectKind === (unit.public ? 'PUBLIC SYNONYM' : 'SYNONYM') && lastName(unit.name) === lastName(name);
    case 'CreatePackageBody':
      return objectKind === 'PACKAGE BODY' && lastName(unit.name) === lastName(name);
    case 'CreateTypeBody':
      return objectKind === 'TYPE BODY' && lastName(unit.name) === lastName(name);
    default:
      return false;
  }
}

/** Does a text of dynamic SQL make it again? */
function mentionsCreation(units: readonly ScriptUnit[], { objectKind, name }: DropObject): boolean {
  const kind = objectKind.replace(/^PUBLIC /, '').replace(' ', '\\s+');
  const making = new RegExp(`\\bcreate\\b.*\\b${kind}\\s+"?${namePattern(lastName(name))}`, 'is');
  return units.some((u) => nodesOf(u, 'StringLiteral').some((text) => making.test(text.value)));
}

const isStored = (unit: ScriptUnit): boolean =>
  /^Create(View|Routine|Package|PackageBody|Trigger|TypeBody)$/.test(unit.kind);

/** Does a table, or the beginning of a name, in the unit bear the name? */
export const uses = (unit: ScriptUnit, name: string): boolean =>
  nodesOf(unit, 'TableRef').some((t) => lastName(t.name) === name) ||
  nodesOf(unit, 'Name').some((n) => n.parts[0]?.name === name);
