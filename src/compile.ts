import type { Analysis } from './analyze/analysis.js';
import { analyze } from './analyze/analyze.js';
import { inferredOwner } from './analyze/names/default-owner.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { distinct } from './diagnostics/repeated-findings.js';
import { replaceNodes } from './ir/map-tree.js';
import type { ExecuteImmediate, ScriptUnit } from './ir/oracle/index.js';
import type { OwnedUnit } from './ir/owned-units.js';
import type { Span } from './ir/span.js';
import { nodesOf, settle } from './ir/walk.js';
import { typesWithGaps } from './lower/collections/gaps/gap-types.js';
import type { Collation, LowerOptions } from './lower/context.js';
import { definitionNotes } from './lower/ddl/dictionary/definition-notes.js';
import { readsDictionary, viewsRead } from './lower/ddl/dictionary/views-read.js';
import { nameLifted } from './lower/naming/lifted-names.js';
import { lookAlikes, lowerCaseNames, quotedTables } from './lower/naming/look-alikes.js';
import { Naming, type NamingOptions } from './lower/naming/naming.js';
import { renameOverloads } from './lower/naming/overload-names.js';
import { qualifyPackages } from './lower/naming/package-names.js';
import { ProgramNames } from './lower/naming/program-names.js';
import { withUsingApart } from './lower/plsql/dynamic/using-apart.js';
import { withWordsBound } from './lower/plsql/dynamic/words-in-quotes.js';
import { dynamicBlock, textBlocks } from './lower/plsql/effects/texts/dynamic-block.js';
import { closeWorld } from './lower/project/closed-world.js';
import { withKeptZones } from './lower/project/zones/kept-zones.js';
import { withGroupedAliases } from './lower/queries/grouping/grouped-aliases.js';
import { inSession, isOfTable, sessionOf } from './lower/session-text.js';
import { type LoweredUnit, lowerUnit } from './lower/unit.js';
import type { BuiltUnits } from './parse/build/index.js';
import { withoutDeepest } from './parse/build/nesting.js';
import { parseWithConstants } from './parse/build/with-constants.js';
import {
  type AlterTime,
  changesAsRun,
  dynamicDefinitions,
  rewriteBlocks,
  rewriteUnits,
  type ScriptVariables,
  scriptVariables,
  tablesAfterEachUnit,
  withAutonomousBlocks,
  withExpressionNames,
  withoutFailingColumnChanges,
  withoutFailingRenames,
  withScriptVariables,
  withSpecificationsBesideBodies,
} from './rewrite/index.js';
import type { SourceFile, Unit } from './source/index.js';
import { ownersOf } from './source/owners.js';

/** What is decided before the inputs are seen. */
export interface CompileOptions {
  readonly naming: NamingOptions;
  readonly lower: LowerOptions;
  /** The owner of objects that are named without one. */
  readonly defaultOwner: string;
  /** The inputs are the whole schema: what they do not create is not there. */
  readonly closed?: boolean;
  /** Take the owner from what the inputs say of it where `defaultOwner` is ''. */
  readonly inferOwner?: boolean;
}

/** For scripts that run at once. */
export const defaultOptions: CompileOptions = {
  naming: { defaultSchema: 'public' },
  lower: { emptyStrings: 'flag' },
  defaultOwner: '',
};

/** For a whole schema that is to be installed. */
export const projectOptions: CompileOptions = {
  ...defaultOptions,
  closed: true,
  inferOwner: true,
  lower: { ...defaultOptions.lower, installerBlocks: true },
};

