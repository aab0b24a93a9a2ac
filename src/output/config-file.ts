import { existsSync, readFileSync } from 'node:fs';
import type { Collation } from '../lower/context.js';

/** The name that is looked for where no `--config` says another. */
export const defaultConfigFile = 'oraphant.config.json';

/** The configuration cannot be used; the message has the file and, where known, the line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Text and path of the configuration; undefined where none is asked for and none is there. */
export function readConfigFile(path: string | undefined): { readonly path: string; readonly text: string } | undefined {
  const file = path ?? defaultConfigFile;
  if (path === undefined && !existsSync(file)) return undefined;
  return { path: file, text: readFileSync(file, 'utf8') };
}

/** `collation` of the configuration; undefined where it says nothing. Throws `ConfigError` for what it cannot be. */
export function configuredCollation(path: string | undefined): Collation | undefined {
  const file = readConfigFile(path);
  if (file === undefined) return undefined;
  let document: unknown;
  try {
    document = JSON.parse(file.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(`${file.path}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { collation } = (document ?? {}) as { readonly collation?: unknown };
  if (collation === undefined || collation === 'database' || collation === 'explicit') return collation;
  throw new ConfigError(`${file.path}: 'collation' is database or explicit`);
}
