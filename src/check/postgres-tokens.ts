/** Comments count as blanks. */
export type TokenKind = 'blank' | 'semicolon' | 'open' | 'close' | 'word' | 'other';

/** The kind of the token that starts at `at`. standard_conforming_strings is on. (PostgreSQL manual, "Lexical Structure") */
export function tokenKind(text: string, at: number): TokenKind {
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
export function tokenEnd(text: string, at: number): number {
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
