import { renaming } from '../../analyze/declare/tables/table-changes.js';
import type { CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { dropOfOwnObject } from '../../diagnostics/op6-objects.js';
import { dotted } from '../../ir/dotted.js';
import { isCreation } from '../../ir/kinds.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { AlterTable, DropObject } from '../../ir/oracle/index.js';
import { ownerAndName } from '../../ir/owned-units.js';
import { droppedObject, objectOf } from '../objects.js';
import { callsPrograms } from './altered-objects.js';

/**
 * Leaves out what drops objects of the inputs. Installers drop what they are about to create, and projects have scripts
 * that remove the schema. A DROP after the creation in the same file stays: the object was only needed for a while.
 * What is dropped before it is created is not worth a finding; nor are constraints of an old table that is dropped then.
 */
export function withoutOwnDrops(
  units: readonly CompiledUnit[],
  report: (diagnostic: Diagnostic) => void,
): readonly CompiledUnit[] {
  const created = new Map<string, CompiledUnit[]>();
  for (const unit of units) for (const k of createdKeys(unit)) addUnder(created, k, unit);
  return units.filter((unit) => {
    if (dropsConstraints(unit)) return !isMadeBehind(unit, created.get(tableKey(unit.unit, unit.owner)) ?? []);
    if (unit.unit.kind !== 'DropObject') return true;
    const creations = created.get(keyOf(unit.unit, unit.owner));
    if (!creations) return true;
    const before = creations.filter((c) => c.source.file === unit.source.file && c.source.start < unit.source.start);
    const after = creations.some((c) => !before.includes(c));
    if (before.length > 0 && !after) return true;
    if (!after || !creations.some((c) => c.source.file === unit.source.file))
      report(dropOfOwnObject(unit.unit.span, nameOfDropped(unit.unit)));
    return false;
  });
}

type AlterUnit = CompiledUnit & { readonly unit: AlterTable };

const dropsConstraints = (unit: CompiledUnit): unit is AlterUnit =>
  unit.unit.kind === 'AlterTable' && unit.unit.actions.every((action) => action.kind === 'DropConstraint');

/** Is the table created further on in the file, and not before? */
function isMadeBehind({ source }: CompiledUnit, creations: readonly CompiledUnit[]): boolean {
  const here = creations.filter((c) => c.source.file === source.file);
  return here.length > 0 && here.every((c) => c.source.start > source.start);
}

/**
 * The units of a script in its order without the DROPs that come before what they drop is created, and those of other
 * sessions than the one that creates it.
 */
export function withoutEarlyDrops(
  units: readonly CompiledUnit[],
  report: (diagnostic: Diagnostic) => void,
): readonly CompiledUnit[] {
  const creators = new Map(units.flatMap((unit) => createdKeys(unit).map((key) => [key, unit.session] as const)));
  const standing = new Set<string>();
  return units.filter((unit) => {
    for (const key of createdKeys(unit)) standing.add(key);
    if (unit.unit.kind !== 'DropObject') return true;
    const key = keyOf(unit.unit, unit.owner);
    const creator = creators.get(key);
    if (creator === undefined) return true;
    if (creator !== unit.session) report(dropOfOwnObject(unit.unit.span, nameOfDropped(unit.unit)));
    return creator === unit.session && standing.delete(key);
  });
}

/**
 * Does a script, behind rows, blocks or calls, drop or rename what it has created, and create another one of that name?
 */
export function makesAgain(units: readonly CompiledUnit[]): boolean {
  const made = new Map<string, number>();
  const gone = new Set<string>();
  for (const [i, unit] of units.entries()) {
    const keys = createdKeys(unit).map((key) => `${unit.session} ${key}`);
    if (keys.some((key) => gone.has(key))) return true;
    for (const key of keys) if (!made.has(key)) made.set(key, i);
    const renamed = renaming(unit, unit.owner)?.from;
    const away =
      unit.unit.kind === 'DropObject' ? keyOf(unit.unit, unit.owner) : renamed === undefined ? '' : `table ${renamed}`;
    const from = made.get(`${unit.session} ${away}`);
    if (from !== undefined && units.slice(from, i).some(callsPrograms)) gone.add(`${unit.session} ${away}`);
  }
  return false;
}

/** What a unit creates, by the keys of what drops it. */
function createdKeys(unit: CompiledUnit): readonly string[] {
  const object = objectOf(unit.unit, unit.owner);
  if (!object || !isCreation(unit.unit)) return [];
  const { kind, owner, name } = object;
  return kind === 'user' ? [`user ${name}`, `schema ${name}`] : [`${kind} ${owner}.${name}`, `schema ${owner}`];
}

const nameOfDropped = ({ objectKind, name }: DropObject): string => `${objectKind} ${dotted(name)}`;

const tableKey = ({ name }: AlterTable, home: string): string => {
  const table = ownerAndName(name, home);
  return `table ${table.owner}.${table.name}`;
};

function keyOf(node: DropObject, home: string): string {
  const { kind, owner, name } = droppedObject(node, home);
  if (node.objectKind === 'USER') return `schema ${name}`;
  return node.objectKind === 'ROLE' ? `role ${name}` : `${kind} ${owner}.${name}`;
}
