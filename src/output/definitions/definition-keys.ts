import type { CompiledUnit } from '../../compile.js';
import { isCreation } from '../../ir/kinds.js';
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

/** The key of the object that a unit defines; undefined for other units. */
export function definitionKey({ unit, owner }: Pick<CompiledUnit, 'unit' | 'owner'>): string | undefined {
  // The table keeps the name.
  if (unit.kind === 'CreateMaterializedView' && unit.prebuilt) return undefined;
  const object = isCreation(unit) ? objectOf(unit, owner) : undefined;
  return object && definitions.has(object.kind) ? `${object.kind} ${object.owner}.${object.name}` : undefined;
}

/**
 * The key of the name: one object has it at a time. (SQL Language Reference, "Database
 * Object Naming Rules", "Namespaces")
 */
export const nameKey = (key: string): string =>
  key.replace(/^(?:table|(?:materialized )?view|function|procedure|package|type|synonym) (?!body )/, 'object ');

/** The key of the body of what has one. */
export const bodyKey = (key: string): string => key.replace(/^(package|type) (?!body)/, '$1 body ');

/**
 * Is it a body that takes the place of another alone, not behind its specification? What uses the package stays valid
 * and keeps its state. (Database Development Guide, "Invalidation of Dependent Objects")
 */
export const isBodyAlone = (key: string, previous = ''): boolean => / body /.test(key) && bodyKey(previous) !== key;

/** The keys of what a unit drops. */
export function droppedKeys({ unit, owner }: CompiledUnit): readonly string[] {
  if (unit.kind !== 'DropObject') return [];
  const { parts } = unit.name;
  const kind = unit.objectKind.toLowerCase();
  const key = `${kind} ${parts.length > 1 ? (parts[0]?.name ?? owner) : owner}.${parts.at(-1)?.name ?? ''}`;
  return [key, bodyKey(key)];
}
