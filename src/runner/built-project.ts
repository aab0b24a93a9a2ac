import { DatabaseError } from './database-error.js';
import type { Project } from './project.js';
import { openScratch } from './scratch.js';
import { type Target, TargetOpenError } from './target.js';

/**
 * Looks at what the project makes of an empty database: on the same server where we may create one, so that both speak the same version.
 * Gives the reason instead where it cannot be built.
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
    await target.execute('set search_path = public, pg_temp');
    for (const { file, statements } of project.files) {
      for (const { sql, line, shape } of statements) {
        if (shape.action === 'transaction') continue;
        try {
          await target.execute(sql);
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error;
          return `the project does not build in an empty database: ${file}:${line}: ${error.message}`;
        }
      }
      await target.execute('set search_path = public, pg_temp');
    }
    return await work(target);
  } finally {
    await scratch.close();
  }
}
