import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../ir/span.js';
import { BlockTracker } from './block-tracker.js';
import * as report from './diagnostics.js';
import { type Comment, lex, TokenKind } from './lexer.js';
import {
  copied,
  type Edit,
  edit,
  type MappedText,
  MappedTextBuilder,
  originEndOf,
  originOf,
  segmentAt,
  slice,
} from './mapped-text.js';
import { applyCommand, type Session } from './session.js';
import type { SourceFile } from './source-file.js';
import { type CommandLine, parseCommand } from './sqlplus-commands.js';
import { readHead, type StatementHead } from './statement-head.js';
import { substitute, type UnresolvedVariable } from './substitution.js';
import { endOfLine, FileFeed, SubstitutedFeed, type TokenFeed } from './token-feed.js';
import type { Terminator, Unit } from './unit.js';

/** A call of another script: `@name`, `@@name`, `START name`. */
export interface IncludeRequest {
  readonly command: '@' | '@@' | 'START';
  readonly argument: string;
  readonly span: Span;
}

export interface SplitContext {
  readonly session: Session;
  readonly units: Unit[];
  readonly diagnostics: Diagnostic[];
  /** Runs a called script at this place; without it, the call stays a command unit only. */
  readonly include?: (request: IncludeRequest, from: SourceFile) => void;
}

/**
 * Cuts a SQL*Plus script into the units that it sends to the database and the commands that it gives to SQL*Plus, in the
 * order of execution. Appends to the context's units and diagnostics. Linear in the length of the script.
 */
export function splitFile(file: SourceFile, context: SplitContext): void {
  new Splitter(file, context).run();
}

/** Where the scan of a statement ended, as token offsets of its feed. */
interface StatementEnd {
  /** End of what the database gets. */
  readonly end: number;
  /** Where to go on, behind the terminator. */
  readonly next: number;
  readonly terminator: Terminator;
  readonly isForm: 'sql' | 'plsql';
  /** A period alone on its line ended it. */
  readonly isPeriod?: boolean;
  readonly isMissingTerminator?: boolean;
  /** The kind of the last token where it is open to the end of the file. */
  readonly open?: TokenKind;
  readonly openAt?: number;
}

const nothing: MappedText = copied('', 0, 0);
const slashLine = /^[ \t]*\/[ \t]*;?[ \t]*$/;

class Splitter {
  readonly #text: string;
  readonly #feed: FileFeed;
  #cursor = 0;
  /** The tokens in the feed lie right; a command line may have looked like the start of a string. */
  #isClean = true;
  #position = 0;
  #pending: MappedText = nothing;
  #leading: Comment[] = [];
  #nextVariable = -1;
  #nextVariableOf = '';
  #recoveries = 0;
  #lastStatement = -1;
  #lineEnd = 0;
  readonly #reportedVariables = new Set<string>();

  constructor(
    private readonly file: SourceFile,
    private readonly context: SplitContext,
  ) {
    this.#text = file.text;
    this.#feed = new FileFeed(file.text);
  }

