import type { PgLine } from '../ir/postgres/index.js';
import { concat, type Doc, hardline, mark, text } from './doc.js';

/** A node on a line of its own: its comments before it, its trailing comment behind `after` (a comma or semicolon). */
export function onItsLine(node: PgLine, doc: Doc, after = ''): Doc {
  const marked = mark(node.span, doc);
  if (!node.comments?.length && node.trailingComment === undefined)
    return after === '' ? marked : concat([marked, after]);
  const parts: Doc[] = [];
  for (const comment of node.comments ?? []) parts.push(commentDoc(comment), hardline);
  parts.push(marked, after);
  if (node.trailingComment !== undefined) parts.push(' ', commentDoc(node.trailingComment));
  return concat(parts);
}

/** Comments that stand alone, one a line. */
export function commentLines(comments: readonly string[]): Doc {
  const parts: Doc[] = [];
  for (const [index, comment] of comments.entries()) parts.push(...(index > 0 ? [hardline] : []), commentDoc(comment));
  return concat(parts);
}

export function commentDoc(comment: string): Doc {
  const parts: Doc[] = [];
  for (const [index, one] of postgresComment(comment).split('\n').entries()) {
    if (index > 0) parts.push(hardline);
    // Only the asterisks of a box are aligned again; other text keeps its own indentation.
    parts.push(index > 0 && /^\s*\*/.test(one) ? ` ${one.trim()}` : text(one.trimEnd()));
  }
  return concat(parts);
}

/**
 * An Oracle comment as PostgreSQL reads it. PostgreSQL nests block comments and Oracle does not, so what would open an inner one is
 * taken apart. (PostgreSQL manual, 4.1.5; Oracle SQL Language Reference, "Comments")
 */
export function postgresComment(comment: string): string {
  const source = comment.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', ' ').trim();
  if (source.startsWith('/*') && source.length >= 4 && source.indexOf('*/', 2) === source.length - 2) {
    const inner = source.slice(2, -2).replaceAll('/*', '/ *');
    return `/*${inner}${inner.endsWith('/') ? ' ' : ''}*/`;
  }
  return source
    .split('\n')
    .map((one) => (one.startsWith('--') ? one.trimEnd() : `-- ${one}`.trimEnd()))
    .join('\n');
}
