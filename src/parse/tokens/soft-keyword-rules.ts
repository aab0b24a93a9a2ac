import { OracleParser as P } from '../generated/OracleParser.js';
import { none, roles, setOf, soft, words } from './keyword-types.js';

/*
 * By which neighbours a word is a keyword, and by which a name.
 */

/** Words that show that a unit has partitions. */
export const partitionWords = setOf('LOCAL GLOBAL SPLIT EXCHANGE TEMPLATE PARTITIONS SUBPARTITIONS');
const operators = setOf('EQ NE LT GT LE GE PLUS MINUS_SIGN STAR SLASH CONCAT POWER');
/** Behind these an operand begins. */
const operandExpected = setOf(
  'LPAREN COMMA SELECT WHERE AND OR BY HAVING DISTINCT BETWEEN LIKE ASSIGN ARROW EQ NE LT GT LE GE PLUS ' +
    'MINUS_SIGN STAR SLASH CONCAT POWER',
);
/** Behind a keyword these do not stand, unless as the sign of a number. */
const endsOperand = setOf('COMMA RPAREN EQ NE LT GT LE GE SLASH CONCAT POWER');
const afterName = setOf('EQ NE LT GT LE GE SLASH CONCAT POWER COMMA RPAREN FROM SEMI');
/** What follows an item of a select list. */
const endsItem = setOf('COMMA FROM RPAREN INTO BULK');
/** Behind these a statement begins. */
export const statementStart = setOf('SEMI BEGIN THEN ELSE LOOP LABEL_END BROKEN IS AS DECLARE');
statementStart[none] = 1;
/** Behind these PL/SQL names a variable, or declares one. */
const nameExpected = setOf('SEMI BEGIN THEN ELSE LOOP IS AS DECLARE NOT IF ELSIF WHEN WHILE CASE RETURN IN RANGE_SIGN');

/** What begins behind a set operator. */
const queryStart = setOf('SELECT LPAREN ALL DISTINCT WITH VALUES');

/** Behind these stands a table's name. */
const relationExpected = setOf('FROM JOIN INTO UPDATE TABLE WITH');
/** What goes on behind a table and its alias. */
const followsTable = setOf('WHERE ON ORDER GROUP');
/** Behind these `ONLY (v)` is a view without its subviews. */
const onlyExpected = setOf('FROM JOIN INTO UPDATE DELETE COMMA');

const isWord = (type: number): boolean =>
  type === P.ID || type === P.QUOTED_ID || type === P.BIND || type === P.SUBSTITUTION || roles[type] === soft;
/** Of a token that has been decided: a keyword that steers is none, but for END. */
const isOperandEnd = (type: number): boolean =>
  (isWord(type) && (rules[type] === undefined || type === P.END)) ||
  type === P.RPAREN ||
  type === P.NUMBER_LITERAL ||
  type === P.STRING_LITERAL ||
  type === P.RBRACK;
/** Of a token that has been decided: whether a clause of a table, such as PIVOT or JOIN, can go on behind it. */
const isTableEnd = (type: number): boolean => isOperandEnd(type) || type === P.OUTER_JOIN_MARK;
const isOperandStart = (type: number): boolean =>
  isWord(type) ||
  type === P.LPAREN ||
  type === P.NUMBER_LITERAL ||
  type === P.STRING_LITERAL ||
  type === P.PLUS ||
  type === P.MINUS_SIGN;

/** Functions with a syntax of their own. */
const functionNames =
  'CAST XMLCAST TREAT EXTRACT TRIM XMLELEMENT XMLFOREST XMLATTRIBUTES XMLCOLATTVAL XMLPI XMLPARSE XMLSERIALIZE ' +
  'XMLROOT XMLQUERY XMLEXISTS XMLTABLE XMLNAMESPACES JSON_OBJECT JSON_OBJECTAGG JSON_ARRAY JSON_ARRAYAGG ' +
  'JSON_VALUE JSON_QUERY JSON_EXISTS JSON_SERIALIZE JSON_SCALAR JSON_MERGEPATCH JSON_EQUAL JSON_TEXTCONTAINS ' +
  'JSON_TRANSFORM JSON_TABLE VALIDATE_CONVERSION';
/** The token types of those functions. */
export const functionWords = setOf(functionNames);

/** What of a unit has been seen so far, as far as rules ask. */
interface Seen {
  /** Has the unit shown that `(PARTITION p …` begins a partition, and not a column or parameter of that name? */
  isPartitioned: boolean;
  /** Has a query begun? The definitions of columns and constraints, if there are any, stand before it. */
  hasQuery: boolean;
  /** BEGIN and CASE that wait for their END. */
  openBlocks: number[];
}
/** What the pass that is under way has seen; each pass begins it anew. */
export const seen: Seen = { isPartitioned: false, hasQuery: false, openBlocks: [] };

