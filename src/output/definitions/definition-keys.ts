import type { CompiledUnit } from '../../compile.js';
import { isCreation } from '../../ir/kinds.js';
import { ownedName } from '../../ir/owned-units.js';
import { objectOf } from '../objects.js';

/** Objects whose definition other units are compiled by. */
const definitions: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized view',
  'type',
  'type body',
  'package',
  'package body',
  'function',
  'procedure',
  'trigger',
  'synonym',
  'public synonym',
]);

/** The key of the object that a unit defines, `kind OWNER.NAME`; undefined for other units. */
export function definitionKey({ unit, owner }: Pick<CompiledUnit, 'unit' | 'owner'>): string | undefined {
  // The table keeps the name.
  if (unit.kind === 'CreateMaterializedView' && unit.prebuilt) return undefined;
  const object = isCreation(unit) ? objectOf(unit, owner) : undefined;
  return object && definitions.has(object.kind) ? `${object.kind} ${object.owner}.${object.name}` : undefined;
}

/** The key of the table or type that a unit alters; undefined for other units. */
export function alteredKey({ unit, owner }: CompiledUnit): string | undefined {
  if (unit.kind === 'AlterTable') return `table ${ownedName(unit.name, owner)}`;
  return unit.kind === 'AlterObject' && unit.merged && unit.name ? `type ${ownedName(unit.name, owner)}` : undefined;
}

/**
 * The key of the name, which one object has at a time: `object OWNER.NAME` of all kinds that share their names. (SQL
 * Language Reference, "Database Object Naming Rules", "Namespaces")
 */
export const namespaceKey = (key: string): string =>
  key.replace(/^(?:table|(?:materialized )?view|function|procedure|package|type|synonym) (?!body )/, 'object ');

/** The name in a key, without kind and owner. */
export const nameInKey = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

/** The key of the body of a package or type; other keys are their own. */
export const bodyKey = (key: string): string => key.replace(/^(package|type) (?!body)/, '$1 body ');

/** The key of the specification of a body; other keys are their own. */
export const specificationKey = (key: string): string => key.replace(/^(package|type) body /, '$1 ');

/**
 * Is it a body that takes the place of another alone, not behind its specification? What uses the package stays valid
 * and keeps its state. (Database Development Guide, "Invalidation of Dependent Objects")
 */
export const isBodyAlone = (key: string, previous = ''): boolean =>
  specificationKey(key) !== key && bodyKey(previous) !== key;

/** The keys of what a unit drops. */
export function droppedKeys({ unit, owner }: CompiledUnit): readonly string[] {
  if (unit.kind !== 'DropObject') return [];
  const key = `${unit.objectKind.toLowerCase()} ${ownedName(unit.name, owner)}`;
  return [key, bodyKey(key)];
}
