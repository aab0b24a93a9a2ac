import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import * as report from '../../diagnostics/op9-source.js';
import type { Span } from '../../ir/span.js';
import { copied, edit, type MappedText, originEndOf, originOf, slice } from '../files/mapped-text.js';
import type { SourceFile } from '../files/source-file.js';
import { type CommandLine, parseCommand } from '../sqlplus/commands.js';
import { applyCommand, applyQuery, initialValue, type Session } from '../sqlplus/session.js';
import { spooledCommands, spoolStatement } from '../sqlplus/spool.js';
import type { UnresolvedVariable } from '../sqlplus/substitution.js';
import { TokenKind } from '../tokens/lexer.js';
import type { Unit } from '../unit.js';
import { assignmentBlock, blockOf, continuations, joinLines } from './line-joining.js';
import { ScriptReader } from './script-reader.js';
import { readHead, type StatementHead } from './statement-head.js';
import { type StatementEnd, StatementScan } from './statement-scan.js';
import { endOfLine, FileFeed, SubstitutedFeed, type TokenFeed } from './token-feed.js';
import { boundaryAfter, endAt } from './unit-boundary.js';
import { UnresolvedVariables } from './unresolved-variables.js';

/** A call of another script: `@name`, `@@name`, `START name`. */
export interface IncludeRequest {
  readonly command: '@' | '@@' | 'START';
  readonly argument: string;
  readonly span: Span;
}

/** What goes on through all scripts of a session. */
interface SplitContext {
  readonly session: Session;
  readonly units: Unit[];
  readonly diagnostics: Diagnostic[];
  /** Runs a called script at this place; without it, the call stays a command unit only. */
  readonly include?: (request: IncludeRequest, from: SourceFile) => void;
}

/**
 * Cuts a SQL*Plus script into the units that it sends to the database and the commands that it gives to SQL*Plus, in
 * the order of execution. Appends to the context's units and diagnostics. Linear in the length of the script.
 */
export function splitFile(file: SourceFile, context: SplitContext): void {
  new Splitter(file, context).run();
}

const slashLine = /^[ \t]*\/[ \t]*;?[ \t]*$/;

/** The beginning of a statement: the place of its first token in a feed, and what its first words say. */
interface Opening {
  readonly feed: TokenFeed;
  readonly first: number;
  readonly head: StatementHead;
}

const openingAt = (feed: TokenFeed, first: number): Opening => ({ feed, first, head: readHead(feed, first) });

class Splitter {
  readonly #text: string;
  readonly #feed: FileFeed;
  readonly #reader: ScriptReader;
  #cursor = 0;
  /** The tokens in the feed lie right; a command line may have looked like the start of a string. */
  #isClean = true;
  #recoveries = 0;
  #lastStatement = -1;
  readonly #variables: UnresolvedVariables;

  constructor(
    private readonly file: SourceFile,
    private readonly context: SplitContext,
  ) {
    this.#text = file.text;
    this.#feed = new FileFeed(file.text);
    this.#reader = new ScriptReader(file.text, context.session);
    this.#variables = new UnresolvedVariables(file, context);
  }

  run(): void {
    while (this.#reader.toNext()) {
      const line = this.#reader.line();
      if (!this.#takeLine(line)) this.#takeStatement();
    }
  }

  /** Handles a line that is a command, or a terminator that has nothing to end. Returns whether it was one. */
  #takeLine(line: MappedText): boolean {
    const text = line.text.trimEnd();
    const first = text[0];
    const { session } = this.context;
    if (slashLine.test(text)) {
      this.#reader.goTo(endOfLine(this.#text, this.#reader.position));
      this.#runAgain(originOf(line, text.indexOf('/')));
      return true;
    }
    if (text === session.blockTerminator || first === ';' || first === session.sqlTerminator) {
      this.#reader.advance(line, 1);
      return true;
    }
    const command = parseCommand(text);
    if (!command) return false;
    this.#takeCommand(command);
    return true;
  }

