import {
  copied,
  type MappedText,
  MappedTextBuilder,
  originEndOf,
  originOf,
  segmentAt,
  slice,
} from '../files/mapped-text.js';
import type { Session } from '../sqlplus/session.js';
import { substitute, type UnresolvedVariable } from '../sqlplus/substitution.js';
import type { Comment } from '../tokens/lexer.js';
import { endOfLine } from './token-feed.js';

const nothing: MappedText = copied('', 0, 0);

/** Where in a script the splitter stands, what of a substituted value is still to be read, and the comments passed. */
export class ScriptReader {
  readonly #text: string;
  readonly #session: Session;
  #position = 0;
  #pending: MappedText = nothing;
  #leading: Comment[] = [];
  #nextVariable = -1;
  #nextVariableOf = '';
  /** The end of the line that is being read. */
  #lineEnd = 0;

  constructor(text: string, session: Session) {
    this.#text = text;
    this.#session = session;
  }

  /** The offset of the next character of the file. */
  get position(): number {
    return this.#position;
  }

  /** The rest of a substituted value, which comes before what stands at the position. */
  get pending(): MappedText {
    return this.#pending;
  }

  get isPending(): boolean {
    return this.#pending !== nothing;
  }

  /** Goes on at an offset of the file, whatever was pending. */
  goTo(position: number): void {
    this.#pending = nothing;
    this.#position = position;
  }

  /** Goes on behind what a sticky pattern matches in the file. Returns whether it does; what is pending stays. */
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#position;
    if (!pattern.test(this.#text)) return false;
    this.#position = pattern.lastIndex;
    return true;
  }

  /** What a variable begins with may have changed. */
  lookForVariablesAgain(): void {
    this.#nextVariable = -1;
  }

  /** Moves to the next statement or command, collecting comments. Returns whether there is one. */
  toNext(): boolean {
    if (this.#pending.text.trim() !== '') return true;
    this.#pending = nothing;
    const text = this.#text;
    while (this.#position < text.length) {
      const start = this.#position;
      const code = text.charCodeAt(start);
      if (isBlank(code)) this.#position++;
      else if (code === 0x2d && text.charCodeAt(start + 1) === 0x2d) this.#skipComment('line', endOfLine(text, start));
      else if (code === 0x2f && text.charCodeAt(start + 1) === 0x2a) {
        const close = text.indexOf('*/', start + 2);
        // What is not closed is left to the statement, which reports it.
        if (close < 0) return true;
        this.#skipComment('block', close + 2);
      } else return true;
    }
    return false;
  }

  #skipComment(kind: Comment['kind'], end: number): void {
    const start = this.#position;
    const hint = this.#text[start + 2] === '+';
    const trimmed = kind === 'line' ? start + this.#text.slice(start, end).trimEnd().length : end;
    this.#leading.push({ kind, hint, start, end: trimmed });
    this.#position = end;
  }

  /** The rest of the line, after substitution. */
  line(): MappedText {
    // Enough to know a command by; a line of megabytes must not be read again for each statement on it.
    if (this.#position >= this.#lineEnd) this.#lineEnd = endOfLine(this.#text, this.#position);
    return this.read(Math.min(this.#lineEnd, this.#position + longestHead));
  }

  /** What is pending and the file up to an offset, after substitution. `unresolved` gets the variables without a value. */
  read(end: number, unresolved: UnresolvedVariable[] = []): MappedText {
    if (this.#pending === nothing && this.variableFrom(this.#position) >= end)
      return copied(this.#text, this.#position, end);
    const builder = new MappedTextBuilder();
    builder.append(this.#pending, 0, this.#pending.text.length);
    unresolved.push(...substitute(this.#text, this.#position, end, this.#session, builder));
    return builder;
  }

  /** The place of the next character that may begin a substitution variable. */
  variableFrom(offset: number): number {
    const { define } = this.#session;
    if (define === '') return Number.POSITIVE_INFINITY;
    if (this.#nextVariable < offset || this.#nextVariableOf !== define) {
      const found = this.#text.indexOf(define, offset);
      this.#nextVariable = found < 0 ? Number.POSITIVE_INFINITY : found;
      this.#nextVariableOf = define;
    }
    return this.#nextVariable;
  }

  /** Consumes characters of the current line. */
  advance(line: MappedText, length: number): void {
    const segment = segmentAt(line, length - 1);
    if (segment.fixed) {
      this.continueAfter(line, length);
    } else {
      this.#pending = nothing;
      this.#position = originEndOf(line, length);
    }
  }

  /** Goes on after an offset of substituted text; the rest of a value that it lies in stays pending. */
  continueAfter(mapped: MappedText, offset: number): void {
    const segment = offset > 0 ? segmentAt(mapped, offset - 1) : segmentAt(mapped, 0);
    if (!segment.fixed) {
      this.#pending = nothing;
      this.#position = originOf(mapped, offset > 0 ? offset - 1 : 0) + (offset > 0 ? 1 : 0);
      return;
    }
    const following = mapped.segments.find((s) => s.at > segment.at);
    const valueEnd = following?.at ?? mapped.text.length;
    this.#pending = offset < valueEnd ? slice(mapped, offset, valueEnd) : nothing;
    this.#position = Math.max(this.#position, segment.originEnd);
  }

  /** The comments passed since they were asked for last. */
  takeLeading(): Comment[] {
    const leading = this.#leading;
    this.#leading = [];
    return leading;
  }
}

const longestHead = 512;

function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x3000 ||
    code === 0 ||
    code === 0x1a
  );
}
