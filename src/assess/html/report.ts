import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding, OutputFile } from '../../contract/compiler-api.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { Span } from '../../ir/span.js';
import { version } from '../../output/version.js';
import type { AssessmentModel } from '../model/index.js';
import type { ObjectEntry } from '../model/objects.js';
import { type ColumnMapping, typeTable } from '../model/type-table.js';
import type { ReportInput } from '../report-input.js';
import { jsonForScript, pageData } from './data.js';
import { type Entry, entriesOf } from './entries.js';
import type { Links } from './links.js';
import { type OwnerPicture, ownerPictures, relationshipsView } from './relationships-view.js';
import { type SourcePair, sourcesOf } from './source-pairs.js';
import { objectView, summaryView } from './summary-view.js';
import { reportTemplate } from './templates.js';
import { complexityView, contractView, effortView, typesView, wavesView } from './views.js';

/** Characters of source beyond which the objects get pages of their own, and how many such a page holds. */
interface PageSizes {
  readonly single: number;
  readonly page: number;
}
const defaultSizes: PageSizes = { single: 12_000_000, page: 4_000_000 };

/**
 * `report.html`: one file with everything in it that opens without a network. A schema whose sources are more than a
 * browser takes well has its objects in `report-objects/1.html` and so on. Same input, same bytes.
 */
export async function writeHtml(input: ReportInput): Promise<readonly OutputFile[]> {
  return htmlReport(input, defaultSizes);
}

/** What `writeHtml` writes, with other page sizes. */
export function htmlReport(input: ReportInput, sizes: PageSizes): readonly OutputFile[] {
  const { compilation, model, pages } = input;
  const { entries, entryOf } = entriesOf(compilation, model);
  const sources = new Map<number, SourcePair>(entries.map((e) => [e.id, sourcesOf(compilation, e)]));
  const partOf = partition(entries, sources, sizes);
  const columns = typeTable(compilation, model.objects);
  const project = projectName(model.objects.map((o) => o.file));
  const title = `${project === '' ? 'Schema' : project}: migration assessment`;
  const parts = Math.max(0, ...partOf);
  const href = (object: ObjectEntry): string => {
    const part = partOf[object.index] ?? 0;
    return `${part === 0 ? '' : `report-objects/${part}.html`}#object/${object.index}`;
  };
  const links: Links = { href, object: (object) => objectView(object, href(object)) };
  const hrefOfSpan = placesOf(input, entries, partOf);
  const pictures = ownerPictures(compilation, model, links);
  const notes = notesOf(input);
  const found = new Set(model.findings.map((f) => f.fingerprint));
  const extra = input.assessment.findings.filter((f) => !found.has(f.fingerprint));
  const files: OutputFile[] = [];
  for (let part = 0; part <= parts; part += 1) {
    const own = new Map([...sources].filter(([id]) => partOf[id] === part));
    const data = pageData({
      compilation,
      model,
      pages,
      notes,
      extra,
      entries,
      entryOf,
      columns,
      title,
      part,
      partOf,
      sources: own,
    });
    files.push({
      path: part === 0 ? 'report.html' : `report-objects/${part}.html`,
      text: page({
        title,
        project,
        home: part === 0 ? '' : '../report.html',
        nav: navigationOf(model, extra, columns),
        data: jsonForScript(data),
        pictures: part > 0 ? '[]' : jsonForScript(pictures.map((p) => p.picture ?? null)),
        sources: jsonForScript(Object.fromEntries(own)),
        summary: viewsOf({ part, links, pictures, hrefOfSpan, columns, input }),
      }),
    });
  }
  return files;
}

/** What the first page shows besides its objects. */
function viewsOf({
  part,
  links,
  pictures,
  hrefOfSpan,
  columns,
  input,
}: {
  readonly part: number;
  readonly links: Links;
  readonly pictures: readonly OwnerPicture[];
  readonly hrefOfSpan: (span: Span) => { readonly href: string; readonly text: string } | undefined;
  readonly columns: readonly ColumnMapping[];
  readonly input: ReportInput;
}):
  | { effort: object; complexity: object; waves: object; relationships: object; types: object; contract: object }
  | undefined {
  const { model, pages } = input;
  return part > 0
    ? undefined
    : {
        ...summaryView(model, links, pages),
        effort: effortView(model, links),
        complexity: complexityView(model, links),
        waves: wavesView(model, links),
        relationships: relationshipsView(model, pictures, links, hrefOfSpan),
        types: typesView(columns),
        contract: contractView(model, links),
      };
}

