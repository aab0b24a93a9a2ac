import type { Project, ProjectFile } from '../script/project.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';
import { TargetOpenError } from '../target/target-url.js';
import { openScratch } from './scratch.js';

/**
 * Looks at what the project makes of an empty database: on the same server where we may create one, so that both speak
 * the same version. Gives the reason instead where it cannot be built.
 */
export async function inBuiltProject<T>(
  project: Project,
  url: string,
  work: (target: Target) => Promise<T>,
): Promise<T | string> {
  let scratch: Awaited<ReturnType<typeof openScratch>>;
  try {
    scratch = await openScratch(url);
  } catch (error) {
    if (error instanceof TargetOpenError) return error.message;
    throw error;
  }
  try {
    const target = await scratch.fresh();
    await target.execute(searchPath);
    for (const files of inPortions(project.files)) {
      const problem = (await isBuilt(target, files)) ? undefined : await builtOneByOne(target, files);
      if (problem !== undefined) return `the project does not build in an empty database: ${problem}`;
    }
    return await work(target);
  } finally {
    await scratch.close();
  }
}

const searchPath = 'set search_path = public, pg_temp';
const portion = { files: 50, characters: 200_000 };

/** Neighbouring files that are sent in one message. */
function inPortions(files: Project['files']): readonly Project['files'][] {
  const portions: ProjectFile[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const length = file.statements.reduce((sum, { sql }) => sum + sql.length, 0);
    const last = portions.at(-1);
    if (last === undefined || last.length >= portion.files || characters + length > portion.characters) {
      portions.push([file]);
      characters = length;
    } else {
      last.push(file);
      characters += length;
    }
  }
  return portions;
}

const statementsOf = ({ statements }: ProjectFile): ProjectFile['statements'] =>
  statements.filter(({ shape }) => shape.action !== 'transaction');

/**
 * All files in one message, which is one transaction: where something fails, or does not go in a
 * transaction, nothing of it has happened.
 */
async function isBuilt(target: Target, files: Project['files']): Promise<boolean> {
  try {
    await target.execute(
      files.map((file) => [...statementsOf(file).map(({ sql }) => sql), searchPath].join('\n;\n')).join(';\n'),
    );
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return false;
  }
}

/** Each statement as `apply` takes it. Says where it fails. */
async function builtOneByOne(target: Target, files: Project['files']): Promise<string | undefined> {
  for (const file of files) {
    for (const { sql, line } of statementsOf(file)) {
      try {
        await target.execute(sql);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        return `${file.file}:${line}: ${error.message}`;
      }
    }
    await target.execute(searchPath);
  }
  return undefined;
}
