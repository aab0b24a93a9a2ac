import type { ErrorContext } from '../../ir/oracle-error.js';

/*
 * What the context of an error, PL/pgSQL's call stack, tells of where it arose. Handlers ask the runtime's functions of
 * the same names; this is for the error that nobody handles. (src/runtime/sql/error: own_context, error_is_plsql,
 * error_code)
 */

/** The context without the lines that the runtime's functions add at its top. */
export function ownContext(where: string): string {
  const lines = where.split('\n');
  let start = 0;
  for (const [i, line] of lines.entries()) {
    if (/^PL\/pgSQL function ora\.|^SQL function "/.test(line)) start = i + 1;
    else if (line.startsWith('PL/pgSQL function ')) break;
  }
  return lines.slice(start).join('\n');
}

const ofDbmsSql = /(^|\n)PL\/pgSQL function ora\.dbms_sql_[^\n]* line \d+ at (EXECUTE|FETCH|OPEN)/;
const callWithOutParameters =
  /^SQL statement "select\s+\*\s+from\s+(?!ora\.)("[^"]*"|[^\s("])+\([\s\S]*\)"\nPL\/pgSQL function /;

/**
 * Procedural code or a SQL statement? Undefined where nothing is known. A CALL and a PERFORM are PL/SQL's own code in
 * Oracle, and so is the SELECT that calls a function with OUT parameters; what DBMS_SQL runs is SQL. So is the query of a
 * FOR loop, but that a text is too long for the loop's record (22001) is PL/SQL's own error.
 */
export function errorContext(where: string | undefined, sqlstate?: string): ErrorContext | undefined {
  if (where === undefined) return undefined;
  const own = ownContext(where);
  if (ofDbmsSql.test(where.slice(0, where.length - own.length))) return 'sql';
  if (own.startsWith('SQL statement "')) {
    if (callWithOutParameters.test(own)) return 'plsql';
    const at = /\nPL\/pgSQL function [^\n]* line \d+ (at [^\n]*|during [^\n]*)/.exec(own)?.[1];
    return at === 'at CALL' || at === 'at PERFORM' ? 'plsql' : 'sql';
  }
  const procedural = /^(PL\/pgSQL|SQL expression ")/.test(own);
  const ofQuery = sqlstate !== '22001' && /^PL\/pgSQL function [^\n]* line \d+ at FOR over /.test(own);
  return procedural && !ofQuery ? 'plsql' : 'sql';
}

/** Did a conversion function of the runtime fail that PL/SQL called, not a statement or the query of a cursor? */
export function convertsInPlsql(where: string | undefined): boolean {
  if (where === undefined || errorContext(where) !== 'plsql') return false;
  const own = ownContext(where);
  if (/^PL\/pgSQL function [^\n]* line \d+ at FETCH/.test(own)) return false;
  return /(^|\n)PL\/pgSQL function ora\.(?!(?:re)?raise\()/.test(where.slice(0, where.length - own.length));
}

/** Did PL/SQL give a function of numbers an argument that it is not defined for? As `ora.error_code` decides. */
export function undefinedInPlsql(where: string | undefined): boolean {
  if (where === undefined || errorContext(where) !== 'plsql') return false;
  const above = where.slice(0, where.length - ownContext(where).length);
  return /(^|\n)PL\/pgSQL function ora\.(sqrt|ln|log|power|acos|asin|atan2)\(/.test(above);
}