  run(): void {
    while (this.#skipBlanks()) {
      const line = this.#currentLine();
      if (!this.#takeLine(line)) this.#takeStatement();
    }
  }

  /** Moves to the next statement or command, collecting comments. Returns whether there is one. */
  #skipBlanks(): boolean {
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
  #currentLine(): MappedText {
    // Enough to know a command by; a line of megabytes must not be read again for each statement on it.
    if (this.#position >= this.#lineEnd) this.#lineEnd = endOfLine(this.#text, this.#position);
    return this.#read(Math.min(this.#lineEnd, this.#position + longestHead));
  }

  /** What is pending and the file up to an offset, after substitution. */
  #read(end: number): MappedText {
    if (this.#pending === nothing && this.#variableFrom(this.#position) >= end)
      return copied(this.#text, this.#position, end);
    const builder = new MappedTextBuilder();
    builder.append(this.#pending, 0, this.#pending.text.length);
    substitute(this.#text, this.#position, end, this.context.session, builder);
    return builder;
  }

  /** The place of the next character that may begin a substitution variable. */
  #variableFrom(offset: number): number {
    const { define } = this.context.session;
    if (define === '') return Number.POSITIVE_INFINITY;
    if (this.#nextVariable < offset || this.#nextVariableOf !== define) {
      const found = this.#text.indexOf(define, offset);
      this.#nextVariable = found < 0 ? Number.POSITIVE_INFINITY : found;
      this.#nextVariableOf = define;
    }
    return this.#nextVariable;
  }

  /** Handles a line that is a command, or a terminator that has nothing to end. Returns whether it was one. */
  #takeLine(line: MappedText): boolean {
    const text = line.text.trimEnd();
    const first = text[0];
    const { session } = this.context;
    if (slashLine.test(text)) {
      this.#position = endOfLine(this.#text, this.#position);
      this.#pending = nothing;
      this.#runAgain(originOf(line, text.indexOf('/')));
      return true;
    }
    if (text === session.blockTerminator || first === ';' || first === session.sqlTerminator) {
      this.#advance(line, 1);
      return true;
    }
    const command = parseCommand(text);
    if (!command) return false;
    this.#takeCommand(command);
    return true;
  }

  /** Consumes characters of the current line. */
  #advance(line: MappedText, length: number): void {
    const segment = segmentAt(line, length - 1);
    if (segment.fixed) {
      this.#continueAfter(line, length);
    } else {
      this.#pending = nothing;
      this.#position = originEndOf(line, length);
    }
  }

  /** Goes on behind an offset of substituted text; the rest of a value that it lies in stays pending. */
  #continueAfter(mapped: MappedText, offset: number): void {
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

  #runAgain(at: number): void {
    const { units, diagnostics } = this.context;
    const last = units[this.#lastStatement];
    if (last?.kind !== 'sql' || last.rerun) return;
    units[this.#lastStatement] = { ...last, rerun: true };
    // DDL fails the second time, and a query shows its rows again; only changed data differ.
    if (/^(?:insert|update|delete|merge|call)\b/i.test(last.text)) {
      diagnostics.push(report.statementRunTwice({ file: this.file.index, start: at, end: at + 1 }));
    }
  }

  #takeCommand(command: CommandLine): void {
    const { session } = this.context;
    const lineStart = this.#position;
    let end = this.#endOfCommand(command);
    let line = command.name === 'REMARK' ? copied(this.#text, lineStart, end) : this.#read(end);
    if (session.commandSeparator !== '' && command.name !== 'REMARK' && command.name !== 'PROMPT') {
      const separator = line.text.indexOf(session.commandSeparator);
      if (separator > 0 && line.text.slice(separator + 1).trim() !== '') {
        line = slice(line, 0, separator);
        end = originEndOf(line, line.text.length) + 1;
      }
    }
    this.#pending = nothing;
    this.#position = end;
    this.#isClean &&= !/'|\/\*/.test(line.text);
    const trimmed = slice(line, 0, line.text.trimEnd().length);
    const whole = joinLines(trimmed);
    this.#addCommand(parseCommand(whole.text) ?? command, whole, lineStart);
  }

  /** A hyphen at the end continues a command. One that belongs to a rule of hyphens, as in banners, does not. */
  #endOfCommand({ name }: CommandLine): number {
    const text = this.#text;
    let end = endOfLine(text, this.#position);
    let start = this.#position;
    while (end < text.length && continuation.test(text.slice(start, end))) {
      if ((name === 'REMARK' || name === 'PROMPT') && /--[ \t]*$/.test(text.slice(start, end).trimEnd())) break;
      start = end;
      end = endOfLine(text, end);
    }
    return end;
  }

  #addCommand(command: CommandLine, line: MappedText, start: number): void {
    const { session, units, include } = this.context;
    const end = Math.max(start, originEndOf(line, line.text.length));
    const base = {
      file: this.file.index,
      start,
      end,
      terminator: 'line' as const,
      leading: this.#takeLeading(),
      rerun: false,
    };
    if (command.name === 'EXECUTE' && command.argument !== '') {
      const source = blockOf(line, command.argument);
      units.push({ ...base, kind: 'plsql', text: source.text, source, command });
      return;
    }
    units.push({ ...base, kind: 'sqlplus', text: line.text, source: line, command });
    applyCommand(session, command);
    if (command.name === '@' || command.name === '@@' || command.name === 'START') {
      const span = { file: this.file.index, start, end };
      include?.({ command: command.name, argument: command.argument, span }, this.file);
      // The called script may have changed what a variable begins with.
      this.#nextVariable = -1;
    }
  }

  #takeLeading(): Comment[] {
    const leading = this.#leading;
    this.#leading = [];
    return leading;
  }

