import { createHash } from 'node:crypto';
import { Gate } from '../check/gate.js';
import { ParsersAhead } from '../check/parsers-ahead.js';
import { type Compilation, type CompiledUnit, compile, projectOptions } from '../compile.js';
import type {
  Conversion,
  ConvertOptions,
  Manifest,
  ManifestObject,
  ObjectStatus,
  OutputFile,
} from '../contract/compiler-api.js';
import type { LineMap } from '../contract/line-map.js';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { callsBesideSchema, rowsBesideSchema } from '../diagnostics/op6-objects.js';
import { isCreation } from '../ir/kinds.js';
import type { PgStatement } from '../ir/postgres/index.js';
import { runtimeClosure } from '../runtime/index.js';
import { readSources } from '../source/index.js';
import { isSequence, statementsAsWritten } from './as-written.js';
import { reportBehindExit } from './behind-exit.js';
import { buildOnly } from './build-only.js';
import { configuredLowering, readOptions } from './config-file.js';
import { onlyDrops } from './drops.js';
import { isObject, objectOf } from './objects.js';
import { placed } from './places.js';
import { type Owner, projectStatements } from './project-statements.js';
import { withRefreshes } from './refreshed-views.js';
import { withoutRepeatedRows } from './repeated-rows.js';
import { reportRolledBack } from './rolled-back.js';
import { runtimeNames } from './runtime-names.js';
import { compileInOrder } from './segments.js';
import { withSettings } from './session-settings.js';
import { expectAll, type PrintedStatement, printChecked } from './statements.js';
import { reportTemporaryRows } from './temporary-rows.js';
import { reportReplaced } from './used-before-replaced.js';
import { version } from './version.js';

/** Reads, compiles and lays out a whole project: `sql/`, `maps/`, `oraphant.json`. */
export async function convertPaths(paths: readonly string[], options: ConvertOptions): Promise<Conversion> {
  return (await convertAll(paths, options)).conversion;
}

/** A project laid out, its compilation, and everything that was said on the way, in order of place. */
export interface Converted extends LaidOut {
  readonly compilation: Compilation;
}

interface LaidOut {
  readonly conversion: Conversion;
  readonly found: readonly Diagnostic[];
}

/**
 * `convertPaths` for those who ask more of the project. The gate begins with what is lowered while the rest still is.
 */
export async function convertAll(paths: readonly string[], options: ConvertOptions): Promise<Converted> {
  const gate = new Gate(new ParsersAhead());
  try {
    const input = readSources(paths, readOptions(options));
    const configured = { collation: 'database' as const, ...configuredLowering(options.config) };
    const diagnostics = [...input.diagnostics];
    reportBehindExit(input.units, input.scripts, (d) => diagnostics.push(d));
    const read = { files: input.files, units: input.units, sessions: input.sessions, diagnostics };
    const compiling = { ...projectOptions, lower: { ...projectOptions.lower, ...configured } };
    const whole = compile(read, compiling, {
      onLowered: ({ role, statements, late }) => role !== 'query' && expectAll([...statements, ...late], gate),
    });
    const inSequence = isSequence(whole.units);
    const compilation = inSequence
      ? compileInOrder(read, { ...compiling, lower: { ...compiling.lower, ordered: true } })
      : whole;
    options.onProgress?.(1, 2, 'compiled');
    return { compilation, ...(await layOutAll(compilation, gate, inSequence)) };
  } finally {
    await gate.close();
  }
}

/** From lowered units to files. */
export async function layOut(compilation: Compilation): Promise<Conversion> {
  const gate = new Gate(new ParsersAhead());
  try {
    return (await layOutAll(compilation, gate)).conversion;
  } finally {
    await gate.close();
  }
}

/** From lowered units to files, with everything that was said on the way, in order of place. */
async function layOutAll(compilation: Compilation, gate: Gate, inSequence = false): Promise<LaidOut> {
  const found: Diagnostic[] = [...compilation.diagnostics];
  const refused = new Set<CompiledUnit>();
  const statements = (inSequence ? statementsAsWritten : projectStatements)(compilation, (d) => found.push(d));
  let printed = await printChecked(
    statements,
    (owner, diagnostic) => {
      found.push(diagnostic);
      refused.add(owner.unit);
    },
    gate,
  );
  const files: OutputFile[] = [];
  const installing = sessionsThatCreate(compilation);
  const places = new Map(compilation.units.map((unit, at) => [unit, at]));
  const safe = buildOnly(printed, {
    isForScripts: ({ unit }) => onlyDrops(unit.unit) && !(inSequence && installing.has(unit.session)),
    isInSequence: inSequence,
    isOfInstallation: (owner) => installing.has(owner.unit.session),
    placeOf: ({ unit }) => ({ session: unit.session, at: places.get(unit) ?? 0 }),
  });
  for (const { statement } of safe.rows) found.push(rowsBesideSchema(statement.span));
  for (const { statement } of safe.calls) found.push(callsBesideSchema(statement.span));
  if (!inSequence) reportReplaced(compilation, (d) => found.push(d));
  const changing = unitsWithRows(safe.build);
  reportRolledBack(compilation, changing, (d) => found.push(d));
  reportTemporaryRows(compilation, changing, (d) => found.push(d));
  printed = withSettings(withRefreshes(withoutRepeatedRows(safe.build)), compilation.units);
  const beside = withSettings(safe.scripts, compilation.units);
  const names = new Set<string>();
  for (const p of [...printed, ...beside]) runtimeNames(p.text, names);
  const runtime = runtimeClosure(names);
  // Names sort as the files are to be run.
  const groups = grouped(printed);
  const scripts = grouped(beside);
  const digits = Math.max(4, String(10 + groups.length + scripts.length).length);
  const numbered = (n: number, rest: string): string => `sql/${String(n).padStart(digits, '0')}_${rest}.sql`;
  if (runtime.length > 0)
    files.push({ path: numbered(1, 'runtime_ora'), text: `${runtime.map((u) => u.sql.trim()).join('\n\n')}\n` });
  const outputs = new Map<CompiledUnit, string>();
  let number = 10;
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    number += 1;
    const { object } = first.owner;
    const path = numbered(
      number,
      `${fileWord(object?.kind ?? 'script')}_${fileWord(object?.name ?? first.owner.unit.unit.kind)}`,
    );
    if (!outputs.has(first.owner.unit)) outputs.set(first.owner.unit, path);
    const { text, map } = layOutFile(compilation, group);
    files.push({ path, text }, { path: `maps/${path.slice(4)}.json`, text: `${JSON.stringify(map)}\n` });
  }
  for (const group of scripts) {
    const [first] = group;
    if (!first) continue;
    number += 1;
    files.push({
      path: `scripts/${String(number).padStart(digits, '0')}_${fileWord(first.owner.unit.unit.kind)}.sql`,
      text: layOutFile(compilation, group).text,
    });
  }
  found.sort(compareDiagnostics);
  const diagnostics = found.map((d) => placed(compilation.files, d));
  const manifest: Manifest = {
    tool: { name: 'oraphant', version },
    collation: compilation.collation,
    objects: manifestObjects(compilation, found, refused, outputs),
    diagnostics,
  };
  files.push({ path: 'oraphant.json', text: `${JSON.stringify(manifest, null, 1)}\n` });
  return { conversion: { files, manifest, diagnostics }, found };
}

