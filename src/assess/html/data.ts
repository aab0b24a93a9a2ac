import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Finding } from '../../contract/compiler-api.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { printOnce } from '../../print/index.js';
import { runtimeFunction } from '../../runtime/index.js';
import type { DependencyGraph } from '../model/dependencies.js';
import type { AssessmentModel } from '../model/index.js';
import { automationOf, automations } from '../model/objects.js';
import type { ColumnMapping } from '../model/type-table.js';
import { helpOf, type Pages } from './rule-pages.js';

/** The texts of one object: Oracle's, PostgreSQL's, and pairs of lines (from 0) that stand beside each other. */
export interface SourcePair {
  readonly o: string;
  readonly p: string;
  readonly m: readonly (readonly [oracle: number, postgres: number])[];
}

/** An entry of the report: an object, or a statement outside of objects that something was found in. */
export interface Entry {
  readonly id: number;
  readonly unit: CompiledUnit;
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
  readonly state: number;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** An object, not a mere statement. */
  readonly counted: boolean;
}

const severityNumbers = { error: 0, warning: 1, info: 2 } as const;

/** Objects first, with the model's numbers, then the statements with findings. */
export function entriesOf(
  compilation: Compilation,
  model: AssessmentModel,
): {
  readonly entries: readonly Entry[];
  /** For each finding its entry, -1 where it stands in none. */
  readonly entryOf: readonly number[];
} {
  const entryOf = model.findings.map(() => -1);
  const entries: Entry[] = model.objects.map((o) => {
    for (const f of o.findings) entryOf[f] = o.index;
    const { index, unit, kind, owner, name, file, line, endLine } = o;
    return {
      id: index,
      unit,
      kind,
      owner,
      name,
      state: automations.indexOf(o.automation),
      file,
      line,
      endLine,
      counted: true,
    };
  });
  const waiting = findingsOutside(model, entryOf);
  for (const unit of compilation.units) {
    const file = compilation.files[unit.source.file];
    const left = file && waiting.get(file.path);
    if (!left) continue;
    const line = file.lineColumn(unit.source.start).line;
    const endLine = file.lineColumn(unit.source.end).line;
    const own = left.filter((i) => {
      const at = model.findings[i]?.line ?? 0;
      return entryOf[i] === -1 && at >= line && at <= endLine;
    });
    if (own.length === 0) continue;
    const id = entries.length;
    for (const i of own) entryOf[i] = id;
    entries.push({
      id,
      unit,
      kind: wordsOf(unit.unit.kind),
      owner: unit.owner,
      name: `${file.path.split('/').pop() ?? ''}:${line}`,
      state: automations.indexOf(
        automationOf(
          false,
          own.flatMap((i) => model.findings[i]?.severity ?? []),
        ),
      ),
      file: file.path,
      line,
      endLine,
      counted: false,
    });
  }
  return { entries, entryOf };
}

/** The findings that stand in no object, by file. */
function findingsOutside(model: AssessmentModel, entryOf: number[]): Map<string, number[]> {
  const waiting = new Map<string, number[]>();
  for (const [i, f] of model.findings.entries()) {
    if (entryOf[i] !== -1 || model.said[i] === undefined) continue;
    const list = waiting.get(f.file);
    if (list) list.push(i);
    else waiting.set(f.file, [i]);
  }
  return waiting;
}

const wordsOf = (kind: string): string => kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** The texts of an entry. What the printer cannot print is left out, as the conversion does. */
export function sourcesOf(compilation: Compilation, entry: Entry): SourcePair {
  const { source, lowered } = entry.unit;
  const file = compilation.files[source.file];
  const oracle = file?.text.slice(source.start, source.end) ?? '';
  const texts: string[] = [];
  const pairs: [number, number][] = [];
  let line = 0;
  for (const statement of [...lowered.statements, ...lowered.late]) {
    const printed = printedOf(statement);
    if (!printed) continue;
    for (const { line: at, span } of printed.map) {
      if (span.file !== source.file || span.start < source.start || span.start > source.end || !file) continue;
      pairs.push([file.lineColumn(span.start).line - entry.line, line + at - 1]);
    }
    texts.push(printed.text);
    line += printed.text.split('\n').length + 1;
  }
  return { o: oracle, p: texts.join('\n\n'), m: ascending(pairs) };
}

function printedOf(statement: PgStatement): ReturnType<typeof printOnce> | undefined {
  try {
    return printOnce(statement);
  } catch {
    return undefined;
  }
}

