import type { ExecuteImmediate } from '../../../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { withoutComments } from '../../../../source/tokens/without-comments.js';
import { isReservedWord } from '../../../ddl/invalid-definition.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { raiseFailure } from '../../errors/capture.js';
import { brokenSyntax } from './broken-syntax.js';

/*
 * Oracle says of a text that is no statement what it missed first. Only what can be told from the words alone is told
 * here. (Database Error Messages, ORA-00900 to ORA-01756)
 */

/** The error of a text that Oracle does not parse; undefined for those of which nothing is sure. */
export function brokenStatement(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate, 'span'>,
  text: string,
  known: { readonly understood: boolean },
): PlStatement[] | undefined {
  const missing = brokenText(text, known);
  return missing && raiseFailure(rc, s.span, missing);
}

/** What is wrong with a text that is no PL/SQL, as far as its words alone tell. */
export function brokenText(text: string, { understood }: { readonly understood: boolean }): OracleFailure | undefined {
  const bare = withoutComments(text).trim();
  if (bare.endsWith(';') && !endsWithSemicolon.test(bare)) return oracleFailure(911);
  const missing = understood
    ? undefined
    : (missingIn(bare) ?? (hasAlternativeQuotes(bare) ? undefined : brokenSyntax(bare)));
  return boundName(bare) ?? takenByGrammar(bare) ?? missing ?? boundDefinition(bare);
}

/**
 * What is wrong with a text by words that no statement of Oracle's has so, whatever the grammar here does not know;
 * undefined where only the grammar tells.
 */
export function brokenByWords(text: string): OracleFailure | undefined {
  const bare = withoutComments(text).trim();
  if (bare.endsWith(';') && !endsWithSemicolon.test(bare)) return oracleFailure(911);
  return boundName(bare) ?? takenByGrammar(bare) ?? missingIn(bare) ?? boundDefinition(bare);
}

/** Where q'[…]' ends is not told apart here. */
const hasAlternativeQuotes = (bare: string): boolean => /\bn?q'/i.test(bare);

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

const notStatement = oracleFailure(900);
const missingExpression = oracleFailure(936);
const invalidTable = oracleFailure(903);
const missingBy = oracleFailure(924);