  #runAgain(at: number): void {
    const { units, diagnostics } = this.context;
    const last = units[this.#lastStatement];
    const isBlock = last?.kind === 'plsql' && last.terminator === '/' && /^(?:begin\b|declare\b|<<)/i.test(last.text);
    if ((last?.kind !== 'sql' && !isBlock) || last.rerun) return;
    units[this.#lastStatement] = { ...last, rerun: true };
    // DDL fails the second time, and a query shows its rows again; only changed data differ.
    if (isBlock || /^(?:insert|update|delete|merge|call)\b/i.test(last.text)) {
      diagnostics.push(report.statementRunTwice({ file: this.file.index, start: at, end: at + 1 }));
    }
  }

  #takeCommand(command: CommandLine): void {
    const { session } = this.context;
    const lineStart = this.#reader.position;
    let end = this.#endOfCommand(command);
    const isRemark = command.name === 'REMARK' || command.name === 'DOCUMENT';
    const unresolved: UnresolvedVariable[] = [];
    let line = isRemark ? copied(this.#text, lineStart, end) : this.#reader.read(end, unresolved);
    if (session.commandSeparator !== '' && !isRemark && command.name !== 'PROMPT') {
      const separator = line.text.indexOf(session.commandSeparator);
      if (separator > 0 && line.text.slice(separator + 1).trim() !== '') {
        line = slice(line, 0, separator);
        end = originEndOf(line, line.text.length) + 1;
      }
    }
    this.#reader.goTo(end);
    if (command.name === 'EXECUTE' || command.name === 'VARIABLE') this.#variables.reportLine(line, unresolved);
    this.#isClean &&= !/'|\/\*/.test(line.text);
    const trimmed = slice(line, 0, line.text.trimEnd().length);
    const whole = joinLines(trimmed);
    this.#addCommand(parseCommand(whole.text) ?? command, whole, lineStart);
  }

  /** A hyphen at the end continues a command. One that belongs to a rule of hyphens, as in banners, does not. */
  #endOfCommand({ name }: CommandLine): number {
    const text = this.#text;
    let start = this.#reader.position;
    let end = endOfLine(text, start);
    if (name === 'DOCUMENT') {
      // What follows is documentation up to a line that begins with a number sign. (SQL*Plus User's Guide, "DOCUMENT")
      const last = /^#/m.exec(text.slice(end));
      return last ? endOfLine(text, end + last.index) : end;
    }
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
      leading: this.#reader.takeLeading(),
      rerun: false,
    };
    if (command.name === 'EXECUTE' && command.argument !== '') {
      const source = blockOf(line, command.argument);
      units.push({ ...base, kind: 'plsql', text: source.text, source, command });
      return;
    }
    units.push({ ...base, kind: 'sqlplus', text: line.text, source: line, command });
    applyCommand(session, command);
    const value = command.name === 'VARIABLE' ? initialValue(command.argument) : undefined;
    if (value) {
      const source = assignmentBlock(line, value.variable, value.literal);
      const execute = { name: 'EXECUTE', argument: `:${value.variable} := ${value.literal}` };
      units.push({ ...base, leading: [], kind: 'plsql', text: source.text, source, command: execute });
    }
    if (command.name === '@' || command.name === '@@' || command.name === 'START') {
      const spooled = spooledCommands(session.spool, command.argument);
      for (const written of spooled ?? []) applyCommand(session, written);
      const span = { file: this.file.index, start, end };
      if (!spooled) include?.({ command: command.name, argument: command.argument, span }, this.file);
      // The called script may have changed what a variable begins with.
      this.#reader.lookForVariablesAgain();
    }
  }

  #takeStatement(): void {
    const start = this.#reader.position;
    const limit = this.#reader.variableFrom(start);
    if (!this.#reader.isPending) {
      this.#cursor = this.#feed.seek(start, this.#cursor, this.#isClean);
      this.#isClean = true;
      if (this.#feed.has(this.#cursor) && this.#feed.ends[this.#cursor]! <= limit) {
        const opening = openingAt(this.#feed, this.#cursor);
        const end = this.#scan(opening, limit);
        if (end) {
          this.#finish(opening, end, []);
          return;
        }
      }
    }
    const feed = new SubstitutedFeed(this.#text, start, this.context.session, this.#reader.pending);
    if (!feed.has(0)) {
      this.#reader.goTo(this.#text.length);
      return;
    }
    const opening = openingAt(feed, 0);
    const end = this.#scan(opening, Number.POSITIVE_INFINITY)!;
    this.#finish(opening, end, feed.unresolved);
  }

  #scan({ feed, first, head }: Opening, limit: number): StatementEnd | undefined {
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
    let boundary = boundaryAfter(feed.text, start);
    while (!boundary && feed.grow()) boundary = boundaryAfter(feed.text, start);
    const { text } = feed;
    const end = boundary ? endAt(text, start, boundary) : { end: text.trimEnd().length, next: text.length };
    return { terminator: 'none', form: 'plsql', ...end };
  }

  #finish({ feed, first, head }: Opening, found: StatementEnd, unresolved: readonly UnresolvedVariable[]): void {
    const { units, diagnostics } = this.context;
    const from = feed.starts[first]!;
    const end = this.#recover(feed, from, found);
    const mapped = feed.mapped;
    const start = originOf(mapped, from);
    const originEnd = Math.max(start, originEndOf(mapped, end.end));
    const span = { file: this.file.index, start, end: originEnd };
    this.#reader.continueAfter(mapped, end.next);
    if (end.open !== undefined) this.#isClean = false;
    const leading = this.#reader.takeLeading();
    if (end.isPeriod && !this.#isRunLater()) {
      diagnostics.push(report.neverRun(span));
      return;
    }
    if (end.isMissingTerminator)
      diagnostics.push(report.missingTerminator({ ...span, start: Math.max(start, originEnd - 1) }));
    this.#variables.report(feed, first, end.end, unresolved);
    const isSql = end.form === 'sql';
    const whole = slice(mapped, from, end.end);
    const hyphens = isSql ? continuations(feed, first, from, end.end) : [];
    if (head.isBare) diagnostics.push(report.withoutCreate(span, feed.textOf(first).toUpperCase()));
    const missing = head.isBare ? [{ start: 0, end: 0, replacement: 'create or replace ' }] : [];
    const source = edit(whole, isSql ? hyphens : missing);
    const withHyphens = hyphens.some((e) => e.replacement === ' ') ? { text: whole.text, source: whole } : undefined;
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
    } else if (source.text !== '')
      units.push(isSql ? { ...base, kind: 'sql', ...(withHyphens && { withHyphens }) } : { ...base, kind: 'plsql' });
    if (isSql) applyQuery(this.context.session, source.text);
    spoolStatement(this.context.session.spool, isSql ? source.text : undefined);
    this.#lastStatement = units.length - 1;
  }

  /** What a literal or comment that nothing closes would swallow is given back from the next line with `/` on. */
  #recover(feed: TokenFeed, from: number, found: StatementEnd): StatementEnd {
    if (found.open === undefined || found.openAt === undefined) return found;
    const what = openNames[found.open] ?? 'literal';
    const at = originOf(feed.mapped, found.openAt);
    this.context.diagnostics.push(report.unterminated({ file: this.file.index, start: at, end: at + 1 }, what));
    if (++this.#recoveries > mostRecoveries) return found;
    const boundary = boundaryAfter(feed.text, found.openAt);
    return boundary ? { ...found, ...endAt(feed.text, from, boundary) } : found;
  }

  /** A statement that a period ended runs if the next thing is `/` or RUN. Consumes that. */
  #isRunLater(): boolean {
    return this.#reader.take(/\s*(?:\/|r|run)[ \t]*;?[ \t]*(?:\r?\n|\r|$)/iy);
  }
}

/** Each recovery may look at the rest of the file, so their number is bounded. */
const mostRecoveries = 50;

const openNames: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.UnterminatedString]: 'string literal',
  [TokenKind.UnterminatedComment]: 'comment',
};

const continuation = /-[ \t]*(?:\r\n|\n|\r)$/;