/** The longest run of pairs that rises on both sides: lines that were moved are not lined up. */
function ascending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  // A line of Oracle stands beside the first of its lines.
  const firsts: (readonly [number, number])[] = [];
  for (const pair of pairs) {
    const last = firsts.at(-1);
    if (last?.[0] !== pair[0] && last?.[1] !== pair[1]) firsts.push(pair);
  }
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [i, [oracle]] of firsts.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firsts[tails[middle] ?? 0]?.[0] ?? 0) < oracle) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  }
  const run: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = firsts[at];
    if (pair) run.unshift(pair);
  }
  return run;
}

/** What `pageData` makes the data of one page from. */
interface PageDataInput {
  readonly compilation: Compilation;
  readonly model: AssessmentModel;
  readonly entries: readonly Entry[];
  readonly entryOf: readonly number[];
  readonly columns: readonly ColumnMapping[];
  readonly pages: Pages;
  /** Why a finding does not count, by fingerprint; and of a baseline, which are known. */
  readonly notes: ReadonlyMap<string, string>;
  /** Findings about the configuration and comments that suppress: in no object. */
  readonly extra: readonly Finding[];
  readonly title: string;
  /** The number of this page; 0 is the main one. */
  readonly part: number;
  /** The page on which each entry's texts are. */
  readonly partOf: readonly number[];
  readonly sources: ReadonlyMap<number, SourcePair>;
}

/** What the page's script works on. A page of objects has only what these objects need. */
export function pageData(input: PageDataInput): object {
  const { model, entries, part, partOf, sources } = input;
  const { effort, graph } = model;
  const whole = part === 0;
  const isOn = (id: number): boolean => whole || partOf[id] === part;
  const shown = shownEntries(entries, isOn, graph);
  const files = new Numbers<string>();
  const types = new Numbers<string>();
  const texts = [...sources.values()];
  const needs = (id: number): readonly number[] => [
    ...new Set([...(graph.needs[id] ?? []), ...(graph.references[id] ?? [])]),
  ];
  const referrers = referrersOf(graph);
  const own = entries.filter((e) => shown.has(e.id));
  const listed = own.filter((e) => isOn(e.id));
  const all = [...model.said, ...input.extra];
  const findings = findingRows({ all, whole, isOn, files, input });
  const columns = whole
    ? input.columns.map((c) => [
        c.object,
        c.column,
        c.nullable ? 1 : 0,
        types.of(JSON.stringify([c.oracle, c.oracleRange, c.postgres, c.postgresRange, c.loss])),
      ])
    : [];
  const objects = objectRows(own, files, input);
  const withSources = listed.filter((e) => sources.has(e.id));
  return {
    title: input.title,
    part,
    minutesPerDay: effort.model.minutesPerDay,
    codes: codesOf(
      all.filter((f) => f !== undefined),
      input.pages,
      findings.map((f) => String(f[0])),
    ),
    objects,
    findings,
    files: files.list,
    columns,
    types: types.list.map((t) => JSON.parse(t) as unknown),
    needs: table(withSources, (e) => needs(e.id)),
    neededBy: table(withSources, (e) => [
      ...new Set([...(graph.neededBy[e.id] ?? []), ...(referrers.get(e.id) ?? [])]),
    ]),
    parts: table(withSources, (e) =>
      (effort.objects[e.id]?.parts ?? []).map((p) => [p.kind, p.code ?? '', p.count, tenths(p.minutes)]),
    ),
    routines: routineRows(model, new Set(withSources.map((e) => e.id))),
    runtime: runtimeNotes(texts),
  };
}

/** A row for each object that the page shows or names. */
function objectRows(own: Entry[], files: Numbers<string>, input: PageDataInput): (string | number)[][] {
  const { model, partOf } = input;
  const { effort, waves, graph } = model;
  return own.map((e) => {
    const o = model.objects[e.id];
    const e50 = effort.objects[e.id];
    return [
      e.id,
      e.kind,
      e.owner,
      e.name,
      e.state,
      files.of(e.file),
      e.line,
      e.endLine,
      o?.lines ?? 0,
      waves.waveOf[e.id] ?? 0,
      graph.reach[e.id] ?? 0,
      tenths(e50?.p50 ?? 0),
      tenths(e50?.p90 ?? 0),
      partOf[e.id] ?? 0,
      e.counted ? 1 : 0,
    ];
  });
}

