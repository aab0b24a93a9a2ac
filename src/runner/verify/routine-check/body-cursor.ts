import { foldIdentifier } from '../../sql/quoting.js';
import { type Token, tokensOf } from '../../sql/statement-tokens.js';

/** A body that is not written as PL/pgSQL is: nothing can be said about its statements. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

/** Reads a PL/pgSQL body from token to token. */
export class BodyCursor {
  readonly tokens: readonly Token[];
  private index = 0;
  private readonly lineStarts: readonly number[];

  constructor(readonly text: string) {
    this.tokens = tokensOf(text);
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  get here(): Token | undefined {
    return this.tokens[this.index];
  }

  peek(ahead = 1): Token | undefined {
    return this.tokens[this.index + ahead];
  }

  /** 1-based line of the token in hand, as PL/pgSQL counts them in its messages. */
  get line(): number {
    const at = this.here?.at ?? this.text.length;
    let low = 0;
    for (let high = this.lineStarts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, ahead) => this.peek(ahead)?.word === word);
  }

  /** Goes beyond the words when they come next. */
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.index += words.length;
    return true;
  }

  takeText(text: string): boolean {
    if (this.here?.text !== text) return false;
    this.index += 1;
    return true;
  }

  /** @throws UnreadableBody */
  expect(word: string): void {
    if (!this.take(word)) throw new UnreadableBody(`'${word}' expected at line ${this.line}`);
  }

  /** @throws UnreadableBody */
  next(): Token {
    const token = this.here;
    if (token === undefined) throw new UnreadableBody('it ends too early');
    this.index += 1;
    return token;
  }

  /** A name, folded. */
  name(): string {
    return foldIdentifier(this.next().text);
  }

  /**
   * The tokens up to one of the words or texts outside of parentheses, which is left in hand. @throws UnreadableBody
   */
  until(...ends: readonly string[]): readonly Token[] {
    const from = this.index;
    let depth = 0;
    for (; ; this.index += 1) {
      const token = this.here;
      if (token === undefined) throw new UnreadableBody(`'${ends[0]}' is missing`);
      if (depth === 0 && (ends.includes(token.text) || (token.word !== '' && ends.includes(token.word)))) break;
      if (token.text === '(' || token.text === '[') depth += 1;
      else if (token.text === ')' || token.text === ']') depth -= 1;
    }
    return this.tokens.slice(from, this.index);
  }

  /** The tokens up to the semicolon, and beyond it. */
  statement(): readonly Token[] {
    const tokens = this.until(';');
    this.index += 1;
    return tokens;
  }

  /** The text of neighbouring tokens; a comment among them stays. */
  textOf(tokens: readonly Token[]): string {
    const [first, last] = [tokens[0], tokens.at(-1)];
    return first === undefined || last === undefined ? '' : this.text.slice(first.at, last.end);
  }

  /** The label in hand: `<<name>>`. */
  label(): string | undefined {
    if (this.here?.text !== '<' || this.peek()?.text !== '<') return undefined;
    this.index += 2;
    const { text } = this.next();
    this.index += 2;
    return text;
  }
}

/** The pieces between commas outside of parentheses. */
export function atCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(' || token.text === '[') depth += 1;
    else if (token.text === ')' || token.text === ']') depth -= 1;
    if (depth === 0 && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** Where one of the words stands outside of parentheses; -1 where none does. */
export function indexAtDepth0(
  tokens: readonly Token[],
  test: (token: Token, before: Token | undefined) => boolean,
): number {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(' || token.text === '[') depth += 1;
    else if (token.text === ')' || token.text === ']') depth -= 1;
    else if (depth === 0 && test(token, tokens[index - 1])) return index;
  }
  return -1;
}
