import { Gate } from '../check/gate.js';
import {
  type Compilation,
  type CompiledUnit,
  type CompileOptions,
  compile,
  type Input,
  projectOptions,
} from '../compile.js';
import type { CompiledScript, ScriptOptions } from '../contract/compiled-script.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { addUnder } from '../ir/lists-by-key.js';
import { setsSettings } from '../lower/plsql/transactions/session-settings.js';
import { runtimeClosure } from '../runtime/index.js';
import { diskStore, type FileStore, readSources, splitText } from '../source/index.js';
import { readOptions } from './config-file.js';
import { announcingBodies } from './definitions/bodies-to-come.js';
import { forcedViewsAnnounced } from './definitions/forced-views.js';
import { replacing } from './definitions/redefinitions.js';
import { compileInOrder } from './definitions/segments.js';
import { typesBeforeUse } from './definitions/types-to-come.js';
import { placed } from './places.js';
import { scriptControl } from './script/script-control.js';
import { ScriptSteps, type UnitControl } from './script/script-steps.js';
import { printChecked } from './statements.js';
import { distinctTemporaries } from './temporary-names.js';

let sharedGate: Gate | undefined;
/** One gate for the process: starting one costs more than a script. */
function processGate(): Gate {
  sharedGate ??= new Gate();
  return sharedGate;
}

/** Compiles one script for running at once: units stay in order, each its own step or steps. */
export async function compileScript(
  text: string,
  fileName: string,
  options: ScriptOptions,
  compileOptions: CompileOptions,
): Promise<CompiledScript> {
  const { file, units, diagnostics } = splitText(text, fileName, readOptions(options));
  const control = scriptControl(units);
  return await scriptOf(compileInOrder({ files: [file], units: control.units, diagnostics }, compileOptions), control);
}

/**
 * Compiles files that run one after the other in one session, and the scripts they call with `@` and `@@` at the place
 * of the call. `input` are the bytes that `-` stands for. Calls of scripts that are not there are diagnostics.
 */
export async function compileFiles(
  paths: readonly string[],
  options: ScriptOptions & { readonly input?: Uint8Array },
  compileOptions: CompileOptions,
): Promise<CompiledScript> {
  const { input } = options;
  const store: FileStore =
    input === undefined
      ? diskStore
      : {
          ...diskStore,
          typeOf: (path) => (path === '-' ? 'file' : diskStore.typeOf(path)),
          read: (path) => (path === '-' ? input : diskStore.read(path)),
        };
  const { files, units, sessions, scripts, diagnostics } = readSources(paths, {
    ...readOptions(options),
    repeatIncludes: true,
    store,
  });
  const control = scriptControl(units, scripts);
  return await scriptOf(
    compileInOrder({ files, units: control.units, sessions, diagnostics }, compileOptions),
    control,
  );
}

/** The text of a script; the name is for messages. */
export interface Script {
  readonly fileName: string;
  readonly text: string;
}

/**
 * Compiles a project together with scripts that run where it is installed: its names are known to them, and the second
 * entries of routines that only a script needs are made with the project.
 */
export async function compileScripts(
  scripts: readonly Script[],
  project: Input,
  options: ScriptOptions,
  compileOptions: CompileOptions = projectOptions,
): Promise<{ readonly project: Compilation; readonly scripts: readonly CompiledScript[] }> {
  const first = project.files.length;
  const split = scripts.map(({ text, fileName }, i) =>
    splitText(text, fileName, { ...readOptions(options), fileIndex: first + i }),
  );
  const input: Input = {
    files: [...project.files, ...split.map(({ file }) => file)],
    units: [...project.units, ...split.flatMap(({ units }) => units)],
    sessions: project.sessions && [
      ...project.sessions,
      ...split.map((_, i) => project.units.length + split.slice(0, i).reduce((n, s) => n + s.units.length, 0)),
    ],
    diagnostics: [...project.diagnostics, ...split.flatMap(({ diagnostics }) => diagnostics)],
  };
  const compilation = compile(input, compileOptions);
  const part = (isPart: (file: number) => boolean): Compilation => ({
    ...compilation,
    units: compilation.units.filter((u) => isPart(u.source.file)),
    diagnostics: compilation.diagnostics.filter((d) => isPart(d.span.file)),
  });
  const compiled: CompiledScript[] = [];
  for (const i of split.keys()) compiled.push(await scriptOf(part((index) => index === first + i)));
  return { project: part((index) => index < first), scripts: compiled };
}

