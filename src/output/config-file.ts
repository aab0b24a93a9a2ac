import { existsSync, readFileSync } from 'node:fs';

/** The name that is looked for where no `--config` says another. */
export const defaultConfigFile = 'oraphant.config.json';

/** Text and path of the configuration; undefined where none is asked for and none is there. */
export function readConfigFile(path: string | undefined): { readonly path: string; readonly text: string } | undefined {
  const file = path ?? defaultConfigFile;
  if (path === undefined && !existsSync(file)) return undefined;
  return { path: file, text: readFileSync(file, 'utf8') };
}