  #takeStatement(): void {
    const start = this.#position;
    const limit = this.#variableFrom(start);
    if (this.#pending === nothing) {
      this.#cursor = this.#feed.seek(start, this.#cursor, this.#isClean);
      this.#isClean = true;
      if (this.#feed.has(this.#cursor) && this.#feed.ends[this.#cursor]! <= limit) {
        const head = readHead(this.#feed, this.#cursor);
        const end = this.#scan(this.#feed, this.#cursor, head, limit);
        if (end) {
          this.#finish(this.#feed, this.#cursor, head, end, []);
          return;
        }
      }
    }
    const feed = new SubstitutedFeed(this.#text, start, this.context.session, this.#pending);
    if (!feed.has(0)) {
      this.#pending = nothing;
      this.#position = this.#text.length;
      return;
    }
    const head = readHead(feed, 0);
    const end = this.#scan(feed, 0, head, Number.POSITIVE_INFINITY)!;
    this.#finish(feed, 0, head, end, feed.unresolved);
  }

  #scan(feed: TokenFeed, first: number, head: StatementHead, limit: number): StatementEnd | undefined {
    if (head.form === 'wrapped' || head.form === 'foreign') return this.#scanOpaque(feed, first);
    const scan = new StatementScan(feed, first, head, this.context.session);
    for (let i = first; feed.has(i); i++) {
      if (feed.ends[i]! > limit) return undefined;
      const end = scan.take(i);
      if (end) return end;
    }
    return limit < this.#text.length ? undefined : scan.atEnd();
  }

