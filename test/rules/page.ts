import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectFindings } from '../../src/assess/collect.js';
import { exampleFault } from '../../src/assess/examples.js';
import { compareDiagnostics, type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Example, RulePage } from '../../src/lint/page.js';
import { readRulePages } from '../../src/output/rule-pages.js';
import { compiled } from '../support/compiled.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');

/** A page of `rules/` with its place there: `op2-sql/OP2010-for-update-wait.md`. */
export interface Page extends RulePage {
  readonly file: string;
  readonly fileName: string;
}

export function readPages(): readonly Page[] {
  return [...readRulePages([root]).values()].map((page) => {
    const fileName = basename(page.path);
    return { ...page, fileName, file: `${basename(dirname(page.path))}/${fileName}` };
  });
}

/** What the compiler says of a script. */
function diagnosticsOf(text: string): readonly Diagnostic[] {
  return [...compiled(text).diagnostics].sort(compareDiagnostics);
}

/**
 * What is wrong with an example of a page; undefined if nothing is. The compiler may report nothing else in
 * an example of one of its codes.
 */
export function fault(code: string, example: Example, page?: Page): string | undefined {
  if (page?.match || suppressionCodes.has(code)) return exampleFault(code, example, assessed(example.text, page));
  const reported = diagnosticsOf(example.text)
    .filter((d) => !companions(code).includes(d.code))
    .map(({ code: c, message, span }) => ({ code: c, message, start: span.start }));
  const others = reported.filter((d) => d.code !== code);
  const wrong = exampleFault(code, example, reported);
  if (wrong !== undefined || example.kind === 'pass' || others.length === 0) return wrong;
  return `is reported with other codes:\n${others.map((d) => `${d.code}: ${d.message}`).join('\n')}`;
}

/** Codes about comments that suppress findings: the assessment reports them, not the compiler. */
const suppressionCodes: ReadonlySet<string> = new Set(['OP9201', 'OP9202']);

function assessed(text: string, page: Page | undefined): readonly { code: string; message: string; start: number }[] {
  const compilation = compiled(text);
  const pages = page && new Map([[page.code, page]]);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((m) => m.index + 1)];
  return collectFindings(compilation, { pages }).findings.map(({ code, message, line, column }) => ({
    code,
    message,
    start: (starts[line - 1] ?? 0) + column - 1,
  }));
}

/** What may stand beside a code, because one of the two is the cause of the other. */
const causes: Readonly<Record<string, string>> = {
  OP6416: 'OP6403',
  OP6107: 'OP6103',
  OP9009: 'OP9101',
};

/** Codes that may stand beside `code`. OP1205 is about the schema as a whole. */
function companions(code: string): readonly string[] {
  return ['OP1205', causes[code] ?? ''].filter((c) => c !== code);
}
