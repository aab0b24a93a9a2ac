import type { CompiledUnit } from '../../compile.js';
import { lastName } from '../../ir/dotted.js';
import { ownedName } from '../../ir/owned-units.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { alteredKey, definitionKey, droppedKeys, nameInKey, specificationKey } from './definition-keys.js';
import { shape } from './duplicates.js';
import { mentions, mentionsRowOf } from './mentions.js';

/** Program units whose code is made anew when something that they name is defined again. */
const programs = /^(?:function|procedure|package body|type body|trigger) /;

/**
 * A synonym that comes to stand for another object, a view or routine that is another one take views with them, too;
 * where a table is defined again, its views are made again with it.
 */
const programsAndViews = /^(?:function|procedure|package body|type body|trigger|view) /;

const seenByViews = /^(?:(?:public )?synonym|view|function|package(?: body)?) /;

/** What is defined again or altered. */
interface Redefined {
  /** The indexes of the units that do it. */
  readonly redefined: readonly number[];
  /** The keys of what texts of dynamic SQL have defined again. */
  readonly byTexts: readonly string[];
  /** Where the last of them stands. */
  readonly place: number;
}

/**
 * The program units before redefinitions that these make invalid: they name what is defined again or altered, or
 * another such unit. Oracle compiles them again when they are next used. (Database Development Guide,
 * "Schema Object Dependency", "Automatic Recompilation")
 */
export function invalidatedBy(
  units: readonly CompiledUnit[],
  { redefined, byTexts, place }: Redefined,
  isCurrent: (index: number) => boolean,
): readonly CompiledUnit[] {
  const changed = redefined.flatMap((i) => units[i] ?? []);
  // What ALTER TYPE leaves of a type is its body; so is that of a package whose specification alone is defined again.
  const made = new Set(
    changed.flatMap((unit) => (unit.unit.kind === 'CreatePackage' ? [] : nameInKey(definitionKey(unit) ?? ''))),
  );
  const types = relatives(changed, programsBefore(units, place, isCurrent, /^type (?!body )/));
  const names = [
    ...changed.flatMap((unit) => nameInKey(definitionKey(unit) ?? alteredKey(unit) ?? '') || []),
    ...types.map(({ key }) => nameInKey(key)),
    ...byTexts.map(nameInKey),
  ];
  if (names.length === 0) return [];
  // Under the views of what a text defines again the runtime makes them anew.
  const isTable = byTexts.length > 0 || changed.some((unit) => !seenByViews.test(definitionKey(unit) ?? ''));
  const kinds = isTable ? programs : programsAndViews;
  // A table can only be created again when it has been dropped, and its triggers with it.
  const tables = new Set([
    ...changed.flatMap((c) => (c.unit.kind === 'CreateTable' ? [nameInKey(definitionKey(c) ?? '')] : [])),
    ...byTexts.map(nameInKey),
  ]);
  const candidates = programsBefore(units, place, isCurrent, kinds).filter(
    (c) => !made.has(nameInKey(c.key)) && !isTriggerOf(c.unit, tables),
  );
  const found = new Set<CompiledUnit>();
  for (const name of names) {
    const isNamed = mentions(name);
    for (const candidate of candidates) {
      if (found.has(candidate.unit) || !isNamed(candidate.unit.source.text)) continue;
      found.add(candidate.unit);
      names.push(nameInKey(candidate.key));
    }
  }
  return [...types.map((t) => t.unit), ...candidates.map((c) => c.unit).filter((u) => found.has(u))];
}

/**
 * The other types of the hierarchies in which subtypes are defined again: the composite of the root has the attributes
 * of all of them, and its methods call theirs.
 */
