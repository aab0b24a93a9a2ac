import type { ExecuteImmediate } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { withoutComments } from '../../../source/without-comments.js';
import { isReservedWord } from '../../ddl/invalid-definition.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { raiseError } from '../errors/capture.js';

/*
 * Oracle says of a text that is no statement what it missed first. Only what can be told from the words alone is told
 * here. (Database Error Messages, ORA-00900 to ORA-01756)
 */

interface Missing {
  readonly code: number;
  readonly said: string;
}

/** The error of a text that Oracle does not parse; undefined for those of which nothing is sure. */
export function brokenStatement(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate, 'span'>,
  text: string,
  { understood }: { readonly understood: boolean },
): PlStatement[] | undefined {
  const bare = withoutComments(text).trim();
  const missing =
    bare.endsWith(';') && !endsWithSemicolon.test(bare)
      ? { code: 911, said: 'invalid character' }
      : (boundName(bare) ??
        takenByGrammar(bare) ??
        (understood ? undefined : missingIn(bare)) ??
        boundDefinition(bare));
  if (!missing) return undefined;
  const { code, said } = missing;
  return [...raiseError(rc, s.span, sqlstateOf(code), `ORA-${String(code).padStart(5, '0')}: ${said}`)];
}

/** PL/SQL, and the types, libraries and sources that are written like it. */
const endsWithSemicolon =
  /^(declare|begin|<<|create\s+(or\s+replace\s+)?(and\s+\w+\s+)?((non)?editionable\s+)?(procedure|function|package|trigger|type|library|java)\b|with\s+(function|procedure)\b)/i;

/**
 * Does the text begin with a word that begins no statement of Oracle's? (SQL Language Reference, "Types of SQL
 * Statements")
 */
export function beginsNoStatement(text: string): boolean {
  const bare = withoutComments(text).trim();
  return noStatement.test(bare) && !bare.endsWith(';');
}

