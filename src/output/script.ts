import { Gate } from '../check/gate.js';
import {
  type Compilation,
  type CompiledUnit,
  type CompileOptions,
  compile,
  type Input,
  projectOptions,
} from '../compile.js';
import type { CompiledScript, ScriptOptions, ScriptStep, UnitKind } from '../contract/compiled-script.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PgStatement } from '../ir/postgres/index.js';
import { quoteLiteral, quoteName, spanOfLine } from '../print/index.js';
import { runtimeClosure } from '../runtime/index.js';
import { diskStore, type FileStore, readSources, splitText } from '../source/index.js';
import { withoutLeadingComments } from '../source/leading-comments.js';
import { announcingBodies } from './bodies-to-come.js';
import { readOptions } from './config-file.js';
import { forcedViewsLater } from './forced-views.js';
import { placed } from './places.js';
import { inPlace, replacing } from './redefinitions.js';
import { type ScriptControl, scriptControl } from './script-control.js';
import { compileInOrder } from './segments.js';
import { printChecked } from './statements.js';
import { distinctTemporaries } from './temporary-names.js';

let sharedGate: Gate | undefined;
/** One gate for the process: starting one costs more than a script. */
function processGate(): Gate {
  sharedGate ??= new Gate();
  return sharedGate;
}

