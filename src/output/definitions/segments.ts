import { type Compilation, type CompiledUnit, type CompileOptions, compile, type Input } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../ir/span.js';
import { type AlteredObject, callsPrograms, isCode, tablesAltered, typesAltered } from './altered-objects.js';
import { alteredKey, bodyKey, definitionKey, isBodyAlone, namespaceKey, specificationKey } from './definition-keys.js';
import { definitionsOfTexts, type TextDefinition, textsHidden } from './definitions-of-texts.js';
import { type DroppedSynonym, droppedSynonyms } from './dropped-synonyms.js';
import {
  currentAt,
  type DefinitionPlaces,
  definedBy,
  definitionPlaces,
  type Segment,
  visibleFor,
} from './lifetimes.js';
import { holdsRowOf, invalidatedBy, isMadeAnew, madeAnew, namedFrom } from './recompiled.js';

/**
 * Compiles a script that may define an object more than once. Each unit is compiled by the definitions that hold where
 * it stands: the units between two redefinitions together, with what follows them as far as it defines something new.
 */
export function compileInOrder(input: Input, options: CompileOptions): Compilation {
  const whole = compile(input, options);
  const script = new Script(whole.units);
  if (script.isSettled) return whole;
  const compiler = new SegmentCompiler(input, options, script);
  const compiled = script.segments.map((segment) => compiler.compile(segment));
  return {
    ...(compiled.at(-1) ?? whole),
    units: compiled.flatMap((c) => c.units),
    diagnostics: distinct(compiled.flatMap((c) => c.diagnostics)),
  };
}

/** What a script defines again, alters or drops, and the segments that it falls into by that. */
class Script {
  readonly texts: readonly TextDefinition[];
  readonly places: DefinitionPlaces;
  readonly types: readonly AlteredObject[];
  readonly tableChanges: ReadonlySet<number>;
  readonly segments: readonly Segment[];
  /** One compilation of all units is right for each of them. */
  readonly isSettled: boolean;
  private readonly drops: readonly DroppedSynonym[];
  /** Where ALTER makes another object for what follows. */
  private readonly alterations: readonly number[];

  constructor(readonly units: readonly CompiledUnit[]) {
    this.drops = droppedSynonyms(units);
    this.texts = definitionsOfTexts(units, definedBy, this.drops);
    this.places = definitionPlaces(units, this.texts, this.drops);
    this.types = typesAltered(units);
    const tables = tablesAltered(units);
    this.tableChanges = new Set(tables.map(({ at }) => at));
    this.alterations = [...this.types, ...tables].flatMap(({ at, follows }) => (follows ? [] : [at]));
    const again = [...[...this.places.values()].flatMap((list) => list.slice(1)), ...this.alterations]
      .filter((at) => at < units.length)
      .sort((a, b) => a - b);
    const starts = [0, ...new Set(again)];
    this.segments = starts.map((start, k) => ({ start, end: starts[k + 1] ?? units.length }));
    const isInTurn = ({ name, from }: TextDefinition): boolean => from < 0 || (this.places.get(name) ?? []).length > 1;
    this.isSettled = again.length === 0 && !this.texts.some(isInTurn);
  }

  /** The names that texts of the block before the place, and drops, give another object there. */
  namesOfTextsAt(start: number): readonly string[] {
    return [...this.texts, ...this.drops].flatMap(({ from, name }) => (from === start ? [name] : []));
  }

  /** Does the unit there define something again, or alter it for what follows? */
  isChangedBy(at: number): boolean {
    const unit = this.units[at];
    const key = unit && definedBy(unit);
    return this.alterations.includes(at) || (key !== undefined && (this.places.get(namespaceKey(key))?.[0] ?? at) < at);
  }

  /**
   * Is it a specification whose body comes again later, before another specification? What uses it comes again after
   * that.
   */
  isBodyNext(at: number): boolean {
    const unit = this.units[at];
    const key = unit && (definitionKey(unit) ?? alteredKey(unit));
    if (key === undefined || bodyKey(key) === key) return false;
    const next = (list: readonly number[] = []): number => list.find((i) => i > at) ?? this.units.length;
    const body = next(this.places.get(bodyKey(key)));
    const isUsed = unit?.unit.kind === 'AlterObject' && this.units.slice(at, body).some(isCode);
    return (
      !isUsed && this.segments.some(({ start }) => start === body) && body < next(this.places.get(namespaceKey(key)))
    );
  }

  /** Does the unit there replace a body without its specification? */
  replacesBodyAlone(at: number): boolean {
    const [previous, unit] = [this.units[at - 1], this.units[at]];
    return unit !== undefined && isBodyAlone(keyOf(unit), previous && definitionKey(previous));
  }
}

/** A segment, and what its place in the script tells of it. */
interface PlacedSegment extends Segment {
  /** The names that texts of the block before it, and drops, give another object. */
  readonly byTexts: readonly string[];
  /** It begins behind a block whose texts define something again, and not with a unit that does. */
  readonly isOfTexts: boolean;
  /** Which units take part when its own are compiled. */
  readonly isVisible: (index: number) => boolean;
}

