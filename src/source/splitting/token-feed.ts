import { copied, type MappedText, MappedTextBuilder } from '../files/mapped-text.js';
import type { Session } from '../sqlplus/session.js';
import { substitute, type UnresolvedVariable } from '../sqlplus/substitution.js';
import { type LexedText, lex, TokenKind } from '../tokens/lexer.js';

/**
 * Lexes a script bit by bit, because what follows a statement may be a command line, whose text means nothing to the
 * lexer. Blocks end at line ends and double in size while a statement goes on, so the whole stays linear.
 */
export abstract class TokenFeed {
  readonly kinds: TokenKind[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  protected lexedTo: number;
  protected blockSize = smallestBlock;
  #ended = false;

  constructor(start: number) {
    this.lexedTo = start;
  }

  /** The text that token offsets refer to; it may still grow. */
  abstract readonly text: string;
  /** The text with its origins in the file. */
  abstract readonly mapped: MappedText;

  /** Makes text up to a line end at or after `target` available; returns that end. */
  protected abstract provide(target: number): number;
  protected abstract isEnd(offset: number): boolean;

  /** Whether there is a token `index`; lexes on where needed. */
  has(index: number): boolean {
    while (index >= this.kinds.length && !this.#ended) this.#more();
    return index < this.kinds.length;
  }

  kind(index: number): TokenKind | undefined {
    return this.has(index) ? this.kinds[index] : undefined;
  }

  /** An unquoted word in capitals; '' for any other token. */
  word(index: number): string {
    return this.kind(index) === TokenKind.Identifier ? this.textOf(index).toUpperCase() : '';
  }

  textOf(index: number): string {
    return this.has(index) ? this.text.slice(this.starts[index], this.ends[index]) : '';
  }

  /** Makes more text available without lexing it. Returns false at the end of the file. */
  grow(): boolean {
    const before = this.text.length;
    if (this.isEnd(before)) return false;
    this.provide(Math.max(before * 2, smallestBlock));
    return this.text.length > before;
  }

  protected restart(offset: number): void {
    this.kinds.length = 0;
    this.starts.length = 0;
    this.ends.length = 0;
    this.lexedTo = offset;
    this.blockSize = smallestBlock;
    this.#ended = false;
  }

  #more(): void {
    const from = this.lexedTo;
    const to = this.provide(from + this.blockSize);
    const isLast = this.isEnd(to);
    const lexed = lex(this.text.slice(from, to));
    const open = isLast ? undefined : openAt(lexed);
    for (let i = 0; i < lexed.length && lexed.starts[i] !== open; i++) {
      this.kinds.push(lexed.kinds[i] as TokenKind);
      this.starts.push(from + lexed.starts[i]!);
      this.ends.push(from + lexed.ends[i]!);
    }
    this.lexedTo = open === undefined ? to : from + open;
    this.#ended = isLast;
    // What is open must be seen whole, so the next block is at least twice what was looked at in vain.
    this.blockSize = Math.max(Math.min(this.blockSize * 2, largestBlock), 2 * (to - this.lexedTo));
  }
}

const smallestBlock = 512;
/** Text after a statement is substituted in vain, as the statement may change a variable. */
const smallestSubstitutedBlock = 128;
const largestBlock = 65536;

/** The start of the literal or comment that the end of a block cut, which the next block may close. */
function openAt({ text, length, kinds, starts, comments }: LexedText): number | undefined {
  const comment = comments.at(-1);
  if (comment?.kind === 'line' && comment.end === text.length) return comment.start;
  switch (kinds[length - 1]) {
    case TokenKind.UnterminatedString:
    case TokenKind.UnterminatedComment:
      return starts[length - 1];
    case TokenKind.UnterminatedQuotedIdentifier:
      return text.endsWith('\n') || text.endsWith('\r') ? undefined : starts[length - 1];
    default:
      return undefined;
  }
}

/** The tokens of a file as it stands, kept over statements. */
export class FileFeed extends TokenFeed {
  readonly mapped: MappedText;

  constructor(readonly text: string) {
    super(0);
    this.mapped = copied(text, 0, text.length);
  }

  /** The index of the first token at or after an offset between tokens. */
  seek(offset: number, from: number, isClean: boolean): number {
    let index = from;
    while (index < this.kinds.length && this.starts[index]! < offset) index++;
    const isInToken = index > 0 && this.ends[index - 1]! > offset;
    const isUnknown = index === this.kinds.length && offset !== this.lexedTo;
    if (!isClean || isInToken || isUnknown) {
      this.restart(offset);
      return 0;
    }
    return this.#forget(index);
  }

  /** Drops the tokens before an index from time to time, so that long files need little memory. */
  #forget(index: number): number {
    if (index < forgetAfter) return index;
    this.kinds.splice(0, index);
    this.starts.splice(0, index);
    this.ends.splice(0, index);
    return 0;
  }

  protected provide(target: number): number {
    return endOfLine(this.text, target);
  }

  protected isEnd(offset: number): boolean {
    return offset >= this.text.length;
  }
}

const forgetAfter = 1 << 15;

/** The tokens of one statement after substitution of variables. */
export class SubstitutedFeed extends TokenFeed {
  readonly mapped = new MappedTextBuilder();
  readonly unresolved: UnresolvedVariable[] = [];
  #read: number;

  constructor(
    private readonly fileText: string,
    start: number,
    private readonly session: Session,
    /** What is left of a value whose other part ended the statement before. */
    pending: MappedText,
  ) {
    super(0);
    this.blockSize = smallestSubstitutedBlock;
    this.#read = start;
    this.mapped.append(pending, 0, pending.text.length);
  }

  get text(): string {
    return this.mapped.text;
  }

  protected provide(target: number): number {
    while (this.mapped.text.length < target && this.#read < this.fileText.length) {
      const end = endOfBlock(this.fileText, this.#read + target - this.mapped.text.length);
      this.unresolved.push(...substitute(this.fileText, this.#read, end, this.session, this.mapped));
      this.#read = end;
    }
    return this.mapped.text.length;
  }

  protected isEnd(offset: number): boolean {
    return offset >= this.mapped.text.length && this.#read >= this.fileText.length;
  }
}

/** The end of a line, or in a long line an offset that parts no word: such a line may hold many statements. */
function endOfBlock(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  const near = offset + endOfLine(text.slice(offset, offset + farLineEnd), 0);
  if (near < offset + farLineEnd || near >= text.length) return near;
  let at = near;
  while (at < text.length && !' ;\n\r'.includes(text[at]!)) at++;
  return text[at] === ' ' || text[at] === ';' ? at + 1 : endOfLine(text, at);
}

const farLineEnd = 256;

/** The offset after the line break at or after an offset, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return at + 1;
    if (code === 0x0d) return text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return text.length;
}