/** The sessions whose scripts create objects. */
const sessionsThatCreate = ({ units }: Compilation): ReadonlySet<number> =>
  new Set(units.filter(({ unit }) => isCreation(unit)).map(({ session }) => session));

/** The units whose statements on rows are part of the schema. */
const unitsWithRows = (build: readonly PrintedStatement<Owner>[]): ReadonlySet<CompiledUnit> =>
  new Set(build.flatMap(({ statement: { kind }, owner }) => (rowKinds.has(kind) ? [owner.unit] : [])));

const rowKinds: ReadonlySet<PgStatement['kind']> = new Set(['PgDmlStatement', 'PgDo', 'PgCallStatement']);

/** Runs of statements of one unit: one file each. */
function grouped(printed: readonly PrintedStatement<Owner>[]): PrintedStatement<Owner>[][] {
  const groups: PrintedStatement<Owner>[][] = [];
  let current: PrintedStatement<Owner>[] | undefined;
  for (const p of printed) {
    const [first] = current ?? [];
    if (!current || first?.owner !== p.owner) groups.push((current = []));
    current.push(p);
  }
  return groups;
}

function layOutFile(
  compilation: Compilation,
  group: readonly PrintedStatement<Owner>[],
): { text: string; map: LineMap } {
  const sources: string[] = [];
  const lines: [number, number, number][] = [];
  const routines: { name: string; bodyLine: number; endLine: number }[] = [];
  const texts: string[] = [];
  let line = 1;
  for (const p of group) {
    for (const entry of p.map) {
      const file = compilation.files[entry.span.file];
      if (!file) continue;
      let source = sources.indexOf(file.path);
      if (source < 0) source = sources.push(file.path) - 1;
      lines.push([line + entry.line - 1, source, file.lineColumn(entry.span.start).line]);
    }
    const count = p.text.split('\n').length;
    if (p.statement.kind === 'PgCreateRoutine') {
      const body = p.map.find((e) => e.bodyLine !== undefined);
      if (body?.bodyLine !== undefined)
        routines.push({
          name: p.statement.name.join('.'),
          bodyLine: line + body.line - 1 - (body.bodyLine - 1),
          endLine: line + count - 1,
        });
    }
    texts.push(p.text);
    line += count + 1;
  }
  return { text: `${texts.join('\n\n')}\n`, map: { sources, lines, routines } };
}

function fileWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .slice(0, 60);
}

function manifestObjects(
  compilation: Compilation,
  found: readonly Diagnostic[],
  refused: ReadonlySet<CompiledUnit>,
  outputs: ReadonlyMap<CompiledUnit, string>,
): readonly ManifestObject[] {
  const objects: ManifestObject[] = [];
  const serious = seriousPlaces(found);
  for (const unit of compilation.units) {
    const object = objectOf(unit.unit, unit.owner);
    if (!object || !isObject(unit.unit)) continue;
    const file = compilation.files[unit.source.file];
    if (!file) continue;
    const { start, end } = unit.source;
    const status: ObjectStatus =
      refused.has(unit) || unit.lowered.refused
        ? 'refused'
        : anyWithin(serious.get(unit.source.file), start, end)
          ? 'flagged'
          : 'exact';
    objects.push({
      name: object.owner ? `${object.owner}.${object.name}` : object.name,
      kind: object.kind,
      status,
      file: file.path,
      line: file.lineColumn(start).line,
      endLine: file.lineColumn(end).line,
      output: outputs.get(unit) ?? '',
      sha256: createHash('sha256').update(file.text.slice(start, end)).digest('hex'),
    });
  }
  return objects;
}

/** Where, in each file, something is said that is more than information; ascending. */
function seriousPlaces(found: readonly Diagnostic[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const { severity, span } of found) {
    if (severity === 'info') continue;
    const known = places.get(span.file);
    if (known) known.push(span.start);
    else places.set(span.file, [span.start]);
  }
  for (const starts of places.values()) starts.sort((a, b) => a - b);
  return places;
}

function anyWithin(ascending: readonly number[] = [], start: number, end: number): boolean {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < ascending.length && ascending[low]! <= end;
}