/** Whether the word is the keyword here. */
type Rule = (previous: number, next: number, second: number, beforePrevious: number) => boolean;
/** The rules by token type; none of words that are names wherever the grammar takes one. */
export const rules: (Rule | undefined)[] = [];
const rule = (names: string, test: Rule): void => {
  for (const type of words(names)) rules[type] = test;
};

// Statements
const atStart: Rule = (p, n) => statementStart[p] === 1 && n !== P.LPAREN;
rule('EXIT CONTINUE GOTO RAISE FORALL', (p, n) => atStart(p, n, none, none) && !operators[n]);
rule('PIPE', (_p, n) => n === P.ROW);
rule('OPEN', (p, n) => atStart(p, n, none, none) && (isWord(n) || n === P.BIND));
rule('CLOSE', (p, n) => (atStart(p, n, none, none) && isWord(n)) || n === P.DATABASE);
rule('FETCH', (p, n) => atStart(p, n, none, none) || n === P.FIRST || n === P.NEXT);
rule('EXECUTE', (p, n) => n === P.IMMEDIATE || n === P.ON || n === P.ANY || p === P.GRANT || p === P.REVOKE);
rule(
  'COMMIT',
  (p, n, _s, before) =>
    // Behind END LOOP it is a label.
    (atStart(p, n, none, none) && !(p === P.LOOP && before === P.END)) ||
    p === P.ON ||
    n === P.SCN ||
    p === P.ADVISE ||
    p === P.ENABLE ||
    p === P.DISABLE,
);
rule(
  'ROLLBACK',
  (p, n) =>
    atStart(p, n, none, none) ||
    n === P.SEGMENT ||
    p === P.ADVISE ||
    p === P.CREATE ||
    p === P.DROP ||
    p === P.ALTER ||
    p === P.ANY,
);
rule('SAVEPOINT', (p, n) => atStart(p, n, none, none) || p === P.TO);
rule('DELETE', (p, n, second) => {
  if (p === P.OR || n === P.ON) return true;
  // `END delete;` names a routine; `CASE … END DELETE WHERE …` goes on with MERGE.
  if (p === P.END) return n === P.WHERE;
  if (afterOperator(p)) return false;
  return n !== P.LPAREN || second === P.SELECT || second === P.WITH || second === P.LPAREN;
});
rule('MERGE', (p, n) => n === P.INTO || n === P.PARTITIONS || n === P.SUBPARTITIONS || p === P.ANY || n === P.VIEW);
rule(
  'SET',
  (p, n, _s, before) =>
    (p === P.A && (before === P.IS || before === P.NOT)) ||
    n === P.STRING_LITERAL ||
    ((n === P.LPAREN ? isOperandEnd(p) : !endsOperand[n]) && p !== P.END && !operandExpected[p]),
);
rule('RETURN', (p, n) => !operandExpected[p] && !endsOperand[n]);
rule('PRAGMA', (p, n, second) => isWord(n) && (!operandExpected[p] || second === P.LPAREN));
rule('RENAME', (p, n) => n === P.STRING_LITERAL || (n !== P.LPAREN && !operandExpected[p] && !endsOperand[n]));
rule('WHILE', (p) => !operandExpected[p]);
// A variable may be named BULK.
rule('WHEN', (p, n, second) => !operandExpected[p] && (!endsItem[n] || (n === P.BULK && second !== P.COLLECT)));
rule('ELSIF LOOP DECLARE', (p, n) => !operandExpected[p] && !endsOperand[n]);
// `FROM t if WHERE` is an alias.
rule('IF', (p, n) => !operandExpected[p] && !endsOperand[n] && !followsTable[n]);
rule('BEGIN', (p, n) => !operandExpected[p] && !operators[n] && !endsOperand[n]);
// At the end of an item that no CASE is open in, it is an alias.
rule(
  'END',
  (p, n) =>
    !operandExpected[p] && !((n === P.COMMA || n === P.FROM) && seen.openBlocks[seen.openBlocks.length - 1] !== P.CASE),
);
// `CASE … END CASE, x` is an alias.
rule('CASE', (p, n) => (p === P.END ? !endsItem[n] : !(afterName[n] || n === none)));
rule('EXCEPTION', (_p, n) => n === P.WHEN || n === P.SEMI);
// Behind an operand, at the end of an item, it is an alias.
rule(
  'PROCEDURE FUNCTION',
  (p, n) => !operandExpected[p] && !operators[n] && !(isOperandEnd(p) && (n === P.COMMA || n === P.FROM)),
);
rule('CURSOR', (p, n, _s, before) => {
  if (n === P.LPAREN) return p !== P.END;
  const begins = statementStart[p] === 1 || p === P.RPAREN || (p === P.TRIGGER && before === P.COMPOUND);
  return p === P.REF || (isWord(n) && begins);
});