/** Why a unit is refused: the diagnostic of its code that stands in it, or else the first of that code. */
function refusalOf(
  { lowered: { refused }, source }: CompiledUnit,
  found: readonly Diagnostic[],
): Diagnostic | undefined {
  if (refused === undefined) return undefined;
  const ofCode = found.filter((d) => d.code === refused);
  const isInside = ({ span }: Diagnostic): boolean =>
    span.file === source.file && span.start >= source.start && span.start < source.end;
  return ofCode.find(isInside) ?? ofCode[0];
}

async function scriptOf(compilation: Compilation, control?: UnitControl): Promise<CompiledScript> {
  const found: Diagnostic[] = [...compilation.diagnostics];
  const refusedUnits = new Map<CompiledUnit, string>();
  const units = forcedViewsAnnounced(compilation);
  const { firsts, ...inTurn } = replacing(
    distinctTemporaries(
      units.flatMap((u) => [...u.lowered.statements, ...u.lowered.late].map((statement) => ({ statement, owner: u }))),
    ),
    compilation.naming,
  );
  const { statements, preparations } = typesBeforeUse(inTurn);
  const printed = await printChecked(
    announcingBodies(statements).map(({ statement, owner }) => ({
      statement:
        firsts.has(owner) && (statement.kind === 'PgCreateRoutine' || statement.kind === 'PgCreateAggregate')
          ? { ...statement, orReplace: true }
          : statement,
      owner,
    })),
    (owner, diagnostic) => {
      found.push(diagnostic);
      refusedUnits.set(owner, diagnostic.code);
    },
    processGate(),
  );
  const byUnit = new Map<CompiledUnit, (typeof printed)[number][]>();
  for (const p of printed) addUnder(byUnit, p.owner, p);
  const script = new ScriptSteps(compilation, control);
  for (const unit of units)
    script.add({
      unit,
      printed: byUnit.get(unit) ?? [],
      preparations: preparations.get(unit) ?? [],
      isFirst: firsts.has(unit),
      refused: unit.lowered.refused ?? refusedUnits.get(unit),
      refusal: refusalOf(unit, found),
    });
  script.end();
  const { steps, runtime } = script;
  return {
    ...betweenUnits(compilation, script),
    runtime: runtimeClosure(runtime).map((u) => u.sql),
    steps,
    diagnostics: found.map((d) => placed(compilation.files, d)),
  };
}

/** What is done after each unit: lines that the script has printed, settings that outlive a failed block. */
function betweenUnits(
  compilation: Compilation,
  { steps, runtime }: ScriptSteps,
): Pick<CompiledScript, 'afterUnit' | 'readsOutput'> {
  // A script that reads its own lines back gets the others after each unit.
  const readsLines = runtime.has('dbms_output_get_line') || runtime.has('dbms_output_get_lines');
  if (readsLines) {
    runtime.add('dbms_output_flush');
    steps.unshift({ sql: "set ora.output_mode = 'buffer'", unitKind: 'session', unit: 0, sourceLine: 1 });
  }
  // What a block has set for the session stays set when the block fails, or is rolled back after it.
  const setsSession = setsSettings(compilation.analysis);
  if (setsSession) runtime.add('session_again');
  const afterUnit = [
    ...(readsLines ? ['call ora.dbms_output_flush()'] : []),
    ...(setsSession ? ['call ora.session_again()'] : []),
  ];
  return {
    ...(afterUnit.length > 0 ? { afterUnit: afterUnit.join(';\n') } : {}),
    ...(readsLines ? { readsOutput: true as const } : {}),
  };
}
