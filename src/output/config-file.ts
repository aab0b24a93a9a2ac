import { existsSync, readFileSync } from 'node:fs';
import type { LowerOptions } from '../lower/context.js';
import { encodingOf } from '../source/files/encoding.js';
import type { ReadOptions } from '../source/index.js';

/** The name that is looked for where no `--config` says another. */
const defaultConfigFile = 'oraphant.config.json';

/** The configuration cannot be used; the message has the file and, where known, the line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Text and path of the configuration; undefined where none is asked for and none is there. Throws
 * `ConfigError` where it cannot be read.
 */
export function readConfigFile(path: string | undefined): { readonly path: string; readonly text: string } | undefined {
  const file = path ?? defaultConfigFile;
  if (path === undefined && !existsSync(file)) return undefined;
  try {
    return { path: file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new ConfigError(`cannot read ${file}: ${reason}`);
  }
}

/** What the configuration may have at its top (assess/schemas/oraphant.config.schema.json). */
const configKeys: ReadonlySet<string> = new Set([
  '$schema',
  'autonomous',
  'collation',
  'defines',
  'effort',
  'emptyStrings',
  'encoding',
  'rules',
  'waivers',
]);

/**
 * The configuration's entries, each under a name that there is. Throws `ConfigError` with the
 * line for what is no such document.
 */
export function parseConfigDocument(text: string, path: string): Readonly<Record<string, unknown>> {
  const json = text.replace(/^\uFEFF/, '');
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = / at position (\d+)/.exec(message);
    if (!position) throw new ConfigError(`${path}: not JSON: ${message}`);
    const before = json.slice(0, Number(position[1])).split('\n');
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new ConfigError(`${path}:${place}: not JSON: ${message.slice(0, position.index)}`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new ConfigError(`${path}: an object is expected`);
  for (const key of Object.keys(document)) {
    if (configKeys.has(key)) continue;
    const line = json.slice(0, json.indexOf(JSON.stringify(key))).split('\n').length;
    throw new ConfigError(`${path}:${line}: there is no '${key}', but ${[...configKeys].join(', ')}`);
  }
  return document as Readonly<Record<string, unknown>>;
}

/**
 * What the configuration says of how code is converted; nothing for what it does not say. Throws
 * `ConfigError` for what it cannot be.
 */
export function configuredLowering(
  path: string | undefined,
): Partial<Pick<LowerOptions, 'collation' | 'autonomous' | 'emptyStrings'>> {
  const { at, entries } = configuration(path);
  return {
    ...oneOf(at, 'collation', entries.collation, ['database', 'explicit']),
    ...oneOf(at, 'autonomous', entries.autonomous, ['caller', 'connection']),
    ...oneOf(at, 'emptyStrings', entries.emptyStrings, ['flag', 'trigger', 'check']),
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
  /** What files are in that are not Unicode, by any name of the encoding. */
  readonly encoding?: string | undefined;
}

/**
 * The options of the reader. Throws `ConfigError` where the configuration's `defines` are no texts, or where there is no
 * such encoding.
 */
export function readOptions({ config, defines = {}, defineOff, encoding }: ReadingOptions): ReadOptions {
  return {
    defines: { ...configuredDefines(config), ...upperKeys(defines) },
    ...(defineOff && { defineOff }),
    encoding: encoding === undefined ? configuredEncoding(config) : knownEncoding('--encoding', encoding),
  };
}

function configuredEncoding(path: string | undefined): string | undefined {
  const { at, entries } = configuration(path);
  return entries.encoding === undefined ? undefined : knownEncoding(`${at}: 'encoding'`, entries.encoding);
}

function knownEncoding(said: string, name: unknown): string {
  const known = typeof name === 'string' ? encodingOf(name) : undefined;
  if (known !== undefined) return known;
  throw new ConfigError(
    `${said}: there is no ${JSON.stringify(name)}, but windows-1250, koi8-r, EE8MSWIN1250 and so on`,
  );
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
    readonly emptyStrings?: unknown;
    readonly defines?: unknown;
    readonly encoding?: unknown;
  };
} {
  const file = readConfigFile(path);
  if (file === undefined) return { at: '', entries: {} };
  return { at: file.path, entries: parseConfigDocument(file.text, file.path) };
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
