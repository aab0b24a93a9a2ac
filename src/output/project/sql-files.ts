import type { Compilation, CompiledUnit } from '../../compile.js';
import type { OutputFile } from '../../contract/compiler-api.js';
import type { LineMap } from '../../contract/line-map.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { runtimeClosure } from '../../runtime/index.js';
import { runtimeNames, viewsOfRunTimeTexts } from '../runtime-names.js';
import type { PrintedStatement } from '../statements.js';
import type { Owner } from './project-statements.js';
import { SessionSettings } from './session-settings.js';

type Printed = readonly PrintedStatement<Owner>[];

/** `sql/`, `scripts/` and `maps/` of a project, and the file that has a unit's first statement. */
interface SqlFiles {
  readonly files: readonly OutputFile[];
  readonly outputs: ReadonlyMap<CompiledUnit, string>;
}

/**
 * The files of what builds the schema and, behind them, of what is beside it, one for each run of statements of a unit;
 * INSERT, UPDATE, DELETE and MERGE that follow each other in a source file share one, and so do comments. Their names
 * sort as they are to be run; what they call of the runtime comes first.
 */
export function sqlFiles(
  compilation: Compilation,
  { build, beside }: { readonly build: Printed; readonly beside: Printed },
): SqlFiles {
  const files: OutputFile[] = [];
  const outputs = new Map<CompiledUnit, string>();
  const settings = new SessionSettings(compilation.units);
  const groups = grouped(build, settings);
  const scripts = grouped(beside, settings);
  const digits = Math.max(4, String(10 + groups.length + scripts.length).length);
  const numbered = (n: number, rest: string): string => `${String(n).padStart(digits, '0')}_${rest}.sql`;
  const runtime = runtimeOf([...build, ...beside]);
  if (runtime !== '') files.push({ path: `sql/${numbered(1, 'runtime_ora')}`, text: runtime });
  let number = 10;
  for (const { owner, statements } of groups) {
    number += 1;
    const { unit, object } = owner;
    const name = numbered(number, `${fileWord(object?.kind ?? 'script')}_${fileWord(object?.name ?? unit.unit.kind)}`);
    if (!outputs.has(unit)) outputs.set(unit, `sql/${name}`);
    const { text, map } = layOutFile(compilation, statements);
    files.push({ path: `sql/${name}`, text }, { path: `maps/${name}.json`, text: `${JSON.stringify(map)}\n` });
  }
  for (const { owner, statements } of scripts) {
    number += 1;
    const path = `scripts/${numbered(number, fileWord(owner.unit.unit.kind))}`;
    files.push({ path, text: layOutFile(compilation, statements).text });
  }
  return { files, outputs };
}

/** What the statements call of the runtime, with what that calls itself. */
function runtimeOf(printed: Printed): string {
  const names = new Set<string>();
  for (const { text } of printed) runtimeNames(text, names);
  viewsOfRunTimeTexts(
    printed.map(({ text }) => text),
    names,
  );
  const parts = runtimeClosure(names).map(({ sql }) => sql.trim());
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}

/** The statements of a file; `owner`: that of the first. */
interface Group {
  readonly owner: Owner;
  readonly statements: Printed;
}

/** Runs of statements of units that share a file, with the settings of the session that they need. */
function grouped(printed: Printed, settings: SessionSettings): readonly Group[] {
  const groups: { readonly owner: Owner; readonly statements: PrintedStatement<Owner>[] }[] = [];
  for (const [i, p] of printed.entries()) {
    const current = groups.at(-1);
    const isOfUnit = printed[i - 1]?.owner === p.owner;
    if (current && (isOfUnit || doShareFile(current.owner, p.owner, settings))) current.statements.push(p);
    else groups.push({ owner: p.owner, statements: [p] });
  }
  return groups.map(({ owner, statements }) => ({ owner, statements: settings.around(owner, statements) }));
}

/**
 * Do both units change rows and nothing else, or comment, behind each other in a source file? A dump of rows has
 * hundreds of thousands of them, a table a comment for each column.
 */
function doShareFile(one: Owner, other: Owner, settings: SessionSettings): boolean {
  if (one.unit.source.file !== other.unit.source.file || !settings.areSame(one.unit, other.unit)) return false;
  return [isDml, isComment].some((isSuch) =>
    [one, other].every(({ unit, object }) => !object && unit.lowered.statements.every(isSuch)),
  );
}

const isDml = ({ kind }: PgStatement): boolean => kind === 'PgDmlStatement';
const isComment = ({ kind }: PgStatement): boolean => kind === 'PgComment';

function layOutFile(compilation: Compilation, statements: Printed): { text: string; map: LineMap } {
  const sources: string[] = [];
  const lines: [number, number, number][] = [];
  const routines: { name: string; bodyLine: number; endLine: number }[] = [];
  const texts: string[] = [];
  let line = 1;
  for (const p of statements) {
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
