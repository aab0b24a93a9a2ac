import { renaming } from '../../analyze/declare/tables/table-changes.js';
import type { CompiledUnit } from '../../compile.js';
import type { CreateSynonym, ScriptUnit } from '../../ir/oracle/index.js';
import { ownedName } from '../../ir/owned-units.js';
import { shownPlace } from '../../ir/span.js';
import { dynamicDefinitions } from '../../rewrite/index.js';
import type { Unit } from '../../source/index.js';
import { definitionKey, nameInKey, namespaceKey } from './definition-keys.js';
import type { DroppedSynonym } from './dropped-synonyms.js';
import { mentions } from './mentions.js';

/** A definition that a text of dynamic SQL in a block of the script makes. */
export interface TextDefinition {
  /** The block. */
  readonly source: Unit;
  readonly block: number;
  /** The index of the first unit to which the object is what the text makes it; -1 where it is that to none. */
  readonly from: number;
  /** The key of its name. */
  readonly name: string;
  /** Where the text stands. */
  readonly place: number;
}

const placeOf = ({ span }: ScriptUnit): number => shownPlace(span).start;

/**
 * The definitions of texts that give a name its first object, or take the place of another one, which the script or an
 * earlier text makes: CREATE OR REPLACE, and what is created where the name has become free. `defined`: the key of what
 * a unit of the script defines. What the name means before the block ends the block's own statements tell.
 */
export function definitionsOfTexts(
  units: readonly CompiledUnit[],
  defined: (unit: CompiledUnit) => string | undefined,
  drops: readonly DroppedSynonym[],
): readonly TextDefinition[] {
  const last = new Map<string, number>();
  const synonyms = new Synonyms(drops);
  const found: TextDefinition[] = [];
  for (const [block, item] of units.entries()) {
    const key = defined(item);
    if (key !== undefined) last.set(namespaceKey(key), block);
    if (item.unit.kind !== 'AnonymousBlock') continue;
    for (const definition of dynamicDefinitions(item.unit)) {
      if (!isInTurn(definition)) continue;
      const made = definitionKey({ unit: definition, owner: item.owner });
      const name = made === undefined ? undefined : namespaceKey(made);
      if (name === undefined) continue;
      if (definition.kind === 'CreateSynonym') {
        const place = placeOf(definition);
        const at = last.get(name);
        const isOther = at !== undefined && !isSynonym(units[at]?.unit) && isFreed(units.slice(at, block + 1), name);
        const from = synonyms.holds(definition, { name, block, place }, isOther ? undefined : at) ? block + 1 : -1;
        found.push({ source: item.source, block, from, name, place });
        if (from >= 0) last.set(name, block);
        continue;
      }
      const before = last.get(name);
      if (before !== undefined && !takesPlace(definition, name, units.slice(before, block + 1))) continue;
      found.push({ source: item.source, block, from: block + 1, name, place: placeOf(definition) });
      last.set(name, block);
    }
  }
  return found;
}

/** Is it a synonym, or does a text in it make one? */
const isSynonym = (unit: ScriptUnit | undefined): boolean =>
  unit?.kind === 'CreateSynonym' || unit?.kind === 'AnonymousBlock';

/** What becomes of the synonyms that texts make. */
class Synonyms {
  /** By name, where a text has made the last one. */
  private readonly made = new Map<string, number>();

  constructor(private readonly drops: readonly DroppedSynonym[]) {}

  /** Is it made, and left when the block ends? `before`: the unit with the definition before it. */
  holds(
    { replace }: CreateSynonym,
    { name, block, place }: { readonly name: string; readonly block: number; readonly place: number },
    before: number | undefined,
  ): boolean {
    const gone = this.drops.filter((d) => d.name === name && d.by <= block);
    const isGone = gone.some((d) => {
      if (d.by === block && d.place !== undefined && d.place > place) return false;
      if (before === undefined || d.by > before) return true;
      return d.by === before && d.place !== undefined && d.place > (this.made.get(name) ?? -1);
    });
    if (before !== undefined && !isGone && replace !== true) return false;
    this.made.set(name, place);
    return !gone.some((d) => d.by === block && d.place !== undefined && d.place > place);
  }
}

