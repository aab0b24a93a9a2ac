import { editedLines } from '../script/edited-files.js';
import type { Project } from '../script/project.js';
import { databaseLocale, sortsByBytes } from '../target/collation.js';
import { unfitSettings } from '../target/server-settings.js';
import type { Target } from '../target/target.js';
import { missingPrivileges } from './privileges.js';

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
  problems.push(...(await unfitSettings(target)));
  if (project.collation === 'database' && !sortsByBytes(collation)) {
    warnings.push(
      `the database sorts by ${collation}, Oracle by BINARY: create it with LC_COLLATE 'C', or convert with ` +
        '"collation": "explicit"',
    );
  }
  if (/^(C|POSIX)$/i.test(ctype)) {
    warnings.push(`upper and lower case of letters beyond ASCII are unknown to LC_CTYPE ${ctype}: use 'C.UTF-8'`);
  }
  warnings.push(...editedLines(project.edited ?? []));
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