  /** The source of another language: the next line with `/` ends it, or the next CREATE OR REPLACE. */
  #scanOpaque(feed: TokenFeed, first: number): StatementEnd {
    const start = feed.starts[first]!;
    this.#isClean = false;
    let match = nextBoundary(feed.text, start);
    while (!match && feed.grow()) match = nextBoundary(feed.text, start);
    const { text } = feed;
    if (!match) return { end: text.trimEnd().length, next: text.length, terminator: 'none', isForm: 'plsql' };
    const isSlash = match[0].includes('/');
    return {
      end: start + text.slice(start, match.index).trimEnd().length,
      next: isSlash ? match.index + match[0].length : match.index,
      terminator: isSlash ? '/' : 'none',
      isForm: 'plsql',
    };
  }

  #finish(
    feed: TokenFeed,
    first: number,
    head: StatementHead,
    found: StatementEnd,
    unresolved: readonly UnresolvedVariable[],
  ): void {
    const { units, diagnostics } = this.context;
    const from = feed.starts[first]!;
    const end = this.#recover(feed, from, found);
    const mapped = feed.mapped;
    const start = originOf(mapped, from);
    const originEnd = Math.max(start, originEndOf(mapped, end.end));
    const span = { file: this.file.index, start, end: originEnd };
    this.#continueAfter(mapped, end.next);
    if (end.open !== undefined) this.#isClean = false;
    const leading = this.#takeLeading();
    if (end.isPeriod && !this.#isRunLater()) {
      diagnostics.push(report.neverRun(span));
      return;
    }
    if (end.isMissingTerminator)
      diagnostics.push(report.missingTerminator({ ...span, start: Math.max(start, originEnd - 1) }));
    this.#reportVariables(feed, first, end.end, unresolved);
    const isSql = end.isForm === 'sql';
    const whole = slice(mapped, from, end.end);
    const source = isSql ? edit(whole, continuations(feed, first, from, end.end)) : whole;
    const { terminator } = end;
    const base = { ...span, text: source.text, source, terminator, leading, rerun: false };
    if (head.form === 'wrapped' || head.form === 'foreign') {
      const object = head.object ?? { kind: head.form, name: '' };
      const title = `${object.kind} ${object.name}`.trim();
      const place = {
        ...span,
        end: Math.min(originEnd, start + this.#text.slice(start, originEnd).split('\n', 1)[0]!.length),
      };
      diagnostics.push(head.form === 'wrapped' ? report.wrappedUnit(place, title) : report.foreignSource(place, title));
      units.push({ ...base, kind: head.form, object });
    } else if (source.text !== '') units.push({ ...base, kind: isSql ? 'sql' : 'plsql' });
    this.#lastStatement = units.length - 1;
  }

  /** What a literal or comment that nothing closes would swallow is given back from the next line with `/` on. */
  #recover(feed: TokenFeed, from: number, found: StatementEnd): StatementEnd {
    if (found.open === undefined || found.openAt === undefined) return found;
    const what = openNames[found.open] ?? 'literal';
    const at = originOf(feed.mapped, found.openAt);
    this.context.diagnostics.push(report.unterminated({ file: this.file.index, start: at, end: at + 1 }, what));
    if (++this.#recoveries > mostRecoveries) return found;
    const match = nextBoundary(feed.text, found.openAt);
    if (!match) return found;
    const isSlash = match[0].includes('/');
    return {
      ...found,
      end: from + feed.text.slice(from, match.index).trimEnd().length,
      next: isSlash ? match.index + match[0].length : match.index,
      terminator: isSlash ? '/' : 'none',
    };
  }

  /** A statement that a period ended runs if the next thing is `/` or RUN. Consumes that. */
  #isRunLater(): boolean {
    const rest = /\s*(?:\/|r|run)[ \t]*;?[ \t]*(?:\r?\n|\r|$)/iy;
    rest.lastIndex = this.#position;
    if (!rest.test(this.#text)) return false;
    this.#position = rest.lastIndex;
    return true;
  }

  /** Each variable once a file. In comments they do no harm; in longer literals they are mostly meant as text. */
  #reportVariables(feed: TokenFeed, first: number, end: number, unresolved: readonly UnresolvedVariable[]): void {
    const { diagnostics, session } = this.context;
    let index = first;
    for (const { name, at, isDoubled } of unresolved) {
      if (at >= end) return;
      while (index < feed.kinds.length && feed.ends[index]! <= at) index++;
      const isInComment = index >= feed.kinds.length || feed.starts[index]! > at;
      const isKnown = isDoubled || /^\d+$/.test(name) || session.declared.has(name.toUpperCase());
      const isText = feed.kinds[index] === TokenKind.StringLiteral && !isKnown && !isWholeLiteral(feed, index);
      const key = isText ? '' : name.toUpperCase();
      if (isInComment || this.#reportedVariables.has(key)) continue;
      this.#reportedVariables.add(key);
      const start = originOf(feed.mapped, at);
      const span = { file: this.file.index, start, end: start + name.length + (isDoubled ? 2 : 1) };
      diagnostics.push(isText ? report.ampersandInText(span, name) : report.variableWithoutValue(span, name));
    }
  }
}

/** `'&name'`, `'%&name.%'`: nothing but a variable. */
function isWholeLiteral(feed: TokenFeed, index: number): boolean {
  const start = feed.starts[index]!;
  return feed.ends[index]! - start < 100 && /^'%?&\w+\.?%?'$/.test(feed.textOf(index));
}

const longestHead = 512;

/** Each recovery may look at the rest of the file, so their number is bounded. */
const mostRecoveries = 50;

const openNames: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.UnterminatedString]: 'string literal',
  [TokenKind.UnterminatedComment]: 'comment',
};

/** The next line, behind the one of an offset, that ends or begins a unit whatever stands before it. */
function nextBoundary(text: string, offset: number): RegExpExecArray | null {
  const boundary = /^[ \t]*\/[ \t]*$|^create[ \t]+or[ \t]+replace[ \t]/gim;
  boundary.lastIndex = endOfLine(text, offset);
  return boundary.exec(text);
}

