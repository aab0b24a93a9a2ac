import { TokenKind } from '../tokens/token-kind.js';

/** What waits for an END: a declarative part, whose BEGIN needs no END of its own, a CASE, or anything else. */
type Part = 'declarations' | 'statements' | 'case';

/**
 * Follows the nesting of PL/SQL just far enough to tell that a unit is complete: that its last END is after it.
 * Only used where a terminator is missing. (PL/SQL Language Reference, "Block", "Package Body")
 */
export class BlockTracker {
  readonly #open: Part[] = [];
  /** What the last END has closed. */
  #closed: Part | undefined;
  #state: 'idle' | 'header' | 'afterIs' | 'callSpecification' = 'idle';
  #parens = 0;
  #started = false;
  #isCompound = false;
  #lastKind: TokenKind | 0 = 0;
  #lastWord = '';

  /** All blocks are closed and the last token is a semicolon. */
  get isComplete(): boolean {
    return this.#started && this.isIdle && this.#lastKind === TokenKind.Semicolon;
  }

  /** Outside of every block and header. */
  get isIdle(): boolean {
    return this.#open.length === 0 && this.#state === 'idle';
  }

  /** Takes the next token; `word` is its text in capitals if it is an unquoted word. */
  take(kind: TokenKind, word: string): void {
    const isName = this.#lastKind === TokenKind.Dot || this.#lastKind === TokenKind.LabelOpen;
    if (kind === TokenKind.LeftParen) this.#parens++;
    else if (kind === TokenKind.RightParen) this.#parens--;
    else if (kind === TokenKind.Semicolon) this.#endStatement();
    if (this.#state === 'afterIs') this.#startBody(word);
    if (word !== '' && !isName) this.#takeWord(word);
    this.#lastKind = kind;
    this.#lastWord = word;
  }

  #endStatement(): void {
    if (this.#state === 'callSpecification') this.#started = true;
    this.#state = 'idle';
    this.#parens = 0;
  }

  /** The token after IS or AS tells a body from a call specification. */
  #startBody(word: string): void {
    if (word === 'LANGUAGE' || word === 'EXTERNAL' || word === 'MLE') this.#state = 'callSpecification';
    else {
      this.#state = 'idle';
      this.#push('declarations');
    }
  }

  #takeWord(word: string): void {
    switch (word) {
      case 'PROCEDURE':
      case 'FUNCTION':
      case 'PACKAGE':
        if (this.#parens === 0) this.#state = 'header';
        return;
      case 'BODY':
        if (this.#lastWord === 'TYPE') this.#state = 'header';
        return;
      case 'IS':
      case 'AS':
        if (this.#state === 'header' && this.#parens === 0) {
          // `RETURN SELF AS RESULT` belongs to the header.
          if (this.#lastWord !== 'SELF') this.#state = 'afterIs';
        } else if (this.#isTimingPoint()) this.#push('declarations');
        return;
      case 'TRIGGER':
        if (this.#lastWord === 'COMPOUND') {
          this.#isCompound = true;
          this.#push('statements');
        }
        return;
      case 'DECLARE':
        this.#push('declarations');
        return;
      case 'BEGIN':
        if (this.#open.at(-1) === 'declarations') this.#open[this.#open.length - 1] = 'statements';
        else this.#push('statements');
        return;
      case 'IF':
        if (this.#lastWord !== 'END') this.#push('statements');
        return;
      case 'LOOP':
        // `WHILE x < CASE … END LOOP`: the END is that of the expression.
        if (this.#lastWord !== 'END' || this.#closed === 'case') this.#push('statements');
        return;
      case 'CASE':
        if (this.#lastWord !== 'END') this.#push('case');
        return;
      case 'END':
        this.#closed = this.#open.pop();
        return;
      default:
        return;
    }
  }

  /** `AFTER EACH ROW IS` and its siblings: sections of a compound trigger, each with an END of its own. */
  #isTimingPoint(): boolean {
    const isSection = this.#lastWord === 'ROW' || this.#lastWord === 'STATEMENT';
    return this.#isCompound && isSection && this.#open.length === 1;
  }

  #push(part: Part): void {
    this.#open.push(part);
    this.#started = true;
  }
}
