import { parseCommand } from '../sqlplus/commands.js';
import type { Session } from '../sqlplus/session.js';
import { TokenKind } from '../tokens/lexer.js';
import type { Terminator } from '../unit.js';
import { BlockTracker } from './block-tracker.js';
import { isBareUnit, type StatementHead } from './statement-head.js';
import type { TokenFeed } from './token-feed.js';

/** Where the scan of a statement ended, as token offsets of its feed. */
export interface StatementEnd {
  /** End of what the database gets. */
  readonly end: number;
  /** Where to go on, after the terminator. */
  readonly next: number;
  readonly terminator: Terminator;
  readonly form: 'sql' | 'plsql';
  /** A period alone on its line ended it. */
  readonly isPeriod?: boolean;
  readonly isMissingTerminator?: boolean;
  /** The kind of the last token where it is open to the end of the file. */
  readonly open?: TokenKind;
  readonly openAt?: number;
}

/** Watches the tokens of one statement for its end. */
export class StatementScan {
  readonly #tracker = new BlockTracker();
  #form: StatementHead['form'];
  readonly #isBare: boolean;
  /** The word that began the part after the last semicolon outside of blocks, in SQL with PL/SQL declarations. */
  #partWord = '';
  #isMixed = false;
  /** No statement of SQL begins so: prose, or what is left of a statement. */
  readonly #isText: boolean;
  #depth = 0;
  /** How many `$IF` are open: what they hold may be any text, and only a terminator ends a unit there. */
  #conditions = 0;

  constructor(
    private readonly feed: TokenFeed,
    private readonly first: number,
    head: StatementHead,
    private readonly session: Session,
  ) {
    this.#form = head.form;
    this.#isBare = head.isBare === true;
    this.#isText = head.form === 'sql' && isProse(feed, first);
  }

