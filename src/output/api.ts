import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assessPaths } from '../assess/assess.js';
import type { CompilerApi } from '../cli/compiler-api.js';
import { defaultOptions } from '../compile.js';
import { convertPaths } from './convert.js';
import { compileScript } from './script.js';
import { version } from './version.js';

/** The compiler as the command line sees it. */
export const compilerApi: CompilerApi = {
  version,
  convertPaths,
  assessPaths,
  compileScript: (text, fileName, options) => compileScript(text, fileName, options, defaultOptions),
  explain: async (code) => rulePage(code),
};

/** The page of a code in `rules/`, which stands beside `src/` and `dist/`. */
function rulePage(code: string): string | undefined {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');
  if (!existsSync(root)) return undefined;
  const wanted = code.toUpperCase();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.startsWith(wanted) && entry.name.endsWith('.md'))
      return readFileSync(join(entry.parentPath, entry.name), 'utf8');
  }
  return undefined;
}