const continuation = /-[ \t]*(?:\r\n|\n|\r)$/;

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

/** Joins the lines of a command: the hyphen that continues it and the line break become a blank. */
function joinLines(line: MappedText): MappedText {
  const edits: Edit[] = [];
  const hyphen = /-[ \t]*(?:\r\n|\n|\r)/g;
  for (let match = hyphen.exec(line.text); match; match = hyphen.exec(line.text)) {
    edits.push({ start: match.index, end: hyphen.lastIndex, replacement: ' ' });
  }
  return edit(line, edits);
}

/** `EXECUTE statement` is the block `BEGIN statement; END;`. A comment or semicolons behind the statement go. */
function blockOf(line: MappedText, argument: string): MappedText {
  const at = line.text.indexOf(argument, line.text.search(/\s|$/));
  const { kinds, ends, length } = lex(argument);
  let last = length - 1;
  while (last > 0 && kinds[last] === TokenKind.Semicolon) last--;
  const builder = new MappedTextBuilder();
  const from = originOf(line, 0);
  builder.insert('BEGIN ', from, from);
  builder.append(line, at, at + (ends[last] ?? argument.length));
  const end = originEndOf(line, line.text.length);
  builder.insert('; END;', end, end);
  return builder;
}

/**
 * In SQL, SQL*Plus takes a hyphen at the end of a line as its own and joins the lines, even inside a literal
 * (SQL*Plus User's Guide, "Continuing a Long SQL*Plus Command on Additional Lines"). Not in a comment: `-----` is one.
 */
function continuations(feed: TokenFeed, first: number, from: number, end: number): Edit[] {
  const { text } = feed;
  const edits: Edit[] = [];
  for (let i = first; feed.has(i) && feed.starts[i]! < end; i++) {
    const start = feed.starts[i]!;
    if (feed.kinds[i] === TokenKind.Minus) {
      if (/^-[ \t]*[\r\n]/.test(text.slice(start, start + 80))) {
        edits.push({ start: start - from, end: start - from + 1, replacement: ' ' });
      }
    } else if (feed.kinds[i] === TokenKind.StringLiteral) {
      const hyphen = /-[ \t]*(?:\r\n|\n|\r)/g;
      const literal = text.slice(start, feed.ends[i]);
      for (let match = hyphen.exec(literal); match; match = hyphen.exec(literal)) {
        edits.push({ start: start - from + match.index, end: start - from + hyphen.lastIndex, replacement: '' });
      }
    }
  }
  return edits;
}

/** Watches the tokens of one statement for its end. */
class StatementScan {
  readonly #tracker = new BlockTracker();
  #form: StatementHead['form'];
  /** The word that began the part behind the last semicolon outside of blocks, in SQL with PL/SQL declarations. */
  #partWord = '';
  #isMixed = false;

  constructor(
    private readonly feed: TokenFeed,
    private readonly first: number,
    head: StatementHead,
    private readonly session: Session,
  ) {
    this.#form = head.form;
  }

