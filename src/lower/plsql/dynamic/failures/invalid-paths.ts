import type { DmlStatement, Expr, Query, TableColumn } from '../../../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { nodesOf } from '../../../../ir/walk.js';

/**
 * The error of a JSON path in a statement of dynamic SQL that does not begin with `$`, or goes on with what is no step.
 * What filters say is not looked at, only where they end. (JSON Developer's Guide, "SQL/JSON Path Expression Syntax";
 * Database Error Messages, ORA-40442)
 */
export function invalidPaths(statement: Query | DmlStatement): OracleFailure | undefined {
  // XMLQUERY, XMLEXISTS and XMLCAST have paths as well, but of XQuery.
  const ofJson = nodesOf(statement, 'NamedFunctionSyntax').filter(({ name }) => name.startsWith('JSON'));
  const inFunctions = ofJson.flatMap(({ args }) => args.flatMap(({ role, value }) => (role === 'PATH' ? [value] : [])));
  const inTables = nodesOf(statement, 'JsonTable').flatMap(({ path, columns }) => [path, ...pathsOf(columns)]);
  const isBroken = (path: Expr | undefined): boolean => path?.kind === 'StringLiteral' && !isPath(path.value);
  return [...inFunctions, ...inTables].some(isBroken) ? oracleFailure(40442) : undefined;
}

const pathsOf = (columns: readonly TableColumn[]): readonly (Expr | undefined)[] =>
  columns.flatMap(({ path, nested }) => [path, ...pathsOf(nested ?? [])]);

const begin = /\s*(?:(?:lax|strict)\s+)?\$/iy;
const member = /\s*\.{1,2}\s*(?:\*|"(?:[^"\\]|\\.)*"|[\w$#\u0080-\uffff]+)(?:\s*\(\s*\))?/y;
const place = String.raw`(?:\d+|last(?:\s*-\s*\d+)?)`;
const range = `${place}(?:\\s+to\\s+${place})?`;
const element = new RegExp(`\\s*\\[\\s*(?:\\*|${range}(?:\\s*,\\s*${range})*)\\s*\\]`, 'iy');
const filter = /\s*\?\s*(?=\()/y;

function isPath(text: string): boolean {
  const after = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  let at = after(begin, 0);
  while (at >= 0 && text.slice(at).trim() !== '') {
    const opened = after(filter, at);
    at = opened >= 0 ? closedAt(text, opened) : Math.max(after(member, at), after(element, at));
  }
  return at >= 0;
}

/** Where the parenthesis closes that is opened there; -1 where none does. */
function closedAt(text: string, from: number): number {
  let depth = 0;
  for (const { 0: part, index } of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (depth === 0) return from + index + 1;
  }
  return -1;
}
