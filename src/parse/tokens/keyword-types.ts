import { OracleParser as P } from '../generated/OracleParser.js';

/** No token: what stands before the first. */
export const none = 0;

// What a token is to the pass that decides which keywords are names: `roles` has one for each type.
/** Neither a keyword nor punctuation. */
export const plain = 0;
/** A keyword that is never a name. */
export const reserved = 1;
/** A keyword that may be a name. */
export const soft = 2;
/** A sign or operator. */
export const punctuation = 3;

/** The token types of the words of a list. */
export const words = (text: string): number[] =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (P as unknown as Record<string, number>)[word]!);

/** The token types of the words of a list, as a set. */
export const setOf = (text: string): Uint8Array => {
  const set = new Uint8Array(P.symbolicNames.length);
  for (const type of words(text)) set[type] = 1;
  return set;
};

const punctuationNames =
  'ID QUOTED_ID NUMBER_LITERAL STRING_LITERAL BIND INQUIRY SUBSTITUTION BROKEN OUTER_JOIN_MARK FROM_END ' +
  'UNKNOWN_TOKEN SEMI COMMA DOT LPAREN RPAREN LBRACK RBRACK LBRACE RBRACE PLUS MINUS_SIGN STAR SLASH CONCAT POWER ' +
  'EQ NE LT GT LE GE ASSIGN ARROW RANGE_SIGN PERCENT_SIGN AT_SIGN COLON BAR BANG CARET QUESTION DOLLAR ' +
  'LABEL_START LABEL_END';

/**
 * The words that neither SQL nor PL/SQL takes as a name (SQL Language Reference, "Oracle SQL
 * Reserved Words"; PL/SQL, appendix D).
 */
const reservedNames =
  'ALL ALTER AND ANY AS ASC BETWEEN BY CHECK CLUSTER COMPRESS CONNECT CREATE DEFAULT DESC DISTINCT DROP ELSE ' +
  'EXCLUSIVE FOR FROM GRANT GROUP HAVING IDENTIFIED IN INDEX INSERT INTERSECT INTO IS LIKE LOCK MINUS MODE ' +
  'NOCOMPRESS NOT NOWAIT NULL OF ON OPTION OR ORDER PRIOR PUBLIC RESOURCE REVOKE SELECT SHARE SIZE START TABLE ' +
  'THEN TO UNION UNIQUE UPDATE VALUES VIEW WHERE WITH';

/** Upper-case word → token type, for every keyword of the grammar. */
export const keywordTypes: ReadonlyMap<string, number> = (() => {
  const others = new Set(punctuationNames.split(' '));
  const entries: [string, number][] = [];
  P.symbolicNames.forEach((name, type) => {
    if (name === null || name === undefined || others.has(name)) return;
    entries.push([name === 'SKIP_' ? 'SKIP' : name === 'ID_WORD' ? 'ID' : name, type]);
  });
  return new Map(entries);
})();

/** `plain`, `reserved`, `soft` or `punctuation`, by token type. */
export const roles = new Uint8Array(P.symbolicNames.length);
for (const type of keywordTypes.values()) roles[type] = soft;
for (const type of words(reservedNames)) roles[type] = reserved;
roles[P.LPAREN] = punctuation;
