import { existsSync, readFileSync } from 'node:fs';
import type { LowerOptions } from '../lower/context.js';

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

/** What the configuration says of how code is converted; nothing for what it does not say. Throws `ConfigError` for what it cannot be. */
export function configuredLowering(path: string | undefined): Pick<LowerOptions, 'collation' | 'autonomous'> {
  const file = readConfigFile(path);
  if (file === undefined) return {};
  let document: unknown;
  try {
    document = JSON.parse(file.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(`${file.path}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { collation, autonomous } = (document ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...oneOf(file.path, 'collation', collation, ['database', 'explicit']),
    ...oneOf(file.path, 'autonomous', autonomous, ['caller', 'connection']),
  };
}

function oneOf<K extends string, V extends string>(
  path: string,
  key: K,
  value: unknown,
  allowed: readonly V[],
): { readonly [key in K]?: V } {
  if (value === undefined) return {};
  const known = allowed.find((v) => v === value);
  if (known === undefined) throw new ConfigError(`${path}: '${key}' is ${allowed.join(' or ')}`);
  return { [key]: known } as { readonly [key in K]?: V };
}
