import { renaming } from '../../analyze/declare/tables/table-changes.js';
import type { CompiledUnit } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import { ownedName } from '../../ir/owned-units.js';
import { definitionKey, namespaceKey, specificationKey } from './definition-keys.js';
import type { TextDefinition } from './definitions-of-texts.js';
import type { DroppedSynonym } from './dropped-synonyms.js';

/** By the key of its name, where each object is defined: the indexes of the first units to which it is that, in order. */
export type DefinitionPlaces = ReadonlyMap<string, readonly number[]>;

/** Units that are compiled together, by the same definitions: those from `start` to before `end`. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** Where each object is defined: by units, by texts that they run, and where a synonym that is dropped gives way to it. */
export function definitionPlaces(
  units: readonly CompiledUnit[],
  texts: readonly TextDefinition[],
  drops: readonly DroppedSynonym[],
): DefinitionPlaces {
  const places = new Map<string, number[]>();
  for (const [i, unit] of units.entries()) {
    const key = definedBy(unit);
    if (key !== undefined) addUnder(places, namespaceKey(key), i);
  }
  for (const { name, from } of texts) if (from >= 0) addUnder(places, name, from);
  for (const { name, from } of drops) if (places.has(name)) addUnder(places, name, from);
  for (const list of places.values()) list.sort((a, b) => a - b);
  return places;
}

/** The key of what has its name from the unit: a table may get it by being renamed. */
export function definedBy(unit: CompiledUnit): string | undefined {
  const to = renaming(unit, unit.owner)?.to;
  return to === undefined ? definitionKey(unit) : `table ${to}`;
}

/** The units to which a name means one definition. */
interface Lifetime {
  readonly from: number;
  readonly to: number;
}

/** Of the definitions of a name the one that holds before `end`; before its first one an object is known by that. */
function lifetimeAt(list: readonly number[], last: number, end: number): Lifetime {
  const at = Math.max(list.filter((i) => i < end).length - 1, 0);
  return { from: list[at] ?? 0, to: list[at + 1] ?? last };
}

/** Where the definition begins that a name has before `end`; undefined for a name that has one object throughout. */
export function currentAt(places: DefinitionPlaces, last: number, end: number): (name: string) => number | undefined {
  return (name) => {
    const list = places.get(name) ?? [];
    return list.length > 1 ? lifetimeAt(list, last, end).from : undefined;
  };
}

/** Which units take part when those of the segment are compiled. `tableChanges`: where ALTER TABLE changes columns. */
export function visibleFor(
  { start, end }: Segment,
  units: readonly CompiledUnit[],
  places: DefinitionPlaces,
  tableChanges: ReadonlySet<number>,
): (index: number) => boolean {
  const span = (list: readonly number[]): Lifetime => lifetimeAt(list, units.length, end);
  // A body goes with the specification before it, also where it is still to come: what it does decides how the types
  // there are made.
  const body = (key: string, list: readonly number[]): number => {
    const specifications = specificationKey(key) === key ? undefined : places.get(namespaceKey(specificationKey(key)));
    if (!specifications) return span(list).from;
    const { from, to } = span(specifications);
    return span(list).from < from ? (list.find((i) => i > from && i < to) ?? span(list).from) : span(list).from;
  };
  // What is renamed before another object gets its name goes on under the new one, with what changed it till then.
  const renamedAway = units.flatMap((unit, i) => {
    const key = `object ${renaming(unit, unit.owner)?.from}`;
    const at = places.get(key)?.findLast((d) => d < i);
    return at === undefined || i >= end ? [] : [{ key, from: at, to: i }];
  });
  return (index) => {
    const unit = units[index];
    if (!unit || (index >= start && index < end) || renamedAway.some(({ from }) => from === index)) return true;
    if (index >= end && tableChanges.has(index)) return false;
    const key = definedBy(unit);
    const list = key === undefined ? undefined : places.get(namespaceKey(key));
    if (key !== undefined && list && list.length > 1) return body(key, list) === index;
    // What changes a table or type belongs to the definition that it follows.
    if (renaming(unit, unit.owner)) return index < end;
    const object = changedObject(unit.unit, unit.owner) ?? '';
    if (renamedAway.some(({ key, from, to }) => key === object && index > from && index < to)) return true;
    const changed = places.get(object);
    return !changed || changed.length < 2 || (index > span(changed).from && index < span(changed).to);
  };
}

/** The key of the table or type that a statement changes, or indexes. */
function changedObject(unit: ScriptUnit, owner: string): string | undefined {
  const name =
    unit.kind === 'AlterTable' || (unit.kind === 'AlterObject' && unit.objectKind === 'TYPE')
      ? unit.name
      : unit.kind === 'CreateIndex'
        ? unit.table
        : undefined;
  return name && `object ${ownedName(name, owner)}`;
}