/** Compiles the segments of a script, first to last. */
class SegmentCompiler {
  /** By the key of its definition, the last unit that was made of it. */
  private readonly made = new Map<string, CompiledUnit>();
  /** Where something is defined or altered again whose users have not been made anew yet. */
  private open: number[] = [];

  constructor(
    private readonly input: Input,
    private readonly options: CompileOptions,
    private readonly script: Script,
  ) {}

  /** The units of the segment, with those units before it that what it defines again makes another program of. */
  compile(one: Segment): Compilation {
    const { script } = this;
    const { start, end } = one;
    const byTexts = start === 0 ? [] : script.namesOfTextsAt(start);
    const isOfTexts = byTexts.length > 0 && !script.isChangedBy(start);
    const isVisible = visibleFor(one, script.units, script.places, script.tableChanges);
    const segment: PlacedSegment = { start, end, byTexts, isOfTexts, isVisible };
    const candidates = [...this.invalidated(segment), ...this.namedByCode(segment)];
    const sources = new Set(script.units.slice(start, end).map((u) => u.source));
    const part = this.compilePart(segment, new Set([...sources, ...candidates.map((u) => u.source)]));
    const own = part.units.filter((u) => sources.has(u.source));
    const anew = part.units.filter(
      (u) => !sources.has(u.source) && (isMadeAnew(this.made.get(keyOf(u)), u) || holdsRowOf(u, byTexts)),
    );
    for (const unit of [...anew, ...own]) this.made.set(keyOf(unit), unit);
    // What is made anew stands behind what is defined again; a text has done that before.
    const first = isOfTexts ? 0 : 1;
    // The root of a hierarchy comes before the subtype that is made of it.
    const roots = anew.filter((u) => u.unit.kind === 'CreateType');
    const others = anew.filter((u) => u.unit.kind !== 'CreateType');
    const told = new Set([...sources, ...anew.map((u) => u.source)]);
    return {
      ...part,
      units: [...roots.map(madeAnew), ...own.slice(0, first), ...others.map(madeAnew), ...own.slice(first)],
      diagnostics: part.diagnostics.filter(({ span }) => {
        const unit = unitAt(script.units, span);
        return unit ? told.has(unit) : start === 0;
      }),
    };
  }

  /** The units before the segment that its beginning, or what is still open, makes invalid. */
  private invalidated({ start, end, byTexts, isOfTexts, isVisible }: PlacedSegment): readonly CompiledUnit[] {
    const { script } = this;
    if (start > 0 && !isOfTexts && !script.isBodyNext(start)) this.open.push(start);
    // What ALTER makes invalid may be valid again, or replaced, before anything calls it.
    const isAltered = alteredKey(script.units[start]!) !== undefined;
    const waits = isAltered && !script.units.slice(start, end).some(callsPrograms);
    const redefined = waits ? [] : this.open.splice(0);
    const place = byTexts.length > 0 ? start : Math.max(...redefined);
    return invalidatedBy(script.units, { redefined, byTexts, place }, isVisible);
  }

  /** The units before a later segment that its code names, and which that may therefore run. */
  private namedByCode({ start, end, isOfTexts, isVisible }: PlacedSegment): readonly CompiledUnit[] {
    const { units } = this.script;
    if (start === 0 || !units.slice(start, end).some(callsPrograms)) return [];
    const named = namedFrom(units, start, end, isVisible);
    // A package that has state loses it when it is made anew; behind a body alone it keeps it.
    const keepsState = !isOfTexts && this.script.replacesBodyAlone(start);
    return keepsState ? named : named.filter((u) => !hasState(this.made, keyOf(u)));
  }

  /** Compiles the wanted units by the definitions that hold in the segment. */
  private compilePart({ end, isVisible }: PlacedSegment, wanted: ReadonlySet<CompiledUnit['source']>): Compilation {
    const { units, texts, places, types } = this.script;
    const visible = new Set(units.filter((_, i) => isVisible(i)).map((u) => u.source));
    const hidden = new Set(units.map((u) => u.source).filter((u) => !visible.has(u)));
    return compile(without(this.input, hidden), this.options, {
      wanted,
      alterTimes: new Map(types.map(({ unit, at }) => [unit.source, at < end ? 'past' : 'later'])),
      isHiddenText: textsHidden(texts, places, currentAt(places, units.length, end)),
    });
  }
}

const keyOf = (unit: CompiledUnit): string => definitionKey(unit) ?? '';

/** Does a package of the key, or of the body's key, set up state when it is first used? */
function hasState(made: ReadonlyMap<string, CompiledUnit>, key: string): boolean {
  return [key, specificationKey(key)].some((one) =>
    made.get(one)?.lowered.statements.some((s) => s.kind === 'PgCreateRoutine' && s.name.at(-1) === '__init'),
  );
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
