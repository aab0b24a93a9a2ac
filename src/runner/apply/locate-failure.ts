import type { LineMap } from '../../contract/line-map.js';
import type { PostgresStatement } from '../plan/statements/postgres-statements.js';
import { isAsWritten } from '../script/edited-files.js';
import { type OracleLine, oracleLineAt, readLineMap, routineLines } from '../script/line-map.js';
import type { DatabaseError } from '../target/database-error.js';

/** The statement that failed, its line in the output and, where the source map knows it, in Oracle's source. */
export interface ApplyFailure {
  /** Below OUT, as `sql/0042_procedure_pay.sql`. */
  readonly file: string;
  readonly line: number;
  readonly oracle: OracleLine | undefined;
  readonly error: DatabaseError;
}

/** Where a statement of a file failed, and the Oracle line behind it. */
export function locateFailure(
  out: string,
  statement: { readonly text: string; readonly line: number; readonly file: string },
  error: DatabaseError,
): ApplyFailure {
  // Lines of a file that somebody changed are not those that the map was made for.
  const map = isAsWritten(out, statement.file) ? readLineMap(out, statement.file) : undefined;
  return locate(map, statement.file, { ...statement, start: 0 }, error);
}

function locate(
  map: LineMap | undefined,
  file: string,
  statement: PostgresStatement,
  error: DatabaseError,
): ApplyFailure {
  const line = errorLine(map, statement, error);
  return { file, line, oracle: map === undefined ? undefined : oracleLineAt(map, line), error };
}

/**
 * By position where the parser complains; by the context where a body does
 * (`compilation of PL/pgSQL function "f" near line 3`).
 */
function errorLine(map: LineMap | undefined, statement: PostgresStatement, error: DatabaseError): number {
  if (error.position !== undefined) {
    return statement.line + statement.text.slice(0, error.position - 1).split('\n').length - 1;
  }
  const near = /PL\/pgSQL function "?([^"\s(]+)[^\n]*? (?:near )?line (\d+)/.exec(error.where ?? '');
  if (near?.[1] !== undefined) {
    const end = statement.line + statement.text.split('\n').length - 1;
    const known = map === undefined ? [] : routineLines(map, near[1], Number(near[2]));
    const inside = known.find((line) => line >= statement.line && line <= end);
    if (inside !== undefined) return inside;
    const opening = statement.text.search(/\$[A-Za-z_]*\$/);
    if (opening >= 0) {
      const at = statement.line + statement.text.slice(0, opening).split('\n').length - 1 + Number(near[2]) - 1;
      if (at <= end) return at;
    }
  }
  return statement.line;
}