  /** Takes token `i`; returns the end of the statement if it lies before or at this token. */
  take(i: number): StatementEnd | undefined {
    const { feed, first } = this;
    const kind = feed.kinds[i]!;
    const start = feed.starts[i]!;
    if (kind === TokenKind.Slash && this.#isSlashEnd(i)) return this.#endBefore(i, '/', this.#endOfRow(start));
    if (i > first && this.#isAlone(i, this.session.blockTerminator)) {
      return { ...this.#endBefore(i, '/', this.#endOfRow(start))!, isPeriod: true };
    }
    if (i > first && this.#isNextStatement(i)) {
      return { ...this.#endBefore(i, 'none', start)!, isMissingTerminator: true };
    }
    if (kind === TokenKind.UnterminatedString || kind === TokenKind.UnterminatedComment) {
      return {
        end: feed.ends[i]!,
        next: feed.ends[i]!,
        terminator: 'none',
        isForm: this.#kind(),
        open: kind,
        openAt: start,
      };
    }
    return this.#form === 'plsql' ? this.#takePlsql(i, kind) : this.#takeSql(i, kind);
  }

  atEnd(): StatementEnd {
    const last = this.feed.kinds.length - 1;
    const end = this.feed.ends[last]!;
    return { end, next: this.feed.text.length, terminator: 'none', isForm: this.#kind() };
  }

  #kind(): 'sql' | 'plsql' {
    return this.#form === 'sql' || this.#isMixed ? 'sql' : 'plsql';
  }

  #takeSql(i: number, kind: TokenKind): StatementEnd | undefined {
    const { feed } = this;
    if (this.#isTerminator(i, kind)) {
      const end = feed.ends[i]!;
      if (this.#form !== 'declaration') return this.#endBefore(i, ';', end);
      // The `/` that SQL*Plus asks for behind a type belongs to it.
      const slash = feed.kind(i + 1) === TokenKind.Slash && this.#isSlashEnd(i + 1);
      const next = slash ? this.#endOfRow(feed.starts[i + 1]!) : end;
      return { end, next, terminator: slash ? '/' : ';', isForm: 'plsql' };
    }
    if (kind === TokenKind.Identifier && this.#isPlsqlDeclaration(i)) {
      this.#form = 'plsql';
      this.#isMixed = true;
    }
    return undefined;
  }

  /** `WITH FUNCTION name` or `WITH PROCEDURE name`: PL/SQL declarations in a query. */
  #isPlsqlDeclaration(i: number): boolean {
    const { feed } = this;
    if (feed.word(i) !== 'WITH') return false;
    const next = feed.word(i + 1);
    if (next !== 'FUNCTION' && next !== 'PROCEDURE') return false;
    const name = feed.kind(i + 2);
    return name === TokenKind.QuotedIdentifier || (name === TokenKind.Identifier && feed.word(i + 2) !== 'AS');
  }

  #takePlsql(i: number, kind: TokenKind): StatementEnd | undefined {
    const { feed } = this;
    const word = kind === TokenKind.Identifier ? feed.word(i) : '';
    if (this.#isMixed && this.#tracker.isIdle) {
      if (
        kind === TokenKind.Semicolon &&
        this.#partWord !== '' &&
        this.#partWord !== 'FUNCTION' &&
        this.#partWord !== 'PROCEDURE'
      ) {
        const slash = feed.kind(i + 1) === TokenKind.Slash && this.#isSlashEnd(i + 1);
        const next = slash ? this.#endOfRow(feed.starts[i + 1]!) : feed.ends[i]!;
        return this.#endBefore(i, slash ? '/' : ';', next);
      }
      if (feed.kinds[i - 1] === TokenKind.Semicolon) this.#partWord = word === '' ? '(' : word;
    }
    this.#tracker.take(kind, word);
    return undefined;
  }

  #isTerminator(i: number, kind: TokenKind): boolean {
    const { sqlTerminator } = this.session;
    if (sqlTerminator === ';') return kind === TokenKind.Semicolon;
    return sqlTerminator !== '' && this.feed.textOf(i) === sqlTerminator;
  }

