import type { Conversion } from '../../src/contract/compiler-api.js';
import { convertPaths } from '../../src/output/convert.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Converts a project of several files. */
export const convertProject = (files: Readonly<Record<string, string>>): Promise<Conversion> =>
  convertPaths([temporaryFolder(files)], {});

/** The SQL that builds the schema, without the runtime, white space folded. */
export function schemaOf(conversion: Conversion): string {
  return conversion.files
    .filter((f) => f.path.startsWith('sql/') && !f.path.includes('runtime_ora'))
    .map((f) => f.text)
    .join('\n')
    .replace(/\s+/g, ' ')
    .replace(/\( /g, '(')
    .replace(/ \)/g, ')');
}

export const scriptsOf = (conversion: Conversion): string =>
  conversion.files
    .filter((f) => f.path.startsWith('scripts/'))
    .map((f) => f.text)
    .join('\n');

export const codesOf = (conversion: Conversion): string[] =>
  conversion.diagnostics.map((d) => d.code).filter((c) => c !== 'OP1205' && c !== 'OP6304');
