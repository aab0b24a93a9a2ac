import type { Compilation } from '../../compile.js';
import type { Finding } from '../../contract/compiler-api.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { runtimeFunction } from '../../runtime/index.js';
import type { DependencyGraph } from '../model/dependencies.js';
import type { AssessmentModel } from '../model/index.js';
import type { ColumnMapping } from '../model/type-table.js';
import { type Entry, severityNumbers } from './entries.js';
import { tenths } from './numbers.js';
import { helpOf, type Pages } from './rule-pages.js';
import type { SourcePair } from './source-pairs.js';

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
  for (const [from, list] of graph.references.entries()) for (const to of list) addUnder(referrers, to, from);
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