/** Programs are compiled where their texts stand, by what the analysis knows of them from the outset. */
const isInTurn = ({ kind }: ScriptUnit): boolean =>
  kind !== 'CreateRoutine' && kind !== 'CreatePackage' && kind !== 'CreatePackageBody' && kind !== 'CreateTrigger';

/** Does the definition come in the place of what has the name? `since`: the units from that on. */
function takesPlace(definition: ScriptUnit, name: string, since: readonly CompiledUnit[]): boolean {
  if (isFreed(since, name)) return true;
  const holder = since[0]?.unit.kind;
  // What is of another kind keeps the name. (Database Error Messages, ORA-00955)
  const isOther = holder?.startsWith('Create') === true && holder !== definition.kind;
  const replaces = 'replace' in definition && definition.replace === true && !isOther;
  return replaces && !(definition.kind === 'CreateType' && isHeld(since.slice(1), name));
}

/** Do tables or types of the units hold the type? It cannot be replaced then. (Database Error Messages, ORA-02303) */
function isHeld(units: readonly CompiledUnit[], name: string): boolean {
  const isNamed = mentions(nameInKey(name));
  return units.some(
    ({ unit, source }) => (unit.kind === 'CreateTable' || unit.kind === 'CreateType') && isNamed(source.text),
  );
}

/** Does a statement or text of the units drop or rename what has the name? */
function isFreed(units: readonly CompiledUnit[], name: string): boolean {
  const isNamed = mentions(nameInKey(name));
  const renames = /\balter\s+table\s+([^\s';]+)\s+rename\s+to\b/gi;
  return units.some((item) => {
    if (renaming(item, item.owner)?.from === name.replace(/^object /, '')) return true;
    const { text } = item.source;
    const gone = [...text.matchAll(/\b(?:drop|rename)\s[^;']*/gi), ...text.matchAll(renames)];
    return gone.some(([statement]) => isNamed(statement.replace(/\brename\s+to\b.*/is, '')));
  });
}

/**
 * Which definitions and changes of texts do not count: those of objects that are not what their names mean. `current`:
 * for a name that several objects have in turn, where the one begins that it means.
 */
export function textsHidden(
  texts: readonly TextDefinition[],
  starts: ReadonlyMap<string, readonly number[]>,
  current: (name: string) => number | undefined,
): (source: Unit, definition: ScriptUnit, owner: string) => boolean {
  const ofName = (name: string): readonly TextDefinition[] => texts.filter((t) => t.name === name);
  return (source, definition, owner) => {
    const made = definitionKey({ unit: definition, owner });
    const isNone = (t: TextDefinition): boolean => t.from < 0 && t.source === source && t.place === placeOf(definition);
    if (made !== undefined && texts.some(isNone)) return true;
    const altered = definition.kind === 'AlterTable' ? `object ${ownedName(definition.name, owner)}` : undefined;
    const name = made === undefined ? altered : namespaceKey(made);
    const from = name === undefined ? undefined : current(name);
    if (name === undefined || from === undefined) return false;
    const own = ofName(name);
    const place = placeOf(definition);
    const text = own.find((t) => t.source === source && t.place === place);
    if (made !== undefined) return text !== undefined && text.from !== from;
    // A change belongs to the definition before it.
    const inBlock = own.filter((t) => t.source === source && t.place < place).at(-1);
    if (inBlock) return inBlock.from !== from;
    const block = texts.find((t) => t.source === source)?.block;
    const before = block === undefined ? undefined : (starts.get(name) ?? []).filter((at) => at <= block).at(-1);
    return before !== undefined && before !== from;
  };
}