// Constraints
rule('CONSTRAINT', (p, n, second) => {
  if (p === P.LPAREN || p === P.COMMA) return constraintKinds[second] === 1;
  // A variable of that name.
  if (statementStart[p] === 1) return false;
  return (isWord(n) || n === P.ALL) && !operandExpected[p];
});
rule('REFERENCES', (p, n) => isWord(n) && !operandExpected[p] && !relationExpected[p]);
rule('PRIMARY FOREIGN', (p, n) => n === P.KEY || p === P.WITH);
rule('ENABLE DISABLE', (p, n) => {
  if (operandExpected[p]) return n === P.STORAGE || n === P.ROW;
  // `UPDATE OF disable`, and at the end of an item of a query's list; in a list of constraints it is their state.
  if (p === P.OF || (isOperandEnd(p) && (n === P.FROM || (n === P.COMMA && seen.hasQuery)))) return false;
  return n !== P.LPAREN && !(statementStart[p] === 1 && n === P.SEMI) && !operators[n];
});

// Functions with a syntax of their own, and other words that a parenthesis follows
rule(functionNames, (p, n) => n === P.LPAREN && p !== P.END);
rule('EXISTS', (p, n) => n === P.LPAREN || p === P.IF || p === P.NOT || n === P.PATH);
rule('MULTISET', (_p, n) => n === P.LPAREN || n === P.UNION || n === P.INTERSECT || n === P.EXCEPT);
// 19c has no such operator of queries: `CASE … END except, x` is an alias.
rule('EXCEPT', (p, n) => p === P.MULTISET || p === P.ALL || queryStart[n] === 1);
rule('LATERAL', (p, n) => n === P.LPAREN && (p === P.FROM || p === P.COMMA || p === P.JOIN || p === P.APPLY));
rule('THE', (_p, n, second) => n === P.LPAREN && second === P.SELECT);
rule('CONTAINERS', (p, n) => n === P.LPAREN && (p === P.FROM || p === P.JOIN));
rule('SOME', (p, n) => n === P.LPAREN && operators[p] === 1);
rule(
  'LEADING TRAILING BOTH',
  (p, n, _s, before) => p === P.LPAREN && before === P.TRIM && n !== P.RPAREN && n !== P.COMMA,
);
rule('ONLY', (p, n, _s, before) => {
  if (p === P.LPAREN) return before === P.OF || before === P.TYPE;
  return (
    p === P.ROW ||
    p === P.ROWS ||
    p === P.READ ||
    p === P.WITH ||
    p === P.INSERT ||
    (n === P.LPAREN && onlyExpected[p] === 1)
  );
});
rule('FILTER', (_p, n, second) => n === P.BY || (n === P.LPAREN && second === P.WHERE));
rule('KEEP', (p, n, second) => {
  if (relationExpected[p]) return false;
  if (n === P.LPAREN) return second === P.DENSE_RANK;
  if (p === P.BUFFER_POOL || p === P.FLASH_CACHE || p === P.CELL_FLASH_CACHE || n === P.STRING_LITERAL) return true;
  return !operandExpected[p] && !statementStart[p] && !nameExpected[p] && (!afterName[n] || n === P.SEMI);
});
rule(
  'OVER',
  (p, n) => (p === P.RPAREN || p === P.NULLS || p === P.FIRST || p === P.LAST) && (n === P.LPAREN || isWord(n)),
);
rule('WITHIN', (_p, n) => n === P.GROUP);

// Operators that are words
rule('MOD REM', (p, n) => isOperandEnd(p) && isOperandStart(n));
rule('ESCAPE OVERLAPS', (p, n) => isOperandEnd(p) && isOperandStart(n));
rule('LIKEC LIKE2 LIKE4', (p, n, _s, before) => isOperandStart(n) && isOperandEnd(p === P.NOT ? before : p));
const isElementEnd = (p: number): boolean => isOperandEnd(p) || p === P.NULL;
// OF may be left out: between two operands no name can stand.
const isWithoutOf = (p: number, n: number): boolean =>
  isElementEnd(p) && (n === P.ID || n === P.QUOTED_ID || n === P.A);
