import {
  type CharStream,
  Interval,
  type ParserRuleContext,
  type Token,
  type TokenSource,
  type TokenStream,
} from 'antlr4ng';
import { upperName, type Word } from './words.js';

/** A token of the parser: a type and a stretch of the unit's text. */
export class OracleToken implements Token {
  // On the prototype: there are as many tokens as words in the input.
  declare readonly channel: number;
  declare readonly line: number;
  declare readonly column: number;
  declare readonly tokenSource: TokenSource | null;
  declare readonly inputStream: CharStream | null;

  /**
   * @param content what is written: the word, or for other tokens the unit's text
   * @param start offset of the first character in the unit's text
   * @param stop offset of the last character, inclusive as ANTLR has it
   */
  constructor(
    readonly content: Word | string,
    readonly type: number,
    readonly tokenIndex: number,
    readonly start: number,
    readonly stop: number,
  ) {}

  get text(): string {
    if (typeof this.content !== 'string') return this.content.text;
    return this.type === -1 ? '<EOF>' : this.content.slice(this.start, this.stop + 1);
  }

  /** The text in upper case, as the database has a name without quotes. */
  get upperText(): string {
    return typeof this.content === 'string' ? upperName(this.text) : this.content.upper;
  }

  /** Offset after the last character. */
  get end(): number {
    return this.stop + 1;
  }
}

Object.assign(OracleToken.prototype, { channel: 0, line: 0, column: 0, tokenSource: null, inputStream: null });

/** The tokens of one unit, ended by EOF; white space and comments are not among them. */
export class UnitTokenStream implements TokenStream {
  index = 0;
  readonly #tokens: readonly OracleToken[];
  readonly #text: string;
  readonly #types: Int32Array;

  constructor(tokens: readonly OracleToken[], text: string) {
    this.#tokens = tokens;
    this.#text = text;
    this.#types = new Int32Array(tokens.length);
    for (let i = 0; i < tokens.length; i++) this.#types[i] = tokens[i]!.type;
  }

  get size(): number {
    return this.#tokens.length;
  }

  LA(k: number): number {
    const at = k > 0 ? this.index + k - 1 : this.index + k;
    return at < 0 ? 0 : at < this.#types.length ? this.#types[at]! : -1;
  }

  LT(k: number): Token | null {
    const at = k > 0 ? this.index + k - 1 : this.index + k;
    return at < 0 ? null : this.#tokens[Math.min(at, this.#tokens.length - 1)]!;
  }

  get(index: number): Token {
    return this.#tokens[index]!;
  }

  consume(): void {
    if (this.index < this.#tokens.length - 1) this.index++;
  }

  seek(index: number): void {
    this.index = index;
  }

  mark(): number {
    return 0;
  }

  release(): void {}

  getSourceName(): string {
    return 'unit';
  }

  get sourceName(): string {
    return 'unit';
  }

  get tokenSource(): TokenSource {
    throw new Error('the tokens of a unit have no source');
  }

  getText(): string {
    return this.getTextFromInterval(new Interval(0, this.#tokens.length - 1));
  }

  getTextFromInterval(interval: Interval): string {
    const first = this.#tokens[interval.start];
    const last = this.#tokens[Math.min(interval.stop, this.#tokens.length - 1)];
    return first && last ? this.#text.slice(first.start, last.stop + 1) : '';
  }

  getTextFromContext(context: ParserRuleContext): string {
    return this.getTextFromRange(context.start, context.stop);
  }

  getTextFromRange(start: Token | null, stop: Token | null): string {
    if (!start || !stop) return '';
    return this.getTextFromInterval(new Interval(start.tokenIndex, stop.tokenIndex));
  }

  setLine(): void {}

  setColumn(): void {}
}
