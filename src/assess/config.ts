import { ConfigError, parseConfigDocument } from '../output/config-file.js';
import { effortModelOf } from './effort-config.js';
import type { EffortModel } from './model/effort.js';

/** A finding that somebody decided to live with until a day. */
export interface Waiver {
  /** A code, or the beginning of codes and `*`. */
  readonly code: string;
  /** The object's name with its owner, `*` for any characters; absent: any object. */
  readonly object?: string;
  /** The file's path or the end of it, `*` for any characters. */
  readonly file?: string;
  readonly fingerprint?: string;
  readonly reason: string;
  /** The last day on which it holds: `2027-01-31`. */
  readonly expires: string;
  /** Line in the configuration file. */
  readonly line: number;
}

/** What the assessment takes from `oraphant.config.json` (schemas/oraphant.config.schema.json beside). */
export interface AssessConfig {
  readonly path: string;
  readonly waivers: readonly Waiver[];
  /** Folders with rules, relative to the file. */
  readonly rules: readonly string[];
  /** How effort is reckoned; the numbers of ours where it says nothing. */
  readonly effort: EffortModel;
}

/**
 * Reads the part of the configuration that the assessment uses. Throws `ConfigError` for
 * what is not as the schema says.
 */
export function parseConfig(text: string, path: string): AssessConfig {
  const { waivers = [], rules = [], effort } = parseConfigDocument(text, path);
  if (!Array.isArray(waivers)) throw new ConfigError(`${path}: 'waivers' is a list`);
  if (!isTextList(rules)) throw new ConfigError(`${path}: 'rules' is a list of folders`);
  const lines = linesOfItems(text, 'waivers');
  return {
    path,
    rules,
    effort: effortModelOf(effort, (reason) => {
      throw new ConfigError(`${path}: ${reason}`);
    }),
    waivers: waivers.map((w, i) => waiver(w, path, lines[i] ?? 1)),
  };
}

const waiverKeys: ReadonlySet<string> = new Set(['code', 'object', 'file', 'fingerprint', 'reason', 'expires']);

function waiver(value: unknown, path: string, line: number): Waiver {
  const fail = (reason: string): never => {
    throw new ConfigError(`${path}:${line}: ${reason}`);
  };
  if (!isRecord(value)) return fail('a waiver is an object');
  for (const key of Object.keys(value)) if (!waiverKeys.has(key)) fail(`a waiver has no '${key}'`);
  const text = (key: string): string | undefined => {
    const v = value[key];
    return v === undefined || typeof v === 'string' ? v : fail(`'${key}' of a waiver is text`);
  };
  const code = text('code') ?? fail("a waiver needs a 'code'");
  if (!/^[A-Z][A-Z0-9]*\*?$/.test(code)) fail(`'${code}' is not a code`);
  const reason = text('reason')?.trim() ?? '';
  if (reason === '') fail("a waiver needs a 'reason'");
  const expires = text('expires') ?? fail("a waiver needs a date in 'expires'");
  if (!isDay(expires)) fail(`'${expires}' is not a date: write 2027-01-31`);
  return { code, reason, expires, line, object: text('object'), file: text('file'), fingerprint: text('fingerprint') };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((v) => typeof v === 'string');
}

/** The lines on which the items of a top-level list of valid JSON begin. */
function linesOfItems(text: string, key: string): readonly number[] {
  const found: number[] = [];
  let line = 1;
  let depth = 0;
  let name = '';
  let inList = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:\n]/g)) {
    if (token === '\n') line += 1;
    else if (token === '{' || token === '[') {
      depth += 1;
      if (token === '[' && depth === 2 && name === key) inList = true;
      else if (inList && depth === 3) found.push(line);
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth === 1) inList = false;
    } else if (token.startsWith('"') && depth === 1) name = token.slice(1, -1);
  }
  return found;
}