  /** Takes token `i`; returns the end of the statement if it lies before or at this token. */
  take(i: number): StatementEnd | undefined {
    const { feed, first } = this;
    const kind = feed.kinds[i]!;
    const start = feed.starts[i]!;
    if (kind === TokenKind.LeftParen) this.#depth++;
    else if (kind === TokenKind.RightParen) this.#depth--;
    else if (kind === TokenKind.DollarIf) this.#conditions++;
    else if (kind === TokenKind.DollarEnd) this.#conditions--;
    if (kind === TokenKind.Slash && this.#isSlashEnd(i)) return this.#endBefore(i, '/', this.#endOfRow(start));
    if (i > first && this.#isAlone(i, this.session.blockTerminator)) {
      return { ...this.#endBefore(i, '/', this.#endOfRow(start))!, isPeriod: true };
    }
    if (i > first && this.#conditions <= 0 && this.#isNextStatement(i)) {
      return { ...this.#endBefore(i, 'none', start)!, isMissingTerminator: true };
    }
    if (kind === TokenKind.UnterminatedString || kind === TokenKind.UnterminatedComment) {
      return {
        end: feed.ends[i]!,
        next: feed.ends[i]!,
        terminator: 'none',
        form: this.#kind(),
        open: kind,
        openAt: start,
      };
    }
    return this.#form === 'plsql' ? this.#takePlsql(i, kind) : this.#takeSql(i, kind);
  }

  atEnd(): StatementEnd {
    const last = this.feed.kinds.length - 1;
    const end = this.feed.ends[last]!;
    return { end, next: this.feed.text.length, terminator: 'none', form: this.#kind() };
  }

  #kind(): 'sql' | 'plsql' {
    return this.#form === 'sql' || this.#isMixed ? 'sql' : 'plsql';
  }

  #takeSql(i: number, kind: TokenKind): StatementEnd | undefined {
    const { feed } = this;
    if (this.#isTerminator(i, kind)) {
      const end = feed.ends[i]!;
      if (this.#form !== 'declaration') return this.#endBefore(i, ';', end);
      // The `/` that SQL*Plus asks for after a type belongs to it.
      const slash = feed.kind(i + 1) === TokenKind.Slash && this.#isSlashEnd(i + 1);
      const next = slash ? this.#endOfRow(feed.starts[i + 1]!) : end;
      return { end, next, terminator: slash ? '/' : ';', form: 'plsql' };
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

  /** `/` alone on its line, or right after the last semicolon at the end of a line. */
  #isSlashEnd(i: number): boolean {
    const { feed } = this;
    const after = skip(feed.text, feed.ends[i]!, ' \t');
    const isLast = isLineEnd(feed.text, after);
    if (isLast && i > this.first && feed.kinds[i - 1] === TokenKind.Semicolon) return true;
    if (!isLast && !isLineEnd(feed.text, skip(feed.text, after, '; \t'))) return false;
    return this.#isFirstOnRow(i) && !this.#divides(i);
  }

  /**
   * Inside parentheses, and with a number or a parenthesis after it, it divides: SQL*Plus would run half a
   * statement, other tools run the whole.
   */
  #divides(i: number): boolean {
    const next = this.feed.kind(i + 1);
    return this.#depth > 0 && (next === TokenKind.LeftParen || next === TokenKind.NumberLiteral);
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
    if (this.#isBare && isBareUnit(feed, i)) return true;
    if (sqlVerbs.has(feed.word(i))) return true;
    const start = feed.starts[i]!;
    return parseCommand(feed.text.slice(start, this.#endOfRow(start))) !== undefined;
  }

  /**
   * SQL cannot go on with CREATE OR REPLACE, nor DDL with the head of another statement, nor anything with a block after
   * an empty line, where SQL*Plus gives SQL up.
   */
  #isNextAfterSql(i: number, isCreate: boolean): boolean {
    const { feed } = this;
    if (this.#depth === 0 && this.#isNextAfterDdl(i)) return true;
    if (isCreate) {
      const next = feed.word(i + 1);
      // What begins with no verb of SQL is text, of which SQL*Plus drops the lines one by one.
      return (next === 'OR' || (this.#isText && createdKinds.has(next))) && this.#isFirstOnRow(i);
    }
    const word = feed.word(i);
    // DBMS_METADATA puts what changed a type after it, with nothing between them.
    const ofType =
      this.#form === 'declaration' || (feed.word(this.first) === 'ALTER' && feed.word(this.first + 1) === 'TYPE');
    if (word === 'ALTER' && ofType) return feed.word(i + 1) === 'TYPE' && this.#depth === 0 && this.#isFirstOnRow(i);
    if ((word !== 'BEGIN' && word !== 'DECLARE') || !this.#isFirstOnRow(i)) return false;
    const between = feed.text.slice(feed.ends[i - 1], feed.starts[i]);
    return feed.kind(i + 1) === TokenKind.Identifier && /\n[ \t]*\r?\n/.test(between);
  }

  /** Whether the head of a statement stands in DDL that no such words are part of. */
  #isNextAfterDdl(i: number): boolean {
    const { feed, first } = this;
    const kinds = headsAfterDdl.get(feed.word(i));
    if (!kinds?.has(feed.word(i + 1)) || !this.#isFirstOnRow(i)) return false;
    if (feed.word(i) === 'COMMENT' && !commentedKinds.has(feed.word(i + 2))) return false;
    const verb = feed.word(first);
    return verb === 'COMMENT' || ((verb === 'CREATE' || verb === 'ALTER') && plainDdl.has(feed.word(first + 1)));
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

  /** The offset of the line break after an offset. */
  #endOfRow(offset: number): number {
    const { text } = this.feed;
    let at = offset;
    while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at++;
    return at;
  }

  #endBefore(i: number, terminator: Terminator, next: number): StatementEnd {
    const { feed, first } = this;
    const isSql = this.#kind() === 'sql';
    // SQL goes without a semicolon, also where a `/` stands after it.
    let last = i - 1;
    if (isSql) while (last > first && feed.kinds[last] === TokenKind.Semicolon) last--;
    const end = last >= first ? feed.ends[last]! : feed.starts[first]!;
    return { end, next, terminator, form: this.#kind() };
  }
}

function isProse(feed: TokenFeed, first: number): boolean {
  if (feed.kind(first) !== TokenKind.Identifier) return feed.kind(first) !== TokenKind.LeftParen;
  const word = feed.word(first);
  return word !== 'CREATE' && !sqlVerbs.has(word);
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

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What is created and altered by statements that hold no other statement and name no privilege. */
const plainDdl = words('TABLE GLOBAL INDEX UNIQUE BITMAP SEQUENCE SYNONYM PUBLIC MATERIALIZED');

/** The first two words of statements that are no clause of `plainDdl`. */
const headsAfterDdl: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['CREATE', words('TABLE GLOBAL INDEX UNIQUE BITMAP SEQUENCE SYNONYM PUBLIC MATERIALIZED')],
  ['ALTER', words('TABLE INDEX SEQUENCE SESSION TRIGGER VIEW')],
  ['COMMENT', words('ON')],
  ['INSERT', words('INTO')],
]);
const commentedKinds = words('TABLE COLUMN MATERIALIZED');

const sqlVerbs: ReadonlySet<string> = new Set(
  `ALTER ANALYZE ASSOCIATE AUDIT CALL COMMENT COMMIT DELETE DISASSOCIATE DROP EXPLAIN FLASHBACK GRANT INSERT LOCK MERGE
  NOAUDIT PURGE RENAME REVOKE ROLLBACK SAVEPOINT SELECT SET TRUNCATE UPDATE WITH ADMINISTER BEGIN DECLARE`.split(/\s+/),
);
