/**
 * The built compiler, as users run it: code that tsx has transformed is slower and larger. Typed by its sources.
 */
export const distFolder = new URL('../../dist/', import.meta.url);
const load = async <T>(module: string): Promise<T> => (await import(new URL(module, distFolder).href)) as T;

export const { readSources } = await load<typeof import('../../src/source/index.js')>('source/index.js');
export const { compile, projectOptions } = await load<typeof import('../../src/compile.js')>('compile.js');
export const { convertPaths } = await load<typeof import('../../src/output/convert.js')>('output/convert.js');
export const { splitPostgresStatements } = await load<
  typeof import('../../src/runner/plan/statements/postgres-statements.js')
>('runner/plan/statements/postgres-statements.js');
export const { findingsOf } = await load<typeof import('../../src/assess/findings.js')>('assess/findings.js');
export const { assessmentModel } =
  await load<typeof import('../../src/assess/model/index.js')>('assess/model/index.js');
