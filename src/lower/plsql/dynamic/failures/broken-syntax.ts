import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { type StatementStop, statementStop } from '../../../../parse/build/index.js';
import { endOfStatement } from '../../../../parse/syntax-message.js';
import { isReservedWord } from '../../../ddl/invalid-definition.js';

/**
 * The error of a text that begins as a statement and goes on as none, by the place where that is seen and what is
 * missing there; undefined where Oracle may see something else first. (Database Error Messages, ORA-00900 to ORA-00972,
 * ORA-01735)
 */
export function brokenSyntax(bare: string): OracleFailure | undefined {
  const stop = statementStop(bare);
  if (!stop) return undefined;
  if (/^[?`\\%~{}]/.test(stop.found)) return oracleFailure(911);
  const verb = /^\w+/.exec(bare)?.[0].toLowerCase() ?? '';
  const code = byWord(verb, stop) ?? byExpectation(verb, stop);
  return code === undefined ? undefined : oracleFailure(code);
}

/** By the word that is there. */
function byWord(verb: string, { before, found }: StatementStop): number | undefined {
  if (/^alter\s+table\s+[\w$#".]+\s*$/i.test(before) && /^[a-z]/i.test(found)) return 1735;
  if (/^alter\s*$/i.test(before)) return 940;
  if (/^create\s+(?:or\s+replace\s+)?(?:force\s+)?view\s+[\w$#".]+\s*$/i.test(before) && /^select$/i.test(found))
    return 905;
  if (/^delete\s*$/i.test(before) && found === '*') return 903;
  if (/^(?:select|with|insert|update|delete)$/.test(verb) && /(?:\b(?:from|into|join)|^update)\s*$/i.test(before))
    if (/^\d/.test(found) || isReservedWord(found)) return 903;
  // A column without a name, or with that of a word that is none.
  const isColumn = /^create\s+(?:global\s+temporary\s+)?table\b[\s\S]*[(,]\s*$/i.test(before);
  if (isColumn && (found === ')' || isReservedWord(found))) return 904;
  if (/^(?:select|insert|update|delete|merge)$/.test(verb) && found === ')' && /[(,]\s*$/.test(before)) return 936;
  const isQuery = verb === 'select' || verb === 'with';
  if (isQuery && /\b(?:select|where|and|or|distinct)\s*$/i.test(before) && /^(?:\|\||[=<>/,])/.test(found)) return 936;
  if (isQuery && /\bas\s*$/i.test(before) && isReservedWord(found)) return 923;
  return verb !== 'create' && /\bbetween\b(?![\s\S]*\band\b)/i.test(before) ? 905 : undefined;
}

const byKeyword: Readonly<Record<string, number>> = {
  "'='": 927,
  NULL: 908,
  ON: 969,
  ROW: 905,
  ROWS: 905,
  SELECT: 928,
  SET: 971,
  VALUES: 926,
};

/** By what alone could have gone on. */
function byExpectation(verb: string, stop: StatementStop): number | undefined {
  const { expected, before } = stop;
  if (expected.includes(endOfStatement)) return expected.length === 1 ? behindEnd(verb, stop) : undefined;
  if (expected.includes("')'")) return expected.length === 1 ? inParentheses(verb, before) : undefined;
  if (expected.includes('SELECT')) return byKeyword.SELECT;
  const codes = new Set(expected.map((name) => byKeyword[name]));
  const [code] = codes;
  return codes.size === 1 ? code : undefined;
}

/** What follows a statement that is complete. */
function behindEnd(verb: string, { before, found }: StatementStop): number | undefined {
  if (!/^[\w'"),]/.test(found)) return undefined;
  const words = withoutParentheses(before);
  switch (verb) {
    case 'select':
      return /\bfrom\b/i.test(words) ? 933 : 923;
    case 'insert':
      return /\b(?:values|select)\b/i.test(words) ? 933 : 926;
    case 'delete':
    case 'merge':
    case 'update':
    case 'with':
      return 933;
    case 'create':
      return /^create\s+(?:global\s+temporary\s+)?table\b/i.test(words) && !/\bas\b/i.test(words) ? 922 : undefined;
    case 'drop':
      return /^drop\s+table\b/i.test(words) ? 933 : undefined;
    default:
      return undefined;
  }
}

/** A list of columns or values is one of commas, what else is in parentheses ends with them. */
function inParentheses(verb: string, before: string): number | undefined {
  const open = withoutParentheses(before);
  if (verb === 'insert' && /(?:\bvalues|\binto\s+[\w$#".]+)\s*\([^(]*$/i.test(open)) return 917;
  return /^(?:select|insert|update|delete|merge|with)$/.test(verb) || /^create\s+table\b/i.test(before)
    ? 907
    : undefined;
}

function withoutParentheses(text: string): string {
  const less = text.replaceAll(/'[^']*'/g, "''").replaceAll(/\([^()]*\)/g, ' ');
  return less === text ? text : withoutParentheses(less);
}
