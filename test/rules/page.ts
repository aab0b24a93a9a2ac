import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../src/compile.js';
import { compareDiagnostics, type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { splitText } from '../../src/source/split-text.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');

/** A page of `rules/`, taken apart. */
export interface Page {
  /** The folder below `rules/` and the file: `op2-sql/OP2010-for-update-wait.md`. */
  readonly file: string;
  readonly folder: string;
  readonly fileName: string;
  readonly frontMatter: Readonly<Record<string, string>>;
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

export interface Example {
  readonly kind: 'flag' | 'pass';
  /** Oracle code without the marks. */
  readonly text: string;
  /** What stands between « and »: offsets in `text`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export function readPages(): readonly Page[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.md') && e.parentPath !== root)
    .map((e) => readPage(join(e.parentPath, e.name)))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function readPage(path: string): Page {
  const text = readFileSync(path, 'utf8');
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const entries = head.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const folder = basename(dirname(path));
  const fileName = basename(path);
  return {
    file: `${folder}/${fileName}`,
    folder,
    fileName,
    frontMatter: Object.fromEntries(entries),
    headings: [...body.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#{1,2} .+)$/gm)].map((m) => m[1] ?? ''),
    examples: [...body.matchAll(/^```oracle (flag|pass)\n([\s\S]*?)^```$/gm)].map((m) =>
      example(m[1] === 'flag' ? 'flag' : 'pass', m[2] ?? ''),
    ),
  };
}

function example(kind: Example['kind'], source: string): Example {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  let open = 0;
  for (const part of source.split(/([«»])/)) {
    if (part === '«') open = text.length;
    else if (part === '»') marks.push({ start: open, end: text.length });
    else text += part;
  }
  return { kind, text, marks };
}

export function diagnosticsOf(text: string): readonly Diagnostic[] {
  const { file, units, diagnostics } = splitText(text, 'example.sql');
  return [...compile({ files: [file], units, diagnostics }).diagnostics].sort(compareDiagnostics);
}

/** What is wrong with an example of the page of `code`; undefined if nothing is. */
export function fault(code: string, example: Example): string | undefined {
  const found = diagnosticsOf(example.text).filter((d) => !companions(code).includes(d.code));
  const line = (offset: number): number => example.text.slice(0, offset).split('\n').length;
  const said = found.map((d) => `${d.code} in line ${line(d.span.start)}: ${d.message}`).join('\n');
  if (example.kind === 'pass') return found.some((d) => d.code === code) ? `is reported:\n${said}` : undefined;
  if (example.marks.length === 0) return 'has no mark';
  for (const mark of example.marks) {
    if (!found.some((d) => d.code === code && line(d.span.start) === line(mark.start)))
      return `is not reported in line ${line(mark.start)}, but:\n${said}`;
  }
  return found.some((d) => d.code !== code) ? `is reported with other codes:\n${said}` : undefined;
}

/** What may stand beside a code, because one of the two is the cause of the other. */
const causes: Readonly<Record<string, string>> = { OP6107: 'OP6103', OP9009: 'OP9101' };

/** Codes that may stand beside `code`. OP1205 is about the schema as a whole. */
function companions(code: string): readonly string[] {
  return ['OP1205', causes[code] ?? ''].filter((c) => c !== code);
}
