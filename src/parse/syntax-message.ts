import type { SyntaxStop } from './engine/fast-parser.js';
import { OracleParser } from './generated/OracleParser.js';
import type { OracleToken } from './tokens/oracle-token.js';

/** "unexpected X", and what was expected where that is a short list. */
export function describeStop(stop: SyntaxStop, offending: OracleToken): string {
  const expected = expectedAt(stop);
  const seen = offending.type === -1 ? endOfStatement : `'${shorten(offending.text)}'`;
  return expected.length === 0 ? `unexpected ${seen}` : `unexpected ${seen}, expected ${listOf(expected)}`;
}

/** What was expected, as a message says it; nothing where that is a long list. */
export const expectedAt = ({ expected }: SyntaxStop): readonly string[] =>
  expected.length > mostNamed ? [] : expected.map(nameOf);

/** What a message calls the end of the text. */
export const endOfStatement = 'end of the statement';

/** How the message begins where the text ends too early. */
export const endReached = `unexpected ${endOfStatement}`;

const mostNamed = 5;
const longestText = 40;

function shorten(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

function listOf(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function nameOf(type: number): string {
  const name = OracleParser.symbolicNames[type] ?? endOfStatement;
  return spelling[name] ?? name.replace(/_$/, '');
}

const spelling: Readonly<Record<string, string>> = {
  ID: 'a name',
  QUOTED_ID: 'a quoted name',
  NUMBER_LITERAL: 'a number',
  STRING_LITERAL: 'a string',
  BIND: 'a bind variable',
  ID_WORD: 'ID',
  SEMI: "';'",
  COMMA: "','",
  DOT: "'.'",
  LPAREN: "'('",
  RPAREN: "')'",
  LBRACK: "'['",
  RBRACK: "']'",
  EQ: "'='",
  ASSIGN: "':='",
  ARROW: "'=>'",
  RANGE_SIGN: "'..'",
  STAR: "'*'",
  LABEL_START: "'<<'",
  LABEL_END: "'>>'",
};