function relatives(changed: readonly CompiledUnit[], types: readonly Program[]): readonly Program[] {
  const parents = new Map([...types.map((t) => t.unit), ...changed].map((u) => [definitionKey(u), parentOf(u)]));
  const rootOf = (key: string, below = new Set<string>()): string => {
    const parent = parents.get(key);
    return parent === undefined || below.has(parent) ? key : rootOf(parent, below.add(parent));
  };
  // The body may be what comes last of a type.
  const made = changed.map((u) => specificationKey(definitionKey(u) ?? ''));
  const roots = new Set(made.filter((key) => parents.get(key) !== undefined).map((key) => rootOf(key)));
  return types.filter(({ key, unit }) => !changed.includes(unit) && roots.has(rootOf(key)));
}

/** The key of the supertype that the unit names. */
function parentOf({ unit, owner }: CompiledUnit): string | undefined {
  if (unit.kind !== 'CreateType' || unit.definition.kind !== 'ObjectTypeDefinition') return undefined;
  const { under } = unit.definition;
  return under && `type ${ownedName(under, owner)}`;
}

const isTriggerOf = ({ unit }: CompiledUnit, tables: ReadonlySet<string>): boolean =>
  unit.kind === 'CreateTrigger' && unit.on.kind === 'Table' && tables.has(lastName(unit.on.name));

interface Program {
  readonly unit: CompiledUnit;
  readonly key: string;
}

/** The program units before a place that stand there: the latest of each, where it has not been dropped. */
function programsBefore(
  units: readonly CompiledUnit[],
  place: number,
  isCurrent: (index: number) => boolean,
  kinds = programs,
): readonly Program[] {
  const gone = new Set<string>();
  const found: Program[] = [];
  // Backwards, so that what is dropped is known where it was defined.
  for (let i = place - 1; i >= 0; i--) {
    const unit = units[i]!;
    for (const dropped of droppedKeys(unit)) gone.add(dropped);
    const key = definitionKey(unit);
    if (key !== undefined && kinds.test(key) && !gone.has(key) && isCurrent(i)) found.push({ unit, key });
  }
  return found.reverse();
}

/**
 * The program units before `start` that the units from there to `end` name, or that such a unit names: callers that are
 * new may need other entries of them than those known so far.
 */
export function namedFrom(
  units: readonly CompiledUnit[],
  start: number,
  end: number,
  isCurrent: (index: number) => boolean,
): readonly CompiledUnit[] {
  const candidates = programsBefore(units, start, isCurrent).map(({ unit, key }) => ({
    unit,
    isNamed: mentions(nameInKey(key)),
  }));
  const found = new Set<CompiledUnit>();
  const texts = units.slice(start, end).map((unit) => unit.source.text);
  for (const text of texts)
    for (const { unit, isNamed } of candidates) {
      if (found.has(unit) || !isNamed(text)) continue;
      found.add(unit);
      texts.push(unit.source.text);
    }
  return candidates.map((c) => c.unit).filter((unit) => found.has(unit));
}

/**
 * What is made anew of a unit: of a trigger its function alone, since CREATE TRIGGER would enable one that is disabled.
 */
export function madeAnew(unit: CompiledUnit): CompiledUnit {
  const { lowered, source } = unit;
  const isTrigger = [...lowered.statements, ...lowered.late].some((s) => s.kind === 'PgCreateTrigger');
  const kept = (statements: readonly PgStatement[]): readonly PgStatement[] =>
    isTrigger ? statements.filter((s) => s.kind === 'PgCreateRoutine') : statements;
  // They are units of their own: what the script does before the first ones is not done again.
  return {
    ...unit,
    source: { ...source },
    lowered: { ...lowered, statements: kept(lowered.statements), late: kept(lowered.late) },
  };
}

/** Is a unit made in another way than before? */
export function isMadeAnew(before: CompiledUnit | undefined, now: CompiledUnit): boolean {
  const made = ({ lowered }: CompiledUnit): string => [...lowered.statements, ...lowered.late].map(shape).join('\n');
  return before !== undefined && made(before) !== made(now);
}

/** Has the unit rows of one of the objects of these keys? PostgreSQL keeps the old row type of a routine that has run. */
export const holdsRowOf = ({ source }: CompiledUnit, keys: readonly string[]): boolean =>
  keys.some((key) => mentionsRowOf(nameInKey(key))(source.text));
