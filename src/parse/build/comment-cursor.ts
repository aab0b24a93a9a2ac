import type { Comment, LexedText } from '../../source/tokens/lexer.js';

/** What stands before a node of a line of its own. */
export interface Lead {
  readonly comments: readonly string[];
  readonly blankBefore: boolean;
}

/**
 * Hands every comment of a unit to exactly one node. Nodes are built in source order, so one cursor over the comments
 * is enough: a comment belongs to the node that follows it, to the node before it on the same line, or to the statement
 * that it stands in. Hints are not comments here: they are part of their statement.
 */
export class CommentCursor {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  #at = 0;

  constructor({ text, comments }: LexedText) {
    this.#text = text;
    this.#comments = comments.some(({ hint }) => hint)
      ? comments.filter((comment) => !(comment.hint && isHintPlace(text, comment.start)))
      : comments;
  }

  /** The comments in front of the node that begins at `start`. */
  lead(start: number): Lead {
    let from = start;
    let comments = none;
    if (this.#startsBefore(start)) {
      from = this.#comments[this.#at]!.start;
      comments = this.take(start);
    }
    return { comments, blankBefore: followsBlankLine(this.#text, from) };
  }

  /** The comments after a node that ends at `end`, on the same line. Its separator may stand between. */
  trail(end: number): string | undefined {
    const { length } = this.#comments;
    let trailing: string | undefined;
    let at = end;
    while (this.#at < length) {
      const comment = this.#comments[this.#at]!;
      if (comment.start < at || comment.start - at > widestGap) break;
      const gap = gapOf(this.#text, at, comment.start);
      if (gap === 'code' || (gap === 'separator' && comment.kind === 'block' && !endsLine(this.#text, comment.end)))
        break;
      const text = textOf(this.#text, comment);
      trailing = trailing === undefined ? text : `${trailing} ${text}`;
      at = comment.end;
      this.#at++;
    }
    return trailing;
  }

  /** All comments that begin before `end`, in order. */
  take(end: number): readonly string[] {
    if (!this.#startsBefore(end)) return none;
    const taken: string[] = [];
    while (this.#startsBefore(end)) taken.push(textOf(this.#text, this.#comments[this.#at++]!));
    return taken;
  }

  /** The comments before a word that are indented deeper than it. */
  takeIndented(start: number): readonly string[] {
    if (!this.#startsBefore(start)) return none;
    const margin = marginOf(this.#text, start);
    const taken: string[] = [];
    while (this.#startsBefore(start)) {
      const comment = this.#comments[this.#at]!;
      if (marginOf(this.#text, comment.start) <= margin) break;
      taken.push(textOf(this.#text, comment));
      this.#at++;
    }
    return taken;
  }

  #startsBefore(offset: number): boolean {
    return this.#at < this.#comments.length && this.#comments[this.#at]!.start < offset;
  }
}

const none: readonly string[] = [];

/** No separator is further away from its node; keeps the look after a node short. */
const widestGap = 400;

/** How far an offset is from the start of its line. */
function marginOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function textOf(text: string, { start, end }: Comment): string {
  return text.slice(start, end).trimEnd();
}

/** Hints stand after the first word of a statement (SQL Language Reference, "Hints"). */
function isHintPlace(text: string, start: number): boolean {
  return /\b(?:select|insert|update|delete|merge)\s*$/i.test(text.slice(Math.max(0, start - 40), start));
}

const [lineFeed, carriageReturn, blank, tab, comma, semicolon] = [10, 13, 32, 9, 44, 59];

/** What stands between two offsets: a comment after a separator may as well belong to what follows on its line. */
function gapOf(text: string, from: number, to: number): 'blank' | 'separator' | 'code' {
  let gap: 'blank' | 'separator' = 'blank';
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === comma || code === semicolon) gap = 'separator';
    else if (code !== blank && code !== tab) return 'code';
  }
  return gap;
}

function endsLine(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) return true;
    if (code !== blank && code !== tab && code !== semicolon) {
      // Another comment ends the line in its turn.
      return code === 0x2d && text.charCodeAt(at + 1) === 0x2d;
    }
  }
  return true;
}

function followsBlankLine(text: string, start: number): boolean {
  let lines = 0;
  for (let at = start - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) {
      if (++lines === 2) return true;
    } else if (code !== blank && code !== tab && code !== carriageReturn) return false;
  }
  return false;
}