rule(
  'MEMBER',
  (p, n, _s, before) =>
    n === P.OF || n === P.FUNCTION || n === P.PROCEDURE || (p === P.NOT && isElementEnd(before)) || isWithoutOf(p, n),
);
rule('SUBMULTISET', (p, n, _s, before) => n === P.OF || (p === P.NOT && isElementEnd(before)) || isWithoutOf(p, n));
rule('AT', (p, n) => n === P.TIME || n === P.LOCAL || n === P.LPAREN || p === P.SUBSTITUTABLE);
rule('COLLATE', (p, n) => isOperandEnd(p) && isWord(n));

// Queries
rule('LEFT RIGHT FULL', (p, n) => n === P.JOIN || n === P.OUTER || p === P.INDEXING);
rule('INNER', (_p, n) => n === P.JOIN);
rule('OUTER CROSS', (_p, n) => n === P.JOIN || n === P.APPLY);
rule('NATURAL', (_p, n) => n === P.JOIN || n === P.LEFT || n === P.RIGHT || n === P.FULL || n === P.INNER);
rule('JOIN', (p, n) => (isTableEnd(p) || conditionEnd[p] === 1 || joinKinds[p] === 1) && !endsOperand[n]);
rule('APPLY', (p) => p === P.CROSS || p === P.OUTER);
rule('PIVOT', (p, n) => (n === P.LPAREN && isTableEnd(p)) || n === P.XML);
rule('UNPIVOT', (p, n) => (n === P.LPAREN && isTableEnd(p)) || n === P.INCLUDE || n === P.EXCLUDE);
rule('MATCH_RECOGNIZE', (p, n) => n === P.LPAREN && isTableEnd(p));
rule('MODEL', (p, n) => p === P.MINING || (isOperandEnd(p) && setOfModel[n] === 1));
rule('SAMPLE', (p, n) => isOperandEnd(p) && (n === P.LPAREN || n === P.BLOCK || n === P.NUMBER_LITERAL));
rule('VERSIONS', (p, n) => isOperandEnd(p) && (n === P.BETWEEN || n === P.PERIOD));
rule('PARTITION SUBPARTITION', (p, n, second) => {
  if (p === P.BY || n === P.BY || (p === P.LPAREN && second === P.BY)) return true;
  if (p === P.LPAREN || p === P.COMMA) return seen.isPartitioned && !afterName[n];
  if (nameExpected[p] && n !== P.LPAREN) return false;
  return n === P.LPAREN ? isTableEnd(p) : !operandExpected[p] && !afterName[n];
});
rule('USING', (p, n) => (n === P.LPAREN ? isTableEnd(p) : !operandExpected[p] && !endsOperand[n]));
// Behind `JSON_OBJECT(*` and `JSON_OBJECT(t.*` too.
rule(
  'RETURNING',
  (p, n, _s, before) =>
    !endsOperand[n] && (!operandExpected[p] || (p === P.STAR && (before === P.LPAREN || before === P.DOT))),
);
rule('BULK', (_p, n) => n === P.COLLECT);
// `CONNECT_BY_ISCYCLE cycle FROM t`
rule('CYCLE', (_p, n) => n !== P.FROM && n !== P.COMMA);
rule('LOG', (p, n) => n === P.ERRORS || p === P.VIEW || p === P.SNAPSHOT || p === P.SUPPLEMENTAL || p === P.NO);
// Behind an operand, at the end of an item, these are aliases; the last three also end a constraint in a list, or a
// partition.
rule('ERRORS SEARCH SAVE REPEAT REJECT', (p, n) => !(isOperandEnd(p) && (n === P.FROM || n === P.COMMA)));
rule('UNUSABLE', (p, n) => !(isOperandEnd(p) && n === P.FROM));
rule(
  'LIMIT',
  (p, n) => (isOperandEnd(p) || p === P.REJECT || p === P.WITH) && (isOperandStart(n) || n === P.VALUE || n === P.NULL),
);
rule(
  'OFFSET',
  (p, n) =>
    ((isOperandEnd(p) && p !== P.COLUMNS) || conditionEnd[p] === 1 || p === P.DESC || p === P.ASC) &&
    (isOperandStart(n) || n === P.NULL) &&
    n !== P.FROM,
);
rule('WINDOW', (_p, n, second) => isWord(n) && second === P.AS);

/** `IS NULL`, `IS A SET` */
const conditionEnd = setOf('NULL SET');
const joinKinds = setOf('INNER OUTER CROSS NATURAL LEFT RIGHT FULL');
const constraintKinds = setOf('UNIQUE PRIMARY FOREIGN CHECK NOT NULL REFERENCES');
const setOfModel = setOf('IGNORE KEEP UNIQUE RETURN REFERENCE MAIN PARTITION DIMENSION');

function afterOperator(previous: number): boolean {
  return operandExpected[previous] === 1;
}
