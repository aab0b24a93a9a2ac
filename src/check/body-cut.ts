import { tokenEnd, tokenKind } from './postgres-tokens.js';

/** A statement whose long dollar-quoted strings hold nothing but their number in `contents`. */
export interface CutStatement {
  readonly text: string;
  readonly contents: readonly string[];
}

/** Strings shorter than this are not worth the cut. */
const shortest = 64;

/**
 * To the grammar a body is one string, whatever it holds: without its text a statement is small enough for a parser
 * with a small heap.
 */
export function cutBodies(text: string): CutStatement {
  if (text.length <= shortest || !text.includes('$')) return { text, contents: [] };
  const contents: string[] = [];
  let cut = '';
  let kept = 0;
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    if (text[at] === '$' && end - at > shortest && tokenKind(text, at) === 'other') {
      const tag = /^\$[^$]*\$/.exec(text.slice(at, at + 130))?.[0] ?? '$$';
      // What is not closed is left as it is, for the parser to refuse.
      if (text.endsWith(tag, end)) {
        cut += `${text.slice(kept, at)}${tag}${contents.length}${tag}`;
        contents.push(text.slice(at + tag.length, end - tag.length));
        kept = end;
      }
    }
    at = end;
  }
  return { text: cut + text.slice(kept), contents };
}
