import { tokenEnd, tokenKind } from '../../check/postgres-tokens.js';
import { foldIdentifier } from './quoting.js';

/** A token of a PostgreSQL statement. */
export interface Token {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** Lower case of an unquoted word; '' for every other token. */
  readonly word: string;
}

/** The tokens of a text, without blanks and comments. */
export function tokensOf(text: string, limit = Number.POSITIVE_INFINITY): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length && tokens.length < limit; ) {
    const end = tokenEnd(text, at);
    const kind = tokenKind(text, at);
    if (kind !== 'blank') {
      const part = text.slice(at, end);
      tokens.push({ text: part, at, end, word: kind === 'word' ? part.toLowerCase() : '' });
    }
    at = end;
  }
  return tokens;
}

/** A place among tokens, and the steps from it. */
export class TokenCursor {
  private index = 0;
  constructor(readonly tokens: readonly Token[]) {}
  get here(): Token | undefined {
    return this.tokens[this.index];
  }
  peek(ahead: number): Token | undefined {
    return this.tokens[this.index + ahead];
  }
  take(): Token | undefined {
    const token = this.here;
    this.index += 1;
    return token;
  }
  /** Skips the words when they stand here, all of them. */
  accept(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.peek(ahead)?.word === word)) return false;
    this.index += words.length;
    return true;
  }
  acceptText(text: string): boolean {
    if (this.here?.text !== text) return false;
    this.index += 1;
    return true;
  }
  isName(): boolean {
    const token = this.here;
    return token !== undefined && (token.word !== '' || token.text.startsWith('"'));
  }
  path(): readonly string[] {
    const parts: string[] = [];
    while (this.isName()) {
      parts.push(foldIdentifier(this.take()?.text ?? ''));
      if (!this.acceptText('.')) break;
    }
    return parts;
  }
  /** Offsets of a parenthesised group that starts here, and the place after it. */
  group(): { readonly from: number; readonly to: number } | undefined {
    if (this.here?.text !== '(') return undefined;
    const from = this.index;
    let depth = 0;
    for (; this.index < this.tokens.length; this.index += 1) {
      const { text } = this.tokens[this.index] ?? { text: '' };
      if (text === '(' || text === '[') depth += 1;
      if (text === ')' || text === ']') depth -= 1;
      if (depth === 0) break;
    }
    this.index += 1;
    return { from, to: this.index };
  }
  find(word: string): boolean {
    for (let depth = 0; this.here !== undefined; this.index += 1) {
      const token = this.here;
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
      if (depth === 0 && token.word === word) {
        this.index += 1;
        return true;
      }
    }
    return false;
  }
}

/** Cuts tokens at commas outside of parentheses. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(' || token.text === '[') depth += 1;
    if (token.text === ')' || token.text === ']') depth -= 1;
    if (token.text === ',' && depth === 0) {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
