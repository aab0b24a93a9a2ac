import type { IToken, TokenType } from 'chevrotain';
import { createToken, Lexer } from './chevrotain.js';
import { TokenKind, tokenKindNames } from './token-kind.js';

export { TokenKind, tokenKindNames } from './token-kind.js';

/** A comment, kept aside of the tokens. A hint is a comment whose first character is `+`. */
export interface Comment {
  readonly kind: 'line' | 'block';
  readonly hint: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * The tokens of a text as columns: token `i` is `text.slice(starts[i], ends[i])` and has kind `kinds[i]`.
 * Comments stand aside in text order. What lies between is white space: nothing of the text is lost.
 */
export interface LexedText {
  readonly text: string;
  readonly length: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly comments: readonly Comment[];
}

/** A stretch of the text: a token, a comment or white space. */
interface Stretch {
  readonly kind: TokenKind | 'comment' | 'whitespace';
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into tokens and comments. Never fails; linear in the length of the text. */
export function lex(text: string): LexedText {
  const { tokens, groups } = lexer.tokenize(text);
  const length = tokens.length;
  const kinds = new Uint8Array(length);
  const starts = new Uint32Array(length);
  const ends = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const token = tokens[i]!;
    const start = token.startOffset;
    kinds[i] = kindByTypeIndex[token.tokenTypeIdx]!;
    starts[i] = start;
    ends[i] = start + token.image.length;
  }
  return { text, length, kinds, starts, ends, comments: (groups.comments ?? []).map(toComment) };
}

/** Every stretch of a lexed text in order, without gaps: joined, they give the text back. */
export function* stretches(lexed: LexedText): Generator<Stretch> {
  let at = 0;
  let comment = 0;
  for (let i = 0; i <= lexed.length; i++) {
    const tokenStart = i < lexed.length ? lexed.starts[i]! : lexed.text.length;
    for (; comment < lexed.comments.length; comment++) {
      const { start, end } = lexed.comments[comment]!;
      if (start >= tokenStart) break;
      if (at < start) yield { kind: 'whitespace', start: at, end: start };
      yield { kind: 'comment', start, end };
      at = end;
    }
    if (at < tokenStart) yield { kind: 'whitespace', start: at, end: tokenStart };
    if (i < lexed.length) {
      at = lexed.ends[i]!;
      yield { kind: lexed.kinds[i] as TokenKind, start: tokenStart, end: at };
    }
  }
}

function toComment(token: IToken): Comment {
  const { image, startOffset } = token;
  return {
    kind: image.charCodeAt(0) === dash ? 'line' : 'block',
    hint: image.charCodeAt(2) === plus,
    start: startOffset,
    end: startOffset + image.length,
  };
}

const dash = 0x2d;
const plus = 0x2b;

// Letters beyond ASCII by range: a `u` expression would cost chevrotain's first-character table, and Oracle's own test
// is that of the database character set. General punctuation, symbols, full-width punctuation and byte order marks are
// out.
const wideLetter =
  '\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff\\u3005-\\u3007\\u3021-\\udfff\\uf900-\\ufdff\\ufe70-\\ufefe\\uff21-\\uff3a\\uff41-\\uffdc';
const word = `[\\w$#${wideLetter}]`;
const letter = `[A-Za-z_${wideLetter}]`;
const letterOrDigit = `[\\w${wideLetter}]`;
const space = '[\\s\\ufeff\\0]';

type Match = [string] & { payload?: never };
type Matcher = (text: string, offset: number) => Match | null;

const closingDelimiter: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '<': '>' };

/**
 * `'…'`, `N'…'` and `U'…'`: a doubled quote stands for one. No expression is used: it would
 * need a stack on long literals.
 */
const plainString: Matcher = (text, offset) => {
  let at = offset + (text.charCodeAt(offset) === 0x27 ? 1 : 2);
  if (text.charCodeAt(at - 1) !== 0x27) return null;
  for (;;) {
    at = text.indexOf("'", at) + 1;
    if (at === 0) return null;
    if (text.charCodeAt(at) !== 0x27) return [text.slice(offset, at)] as Match;
    at++;
  }
};

/** `q'[…]'` and `nq'[…]'` with any delimiter but white space (SQL Language Reference, "Text Literals"). */
const quotedString: Matcher = (text, offset) => {
  const quote = quoteOfQuotedString(text, offset);
  if (quote < 0) return null;
  const open = text[quote + 1]!;
  const end = text.indexOf(`${closingDelimiter[open] ?? open}'`, quote + 2);
  return end < 0 ? null : ([text.slice(offset, end + 2)] as Match);
};

