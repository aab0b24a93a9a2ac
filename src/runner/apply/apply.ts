import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LineMap } from '../../contract/line-map.js';
import type { PostgresStatement } from '../plan/postgres-statements.js';
import { type OracleLine, oracleLineAt, readLineMap, routineLines } from '../script/line-map.js';
import type { Project } from '../script/project.js';
import { databaseLocale, sortsByBytes } from '../target/collation.js';
import type { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';
import { missingPrivileges } from './privileges.js';

/** The statement that failed, its line in the output and, where the source map knows it, in Oracle's source. */
export interface ApplyFailure {
  /** Below OUT, as `sql/0042_procedure_pay.sql`. */
  readonly file: string;
  readonly line: number;
  readonly oracle: OracleLine | undefined;
  readonly error: DatabaseError;
}

/** The scripts of a conversion in the order in which they build the target. Throws what the file system throws. */
export const sqlFilesOf = (out: string): readonly string[] =>
  readdirSync(join(out, 'sql'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => `sql/${name}`);

/** Where a statement of a file failed, and the Oracle line behind it. */
export function locateFailure(
  out: string,
  statement: { readonly text: string; readonly line: number; readonly file: string },
  error: DatabaseError,
): ApplyFailure {
  return locate(readLineMap(out, statement.file), statement.file, { ...statement, start: 0 }, error);
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

/** PostgreSQL 15 is the oldest that takes the output. */
export const oldestServer = 150000;

/** What makes the target unfit, all at once; empty when it is fit. */
export async function preflight(
  target: Target,
  project: Pick<Project, 'collation'> & Partial<Project>,
): Promise<{ readonly problems: readonly string[]; readonly warnings: readonly string[] }> {
  const problems: string[] = [];
  const warnings: string[] = [];
  if (target.version < oldestServer)
    problems.push(`PostgreSQL ${Math.floor(target.version / 10000)} is too old: 15 is needed`);
  const [[encoding, recovery] = []] = (
    await target.execute(
      'select pg_encoding_to_char(encoding), pg_is_in_recovery() from pg_database where datname = current_database()',
    )
  ).rows;
  const { collation, ctype } = await databaseLocale(target);
  if (encoding !== 'UTF8') problems.push(`the database's encoding is ${encoding}: UTF8 is needed`);
  if (recovery === 't') problems.push('the server is a standby: it takes no writes');
  if (project.files !== undefined) problems.push(...(await unmetNeeds(target, project.files)));
  if (project.collation === 'database' && !sortsByBytes(collation)) {
    warnings.push(
      `the database sorts by ${collation}, Oracle by BINARY: create it with LC_COLLATE 'C', or convert with ` +
        '"collation": "explicit"',
    );
  }
  if (/^(C|POSIX)$/i.test(ctype)) {
    warnings.push(`upper and lower case of letters beyond ASCII are unknown to LC_CTYPE ${ctype}: use 'C.UTF-8'`);
  }
  return { problems, warnings };
}

/** Extensions and privileges that the project's statements ask for, and that are not there. */
async function unmetNeeds(target: Target, files: Project['files']): Promise<readonly string[]> {
  const problems = [...(await missingPrivileges(target, files))];
  const wanted = files.flatMap(({ statements }) =>
    statements.flatMap(({ shape }) =>
      shape.action === 'create' && shape.kind === 'extension' ? [shape.name[0] ?? ''] : [],
    ),
  );
  if (wanted.length === 0) return problems;
  const known = new Set((await target.execute('select name from pg_available_extensions')).rows.map(([name]) => name));
  for (const name of wanted)
    if (!known.has(name)) problems.push(`extension ${name} is not on this server: install its package`);
  return problems;
}
