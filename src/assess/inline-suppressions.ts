import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { suppressionIncomplete } from '../diagnostics/suppressions.js';
import { lex, type SourceFile } from '../source/index.js';

/** `-- oraphant-disable-next-line OP2103, OP2104: reason`: what it covers, and where it stands. */
export interface InlineSuppression {
  readonly code: string;
  readonly reason: string;
  readonly file: number;
  readonly span: { readonly file: number; readonly start: number; readonly end: number };
  /** The line of code that follows; further comments between the two do not count. */
  readonly line: number;
}

const directive = /^(?:--|\/\*)\s*oraphant-disable-next-line\b([\s\S]*?)(?:\*\/)?\s*$/;

/**
 * The suppressions that stand in comments of a file, and those that lack a code or a reason and so suppress nothing.
 */
export function inlineSuppressions(file: SourceFile): {
  readonly suppressions: readonly InlineSuppression[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const suppressions: InlineSuppression[] = [];
  const diagnostics: Diagnostic[] = [];
  if (!file.text.includes('oraphant-disable-next-line')) return { suppressions, diagnostics };
  const lexed = lex(file.text);
  for (const { start, end } of lexed.comments) {
    const rest = directive.exec(file.text.slice(start, end))?.[1];
    if (rest === undefined) continue;
    const span = { file: file.index, start, end };
    const colon = rest.indexOf(':');
    const codes = (colon < 0 ? rest : rest.slice(0, colon)).split(/[\s,]+/).filter((c) => c !== '');
    const reason = colon < 0 ? '' : rest.slice(colon + 1).trim();
    if (codes.length === 0 || reason === '') {
      diagnostics.push(suppressionIncomplete(span, codes.length === 0 ? 'code' : 'reason'));
      continue;
    }
    const line = lineOfNextToken(file, lexed, end);
    for (const code of codes) suppressions.push({ code: code.toUpperCase(), reason, file: file.index, span, line });
  }
  return { suppressions, diagnostics };
}

/** The line of the first token after `offset`; 0 at the end of the file. */
function lineOfNextToken(file: SourceFile, lexed: ReturnType<typeof lex>, offset: number): number {
  let low = 0;
  let high = lexed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lexed.starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low < lexed.length ? file.lineColumn(lexed.starts[low]!).line : 0;
}