/** A bind variable stands for a value: where the name of a table or column has to be it is none. */
const boundNames: readonly (readonly [RegExp, OracleFailure])[] = [
  [/^(?:select|delete)\b[\s\S]*?\bfrom\s*:\s*\w/i, invalidTable],
  [/^(?:update|delete|(?:insert|merge)\s+into|(?:alter|create|drop|lock|truncate)\s+table)\s*:\s*\w/i, invalidTable],
  [/^update\s+[\w$#".]+(?:\s+\w+)?\s+set\s*(?::\s*\w|\d)/i, oracleFailure(1747)],
];

/** By what the text lacks, that which Oracle comes to first before the others. */
const errors: readonly (readonly [RegExp, OracleFailure])[] = [
  [/^select\s+from\b/i, missingExpression],
  [/^select\s+distinct\s+on\b/i, missingExpression],
  [/^with\s+recursive\s+\w/i, oracleFailure(905)],
  [/^select\b(?![\s\S]*\bfrom\b)/i, oracleFailure(923)],
  [/^insert\s+(?!into\b|all\b|first\b)/i, oracleFailure(925)],
  [/^update\b(?![\s\S]*\bset\b)/i, oracleFailure(971)],
  [/^update\s+[\w$#".]+\s+as\s/i, oracleFailure(971)],
  [/^delete\s+(?:from\s+)?[\w$#".]+\s+as\s/i, oracleFailure(933)],
  [/^drop\s+table$/i, invalidTable],
  [/^create\s+(?:global\s+temporary\s+)?table\s*(?:\s\d|\()/i, invalidTable],
  [/^truncate\s+(?!table\b|cluster\b)/i, oracleFailure(3290)],
  [
    /^drop\s+(?!(?:analytic|attribute|audit|cluster|context|database|dimension|directory|diskgroup|edition|flashback|function|hierarchy|index|indextype|inmemory|java|library|lockdown|materialized|operator|outline|package|pluggable|procedure|profile|public|restore|role|rollback|sequence|snapshot|synonym|table|tablespace|temporary|trigger|type|user|view)\b)[a-z]/i,
    oracleFailure(950),
  ],
  [/^create\s+tab(?!le\b|lespace\b)/i, oracleFailure(901)],
  [/^alter\s+tab(?!le\b|lespace\b)/i, oracleFailure(940)],
  // A list of columns without one; PostgreSQL makes such a table.
  [/^create\s+(?:global\s+temporary\s+)?table\s+[\w$#".]+\s*\(\s*\)/i, oracleFailure(904)],
  // An operator, a comma or a word of conditions before the end of what it belongs to.
  [/(?:[,=<>+/]|\|\|)\s*(?:from|where|group\s+by|order\s+by)\b/i, missingExpression],
  [/^select\b[\s\S]*(?:==|\(\s*from\b)/i, missingExpression],
  [/^(?:select|update|delete)\b[\s\S]*\bwhere\s+(?:and|or|group\s+by|order\s+by)\b/i, missingExpression],
  [/^(?:select|insert|update|delete|merge)\b[\s\S]*\bis\s+(?:not\s+)?(?::\s*\w|'|\d)/i, oracleFailure(908)],
  [/\bfrom(?:$|\s+(?:where|group|order)\b)/i, invalidTable],
  [/^(?:select|with|insert|update|delete|merge)\b[\s\S]*\bgroup\s+(?!by\b|\()/i, missingBy],
  [/^select\b[\s\S]*\bfrom\b[\s\S]*\border\s+(?!by\b|siblings\b)/i, missingBy],
  [/^(?:select|update|delete)\b[\s\S]*(?:\b(?:where|and|or|on|by|having|like|escape)|[,=<>+])$/i, missingExpression],
  [/^(?:select|update|delete)\b[\s\S]*\bis(?:\s+not)?$/i, oracleFailure(908)],
  [/^delete$/i, invalidTable],
];

function missingIn(bare: string): OracleFailure | undefined {
  // Oracle looks at the first word before it looks for the end of a literal.
  if (noStatement.test(bare)) return notStatement;
  if (hasAlternativeQuotes(bare)) return undefined;
  if ((bare.replaceAll(/"[^"]*"/g, '').match(/'/g) ?? []).length % 2 === 1) return oracleFailure(1756);
  // What literals and quoted names say is no word of the statement.
  const words = withoutQuoted(bare);
  if ((words.match(/"/g) ?? []).length % 2 === 1) return oracleFailure(1740);
  return errors.find(([like]) => like.test(words))?.[1] ?? openEnd(words) ?? reservedTable(words);
}

/** What the grammar takes, so that statements around it are understood. */
const alsoTaken: readonly (readonly [RegExp, OracleFailure])[] = [
  // A subquery among values has parentheses of its own.
  [/^(?:insert|merge)\b[\s\S]*\bvalues\s*\(\s*(?:\)|(?:select|with)\b)/i, missingExpression],
  [/^update\b[\s\S]*\bset\s*\([^()]*\)\s*=\s*\(\s*(?!select\b|with\b|\()/i, oracleFailure(1767)],
  [/\(\s*(?:distinct|unique)\s+\*\s*\)/i, missingExpression],
  // INSERT … SET and set operators of later releases.
  [/^insert\s+into\s+[\w$#".]+\s+set\b/i, oracleFailure(926)],
  [/^(?:select|with)\b[\s\S]*\bexcept\s+(?:all\s+)?\(?\s*select\b/i, oracleFailure(933)],
  [/^(?:select|with)\b[\s\S]*\b(?:minus|intersect)\s+all\b/i, oracleFailure(928)],
  // COLUMN is a word of other releases there, or of other systems.
  [/^alter\s+table\s+[\w$#".]+\s+add\s*\(?\s*column\b/i, oracleFailure(904)],
  [/^alter\s+table\s+[\w$#".]+\s+modify\s+column\b(?![\s\S]*\bsubstitutable\b)/i, oracleFailure(905)],
  [/^drop\s+table\s+[\w$#".]+\s+cascade(?:\s+purge)?$/i, oracleFailure(905)],
  [/^drop\s+table\s+[\w$#".]+\s+restrict$/i, oracleFailure(933)],
];

/** The same, of what is in no parentheses. */
const alsoTakenOutside: readonly (readonly [RegExp, OracleFailure])[] = [
  [/^merge\b[\s\S]*?\busing\b[\s\S]*?\bon\s+(?!and\b|or\b|when\b)\w/i, oracleFailure(969)],
  [/^merge\b(?![\s\S]*\bwhen\b)[\s\S]*\bon\b/i, oracleFailure(905)],
  [
    /^(?:select|insert|update|delete|merge|with)\b[\s\S]*\bbetween\b(?:(?!\band\b)[\s\S])*(?:\b(?:or|then|order|group|union)\b|$)/i,
    oracleFailure(905),
  ],
];

function takenByGrammar(bare: string): OracleFailure | undefined {
  if (hasAlternativeQuotes(bare)) return undefined;
  const unnamed = bare.replaceAll(/'[^']*'/g, "''").replaceAll(/"[^"]+"/g, ' ');
  if (!endsWithSemicolon.test(bare) && unnamed.includes('""')) return oracleFailure(1741);
  const words = withoutQuoted(bare);
  const outside = withoutParentheses(words);
  return (
    alsoTaken.find(([like]) => like.test(words))?.[1] ?? alsoTakenOutside.find(([like]) => like.test(outside))?.[1]
  );
}

function boundName(bare: string): OracleFailure | undefined {
  if (hasAlternativeQuotes(bare)) return undefined;
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
function boundDefinition(bare: string): OracleFailure | undefined {
  const isBound =
    definition.test(bare) &&
    !endsWithSemicolon.test(bare) &&
    !hasAlternativeQuotes(bare) &&
    /:\s*\w/.test(withoutQuoted(bare));
  return isBound ? oracleFailure(1027) : undefined;
}

const definition = /^(?:alter|analyze|comment|create|drop|grant|rename|revoke|truncate)\b/i;

/** A table that is to have the name of a reserved word. */
function reservedTable(words: string): OracleFailure | undefined {
  const name = /^create\s+(?:global\s+temporary\s+)?table\s+(\w+)\s*\(/i.exec(words)?.[1];
  return name !== undefined && isReservedWord(name) ? invalidTable : undefined;
}

/** A parenthesis or a CASE that is not closed, where nothing else is wrong before it. */
function openEnd(words: string): OracleFailure | undefined {
  const count = (what: RegExp): number => words.match(what)?.length ?? 0;
  if (count(/\(/g) === count(/\)/g) + 1) {
    if (/^insert\s+into\b/i.test(words) && !/\bselect\b/i.test(words)) return oracleFailure(917);
    if (/^(?:select|create\s+table|alter\s+table)\b/i.test(words)) return oracleFailure(907);
  }
  return /^select\b/i.test(words) && count(/\bcase\b/gi) === count(/\bend\b/gi) + 1 ? oracleFailure(905) : undefined;
}
