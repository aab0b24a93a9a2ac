/** One statement of a PostgreSQL script, without its semicolon. */
export interface PostgresStatement {
  /** From the first token to the last; comments and blanks around are left out. */
  readonly text: string;
  /** Offset of the first token in the script. */
  readonly start: number;
  /** 1-based line of the first token. */
  readonly line: number;
}

/**
 * Cuts a PostgreSQL script where psql would: at semicolons outside of quotes, dollar quotes, comments, parentheses and
 * BEGIN ATOMIC bodies (PostgreSQL manual, "Lexical Structure"; psql's own rules for CREATE FUNCTION … BEGIN ATOMIC).
 * standard_conforming_strings is on. What is never closed reaches to the end.
 */
export function splitPostgresStatements(script: string): readonly PostgresStatement[] {
  const statements: PostgresStatement[] = [];
  let start = -1;
  let end = 0;
  let parentheses = 0;
  let words: string[] = [];
  let bodyDepth = 0;
  let line = 1;
  let lineAt = 0;
  const cut = () => {
    if (start >= 0) {
      for (; lineAt < start; lineAt += 1) if (script.charCodeAt(lineAt) === newline) line += 1;
      statements.push({ text: script.slice(start, end), start, line });
    }
    start = -1;
    parentheses = 0;
    bodyDepth = 0;
    words = [];
  };
  for (let at = 0; at < script.length; ) {
    const next = tokenEnd(script, at);
    const kind = tokenKind(script, at);
    if (kind === 'blank') {
      at = next;
      continue;
    }
    if (kind === 'semicolon' && parentheses === 0 && bodyDepth === 0) {
      cut();
      at = next;
      continue;
    }
    if (start < 0) start = at;
    end = next;
    if (kind === 'open') parentheses += 1;
    else if (kind === 'close') parentheses = Math.max(0, parentheses - 1);
    else if (kind === 'word') {
      const word = script.slice(at, next).toLowerCase();
      if (words.length < 4) words.push(word);
      if (parentheses === 0 && createsRoutine(words)) {
        // Only BEGIN ATOMIC opens a body; inside it CASE and further blocks end with END too.
        if (word === 'begin' || (word === 'case' && bodyDepth > 0)) bodyDepth += 1;
        else if (word === 'end' && bodyDepth > 0) bodyDepth -= 1;
      }
    }
    at = next;
  }
  cut();
  return statements;
}

const newline = 10;

type TokenKind = 'blank' | 'semicolon' | 'open' | 'close' | 'word' | 'other';

function tokenKind(text: string, at: number): TokenKind {
  const c = text[at] ?? '';
  if (/\s/.test(c)) return 'blank';
  if (c === '-' && text[at + 1] === '-') return 'blank';
  if (c === '/' && text[at + 1] === '*') return 'blank';
  if (c === ';') return 'semicolon';
  if (c === '(' || c === '[') return 'open';
  if (c === ')' || c === ']') return 'close';
  return isIdentifierStart(c) && stringPrefix(text, at) === 0 ? 'word' : 'other';
}

/** The offset behind the token that starts at `at`; always greater than `at`. */
function tokenEnd(text: string, at: number): number {
  const c = text[at] ?? '';
  const after = text[at + 1];
  if (c === '-' && after === '-') return endOrLength(text, text.indexOf('\n', at));
  if (c === '/' && after === '*') return blockCommentEnd(text, at);
  if (c === "'") return quotedEnd(text, at, "'", false);
  if (c === '"') return quotedEnd(text, at, '"', false);
  if (c === '$') return dollarQuotedEnd(text, at);
  if (isIdentifierStart(c)) {
    const prefix = stringPrefix(text, at);
    if (prefix > 0) return quotedEnd(text, at + prefix, text[at + prefix] ?? "'", c === 'e' || c === 'E');
    return wordEnd(text, at);
  }
  // A number takes its letters with it, and `$` behind a digit opens nothing.
  if (/[0-9]/.test(c)) return wordEnd(text, at);
  return at + 1;
}

/** Length of `E`, `B`, `X`, `N` or `U&` before a quote; 0 where the letter starts a word. */
function stringPrefix(text: string, at: number): number {
  const c = text[at] ?? '';
  if (/[eEbBxXnN]/.test(c) && text[at + 1] === "'") return 1;
  if (/[uU]/.test(c) && text[at + 1] === '&' && (text[at + 2] === "'" || text[at + 2] === '"')) return 2;
  return 0;
}

function quotedEnd(text: string, open: number, quote: string, backslash: boolean): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const c = text[at];
    if (backslash && c === '\\') at += 1;
    else if (c === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return text.length;
}

function dollarQuotedEnd(text: string, at: number): number {
  const tag = dollarTag.exec(text.slice(at, at + 130))?.[0];
  if (tag === undefined) return at + 1;
  const close = text.indexOf(tag, at + tag.length);
  return close < 0 ? text.length : close + tag.length;
}

/** A tag is an identifier without a dollar sign. */
const dollarTag = /^\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/;

/** Comments nest. */
function blockCommentEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === '/' && text[i + 1] === '*') {
      depth += 1;
      i += 1;
    } else if (text[i] === '*' && text[i + 1] === '/') {
      depth -= 1;
      i += 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && /[A-Za-z0-9_$\u0080-\uffff]/.test(text[end] ?? '')) end += 1;
  return end;
}

const isIdentifierStart = (c: string): boolean => /[A-Za-z_\u0080-\uffff]/.test(c);
const endOrLength = (text: string, end: number): number => (end < 0 ? text.length : end);

function createsRoutine(words: readonly string[]): boolean {
  if (words[0] !== 'create') return false;
  const object = words[1] === 'or' && words[2] === 'replace' ? words[3] : words[1];
  return object === 'function' || object === 'procedure';
}