function navigationOf(
  model: AssessmentModel,
  extra: Finding[],
  columns: readonly ColumnMapping[],
): ({ id: string; title: string } | { id: string; title: string; count: string })[] {
  return [
    { id: 'overview', title: 'Overview' },
    {
      id: 'issues',
      title: 'Issues',
      count: (model.said.filter((f) => f !== undefined).length + extra.length).toLocaleString('en-US'),
    },
    { id: 'objects', title: 'Objects', count: model.objects.length.toLocaleString('en-US') },
    { id: 'effort', title: 'Effort' },
    { id: 'waves', title: 'Waves, dependencies' },
    { id: 'relationships', title: 'Relationships', count: model.relationships.length.toLocaleString('en-US') },
    { id: 'types', title: 'Data types', count: columns.length.toLocaleString('en-US') },
    { id: 'contract', title: 'Call contract' },
  ];
}

/** What has been decided about single findings: waived, suppressed by a comment, known to the baseline. */
function notesOf({ assessment }: ReportInput): ReadonlyMap<string, string> {
  const known = assessment.findings.filter((f) => f.state === 'known').map((f) => [f.fingerprint, 'known'] as const);
  const suppressed = assessment.suppressed.map(({ fingerprint, suppression: { kind, reason, expires } }) => {
    const what = kind === 'comment' ? 'suppressed by a comment' : `waived until ${expires ?? ''}`;
    return [fingerprint, `${what}: ${reason}`] as const;
  });
  return new Map([...known, ...suppressed]);
}

/** Where a place in the sources is shown: the line of the entry that holds it. */
function placesOf(
  { compilation }: ReportInput,
  entries: readonly Entry[],
  partOf: readonly number[],
): (span: Span) => { readonly href: string; readonly text: string } | undefined {
  const byFile = new Map<number, Entry[]>();
  for (const e of entries) addUnder(byFile, e.unit.source.file, e);
  return (span) => {
    const file = compilation.files[span.file];
    const entry = byFile
      .get(span.file)
      ?.find((e) => e.unit.source.start <= span.start && span.start < e.unit.source.end);
    if (!file || !entry) return undefined;
    const part = partOf[entry.id] ?? 0;
    const { line } = file.lineColumn(span.start);
    return {
      href: `${part === 0 ? '' : `report-objects/${part}.html`}#object/${entry.id}/${line}`,
      text: `${entry.name}:${line}`,
    };
  };
}

/** The page of each entry: all on the main one, or in order on pages of one size. */
function partition(
  entries: readonly Entry[],
  sources: ReadonlyMap<number, SourcePair>,
  sizes: PageSizes,
): readonly number[] {
  const size = (e: Entry): number => {
    const pair = sources.get(e.id);
    return (pair?.o.length ?? 0) + (pair?.p.length ?? 0);
  };
  const total = entries.reduce((sum, e) => sum + size(e), 0);
  if (total <= sizes.single) return entries.map(() => 0);
  let part = 1;
  let filled = 0;
  return entries.map((e) => {
    if (filled > 0 && filled + size(e) > sizes.page) {
      part += 1;
      filled = 0;
    }
    filled += size(e);
    return part;
  });
}

/** The last folder that all files are in. */
function projectName(files: readonly string[]): string {
  const folders = files.map((f) => f.split('/').slice(0, -1));
  const [first = []] = folders;
  let shared = first.length;
  for (const f of folders) {
    let same = 0;
    while (same < shared && f[same] === first[same]) same += 1;
    shared = same;
  }
  return first[shared - 1] ?? files[0]?.split('/').pop() ?? '';
}

const keys = [
  { key: '/', what: 'Search' },
  { key: 'o', what: 'Overview' },
  { key: 'i', what: 'Issues' },
  { key: 'b', what: 'Objects' },
  { key: 'e', what: 'Effort' },
  { key: 'w', what: 'Waves and dependencies' },
  { key: 'r', what: 'Relationships' },
  { key: 't', what: 'Data types' },
  { key: 'c', what: 'Call contract' },
  { key: '?', what: 'This list' },
];

/** The modules of the page's script, each after those that it imports. */
const scripts = ['core', 'code', 'help', 'tables', 'lists', 'pictures', 'object', 'main'];

/** Modules as one script: a page that is opened from a file may not import any. Their top-level names are distinct. */
function inOne(modules: readonly string[]): string {
  const bodies = modules.map((text) => text.replace(/^import [^;]*;\n/gm, '').replace(/^export /gm, ''));
  return `(() => {\n'use strict';\n${bodies.join('\n')}})();\n`;
}

interface Assets {
  readonly script: string;
  readonly scriptHash: string;
  readonly style: string;
  readonly template: (view: object) => string;
}
let loaded: Assets | undefined;

function assets(): Assets {
  if (loaded) return loaded;
  const read = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`./assets/${name}`, import.meta.url)), 'utf8');
  const script = inOne(scripts.map((name) => read(`script/${name}.js`)));
  loaded = {
    script,
    // The only script that the page's policy lets run.
    scriptHash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
    style: read('style.css'),
    template: reportTemplate(),
  };
  return loaded;
}

function page(view: object): string {
  const { script, scriptHash, style, template } = assets();
  return template({ ...view, version, keys, script, scriptHash, style });
}
