import type { PgLine } from '../ir/postgres/index.js';
import { concat, type Doc, hardline, mark } from './doc.js';

/** A node on a line of its own: its comments before it, its trailing comment after `after` (a comma or semicolon). */
export function onItsLine(node: PgLine, doc: Doc, after = ''): Doc {
  const marked = mark(node.span, doc);
  if (!node.comments?.length && node.trailingComment === undefined)
    return after === '' ? marked : concat([marked, after]);
  const parts: Doc[] = [];
  for (const comment of node.comments ?? []) parts.push(commentDoc(comment), hardline);
  parts.push(marked, after);
  if (node.trailingComment !== undefined) parts.push(behind(node.trailingComment));
  return concat(parts);
}

/** A comment behind a node: on its line, unless a line break begins it. */
export function behind(comment: string): Doc {
  return concat([comment.startsWith('\n') ? hardline : ' ', commentDoc(comment)]);
}

/** Comments that stand alone, one a line. */
export function commentLines(comments: readonly string[]): Doc {
  const parts: Doc[] = [];
  for (const [index, comment] of comments.entries()) parts.push(...(index > 0 ? [hardline] : []), commentDoc(comment));
  return concat(parts);
}

function commentDoc(comment: string): Doc {
  const [first, ...rest] = postgresComment(comment).split('\n');
  if (rest.length === 0) return first!;
  const parts: Doc[] = [first!.trimEnd()];
  for (const one of realigned(rest)) parts.push(hardline, one);
  return concat(parts);
}

/** The further lines of a comment, moved to where its first line now stands. */
function realigned(lines: readonly string[]): string[] {
  if (lines.every((one) => /^\s*\*/.test(one))) return lines.map((one) => ` ${one.trim()}`);
  const margins = lines.filter((one) => one.trim() !== '').map((one) => one.search(/\S/));
  const margin = Math.min(...margins);
  const closesAlone = /^\s*\*+\/$/.test(lines.at(-1)!);
  const isBlock = lines.at(-1)!.endsWith('*/');
  // Text that goes on after `/* ` stands below its first word.
  const indent = isBlock && !closesAlone ? '   ' : '';
  return lines.map((one) => (one.trim() === '' ? '' : (indent + one.slice(margin)).trimEnd()));
}

/**
 * An Oracle comment as PostgreSQL reads it. PostgreSQL nests block comments and Oracle does not, so what would open an
 * inner one is taken apart. (PostgreSQL manual, 4.1.5; Oracle SQL Language Reference, "Comments")
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
