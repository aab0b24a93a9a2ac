/** Comments count as blanks. */
export type TokenKind = 'blank' | 'semicolon' | 'open' | 'close' | 'word' | 'other';

/**
 * Classes of characters: a text has millions of them, and a regular expression for each costs more
 * than all that is done with them.
 */
const [other, blank, letter, digit] = [0, 1, 2, 3];
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const c = String.fromCharCode(code);
  classes[code] = /\s/.test(c) ? blank : /[A-Za-z_]/.test(c) ? letter : /[0-9]/.test(c) ? digit : other;
}
/** Everything beyond ASCII is a letter to PostgreSQL, blanks of other scripts too. NaN is after the end. */
const classOf = (code: number): number => (code < 128 ? (classes[code] ?? other) : code >= 128 ? letter : other);

const [doubleQuote, dollar, ampersand, quote, asterisk, minus, slash] = [34, 36, 38, 39, 42, 45, 47];

/**
 * The kind of the token that starts at `at`. standard_conforming_strings is on.
 * (PostgreSQL manual, "Lexical Structure")
 */
export function tokenKind(text: string, at: number): TokenKind {
  const code = text.charCodeAt(at);
  switch (classOf(code)) {
    case blank:
      return 'blank';
    case letter:
      return stringPrefix(text, at) === 0 ? 'word' : 'other';
    case digit:
      return 'other';
  }
  switch (text[at]) {
    case '-':
      return text.charCodeAt(at + 1) === minus ? 'blank' : 'other';
    case '/':
      return text.charCodeAt(at + 1) === asterisk ? 'blank' : 'other';
    case ';':
      return 'semicolon';
    case '(':
    case '[':
      return 'open';
    case ')':
    case ']':
      return 'close';
    default:
      return 'other';
  }
}

/** The offset after the token that starts at `at`; always greater than `at`. */
export function tokenEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  switch (classOf(code)) {
    case blank: {
      let end = at + 1;
      while (classOf(text.charCodeAt(end)) === blank) end += 1;
      return end;
    }
    case letter: {
      const prefix = stringPrefix(text, at);
      if (prefix === 0) return wordEnd(text, at);
      return quotedEnd(text, at + prefix, text.charCodeAt(at + prefix), text[at] === 'e' || text[at] === 'E');
    }
    // A number takes its letters with it, and `$` after a digit opens nothing.
    case digit:
      return wordEnd(text, at);
  }
  switch (code) {
    case minus:
      return text.charCodeAt(at + 1) === minus ? endOrLength(text, text.indexOf('\n', at)) : at + 1;
    case slash:
      return text.charCodeAt(at + 1) === asterisk ? blockCommentEnd(text, at) : at + 1;
    case quote:
    case doubleQuote:
      return quotedEnd(text, at, code, false);
    case dollar:
      return dollarQuotedEnd(text, at);
    default:
      return at + 1;
  }
}

/** Length of `E`, `B`, `X`, `N` or `U&` before a quote; 0 where the letter starts a word. */
function stringPrefix(text: string, at: number): number {
  const after = text.charCodeAt(at + 1);
  if (after === quote) return /[eEbBxXnN]/.test(text[at] ?? '') ? 1 : 0;
  if (after !== ampersand || !/[uU]/.test(text[at] ?? '')) return 0;
  return text[at + 2] === "'" || text[at + 2] === '"' ? 2 : 0;
}

function quotedEnd(text: string, open: number, mark: number, backslash: boolean): number {
  const close = String.fromCharCode(mark);
  let escape = -1;
  for (let at = open + 1; ; at += 2) {
    const end = text.indexOf(close, at);
    if (end < 0) return text.length;
    if (backslash && escape < at) escape = endOrLength(text, text.indexOf('\\', at));
    if (backslash && escape < end) at = escape;
    else if (text.charCodeAt(end + 1) !== mark) return end + 1;
    else at = end;
  }
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
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const is = classOf(code);
    if (is !== letter && is !== digit && code !== dollar) break;
  }
  return end;
}

const endOrLength = (text: string, end: number): number => (end < 0 ? text.length : end);
