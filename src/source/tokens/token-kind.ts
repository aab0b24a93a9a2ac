/**
 * The lexical elements of Oracle SQL and PL/SQL (PL/SQL Language Reference, "Lexical Units"; SQL Language Reference,
 * "Literals" and "Database Object Names"). Keywords are not among them: a word is an `Identifier` until the parser's
 * table says otherwise. The values are dense and start at 1, so that arrays can be indexed by them; 0 is never used.
 */
export const TokenKind = {
  /** Unquoted word: letters, digits, `_`, `$`, `#`. */
  Identifier: 1,
  QuotedIdentifier: 2,
  NumberLiteral: 3,
  /** `'…'`, `N'…'`, `q'[…]'`, `nq'[…]'`. */
  StringLiteral: 4,
  /** `:name`, `:1`, `:"name"`. */
  BindVariable: 5,
  /** A word that holds an unresolved SQL*Plus substitution variable: `&name`, `&&name.`, `emp_&suffix`. */
  SubstitutionVariable: 6,
  /** `$$name`. */
  InquiryDirective: 7,
  DollarIf: 8,
  DollarElsif: 9,
  DollarElse: 10,
  DollarThen: 11,
  DollarEnd: 12,
  DollarError: 13,
  /** `:=` */ Assign: 14,
  /** `=>` */ Arrow: 15,
  /** `..` */ DotDot: 16,
  /** `**` */ Power: 17,
  /** `||` */ Concat: 18,
  /** `<=` */ LessEqual: 19,
  /** `>=` */ GreaterEqual: 20,
  /** `<>`, `!=`, `^=`, `~=`, `¬=` */ NotEqual: 21,
  /** `<<` */ LabelOpen: 22,
  /** `>>` */ LabelClose: 23,
  LeftParen: 24,
  RightParen: 25,
  LeftBracket: 26,
  RightBracket: 27,
  LeftBrace: 28,
  RightBrace: 29,
  Comma: 30,
  Semicolon: 31,
  Colon: 32,
  Dot: 33,
  Plus: 34,
  Minus: 35,
  Star: 36,
  Slash: 37,
  Percent: 38,
  At: 39,
  Equals: 40,
  Less: 41,
  Greater: 42,
  Question: 43,
  Pipe: 44,
  Exclamation: 45,
  Caret: 46,
  Tilde: 47,
  Ampersand: 48,
  Dollar: 49,
  /** Any other character; the parser refuses it. */
  Unknown: 50,
  /** A string literal that no quote ends; it reaches to the end of the text. */
  UnterminatedString: 51,
  /** A quoted identifier that its line does not end; it reaches to the end of the line. */
  UnterminatedQuotedIdentifier: 52,
  /** A `/*` comment that nothing ends; it reaches to the end of the text. */
  UnterminatedComment: 53,
} as const;

/** The number of a kind of token. */
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** The name of each kind, by its number; index 0 is empty. */
export const tokenKindNames: readonly string[] = Object.entries(TokenKind).reduce<string[]>(
  (names, [name, kind]) => {
    names[kind] = name;
    return names;
  },
  [''],
);
