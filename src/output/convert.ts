import { Gate } from '../check/gate.js';
import { ParsersAhead } from '../check/parsers-ahead.js';
import { type Compilation, type CompiledUnit, compile, projectOptions } from '../compile.js';
import type { Conversion, ConvertOptions, Manifest } from '../contract/compiler-api.js';
import { fileHash } from '../contract/file-hash.js';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { callsBesideSchema, rowsBesideSchema } from '../diagnostics/op6-objects.js';
import { isCreation } from '../ir/kinds.js';
import type { PgStatement } from '../ir/postgres/index.js';
import { readSources } from '../source/index.js';
import { configuredLowering, readOptions } from './config-file.js';
import { isSequence, statementsAsWritten } from './definitions/as-written.js';
import { compileInOrder } from './definitions/segments.js';
import { reportReplaced } from './definitions/used-before-replaced.js';
import { placed } from './places.js';
import { reportBehindExit } from './project/behind-exit.js';
import { buildOnly } from './project/build-only.js';
import { onlyDrops } from './project/dropping-blocks.js';
import { manifestObjects } from './project/manifest-objects.js';
import { type Owner, projectStatements } from './project/project-statements.js';
import { withRefreshes } from './project/refreshed-views.js';
import { withoutRepeatedRows } from './project/repeated-rows.js';
import { sqlFiles } from './project/sql-files.js';
import { reportTemporaryRows } from './project/temporary-rows.js';
import { reportReadOnly, reportRolledBack } from './project/transaction-control.js';
import { expectAll, type PrintedStatement, printChecked } from './statements.js';
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
    options.onRead?.(input.files.reduce((sum, file) => sum + file.text.length, 0));
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
    return { compilation, ...(await layOutAll(compilation, gate, { inSequence })) };
  } finally {
    await gate.close();
  }
}

/** From lowered units to files. */
export async function layOut(compilation: Compilation): Promise<Conversion> {
  const gate = new Gate(new ParsersAhead());
  try {
    return (await layOutAll(compilation, gate, { inSequence: false })).conversion;
  } finally {
    await gate.close();
  }
}

/**
 * From lowered units to files, with everything that was said on the way, in order of place. `inSequence`: statements
 * keep the order of the one script that they are from.
 */
async function layOutAll(
  compilation: Compilation,
  gate: Gate,
  { inSequence }: { readonly inSequence: boolean },
): Promise<LaidOut> {
  const found: Diagnostic[] = [...compilation.diagnostics];
  const refused = new Set<CompiledUnit>();
  const statements = (inSequence ? statementsAsWritten : projectStatements)(compilation, (d) => found.push(d));
  const printed = await printChecked(
    statements,
    (owner, diagnostic) => {
      found.push(diagnostic);
      refused.add(owner.unit);
    },
    gate,
  );
  // What follows needs the memory of the parsers more than they do.
  await gate.close();
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
  reportReadOnly(compilation, changing, (d) => found.push(d));
  reportTemporaryRows(compilation, changing, (d) => found.push(d));
  const { files, outputs } = sqlFiles(compilation, {
    build: withRefreshes(withoutRepeatedRows(safe.build)),
    beside: safe.scripts,
  });
  found.sort(compareDiagnostics);
  const diagnostics = found.map((d) => placed(compilation.files, d));
  const manifest: Manifest = {
    tool: { name: 'oraphant', version },
    collation: compilation.collation,
    files: Object.fromEntries(
      files.flatMap(({ path, text }) => (/^(sql|scripts)\//.test(path) ? [[path, fileHash(text)]] : [])),
    ),
    objects: manifestObjects(compilation, found, refused, outputs),
    diagnostics,
  };
  const manifestFile = { path: 'oraphant.json', text: `${JSON.stringify(manifest, null, 1)}\n` };
  return { conversion: { files: [...files, manifestFile], manifest, diagnostics }, found };
}

/** The sessions whose scripts create objects. */
const sessionsThatCreate = ({ units }: Compilation): ReadonlySet<number> =>
  new Set(units.filter(({ unit }) => isCreation(unit)).map(({ session }) => session));

/** The units whose statements on rows are part of the schema. */
const unitsWithRows = (build: readonly PrintedStatement<Owner>[]): ReadonlySet<CompiledUnit> =>
  new Set(build.flatMap(({ statement: { kind }, owner }) => (rowKinds.has(kind) ? [owner.unit] : [])));

const rowKinds: ReadonlySet<PgStatement['kind']> = new Set(['PgDmlStatement', 'PgDo', 'PgCallStatement']);
