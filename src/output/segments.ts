import { renaming } from '../analyze/declare/table-changes.js';
import { type Compilation, type CompiledUnit, type CompileOptions, compile, type Input } from '../compile.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { alteredKey, callsPrograms, isCode, tablesAltered, typesAltered } from './altered-objects.js';
import { bodyKey, definitionKey, isBodyAlone, nameKey } from './definition-keys.js';
import { definitionsOfTexts, type TextDefinition, textsHidden } from './definitions-of-texts.js';
import { type DroppedSynonym, droppedSynonyms } from './dropped-synonyms.js';
import { holdsRowOf, invalidatedBy, isMadeAnew, madeAnew, namedFrom } from './recompiled.js';

/**
 * Compiles a script that may define an object more than once. Each unit is compiled by the definitions that hold where
 * it stands: the units between two redefinitions together, with what follows them as far as it defines something new.
 */
export function compileInOrder(input: Input, options: CompileOptions): Compilation {
  const whole = compile(input, options);
  const drops = droppedSynonyms(whole.units);
  const texts = definitionsOfTexts(whole.units, definedBy, drops);
  const places = placesOf(whole.units, texts, drops);
  const types = typesAltered(whole.units);
  const tables = tablesAltered(whole.units);
  const changes = [...types, ...tables].flatMap(({ at, follows }) => (follows ? [] : [at]));
  const again = [...[...places.values()].flatMap((list) => list.slice(1)), ...changes]
    .filter((at) => at < whole.units.length)
    .sort((a, b) => a - b);
  const inTurn = texts.some(({ name, from }) => from < 0 || (places.get(name) ?? []).length > 1);
  if (again.length === 0 && !inTurn) return whole;
  const starts = [0, ...new Set(again)];
  const made = new Map<string, CompiledUnit>();
  const changed: number[] = [];
  const compiled = starts.map((start, k) => {
    const end = starts[k + 1] ?? whole.units.length;
    const later = new Set(tables.flatMap(({ at }) => (at >= end ? [at] : [])));
    const isVisible = visibleFor(whole.units, places, later, start, end);
    const visible = new Set(whole.units.filter((_, i) => isVisible(i)).map((u) => u.source));
    const hidden = new Set(whole.units.map((u) => u.source).filter((u) => !visible.has(u)));
    const isHiddenText = textsHidden(texts, places, currentAt(places, whole.units.length, end));
    const sources = new Set(whole.units.slice(start, end).map((u) => u.source));
    const byTexts = k === 0 ? [] : [...texts, ...drops].flatMap(({ from, name }) => (from === start ? [name] : []));
    const isOfTexts = byTexts.length > 0 && !changesAt(whole.units, places, changes, start);
    if (k > 0 && !isOfTexts && !bodyIsNext(whole.units, places, starts, start)) changed.push(start);
    const isUsed = whole.units.slice(start, end).some(callsPrograms);
    const isAltered = alteredKey(whole.units[start]!) !== undefined;
    // What ALTER makes invalid may be valid again, or replaced, before anything calls it.
    const redefined = isAltered && !isUsed ? [] : changed.splice(0);
    const place = byTexts.length > 0 ? start : Math.max(...redefined);
    const invalid = invalidatedBy(whole.units, { redefined, byTexts, place }, isVisible);
    const alterTimes = new Map(types.flatMap(({ unit, at }) => [[unit.source, at < end ? 'past' : 'later'] as const]));
    // To make a package that has state anew would take its state away, but behind a body alone.
    const keepsState = !isOfTexts && replacesBodyAlone(whole.units, start);
    const named = (isUsed && k > 0 ? namedFrom(whole.units, start, end, isVisible) : []).filter(
      (u) => keepsState || !hasState(made, keyOf(u)),
    );
    const wanted = new Set([...sources, ...[...invalid, ...named].map((u) => u.source)]);
    const part = compile(without(input, hidden), options, { wanted, alterTimes, isHiddenText });
    const own = part.units.filter((u) => sources.has(u.source));
    const anew = part.units.filter(
      (u) => !sources.has(u.source) && (isMadeAnew(made.get(keyOf(u)), u) || holdsRowOf(u, byTexts)),
    );
    for (const unit of [...anew, ...own]) made.set(keyOf(unit), unit);
    // Behind what is defined again; a text has done that before.
    const first = isOfTexts ? 0 : 1;
    // The root of a hierarchy comes before the subtype that is made of it.
    const roots = anew.filter((u) => u.unit.kind === 'CreateType');
    const others = anew.filter((u) => u.unit.kind !== 'CreateType');
    const told = new Set([...sources, ...anew.map((u) => u.source)]);
    return {
      ...part,
      units: [...roots.map(madeAnew), ...own.slice(0, first), ...others.map(madeAnew), ...own.slice(first)],
      diagnostics: part.diagnostics.filter(({ span }) => {
        const unit = unitAt(whole.units, span);
        return unit ? told.has(unit) : k === 0;
      }),
    };
  });
  const last = compiled.at(-1) ?? whole;
  return {
    ...last,
    units: compiled.flatMap((c) => c.units),
    diagnostics: distinct(compiled.flatMap((c) => c.diagnostics)),
  };
}

