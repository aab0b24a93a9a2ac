import type { StatementEnd } from './statement-scan.js';
import { endOfLine } from './token-feed.js';

/*
 * Where a unit ends whose tokens cannot be read: the source of another language, or what stands behind a quote that
 * nothing closes.
 */

/** The next line, after the one of an offset, that ends or begins a unit whatever stands before it. */
export function boundaryAfter(text: string, offset: number): RegExpExecArray | null {
  const boundary = /^[ \t]*\/[ \t]*$|^create[ \t]+or[ \t]+replace[ \t]/gim;
  boundary.lastIndex = endOfLine(text, offset);
  return boundary.exec(text);
}

/** The end of what begins at `start`, before that line; the line of `/` belongs to it. */
export function endAt(
  text: string,
  start: number,
  { 0: found, index }: RegExpExecArray,
): Pick<StatementEnd, 'end' | 'next' | 'terminator'> {
  const isSlash = found.includes('/');
  return {
    end: start + text.slice(start, index).trimEnd().length,
    next: isSlash ? index + found.length : index,
    terminator: isSlash ? '/' : 'none',
  };
}