/** A row for each finding that the page shows. */
function findingRows({
  all,
  whole,
  isOn,
  files,
  input,
}: {
  readonly all: (Finding | undefined)[];
  readonly whole: boolean;
  readonly isOn: (id: number) => boolean;
  readonly files: Numbers<string>;
  readonly input: PageDataInput;
}): (string | number)[][] {
  const { entryOf } = input;
  return all.flatMap((f, i) => {
    const entry = entryOf[i] ?? -1;
    if (f === undefined) return [];
    if (!whole && !isOn(entry)) return [];
    return [
      [
        f.code,
        severityNumbers[f.severity],
        f.message,
        files.of(f.file),
        f.line,
        f.column,
        f.endLine,
        entry,
        f.severity === 'info' ? 0 : f.effortMinutes,
        input.notes.get(f.fingerprint) ?? '',
      ],
    ];
  });
}

/** For each object those that refer to it. */
function referrersOf(graph: DependencyGraph): Map<number, number[]> {
  const referrers = new Map<number, number[]>();
  for (const [from, list] of graph.references.entries())
    for (const to of list) {
      const known = referrers.get(to);
      if (known) known.push(from);
      else referrers.set(to, [from]);
    }
  return referrers;
}

/** The entries of a page, and what these need or are needed by. */
function shownEntries(entries: readonly Entry[], isOn: (id: number) => boolean, graph: DependencyGraph): Set<number> {
  const shown = new Set<number>();
  for (const { id } of entries) {
    if (!isOn(id)) continue;
    shown.add(id);
    for (const other of [...(graph.needs[id] ?? []), ...(graph.references[id] ?? []), ...(graph.neededBy[id] ?? [])])
      shown.add(other);
  }
  return shown;
}

const tenths = (n: number): number => Math.round(n * 10) / 10;

function table(
  entries: readonly Entry[],
  rows: (entry: Entry) => readonly unknown[],
): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    entries.flatMap((e) => {
      const list = rows(e);
      return list.length === 0 ? [] : [[e.id, list]];
    }),
  );
}

function routineRows(
  model: AssessmentModel,
  wanted: ReadonlySet<number>,
): Readonly<Record<string, readonly unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const r of model.routines) {
    if (!wanted.has(r.object)) continue;
    const row = [
      r.name,
      r.kind,
      r.line,
      r.lines,
      r.cyclomatic,
      r.nesting,
      r.sql,
      r.dynamicSql,
      r.composedSql,
      r.commits ? 1 : 0,
      r.reads,
      r.writes,
      r.calls,
    ];
    const list = rows[r.object];
    if (list) list.push(row);
    else rows[r.object] = [row];
  }
  return rows;
}

function codesOf(
  findings: readonly Finding[],
  pages: Pages,
  used: readonly string[],
): Readonly<Record<string, object>> {
  const known = new Map(findings.map((f) => [f.code, f]));
  return Object.fromEntries(
    [...new Set(used)].sort().map((code) => {
      const finding = known.get(code);
      const page = helpOf(pages, code);
      return [
        code,
        {
          name: finding?.name ?? '',
          title: page?.title ?? finding?.name ?? '',
          severity: severityNumbers[finding?.severity ?? 'info'],
          category: page?.category ?? '',
          effort: finding?.effortMinutes ?? 0,
          page: page?.text ?? '',
        },
      ];
    }),
  );
}

/** The first sentence of the comment at the head of each runtime function that the texts call. */
function runtimeNotes(texts: readonly SourcePair[]): Readonly<Record<string, string>> {
  const notes: Record<string, string> = {};
  for (const { p } of texts) {
    for (const [, name = ''] of p.matchAll(/\bora\.([a-z_0-9]+)\(/g)) {
      if (name in notes) continue;
      const head = /^((?:--.*\n)+)/.exec(runtimeFunction(name)?.sql.trimStart() ?? '')?.[1] ?? '';
      const words = head.replace(/^-- ?/gm, '').replace(/\s+/g, ' ').trim();
      if (words !== '') notes[name] = words;
    }
  }
  return notes;
}

/** Gives each distinct value a number. */
class Numbers<T> {
  readonly list: T[] = [];
  private readonly known = new Map<T, number>();
  of(value: T): number {
    let number = this.known.get(value);
    if (number === undefined) this.known.set(value, (number = this.list.push(value) - 1));
    return number;
  }
}

/** JSON for the inside of a script element: no character in it ends the element or begins a comment. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