/** Names of runtime functions in a text. */
export function runtimeNames(text: string, into: Set<string>): void {
  for (const match of text.matchAll(/\bora\.([a-z_][a-z0-9_]*)/g)) if (match[1]) into.add(match[1]);
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
 * of the call. `input` is what `-` stands for. Calls of scripts that are not there are diagnostics.
 */
export async function compileFiles(
  paths: readonly string[],
  options: ScriptOptions & { readonly input?: string },
  compileOptions: CompileOptions,
): Promise<CompiledScript> {
  const { input } = options;
  const store: FileStore =
    input === undefined
      ? diskStore
      : {
          ...diskStore,
          typeOf: (path) => (path === '-' ? 'file' : diskStore.typeOf(path)),
          read: (path) => (path === '-' ? new TextEncoder().encode(input) : diskStore.read(path)),
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

async function scriptOf(
  compilation: Compilation,
  control?: Pick<ScriptControl, 'onError' | 'before' | 'end'>,
): Promise<CompiledScript> {
  const found: Diagnostic[] = [...compilation.diagnostics];
  const refusedUnits = new Map<CompiledUnit, string>();
  const units = forcedViewsLater(compilation);
  const {
    statements: flat,
    preparations,
    firsts,
  } = replacing(
    distinctTemporaries(
      units.flatMap((u) => [...u.lowered.statements, ...u.lowered.late].map((statement) => ({ statement, owner: u }))),
    ),
  );
  const printed = await printChecked(
    announcingBodies(flat).map(({ statement, owner }) => ({
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
  for (const p of printed) byUnit.set(p.owner, [...(byUnit.get(p.owner) ?? []), p]);
  const steps: ScriptStep[] = [];
  const names = new Set<string>();
  let number = 0;
  let declared: string[] = [];
  for (const unit of units) {
    number += 1;
    const source = compilation.files[unit.source.file];
    const sourceLine = source?.lineColumn(unit.source.start).line ?? 1;
    const onError = control?.onError.get(unit.source);
    const place = () => ({ unit: number, sourceLine, file: source?.path, ...(onError && { onError }) });
    const ended = control?.before.get(unit.source);
    if (ended) {
      steps.push({ sql: ended, unitKind: ended, ...place() });
      number += 1;
    }
    const kind = unitKind(unit);
    if (kind === undefined) continue;
    const refused = unit.lowered.refused ?? refusedUnits.get(unit);
    const transaction = transactionStep(unit, kind);
    if (transaction !== undefined) {
      steps.push({ sql: transaction, unitKind: kind, ...place() });
      continue;
    }
    const own = byUnit.get(unit) ?? [];
    if (own.length === 0 && unit.lowered.refused) {
      steps.push({
        sql: raising(found.find((d) => d.code === unit.lowered.refused)),
        unitKind: 'ddl',
        ...place(),
        refused,
      });
      continue;
    }
    if (kind === 'ddl' && own.some((p) => /^(drop|alter) /.test(withoutLeadingComments(p.text)))) {
      // With the statement, behind the transaction that it ends: the blocks of that one still need them.
      for (const sql of declared) {
        steps.push({ sql, unitKind: 'ddl', ...place() });
        number += 1;
      }
      declared = [];
    }
    for (const sql of preparations.get(unit) ?? []) {
      runtimeNames(sql, names);
      steps.push({ sql, unitKind: kind, ...place() });
    }
    for (const p of own) {
      runtimeNames(p.text, names);
      // What a block needs beside itself is made before it and belongs to no transaction of the script.
      const beside = (kind === 'block' || kind === 'committing') && p.statement.kind !== 'PgDo';
      if (beside) {
        const drops = dropBefore(p.statement);
        for (const sql of drops) steps.push({ sql, unitKind: 'session', ...place() });
        declared.push(...drops);
      }
      const sql = firsts.has(unit) ? inPlace(p.statement, p.text) : p.text;
      runtimeNames(sql, names);
      steps.push({
        sql,
        unitKind: beside ? 'session' : kind,
        ...place(),
        refused,
        oracleLine: (line) => {
          const span = spanOfLine(p.map, { line });
          return span && compilation.files[span.file]?.lineColumn(span.start).line;
        },
      });
      if (beside) number += 1;
    }
  }
  if (control?.end === 'rollback')
    steps.push({ sql: 'rollback', unitKind: 'rollback', unit: number + 1, sourceLine: steps.at(-1)?.sourceLine ?? 1 });
  // A script that reads its own lines back gets the others after each unit.
  const reads = names.has('dbms_output_get_line') || names.has('dbms_output_get_lines');
  if (reads) {
    names.add('dbms_output_flush');
    steps.unshift({ sql: "set ora.output_mode = 'buffer'", unitKind: 'session', unit: 0, sourceLine: 1 });
  }
  return {
    ...(reads ? { afterUnit: 'call ora.dbms_output_flush()' } : {}),
    runtime: runtimeClosure(names).map((u) => u.sql),
    steps,
    diagnostics: found.map((d) => placed(compilation.files, d)),
  };
}

function unitKind(unit: CompiledUnit): UnitKind | undefined {
  switch (unit.lowered.role) {
    case 'query':
      return 'dml';
    case 'none':
      return undefined;
    default:
      return unit.lowered.role;
  }
}

function transactionStep(unit: CompiledUnit, kind: UnitKind): string | undefined {
  switch (kind) {
    case 'commit':
      return 'commit';
    case 'rollback':
      return 'rollback';
    case 'savepoint':
      return `savepoint "${(unit.lowered.savepoint ?? '').toLowerCase()}"`;
    case 'rollback-to':
      return `rollback to savepoint "${(unit.lowered.savepoint ?? '').toLowerCase()}"`;
    default:
      return undefined;
  }
}

function raising(diagnostic: Diagnostic | undefined): string {
  const message = `${diagnostic?.code ?? 'OP9901'} ${diagnostic?.message ?? 'not converted'}`;
  return `do $$ begin raise exception using errcode = 'P0004', message = ${quoteLiteral(message)}; end $$`;
}

/**
 * A type of an earlier block gives way to one with the same name, and to what drops or changes
 * the table whose rows it holds.
 */
function dropBefore(statement: PgStatement): readonly string[] {
  if (statement.kind === 'PgCreateType') return [`drop type if exists ${quoteName(statement.name)} cascade`];
  if (statement.kind === 'PgCreateDomain') return [`drop domain if exists ${quoteName(statement.name)} cascade`];
  return [];
}
