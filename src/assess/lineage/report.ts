import { type Compilation, compile, projectOptions } from '../../compile.js';
import type { LineageOptions, LineageReport } from '../../contract/compiler-api.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { readOptions } from '../../output/config-file.js';
import { placed } from '../../output/places.js';
import { readSources } from '../../source/index.js';
import { type ColumnEdge, columnKey, lineageOf, type Reached, trace } from './edges.js';
import type { ColumnRef } from './graph.js';
import { openLineage } from './openlineage.js';

/** What feeds a column and what it feeds, over all sources in the paths. */
export async function lineagePaths(paths: readonly string[], options: LineageOptions): Promise<LineageReport> {
  const input = readSources(paths, readOptions(options));
  const compilation = compile(
    { files: input.files, units: input.units, sessions: input.sessions, diagnostics: input.diagnostics },
    projectOptions,
  );
  return lineageReport(compilation, options);
}

/**
 * The same for a compilation. Of a name that is no column of the inputs, `columns` is empty and
 * `similar` has names that come near.
 */
export function lineageReport(compilation: Compilation, options: LineageOptions): LineageReport {
  const { edges } = lineageOf(compilation);
  const all = columnsOf(compilation);
  const wanted = options.column.toUpperCase();
  const columns =
    options.column === '*'
      ? []
      : all.filter(
          (c) => columnKey(c).toUpperCase() === wanted || `${c.relation}.${c.column}`.toUpperCase() === wanted,
        );
  const [only] = columns;
  const up = only && columns.length === 1 ? trace(edges, only, 'up') : [];
  const down = only && columns.length === 1 ? trace(edges, only, 'down') : [];
  const shown = options.column === '*' ? edges : [...new Set([...up, ...down].map((r) => r.edge))];
  return {
    columns: columns.map(name),
    similar: columns.length > 0 ? [] : similar(all, wanted),
    unknown: compilation.diagnostics.filter(isUnknown).map((d) => placed(compilation.files, d)),
    text: only ? text(compilation, only, up, down) : shown.map((e) => `${line(compilation, e)}\n`).join(''),
    openLineage: openLineage(compilation, shown, options),
  };
}

/** The family of our own parser and limits: what has such an error is not in the tree that lineage goes by. */
const isUnknown = ({ code, severity }: Diagnostic): boolean => severity === 'error' && code.startsWith('OP9');

const name = (c: ColumnRef): string => (c.owner === '' ? `${c.relation}.${c.column}` : columnKey(c));

function columnsOf({ analysis }: Compilation): readonly ColumnRef[] {
  return analysis.catalog.relations.flatMap((r) =>
    r.supplied ? [] : r.columns.map((c) => ({ owner: r.owner, relation: r.name, column: c.name })),
  );
}

function similar(all: readonly ColumnRef[], wanted: string): readonly string[] {
  const last = wanted.split('.').pop() ?? '';
  return all
    .filter((c) => c.column.toUpperCase() === last || c.relation.toUpperCase() === last)
    .slice(0, 5)
    .map(name);
}

function text(compilation: Compilation, column: ColumnRef, up: readonly Reached[], down: readonly Reached[]): string {
  const part = (title: string, list: readonly Reached[], end: 'from' | 'to'): string[] => [
    title,
    ...(list.length === 0 ? ['  nothing'] : []),
    ...list.map(
      ({ edge, depth }) => `${'  '.repeat(depth)}${name(edge[end])}  ${how(edge)}  ${place(compilation, edge)}`,
    ),
  ];
  return `${[name(column), ...part('fed by', up, 'from'), ...part('feeds', down, 'to')].join('\n')}\n`;
}

const how = (edge: ColumnEdge): string => (edge.copy ? '(as it is)' : '(transformed)');

const line = (compilation: Compilation, edge: ColumnEdge): string =>
  `${name(edge.from)} -> ${name(edge.to)}  ${how(edge)}  ${place(compilation, edge)}`;

function place({ files }: Compilation, { span }: ColumnEdge): string {
  const file = files[span.file];
  return file ? `${file.path}:${file.lineColumn(span.start).line}` : '';
}
