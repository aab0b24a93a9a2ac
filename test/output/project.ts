import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Conversion } from '../../src/contract/compiler-api.js';
import { convertPaths } from '../../src/output/convert.js';

/** Converts a project of several files. */
export async function convertProject(files: Readonly<Record<string, string>>): Promise<Conversion> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await convertPaths([folder], {});
  } finally {
    await rm(folder, { recursive: true });
  }
}

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