/** What has been read: files and the units in them, in order. */
export interface Input {
  readonly files: readonly SourceFile[];
  readonly units: readonly Unit[];
  /** Where sessions begin in `units`; with each file where it is not said. */
  readonly sessions?: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One unit on its way through the phases. */
export interface CompiledUnit {
  readonly source: Unit;
  readonly unit: ScriptUnit;
  readonly owner: string;
  /** Units of one number are run in one session. */
  readonly session: number;
  readonly lowered: LoweredUnit;
}

/** What a caller asks beyond the compilation of everything. */
interface CompileRequest {
  /** The result has these units only, while all are known to the analysis. */
  readonly wanted?: ReadonlySet<Unit>;
  /** ALTER TYPE between the code of a script, and whether that comes before these units. */
  readonly alterTimes?: ReadonlyMap<Unit, AlterTime>;
  /** A definition that a text of dynamic SQL in the unit makes, and that the names do not mean here. */
  readonly isHiddenText?: (source: Unit, definition: ScriptUnit, owner: string) => boolean;
  /**
   * Hears of each unit as soon as it is lowered, before what only the whole tells may change
   * or leave out statements of it.
   */
  onLowered?(unit: LoweredUnit): void;
}

/** The inputs with everything that phases have made of them. */
export interface Compilation {
  readonly files: readonly SourceFile[];
  readonly units: readonly CompiledUnit[];
  readonly analysis: Analysis;
  readonly naming: Naming;
  /** What sorts text by bytes: the database, or COLLATE "C" wherever it matters. */
  readonly collation: Collation;
  /** Of all phases, in order of place. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * source → parse → IR → rewrite → analyze → lower. Printing and the gate follow in `output/`, which needs the whole.
 */
export function compile(
  input: Input,
  options: CompileOptions = defaultOptions,
  request: CompileRequest = {},
): Compilation {
  const sessions = sessionsOf(input);
  for (let read = parseWithConstants(input.units, { files: input.files, sessions }); ; ) {
    try {
      return compileUnits(input, read, options, request);
    } catch (error) {
      // A unit that is nested beyond the stack is left out, and the rest goes on.
      const others = error instanceof RangeError ? withoutDeepest(read) : undefined;
      if (!others) throw error;
      read = others;
    }
  }
}

/** Gives the source that a span covers. */
const sourceOf =
  ({ files }: Input) =>
  ({ file, start, end, inText }: Span): string =>
    inText ? inText.text.slice(inText.start, inText.end) : (files[file]?.text.slice(start, end) ?? '');

/** From the trees of the parser on. */
function compileUnits(
  input: Input,
  read: BuiltUnits,
  options: CompileOptions,
  { wanted, alterTimes, isHiddenText, onLowered }: CompileRequest,
): Compilation {
  const variables = scriptVariables(input.units);
  const parsed = withVariables(read, variables?.names);
  for (const { unit } of parsed.units) settle(unit);
  const { units: written, defaultOwner } = withOwners(input, parsed, options);
  // A script that is run has its order.
  const placed = options.lower.installerBlocks
    ? withSpecificationsBesideBodies(written, (file) => input.files[file]?.path ?? '')
    : written;
  const ofNames = withExpressionNames(placed, sourceOf(input));
  const { units: rewritten, routines } = rewriteUnits(
    options.lower.autonomous === 'connection' ? withAutonomousBlocks(ofNames) : ofNames,
    ({ source }) => alterTimes?.get(source),
  );
  const made = [...(variables ? [{ unit: variables.definition, owner: defaultOwner }] : []), ...routines];
  const analyzed: Analyze = (units, more) => {
    const dynamic = definedByTexts(units, isHiddenText);
    // What a script defines itself comes last and so counts where it is also made dynamically.
    return analyze([...dynamic, ...made, ...more, ...units], {
      defaultOwner,
      installerBlocks: options.lower.installerBlocks,
      madeAtRunTime: dynamic.length,
    });
  };
  const ofTexts = withBlocksOfTexts(rewritten, analyzed);
  const passes: readonly Pass[] = [withGroupedAliases, withUsingApart, withKeptZones];
  const { units: owned, analysis } = passes.reduce((all, pass) => changedBy(pass, all, analyzed), ofTexts);
  // The blocks in texts are known before anything is asked of all programs.
  for (const { unit } of owned) for (const node of nodesOf(unit, 'ExecuteImmediate')) dynamicBlock(analysis, node);
  const naming = new Naming(options.naming, toldApart(input, owned, options));
  const asked = wanted ? owned.filter(({ source }) => wanted.has(source)) : owned;
  const units = naming.whileLowering(() =>
    lowerAll(asked, { input, options, analysis, naming, readDiagnostics: parsed.diagnostics, onLowered }),
  );
  const diagnostics = [
    ...input.diagnostics,
    ...parsed.diagnostics,
    ...analysis.diagnostics,
    ...units.flatMap((u) => u.lowered.diagnostics),
  ];
  const { collation = 'database' } = options.lower;
  return { files: input.files, units, analysis, naming, collation, diagnostics: distinct(diagnostics) };
}

/** What texts of dynamic SQL in the units define, as far as it comes to be and their names mean it. */
function definedByTexts(units: readonly ReadUnit[], isHidden: CompileRequest['isHiddenText']): readonly OwnedUnit[] {
  const all = (): readonly ScriptUnit[] => units.map((u) => u.unit);
  const made = units.map(({ unit }) => changesAsRun(dynamicDefinitions(unit), unit, all));
  const standing = tablesAfterEachUnit(units, made);
  const defined = units.flatMap(({ owner, source }, i) =>
    (standing[i] ?? []).flatMap((d) => (isHidden?.(source, d, owner) ? [] : [{ unit: d, owner }])),
  );
  return withoutFailingColumnChanges(withoutFailingRenames(defined, units), units);
}

/** A unit that is not lowered yet. */
type ReadUnit = Omit<CompiledUnit, 'lowered'>;

/**
 * The names in lower case that PostgreSQL has to store in another way than those in upper case: in a script that reads
 * the dictionary all of them. A schema that is installed keeps the names that others know.
 */
function toldApart(input: Input, owned: readonly ReadUnit[], options: CompileOptions): ReadonlySet<string> {
  const units = owned.map((o) => o.unit);
  const found = lookAlikes(
    units,
    input.units.flatMap((u) => quotedTables(u.text)),
  );
  if (options.lower.installerBlocks || !readsDictionary(input.units.map((u) => u.text))) return found;
  return new Set([...found, ...lowerCaseNames([...units, ...units.flatMap(dynamicDefinitions)])]);
}

/** A text in a text in a text in … is enough. */
const mostRounds = 4;

/** Units and what was found out about them, with the routines that texts in blocks of texts became. */
interface Analyzed {
  readonly units: readonly ReadUnit[];
  readonly routines: readonly OwnedUnit[];
  readonly analysis: Analysis;
}

type Analyze = (units: readonly ReadUnit[], routines: readonly OwnedUnit[]) => Analysis;

/** A pass over trees that asks the analysis; the same units where it changes none. */
type Pass = (analysis: Analysis, units: readonly ReadUnit[]) => readonly ReadUnit[];

/** The units as the pass leaves them, analyzed again where it has changed some. */
function changedBy(pass: Pass, all: Analyzed, analyzed: Analyze): Analyzed {
  const units = pass(all.analysis, all.units);
  if (units === all.units) return all;
  for (const { unit } of units) settle(unit);
  return { ...all, units, analysis: analyzed(units, all.routines) };
}

/** The units with the blocks of texts that the analysis has found, and their analysis. */
function withBlocksOfTexts(rewritten: readonly ReadUnit[], analyzed: Analyze): Analyzed {
  const routines: OwnedUnit[] = [];
  const bound = changedBy(
    withWordsBound,
    { units: rewritten, routines, analysis: analyzed(rewritten, routines) },
    analyzed,
  );
  let { units, analysis } = bound;
  for (let round = 0; round < mostRounds; round++) {
    const found = units.flatMap((u) => textBlocks(analysis, u.unit).map((block) => ({ ...u, ...block })));
    if (found.length === 0) break;
    const blocks = rewriteBlocks(units, found);
    routines.push(...blocks.routines);
    const statements = new Map<ExecuteImmediate, ExecuteImmediate>();
    for (const [i, { statement }] of found.entries()) {
      const made = blocks.units[i]?.unit;
      if (made?.kind === 'AnonymousBlock') statements.set(statement, { ...statement, block: made.block });
    }
    const changed = new Set(found.map((f) => f.source));
    units = units.map((u) => (changed.has(u.source) ? { ...u, unit: replaceNodes(u.unit, statements) } : u));
    analysis = analyzed(units, routines);
  }
  return { units, routines, analysis };
}

/** The units in the names of PostgreSQL; where the inputs are the whole schema, what they do not create is told. */
function lowerAll(
  owned: readonly ReadUnit[],
  {
    input,
    options,
    analysis,
    naming,
    readDiagnostics,
    onLowered,
  }: Pick<CompileRequest, 'onLowered'> & {
    readonly input: Input;
    readonly options: CompileOptions;
    readonly analysis: Analysis;
    readonly naming: Naming;
    readonly readDiagnostics: readonly Diagnostic[];
  },
): readonly CompiledUnit[] {
  qualifyPackages(analysis, naming);
  naming.keepGaps(typesWithGaps(analysis));
  const names = new ProgramNames(analysis, naming);
  nameLifted(analysis, naming, names);
  renameOverloads(analysis, naming, names);
  naming.reserve(names.all());
  const textOf = sourceOf(input);
  const texts = input.units.map((u) => u.text);
  const reads = viewsRead(texts);
  const session = sessionOf(texts);
  const project = { analysis, naming, options: options.lower, textOf, readsViews: reads, session };
  const notes = { analysis, naming, textOf, reads };
  const lowered = owned.map((o) => {
    const unit = lowerUnit(project, o.unit);
    const follows = session?.decimals === true && !isOfTable(o.unit);
    const made = follows ? { ...unit, statements: unit.statements.map(inSession) } : unit;
    const isNoted = made.refused === undefined || o.unit.kind === 'BrokenUnit';
    const said = [...made.diagnostics, ...(reads('ERRORS') ? diagnosticsAt(readDiagnostics, o.unit.span) : [])];
    const noted = isNoted ? definitionNotes(notes, o.unit, made.statements, said) : [];
    const whole = noted.length > 0 ? { ...made, statements: [...made.statements, ...noted] } : made;
    onLowered?.(whole);
    return { ...o, lowered: whole };
  });
  return options.closed ? closeWorld(project, lowered) : lowered;
}

const diagnosticsAt = (diagnostics: readonly Diagnostic[], { file, start, end }: Span): readonly Diagnostic[] =>
  diagnostics.filter(({ span }) => span.file === file && start <= span.start && span.start <= end);

/** The units with their owners, and the owner of those that name none, which all of them may tell. */
function withOwners(
  input: Input,
  parsed: BuiltUnits,
  { inferOwner, defaultOwner }: CompileOptions,
): { readonly units: readonly ReadUnit[]; readonly defaultOwner: string } {
  const units = ownedBy(input, parsed, defaultOwner);
  if (!inferOwner || defaultOwner !== '') return { units, defaultOwner };
  const inferred = inferredOwner(units);
  return inferred === ''
    ? { units, defaultOwner }
    : { units: ownedBy(input, parsed, inferred), defaultOwner: inferred };
}

function ownedBy(input: Input, parsed: BuiltUnits, defaultOwner: string): ReadUnit[] {
  const owners = ownersOf(input.units, parsed.units, defaultOwner, input.sessions);
  const sessions = sessionsOf(input);
  return parsed.units.map(({ unit, source }, i) => ({
    unit,
    source,
    owner: owners[i] ?? defaultOwner,
    session: sessions.get(source) ?? source.file,
  }));
}

/** `:x` of a variable of SQL*Plus is a variable of a package. */
function withVariables(parsed: BuiltUnits, names: ScriptVariables | undefined): BuiltUnits {
  if (!names) return parsed;
  return {
    ...parsed,
    units: parsed.units.map((u) => ({ ...u, unit: withScriptVariables(u.unit, names) })),
  };
}

/** The number of the session of each unit; that of its file where sessions are not told apart. */
function sessionsOf(input: Input): ReadonlyMap<Unit, number> {
  if (!input.sessions) return new Map();
  const begins = new Set(input.sessions);
  const numbers = new Map<Unit, number>();
  let number = 0;
  for (const [i, unit] of input.units.entries()) {
    if (begins.has(i)) number += 1;
    numbers.set(unit, number);
  }
  return numbers;
}