const unterminatedString: Matcher = (text, offset) => {
  const code = text.charCodeAt(offset);
  const lower = code | 0x20;
  const isNational = (lower === 0x6e || lower === 0x75) && text.charCodeAt(offset + 1) === 0x27;
  if (code !== 0x27 && !isNational && quoteOfQuotedString(text, offset) < 0) return null;
  return [text.slice(offset)] as Match;
};

/** The offset of the quote in `q'x` or `nq'x`, or -1 where no such literal begins. */
function quoteOfQuotedString(text: string, offset: number): number {
  let at = offset;
  if ((text.charCodeAt(at) | 0x20) === 0x6e) at++;
  if ((text.charCodeAt(at) | 0x20) !== 0x71 || text.charCodeAt(at + 1) !== 0x27) return -1;
  const delimiter = text[at + 2];
  return delimiter === undefined || /\s/.test(delimiter) ? -1 : at + 1;
}

const blockComment: Matcher = (text, offset) => {
  if (text.charCodeAt(offset + 1) !== 0x2a) return null;
  const end = text.indexOf('*/', offset + 2);
  return end < 0 ? null : ([text.slice(offset, end + 2)] as Match);
};

/** A character code for each bucket of chevrotain's first-character table beyond Latin-1 (255 codes a bucket). */
const wideStarts = Array.from({ length: 257 }, (_, i) => Math.min(256 + i * 255, 65535));
const codes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const digits = codes(0x30, 0x39);
const letters = [...codes(0x41, 0x5a), 0x5f, ...codes(0x61, 0x7a)];
const wideLetters = [...codes(0xaa, 0xff), ...wideStarts];
const everyStart = [...codes(0, 255), ...wideStarts];
/** What `\s` takes, and what `space` adds. */
const spaces = [
  0,
  ...codes(9, 13),
  0x20,
  0xa0,
  0x1680,
  ...codes(0x2000, 0x200a),
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0x3000,
  0xfeff,
];

interface Pattern {
  readonly kind?: TokenKind;
  readonly name?: string;
  readonly group?: string;
  readonly pattern: RegExp | string | Matcher;
  readonly starts?: readonly (string | number)[];
  readonly lines?: boolean;
}

