import { type LexedText, TokenKind } from '../../source/tokens/lexer.js';
import {
  type CompilationError,
  type CompiledBranch,
  type ConditionalCompilation,
  selectBranches,
} from '../conditional-compilation.js';
import { OracleParser as P } from '../generated/OracleParser.js';
import { OracleToken } from './oracle-token.js';
import { demoteSoftKeywords } from './soft-keywords.js';
import { type Word, wordOf } from './words.js';

/** What the parser reads of a unit. */
interface ParserTokens {
  /** The tokens that are compiled, EOF last. */
  readonly tokens: readonly OracleToken[];
  readonly branches: readonly CompiledBranch[];
  readonly compilationErrors: readonly CompilationError[];
}

/**
 * Gives lexed tokens the types of the grammar: keywords by table, soft keywords by their neighbours, one `$IF` branch.
 */
export function parserTokens(lexed: LexedText, settings: ConditionalCompilation): ParserTokens {
  const { indexes, branches, errors } = selectBranches(lexed, settings);
  const count = indexes === undefined ? lexed.length : indexes.length;
  const { text, kinds, starts, ends } = lexed;
  const types = new Int32Array(count + 1);
  const words = new Array<Word | undefined>(count);
  for (let i = 0; i < count; i++) {
    const at = indexes === undefined ? i : indexes[i]!;
    const kind = kinds[at]!;
    const word = kind === TokenKind.Identifier ? wordOf(text.slice(starts[at], ends[at])) : undefined;
    types[i] = word === undefined ? kindTypes[kind]! : word.type;
    words[i] = word;
  }
  demoteSoftKeywords(types);

  const tokens: OracleToken[] = [];
  for (let i = 0; i < count; i++) {
    const at = indexes === undefined ? i : indexes[i]!;
    if (types[i] === P.OUTER_JOIN_MARK) {
      // `(`, `+` and `)` are one token.
      const last = indexes === undefined ? i + 2 : indexes[i + 2]!;
      tokens.push(new OracleToken(text, P.OUTER_JOIN_MARK, tokens.length, starts[at]!, ends[last]! - 1));
      i += 2;
    } else {
      tokens.push(new OracleToken(words[i] ?? text, types[i]!, tokens.length, starts[at]!, ends[at]! - 1));
    }
  }
  // The `/` of SQL*Plus is no part of the unit.
  while (tokens.length > 0 && tokens[tokens.length - 1]!.type === P.SLASH) tokens.pop();
  tokens.push(new OracleToken(text, -1, tokens.length, text.length, text.length - 1));
  return { tokens, branches, compilationErrors: errors };
}

const kindTypes = new Int32Array(64).fill(P.UNKNOWN_TOKEN);
const kinds: readonly (readonly [number, number])[] = [
  [TokenKind.QuotedIdentifier, P.QUOTED_ID],
  [TokenKind.NumberLiteral, P.NUMBER_LITERAL],
  [TokenKind.StringLiteral, P.STRING_LITERAL],
  [TokenKind.BindVariable, P.BIND],
  [TokenKind.SubstitutionVariable, P.SUBSTITUTION],
  [TokenKind.InquiryDirective, P.INQUIRY],
  [TokenKind.Assign, P.ASSIGN],
  [TokenKind.Arrow, P.ARROW],
  [TokenKind.DotDot, P.RANGE_SIGN],
  [TokenKind.Power, P.POWER],
  [TokenKind.Concat, P.CONCAT],
  [TokenKind.LessEqual, P.LE],
  [TokenKind.GreaterEqual, P.GE],
  [TokenKind.NotEqual, P.NE],
  [TokenKind.LabelOpen, P.LABEL_START],
  [TokenKind.LabelClose, P.LABEL_END],
  [TokenKind.LeftParen, P.LPAREN],
  [TokenKind.RightParen, P.RPAREN],
  [TokenKind.LeftBracket, P.LBRACK],
  [TokenKind.RightBracket, P.RBRACK],
  [TokenKind.LeftBrace, P.LBRACE],
  [TokenKind.RightBrace, P.RBRACE],
  [TokenKind.Comma, P.COMMA],
  [TokenKind.Semicolon, P.SEMI],
  [TokenKind.Colon, P.COLON],
  [TokenKind.Dot, P.DOT],
  [TokenKind.Plus, P.PLUS],
  [TokenKind.Minus, P.MINUS_SIGN],
  [TokenKind.Star, P.STAR],
  [TokenKind.Slash, P.SLASH],
  [TokenKind.Percent, P.PERCENT_SIGN],
  [TokenKind.At, P.AT_SIGN],
  [TokenKind.Equals, P.EQ],
  [TokenKind.Less, P.LT],
  [TokenKind.Greater, P.GT],
  [TokenKind.Question, P.QUESTION],
  [TokenKind.Pipe, P.BAR],
  [TokenKind.Exclamation, P.BANG],
  [TokenKind.Caret, P.CARET],
  [TokenKind.Dollar, P.DOLLAR],
];
for (const [kind, type] of kinds) kindTypes[kind] = type;
