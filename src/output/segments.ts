import { type Compilation, type CompiledUnit, type CompileOptions, compile, type Input } from '../compile.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { objectOf } from './objects.js';

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
  const object = unit.kind.startsWith('Create') ? objectOf(unit, owner) : undefined;
  return object && definitions.has(object.kind) ? `${object.kind} ${object.owner}.${object.name}` : undefined;
}

/**
 * Compiles a script that may define an object more than once. Each unit is compiled by the definitions that hold where it stands: the units between
 * two redefinitions together, with what follows them as far as it defines something new.
 */
export function compileInOrder(input: Input, options: CompileOptions): Compilation {
  const whole = compile(input, options);
  const places = new Map<string, number[]>();
  for (const [i, unit] of whole.units.entries()) {
    const key = definitionKey(unit);
    if (key !== undefined) places.set(key, [...(places.get(key) ?? []), i]);
  }
  const again = [...places.values()].flatMap((list) => list.slice(1)).sort((a, b) => a - b);
  if (again.length === 0) return whole;
  const starts = [0, ...new Set(again)];
  const compiled = starts.map((start, k) => {
    const end = starts[k + 1] ?? whole.units.length;
    const isVisible = visibleFor(whole.units, places, start, end);
    const hidden = new Set(whole.units.filter((_, i) => !isVisible(i)).map((u) => u.source));
    const sources = new Set(whole.units.slice(start, end).map((u) => u.source));
    const part = compile(without(input, hidden), options, sources);
    return {
      ...part,
      diagnostics: part.diagnostics.filter(({ span }) => {
        const unit = unitAt(whole.units, span);
        return unit ? sources.has(unit) : k === 0;
      }),
    };
  });
  const last = compiled[compiled.length - 1] ?? whole;
  return {
    ...last,
    units: compiled.flatMap((c) => c.units),
    diagnostics: compiled.flatMap((c) => c.diagnostics),
  };
}

/** The input without some of its units; commands of SQL*Plus stay, which say whose session it is and declare variables. */
function without(input: Input, hidden: ReadonlySet<CompiledUnit['source']>): Input {
  const kept = (from: number): number => input.units.slice(0, from).filter((u) => !hidden.has(u)).length;
  return {
    ...input,
    units: input.units.filter((u) => !hidden.has(u)),
    ...(input.sessions && { sessions: input.sessions.map(kept) }),
  };
}

/** The unit that a place of a file is in or after: scripts that call others have units of several files between each other. */
function unitAt(units: readonly CompiledUnit[], { file, start }: Span): CompiledUnit['source'] | undefined {
  return units.reduce<CompiledUnit['source'] | undefined>(
    (best, { source }) =>
      source.file === file && source.start <= start && source.start >= (best?.start ?? 0) ? source : best,
    undefined,
  );
}

/** Which units take part when those from `start` to `end` are compiled. */
function visibleFor(
  units: readonly CompiledUnit[],
  places: ReadonlyMap<string, readonly number[]>,
  start: number,
  end: number,
): (index: number) => boolean {
  const span = (list: readonly number[]): { readonly from: number; readonly to: number } => {
    const at = list.filter((i) => i < end).length - 1;
    // Before its first definition an object is known by that.
    return { from: list[Math.max(at, 0)] ?? 0, to: list[Math.max(at, 0) + 1] ?? units.length };
  };
  // A body goes with the specification before it, also where it is still to come: what it does decides how the types there are made.
  const body = (key: string, list: readonly number[]): number => {
    const specifications = key.includes(' body ') ? places.get(key.replace(' body ', ' ')) : undefined;
    if (!specifications) return span(list).from;
    const { from, to } = span(specifications);
    return span(list).from < from ? (list.find((i) => i > from && i < to) ?? span(list).from) : span(list).from;
  };
  return (index) => {
    const unit = units[index];
    if (!unit || (index >= start && index < end)) return true;
    const key = definitionKey(unit);
    const list = key === undefined ? undefined : places.get(key);
    if (key !== undefined && list && list.length > 1) return body(key, list) === index;
    // What changes a table belongs to the definition that it follows.
    const changed = places.get(changedTable(unit.unit, unit.owner) ?? '');
    return !changed || changed.length < 2 || (index > span(changed).from && index < span(changed).to);
  };
}

function changedTable(unit: ScriptUnit, owner: string): string | undefined {
  const name = unit.kind === 'AlterTable' ? unit.name : unit.kind === 'CreateIndex' ? unit.table : undefined;
  if (!name) return undefined;
  const last = name.parts[name.parts.length - 1]?.name ?? '';
  return `table ${name.parts.length > 1 ? (name.parts[0]?.name ?? owner) : owner}.${last}`;
}