// The first pattern that matches wins, so a longer operator stands before its prefix.
const patterns: readonly Pattern[] = [
  { name: 'WhiteSpace', group: Lexer.SKIPPED, pattern: new RegExp(`${space}+`), starts: spaces, lines: true },
  { name: 'LineComment', group: 'comments', pattern: /--[^\n\r]*/, starts: ['-'] },
  { name: 'BlockComment', group: 'comments', pattern: blockComment, starts: ['/'], lines: true },
  { kind: TokenKind.UnterminatedComment, pattern: /\/\*[\s\S]*/, starts: ['/'], lines: true },
  { kind: TokenKind.StringLiteral, pattern: plainString, starts: ["'", 'n', 'N', 'u', 'U'], lines: true },
  {
    kind: TokenKind.StringLiteral,
    name: 'QuotedString',
    pattern: quotedString,
    starts: ['q', 'Q', 'n', 'N'],
    lines: true,
  },
  {
    kind: TokenKind.UnterminatedString,
    pattern: unterminatedString,
    starts: ["'", 'q', 'Q', 'n', 'N', 'u', 'U'],
    lines: true,
  },
  {
    // Words are joined with the variables they touch, as SQL*Plus would after substitution.
    kind: TokenKind.SubstitutionVariable,
    pattern: new RegExp(`&&?${letterOrDigit}${word}*\\.?(?:${word}|&&?${letterOrDigit}${word}*\\.?)*`),
    starts: ['&'],
  },
  {
    kind: TokenKind.SubstitutionVariable,
    name: 'WordWithVariable',
    pattern: new RegExp(`${letter}${word}*&&?${letterOrDigit}${word}*\\.?(?:${word}|&&?${letterOrDigit}${word}*\\.?)*`),
    starts: [...letters, ...wideLetters],
  },
  { kind: TokenKind.Identifier, pattern: new RegExp(`${letter}${word}*`), starts: [...letters, ...wideLetters] },
  { kind: TokenKind.QuotedIdentifier, pattern: /"[^"\n\r]*"/, starts: ['"'] },
  { kind: TokenKind.UnterminatedQuotedIdentifier, pattern: /"[^"\n\r]*/, starts: ['"'] },
  { kind: TokenKind.DotDot, pattern: /\.\./, starts: ['.'] },
  {
    // `1..10` is a range, and the suffix of `1.5f` must not be the first letter of a word (PL/SQL Language Reference,
    // "Literals").
    kind: TokenKind.NumberLiteral,
    pattern: new RegExp(`(?:\\d+(?:\\.(?!\\.)\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?:[fFdD](?!${word}))?`),
    starts: ['.', ...digits],
  },
  { kind: TokenKind.Assign, pattern: /:=/, starts: [':'] },
  {
    // Right after a text it is the colon of `JSON_OBJECT('a':1)`.
    kind: TokenKind.BindVariable,
    pattern: new RegExp(`(?<!')(?::(?:${letter}${word}*|\\d+|"[^"\\n\\r]*"))`),
    starts: [':'],
  },
  { kind: TokenKind.InquiryDirective, pattern: new RegExp(`\\$\\$${letter}${word}*`), starts: ['$'] },
  ...(['If', 'Elsif', 'Else', 'Then', 'End', 'Error'] as const).map((name) => ({
    kind: TokenKind[`Dollar${name}`],
    pattern: new RegExp(`\\$${name}(?!${word})`, 'i'),
    starts: ['$'],
  })),
  { kind: TokenKind.Arrow, pattern: /=>/, starts: ['='] },
  { kind: TokenKind.Power, pattern: /\*\*/, starts: ['*'] },
  { kind: TokenKind.Concat, pattern: /\|\|/, starts: ['|'] },
  { kind: TokenKind.LessEqual, pattern: /<=/, starts: ['<'] },
  { kind: TokenKind.GreaterEqual, pattern: />=/, starts: ['>'] },
  { kind: TokenKind.NotEqual, pattern: /<>|[!^~¬]=/, starts: ['<', '!', '^', '~', '¬'] },
  { kind: TokenKind.LabelOpen, pattern: /<</, starts: ['<'] },
  { kind: TokenKind.LabelClose, pattern: />>/, starts: ['>'] },
  { kind: TokenKind.LeftParen, pattern: '(' },
  { kind: TokenKind.RightParen, pattern: ')' },
  { kind: TokenKind.LeftBracket, pattern: '[' },
  { kind: TokenKind.RightBracket, pattern: ']' },
  { kind: TokenKind.LeftBrace, pattern: '{' },
  { kind: TokenKind.RightBrace, pattern: '}' },
  { kind: TokenKind.Comma, pattern: ',' },
  { kind: TokenKind.Semicolon, pattern: ';' },
  { kind: TokenKind.Colon, pattern: ':' },
  { kind: TokenKind.Dot, pattern: '.' },
  { kind: TokenKind.Plus, pattern: '+' },
  { kind: TokenKind.Minus, pattern: '-' },
  { kind: TokenKind.Star, pattern: '*' },
  { kind: TokenKind.Slash, pattern: '/' },
  { kind: TokenKind.Percent, pattern: '%' },
  { kind: TokenKind.At, pattern: '@' },
  { kind: TokenKind.Equals, pattern: '=' },
  { kind: TokenKind.Less, pattern: '<' },
  { kind: TokenKind.Greater, pattern: '>' },
  { kind: TokenKind.Question, pattern: '?' },
  { kind: TokenKind.Pipe, pattern: '|' },
  { kind: TokenKind.Exclamation, pattern: '!' },
  { kind: TokenKind.Caret, pattern: '^' },
  { kind: TokenKind.Tilde, pattern: '~' },
  { kind: TokenKind.Ampersand, pattern: '&' },
  { kind: TokenKind.Dollar, pattern: '$' },
  { kind: TokenKind.Unknown, pattern: /[\s\S]/, starts: everyStart, lines: true },
];

const kindByTypeIndex: number[] = [];
const tokenTypes: TokenType[] = patterns.map(({ kind, name, group, pattern, starts, lines }) => {
  const type = createToken({
    name: name ?? tokenKindNames[kind!]!,
    pattern,
    line_breaks: lines ?? false,
    ...(starts && { start_chars_hint: [...starts] }),
    ...(group && { group }),
  });
  if (kind !== undefined) kindByTypeIndex[type.tokenTypeIdx!] = kind;
  return type;
});

const lexer = new Lexer(tokenTypes, {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  // The definitions are constant: tests validate them, a start of the program need not.
  skipValidations: true,
});