  /** `/` alone on its line, or right behind the last semicolon at the end of a line. */
  #isSlashEnd(i: number): boolean {
    const { feed } = this;
    const after = skip(feed.text, feed.ends[i]!, ' \t');
    const isLast = isLineEnd(feed.text, after);
    if (isLast && i > this.first && feed.kinds[i - 1] === TokenKind.Semicolon) return true;
    if (!isLast && !isLineEnd(feed.text, skip(feed.text, after, '; \t'))) return false;
    return this.#isFirstOnRow(i);
  }

  #isAlone(i: number, text: string): boolean {
    const { feed } = this;
    const start = feed.starts[i]!;
    if (text === '' || feed.ends[i]! - start !== text.length || !feed.text.startsWith(text, start)) return false;
    return isLineEnd(feed.text, skip(feed.text, feed.ends[i]!, ' \t')) && this.#isFirstOnRow(i);
  }

  /** Whether a statement or command that cannot be part of this one begins here: the terminator is missing. */
  #isNextStatement(i: number): boolean {
    const { feed } = this;
    const kind = feed.kinds[i]!;
    if (kind !== TokenKind.Identifier && kind !== TokenKind.At) return false;
    const isCreate = kind === TokenKind.Identifier && feed.word(i) === 'CREATE';
    if (this.#form !== 'plsql') return this.#isNextAfterSql(i, isCreate);
    if (feed.kinds[i - 1] !== TokenKind.Semicolon || !this.#isFirstOnRow(i)) return false;
    if (isCreate) return createdKinds.has(feed.word(i + 1));
    if (!this.#tracker.isComplete || this.#isMixed) return false;
    if (sqlVerbs.has(feed.word(i))) return true;
    const start = feed.starts[i]!;
    return parseCommand(feed.text.slice(start, this.#endOfRow(start))) !== undefined;
  }

  /** SQL cannot go on with CREATE OR REPLACE, nor with a block after an empty line, where SQL*Plus gives SQL up. */
  #isNextAfterSql(i: number, isCreate: boolean): boolean {
    const { feed } = this;
    if (isCreate) return feed.word(i + 1) === 'OR' && this.#isFirstOnRow(i);
    const word = feed.word(i);
    if ((word !== 'BEGIN' && word !== 'DECLARE') || !this.#isFirstOnRow(i)) return false;
    const between = feed.text.slice(feed.ends[i - 1], feed.starts[i]);
    return feed.kind(i + 1) === TokenKind.Identifier && /\n[ \t]*\r?\n/.test(between);
  }

  #isFirstOnRow(i: number): boolean {
    const { text, starts } = this.feed;
    for (let at = starts[i]! - 1; at >= 0; at--) {
      const code = text.charCodeAt(at);
      if (code === 0x0a || code === 0x0d) return true;
      if (code !== 0x20 && code !== 0x09) return false;
    }
    return true;
  }

  /** The offset of the line break behind an offset. */
  #endOfRow(offset: number): number {
    const { text } = this.feed;
    let at = offset;
    while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at++;
    return at;
  }

  #endBefore(i: number, terminator: Terminator, next: number): StatementEnd {
    const { feed, first } = this;
    const isSql = this.#kind() === 'sql';
    // SQL goes without a semicolon, also where a `/` stands behind it.
    let last = i - 1;
    if (isSql) while (last > first && feed.kinds[last] === TokenKind.Semicolon) last--;
    const end = last >= first ? feed.ends[last]! : feed.starts[first]!;
    return { end, next, terminator, isForm: this.#kind() };
  }
}

function skip(text: string, offset: number, characters: string): number {
  let at = offset;
  while (at < text.length && characters.includes(text[at]!)) at++;
  return at;
}

function isLineEnd(text: string, offset: number): boolean {
  return offset >= text.length || text[offset] === '\n' || text[offset] === '\r';
}

const createdKinds: ReadonlySet<string> = new Set(
  `OR TABLE VIEW INDEX UNIQUE BITMAP SEQUENCE SYNONYM PUBLIC TYPE PACKAGE PROCEDURE FUNCTION TRIGGER GLOBAL PRIVATE
  MATERIALIZED DATABASE USER ROLE TABLESPACE DIRECTORY CONTEXT LIBRARY JAVA CLUSTER EDITIONABLE NONEDITIONABLE FORCE
  NO NOFORCE OPERATOR INDEXTYPE DIMENSION PROFILE MLE SHARDED IMMUTABLE BLOCKCHAIN AND SCHEMA OUTLINE`.split(/\s+/),
);

const sqlVerbs: ReadonlySet<string> = new Set(
  `ALTER ANALYZE ASSOCIATE AUDIT CALL COMMENT COMMIT DELETE DISASSOCIATE DROP EXPLAIN FLASHBACK GRANT INSERT LOCK MERGE
  NOAUDIT PURGE RENAME REVOKE ROLLBACK SAVEPOINT SELECT SET TRUNCATE UPDATE WITH ADMINISTER BEGIN DECLARE`.split(/\s+/),
);
