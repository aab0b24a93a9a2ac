/**
 * The built compiler, as users run it: code that tsx has transformed is slower and larger. Typed by its sources.
 */
export const distFolder = new URL('../../dist/', import.meta.url);
const load = async <T>(module: string): Promise<T> => (await import(new URL(module, distFolder).href)) as T;

export const { readSources, lex } = await load<typeof import('../../src/source/index.js')>('source/index.js');
export const { parseUnit, decisionSizes } =
  await load<typeof import('../../src/parse/parse-unit.js')>('parse/parse-unit.js');
export const { parseUnits } = await load<typeof import('../../src/parse/build/index.js')>('parse/build/index.js');
export const { analyze } = await load<typeof import('../../src/analyze/analyze.js')>('analyze/analyze.js');
export const { compile, projectOptions } = await load<typeof import('../../src/compile.js')>('compile.js');
export const { convertPaths, layOut } = await load<typeof import('../../src/output/convert.js')>('output/convert.js');
export const { findingsOf } = await load<typeof import('../../src/assess/findings.js')>('assess/findings.js');
export const { assessmentModel } =
  await load<typeof import('../../src/assess/model/index.js')>('assess/model/index.js');