/** By the key of its name, where each object is defined: the indexes of the first units to which it is that. */
function placesOf(
  units: readonly CompiledUnit[],
  texts: readonly TextDefinition[],
  drops: readonly DroppedSynonym[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const add = (name: string, at: number): void => {
    places.set(name, [...(places.get(name) ?? []), at]);
  };
  for (const [i, unit] of units.entries()) {
    const key = definedBy(unit);
    if (key !== undefined) add(nameKey(key), i);
  }
  for (const { name, from } of texts) if (from >= 0) add(name, from);
  for (const { name, from } of drops) if (places.has(name)) add(name, from);
  for (const list of places.values()) list.sort((a, b) => a - b);
  return places;
}

/** Of a name that several objects have in turn, where the one begins that it means before `end`. */
function currentAt(
  places: ReadonlyMap<string, readonly number[]>,
  last: number,
  end: number,
): (name: string) => number | undefined {
  return (name) => {
    const list = places.get(name) ?? [];
    return list.length > 1 ? lifetimeAt(list, last, end).from : undefined;
  };
}

/** Does the unit there define something again, or alter it for what follows? */
function changesAt(
  units: readonly CompiledUnit[],
  places: ReadonlyMap<string, readonly number[]>,
  changes: readonly number[],
  start: number,
): boolean {
  const unit = units[start];
  const key = unit && definedBy(unit);
  return changes.includes(start) || (key !== undefined && (places.get(nameKey(key))?.[0] ?? start) < start);
}

/** The key of what has its name from the unit: a table may get it by being renamed. */
function definedBy(unit: CompiledUnit): string | undefined {
  const to = renaming(unit, unit.owner)?.to;
  return to === undefined ? definitionKey(unit) : `table ${to}`;
}

const keyOf = (unit: CompiledUnit): string => definitionKey(unit) ?? '';

function replacesBodyAlone(units: readonly CompiledUnit[], at: number): boolean {
  const [previous, unit] = [units[at - 1], units[at]];
  return unit !== undefined && isBodyAlone(keyOf(unit), previous && definitionKey(previous));
}

/** Does a package of the key, or of the body's key, set up state when it is first used? */
function hasState(made: ReadonlyMap<string, CompiledUnit>, key: string): boolean {
  return [key, key.replace(' body ', ' ')].some((one) =>
    made.get(one)?.lowered.statements.some((s) => s.kind === 'PgCreateRoutine' && s.name.at(-1) === '__init'),
  );
}

/**
 * Is it a specification whose body comes again later, before another specification? What uses it comes again after that.
 */
function bodyIsNext(
  units: readonly CompiledUnit[],
  places: ReadonlyMap<string, readonly number[]>,
  starts: readonly number[],
  start: number,
): boolean {
  const unit = units[start];
  const key = unit && (definitionKey(unit) ?? alteredKey(unit));
  if (key === undefined || bodyKey(key) === key) return false;
  const next = (list: readonly number[] = []): number => list.find((i) => i > start) ?? units.length;
  const body = next(places.get(bodyKey(key)));
  const isUsed = unit?.unit.kind === 'AlterObject' && units.slice(start, body).some(isCode);
  return !isUsed && starts.includes(body) && body < next(places.get(nameKey(key)));
}

/** What is told of a unit once is not told again of the one that is made from it anew. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Set<string>();
  return diagnostics.filter(({ code, message, span }) => {
    const text = `${code} ${span.file} ${span.start} ${message}`;
    return !told.has(text) && told.add(text);
  });
}

/**
 * The input without some of its units; commands of SQL*Plus stay, which say whose session it is and declare variables.
 */
function without(input: Input, hidden: ReadonlySet<CompiledUnit['source']>): Input {
  const kept = (from: number): number => input.units.slice(0, from).filter((u) => !hidden.has(u)).length;
  return {
    ...input,
    units: input.units.filter((u) => !hidden.has(u)),
    ...(input.sessions && { sessions: input.sessions.map(kept) }),
  };
}

/**
 * The unit that a place of a file is in or after: scripts that call others have units of
 * several files between each other.
 */
function unitAt(units: readonly CompiledUnit[], { file, start }: Span): CompiledUnit['source'] | undefined {
  return units.reduce<CompiledUnit['source'] | undefined>(
    (best, { source }) =>
      source.file === file && source.start <= start && source.start >= (best?.start ?? 0) ? source : best,
    undefined,
  );
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

/**
 * Which units take part when those from `start` to `end` are compiled. `later`: changes of
 * tables that are still to come.
 */
function visibleFor(
  units: readonly CompiledUnit[],
  places: ReadonlyMap<string, readonly number[]>,
  later: ReadonlySet<number>,
  start: number,
  end: number,
): (index: number) => boolean {
  const span = (list: readonly number[]): Lifetime => lifetimeAt(list, units.length, end);
  // A body goes with the specification before it, also where it is still to come: what it does decides how the types
  // there are made.
  const body = (key: string, list: readonly number[]): number => {
    const specifications = key.includes(' body ') ? places.get(nameKey(key.replace(' body ', ' '))) : undefined;
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
    if (later.has(index)) return false;
    const key = definedBy(unit);
    const list = key === undefined ? undefined : places.get(nameKey(key));
    if (key !== undefined && list && list.length > 1) return body(key, list) === index;
    // What changes a table or type belongs to the definition that it follows.
    if (renaming(unit, unit.owner)) return index < end;
    const object = changedObject(unit.unit, unit.owner) ?? '';
    if (renamedAway.some(({ key, from, to }) => key === object && index > from && index < to)) return true;
    const changed = places.get(object);
    return !changed || changed.length < 2 || (index > span(changed).from && index < span(changed).to);
  };
}

function changedObject(unit: ScriptUnit, owner: string): string | undefined {
  const name =
    unit.kind === 'AlterTable' || (unit.kind === 'AlterObject' && unit.objectKind === 'TYPE')
      ? unit.name
      : unit.kind === 'CreateIndex'
        ? unit.table
        : undefined;
  if (!name) return undefined;
  const last = name.parts.at(-1)?.name ?? '';
  return `object ${name.parts.length > 1 ? (name.parts[0]?.name ?? owner) : owner}.${last}`;
}
