import type { TokenType } from 'chevrotain';
import { createToken, Lexer } from '../../source/tokens/chevrotain.js';

const token = (name: string, pattern: RegExp, label: string): TokenType =>
  createToken({ name, pattern, label, line_breaks: true });

/** White space counts between compounds only: every other token takes what stands around it. */
export const tokens = {
  Text: token('Text', /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/, 'a text'),
  Pattern: token('Pattern', /\/(?:[^/\\\n[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/, 'a pattern'),
  NotEqual: token('NotEqual', /\s*!=\s*/, "'!='"),
  StartsWith: token('StartsWith', /\s*\^=\s*/, "'^='"),
  EndsWith: token('EndsWith', /\s*\$=\s*/, "'$='"),
  Contains: token('Contains', /\s*\*=\s*/, "'*='"),
  LessEqual: token('LessEqual', /\s*<=\s*/, "'<='"),
  GreaterEqual: token('GreaterEqual', /\s*>=\s*/, "'>='"),
  Less: token('Less', /\s*<\s*/, "'<'"),
  Greater: token('Greater', /\s*>\s*/, "'>'"),
  Equal: token('Equal', /\s*=\s*/, "'='"),
  Comma: token('Comma', /\s*,\s*/, "','"),
  Plus: token('Plus', /\s*\+\s*/, "'+'"),
  Tilde: token('Tilde', /\s*~\s*/, "'~'"),
  LeftParen: token('LeftParen', /\(\s*/, "'('"),
  RightParen: token('RightParen', /\s*\)/, "')'"),
  LeftBracket: token('LeftBracket', /\[\s*/, "'['"),
  RightBracket: token('RightBracket', /\s*\]/, "']'"),
  Colon: token('Colon', /:/, "':'"),
  Dot: token('Dot', /\./, "'.'"),
  Star: token('Star', /\*/, "'*'"),
  Number: token('Number', /-?\d+/, 'a number'),
  Word: token('Word', /[A-Za-z_][A-Za-z0-9_-]*/, 'a name'),
  Space: token('Space', /\s+/, 'white space'),
} as const;

/** In order of preference: what is longer first. */
export const selectorLexer = new Lexer(Object.values(tokens), { positionTracking: 'onlyOffset' });
