import type { ParseTree, Token } from 'antlr4ng';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { UnsupportedExpr } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import type { LexedText } from '../../source/tokens/lexer.js';
import { originSpan, type Unit } from '../../source/unit.js';
import type { InquiryValue } from '../conditional-compilation.js';
import type { OracleToken } from '../tokens/oracle-token.js';
import { CommentCursor } from './comment-cursor.js';
import { firstOf } from './required.js';
import { firstTokenOf, lastTokenOf } from './tree.js';

/** What every builder function gets: the unit whose tree is read, and where findings go. One for each unit. */
export class BuildContext {
  readonly file: number;
  readonly diagnostics: Diagnostic[] = [];
  /** The index of an IGNORE or RESPECT that stands after an argument but belongs to the call around it. */
  liftedNulls = -1;
  /** Where the comments go: to the node that is built next, or was built last. */
  readonly comments: CommentCursor;
  /** Added to an offset of the text gives the offset in the file; undefined where parts of the text were put in. */
  readonly #shift: number | undefined;

  constructor(
    readonly unit: Unit,
    readonly lexed: LexedText,
    readonly tokens: readonly OracleToken[],
    /** What the session has set for the units that it compiles. */
    readonly flags: Readonly<Record<string, InquiryValue>> = {},
  ) {
    this.file = unit.file;
    this.comments = new CommentCursor(lexed);
    const { segments } = unit.source;
    const only = firstOf(segments);
    this.#shift = segments.length === 1 && !only.fixed ? only.origin - only.at : undefined;
  }

  /** The unit's text, which the offsets of tokens refer to. */
  get text(): string {
    return this.lexed.text;
  }

  /** The range of the file behind a range of the unit's text. */
  spanOfRange(start: number, end: number): Span {
    if (this.#shift !== undefined) return { file: this.file, start: start + this.#shift, end: end + this.#shift };
    return originSpan(this.unit, start, end);
  }

  spanOfToken(token: Token): Span {
    return this.spanOfRange(token.start, token.stop + 1);
  }

  /** From the first token to the last, both included. */
  spanBetween(first: Token, last: Token): Span {
    return this.spanOfRange(first.start, Math.max(first.start, last.stop + 1));
  }

  /** Of a rule context or of a token in the tree. */
  span(node: ParseTree): Span {
    return this.spanBetween(firstTokenOf(node), lastTokenOf(node));
  }

  /** As written, with comments and white space inside. */
  textOf(node: ParseTree): string {
    return this.text.slice(firstTokenOf(node).start, lastTokenOf(node).stop + 1);
  }

  /** The words of a context in upper case, one blank between them, without comments: at most `limit` tokens. */
  wordsOf(node: ParseTree, limit = Number.MAX_SAFE_INTEGER): string {
    const first = firstTokenOf(node).tokenIndex;
    const last = Math.min(lastTokenOf(node).tokenIndex, first + limit - 1);
    const words: string[] = [];
    for (let i = first; i <= last; i++) words.push(this.tokens[i]!.upperText);
    return words.join(' ');
  }

  /** The texts of the hints between a token and the next, without delimiters; undefined if there are none. */
  hintsAfter(token: Token): readonly string[] | undefined {
    const { comments, text } = this.lexed;
    if (comments.length === 0) return undefined;
    const next = this.tokens[token.tokenIndex + 1];
    const limit = next === undefined ? text.length : next.start;
    let hints: string[] | undefined;
    for (let i = firstCommentFrom(comments, token.stop + 1); i < comments.length; i++) {
      const { start, end, hint, kind } = comments[i]!;
      if (start >= limit) break;
      if (!hint) continue;
      hints ??= [];
      hints.push(text.slice(start + 3, kind === 'block' ? end - 2 : end).trim());
    }
    return hints;
  }

  /** The node for what has no place in the tree; lowering refuses it by name. */
  unsupported(what: string, node: ParseTree): UnsupportedExpr {
    return { kind: 'UnsupportedExpr', span: this.span(node), what };
  }
}

function firstCommentFrom(comments: LexedText['comments'], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