const noStatement =
  /^(?!(?:administer|alter|analyze|associate|audit|begin|call|comment|commit|create|declare|delete|disassociate|drop|explain|flashback|grant|insert|lock|merge|noaudit|purge|rename|revoke|rollback|savepoint|select|set|truncate|update|upsert|with)\b)[a-z][\w$#]*/i;

const notStatement: Missing = { code: 900, said: 'invalid SQL statement' };
const missingExpression: Missing = { code: 936, said: 'missing expression' };
const invalidTable: Missing = { code: 903, said: 'invalid table name' };
const missingBy: Missing = { code: 924, said: 'missing BY keyword' };

/** A bind variable stands for a value: where the name of a table or column has to be it is none. */
const boundNames: readonly (readonly [RegExp, Missing])[] = [
  [/^(?:select|delete)\b[\s\S]*?\bfrom\s*:\s*\w/i, invalidTable],
  [/^(?:update|delete|(?:insert|merge)\s+into|(?:alter|create|drop|lock|truncate)\s+table)\s*:\s*\w/i, invalidTable],
  [
    /^update\s+[\w$#".]+(?:\s+\w+)?\s+set\s*(?::\s*\w|\d)/i,
    { code: 1747, said: 'invalid user.table.column, table.column, or column specification' },
  ],
];

/** By what the text lacks, that which Oracle comes to first before the others. */
const errors: readonly (readonly [RegExp, Missing])[] = [
  [/^select\s+from\b/i, missingExpression],
  [/^select\b(?![\s\S]*\bfrom\b)/i, { code: 923, said: 'FROM keyword not found where expected' }],
  [/^insert\s+(?!into\b|all\b|first\b)/i, { code: 925, said: 'missing INTO keyword' }],
  [/^update\b(?![\s\S]*\bset\b)/i, { code: 971, said: 'missing SET keyword' }],
  [/^update\s+[\w$#".]+\s+as\s/i, { code: 971, said: 'missing SET keyword' }],
  [/^delete\s+(?:from\s+)?[\w$#".]+\s+as\s/i, { code: 933, said: 'SQL command not properly ended' }],
  [/^drop\s+table$/i, invalidTable],
  [/^create\s+(?:global\s+temporary\s+)?table\s+\d/i, invalidTable],
  [
    /^truncate\s+(?!table\b|cluster\b)/i,
    { code: 3290, said: 'Invalid truncate command - missing CLUSTER or TABLE keyword' },
  ],
  [/^drop\s+tab(?!le\b)/i, { code: 950, said: 'invalid DROP option' }],
  [/^create\s+tab(?!le\b|lespace\b)/i, { code: 901, said: 'invalid CREATE command' }],
  [/^alter\s+tab(?!le\b|lespace\b)/i, { code: 940, said: 'invalid ALTER command' }],
  // A list of columns without one; PostgreSQL makes such a table.
  [/^create\s+(?:global\s+temporary\s+)?table\s+[\w$#".]+\s*\(\s*\)/i, { code: 904, said: ': invalid identifier' }],
  // An operator, a comma or a word of conditions before the end of what it belongs to.
  [/(?:[,=<>+/]|\|\|)\s*(?:from|where|group\s+by|order\s+by)\b/i, missingExpression],
  [/^select\b[\s\S]*==/i, missingExpression],
  [/^(?:select|update|delete)\b[\s\S]*\bwhere\s+(?:and|or|group\s+by|order\s+by)\b/i, missingExpression],
  [
    /^(?:select|insert|update|delete|merge)\b[\s\S]*\bis\s+(?:not\s+)?(?::\s*\w|'|\d)/i,
    { code: 908, said: 'missing NULL keyword' },
  ],
  [/\bfrom(?:$|\s+(?:where|group|order)\b)/i, invalidTable],
  [/\bgroup\s+(?!by\b|\()/i, missingBy],
  [/^select\b[\s\S]*\bfrom\b[\s\S]*\border\s+(?!by\b|siblings\b)/i, missingBy],
  [/^(?:select|update|delete)\b[\s\S]*(?:\b(?:where|and|or|on|by|having)|[,=<>+])$/i, missingExpression],
];

function missingIn(bare: string): Missing | undefined {
  // Oracle looks at the first word before it looks for the end of a literal.
  if (noStatement.test(bare)) return notStatement;
  // Where q'[…]' ends is not told apart here.
  if (/\bn?q'/i.test(bare)) return undefined;
  if ((bare.replaceAll(/"[^"]*"/g, '').match(/'/g) ?? []).length % 2 === 1)
    return { code: 1756, said: 'quoted string not properly terminated' };
  // What literals and quoted names say is no word of the statement.
  const words = withoutQuoted(bare);
  return errors.find(([like]) => like.test(words))?.[1] ?? openEnd(words) ?? reservedTable(words);
}

/** What the grammar takes, so that statements around it are understood. */
const alsoTaken: readonly (readonly [RegExp, Missing])[] = [
  // A subquery among values has parentheses of its own.
  [/^(?:insert|merge)\b[\s\S]*\bvalues\s*\(\s*(?:select|with)\b/i, missingExpression],
  [/^drop\s+table\s+[\w$#".]+\s+cascade(?:\s+purge)?$/i, { code: 905, said: 'missing keyword' }],
  [/^drop\s+table\s+[\w$#".]+\s+restrict$/i, { code: 933, said: 'SQL command not properly ended' }],
];

function takenByGrammar(bare: string): Missing | undefined {
  if (/\bn?q'/i.test(bare)) return undefined;
  const words = withoutQuoted(bare);
  return alsoTaken.find(([like]) => like.test(words))?.[1];
}

function boundName(bare: string): Missing | undefined {
  if (/\bn?q'/i.test(bare)) return undefined;
  const words = withoutParentheses(withoutQuoted(bare));
  return boundNames.find(([like]) => like.test(words))?.[1];
}

const withoutQuoted = (bare: string): string => bare.replaceAll(/'[^']*'/g, "''").replaceAll(/"[^"]*"/g, '"q"');

/** `extract(year from :d)` has a value behind FROM. */
function withoutParentheses(words: string): string {
  const less = words.replaceAll(/\([^()]*\)/g, ' ');
  return less === words ? words : withoutParentheses(less);
}

/** Bind variables in DDL, but for what is written in PL/SQL, as triggers with :NEW. */
function boundDefinition(bare: string): Missing | undefined {
  const isBound =
    definition.test(bare) &&
    !endsWithSemicolon.test(bare) &&
    !/\bn?q'/i.test(bare) &&
    /:\s*\w/.test(withoutQuoted(bare));
  return isBound ? { code: 1027, said: 'bind variables not allowed for data definition operations' } : undefined;
}

const definition = /^(?:alter|analyze|comment|create|drop|grant|rename|revoke|truncate)\b/i;

/** A table that is to have the name of a reserved word. */
function reservedTable(words: string): Missing | undefined {
  const name = /^create\s+(?:global\s+temporary\s+)?table\s+(\w+)\s*\(/i.exec(words)?.[1];
  return name !== undefined && isReservedWord(name) ? invalidTable : undefined;
}

/** A parenthesis or a CASE that is not closed, where nothing else is wrong before it. */
function openEnd(words: string): Missing | undefined {
  const count = (what: RegExp): number => words.match(what)?.length ?? 0;
  if (count(/\(/g) === count(/\)/g) + 1) {
    if (/^insert\s+into\b/i.test(words) && !/\bselect\b/i.test(words)) return { code: 917, said: 'missing comma' };
    if (/^(?:select|create\s+table|alter\s+table)\b/i.test(words))
      return { code: 907, said: 'missing right parenthesis' };
  }
  return /^select\b/i.test(words) && count(/\bcase\b/gi) === count(/\bend\b/gi) + 1
    ? { code: 905, said: 'missing keyword' }
    : undefined;
}
