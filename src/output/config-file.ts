import { existsSync, readFileSync } from 'node:fs';
import type { LowerOptions } from '../lower/context.js';
import type { ReadOptions } from '../source/index.js';

/** The name that is looked for where no `--config` says another. */
const defaultConfigFile = 'oraphant.config.json';

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
  const { at, entries } = configuration(path);
  return {
    ...oneOf(at, 'collation', entries.collation, ['database', 'explicit']),
    ...oneOf(at, 'autonomous', entries.autonomous, ['caller', 'connection']),
  };
}

/** How sources are read, as commands are told; what they are told wins over the configuration. */
interface ReadingOptions {
  /** Path of the configuration file; absent: `oraphant.config.json` in the working directory, if there. */
  readonly config?: string | undefined;
  /** Values of substitution variables and positional parameters (`&1`). */
  readonly defines?: Readonly<Record<string, string>> | undefined;
  /** `SET DEFINE OFF`: an ampersand is an ampersand. */
  readonly defineOff?: boolean | undefined;
}

/** The options of the reader. Throws `ConfigError` where the configuration's `defines` are no texts. */
export function readOptions({ config, defines = {}, defineOff }: ReadingOptions): ReadOptions {
  return { defines: { ...configuredDefines(config), ...upperKeys(defines) }, ...(defineOff && { defineOff }) };
}

function configuredDefines(path: string | undefined): Readonly<Record<string, string>> {
  const { at, entries } = configuration(path);
  const { defines = {} } = entries;
  if (typeof defines !== 'object' || defines === null || !Object.values(defines).every((v) => typeof v === 'string'))
    throw new ConfigError(`${at}: 'defines' has a text for each name`);
  return upperKeys(defines as Readonly<Record<string, string>>);
}

/** SQL*Plus does not tell the case of variables apart. */
const upperKeys = (defines: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(defines).map(([name, value]) => [name.toUpperCase(), value]));

function configuration(path: string | undefined): {
  readonly at: string;
  readonly entries: {
    readonly collation?: unknown;
    readonly autonomous?: unknown;
    readonly defines?: unknown;
  };
} {
  const file = readConfigFile(path);
  if (file === undefined) return { at: '', entries: {} };
  try {
    const document: unknown = JSON.parse(file.text.replace(/^\uFEFF/, ''));
    return { at: file.path, entries: document ?? {} };
  } catch (error) {
    throw new ConfigError(`${file.path}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
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
