import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCompiler } from '../../src/cli/context.js';
import { defaultOptions } from '../../src/compile.js';
import type { ScriptCompiler } from '../../src/contract/compiled-script.js';
import { compileScript } from '../../src/output/script.js';
import { parseCaseFile } from '../../src/runner/script/case-file.js';
import { runCase } from '../../src/runner/script/case-harness.js';
import { openScratch, type Scratch } from '../../src/runner/verify/scratch.js';

export const casesRoot = fileURLToPath(new URL('../cases/', import.meta.url));

export const caseFiles: readonly string[] = readdirSync(casesRoot, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.case'))
  .sort();

interface KnownFailure {
  readonly file: string;
  /** One target only; both where undefined. */
  readonly target: 'pglite' | 'postgres' | undefined;
  readonly reason: string;
}

/**
 * `test/cases/known-failures.txt`: a line `path: reason` or `path (pglite|postgres): reason` for
 * each case that does not pass yet.
 */
export const knownFailures: readonly KnownFailure[] = readFileSync(`${casesRoot}known-failures.txt`, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, file, target, reason] = /^(\S+\.case)(?: \((pglite|postgres)\))?: (\S.*)$/.exec(line) ?? [];
    if (file === undefined || reason === undefined) throw new Error(`known-failures.txt: not understood: ${line}`);
    return { file, target: target as KnownFailure['target'], reason };
  });

const forAnyCollation: ScriptCompiler = (text, file, options) =>
  compileScript(text, file, options, {
    ...defaultOptions,
    lower: { ...defaultOptions.lower, collation: 'explicit' },
  });

/** PGlite slows down as the catalog entries of dropped schemas pile up: a new one, three times as fast, pays. */
const casesOfOnePglite = 100;

/** What only some of the cases are run for, and the server's locale. */
interface Choice {
  /** Every second case only, for a file that runs beside another. */
  readonly part?: 'even' | 'odd';
  /** An ICU locale that the server's database sorts by, which no case may show: NLS_SORT is BINARY. */
  readonly locale?: string;
}

/**
 * Every case on one target. A case passes, or is flagged with the code its header names; nothing else counts, but for
 * the known failures, which must still fail: one that passes has to leave the list.
 */
export function behaviour(url: string, { part, locale: icuLocale }: Choice = {}): void {
  const kind = url.startsWith('pglite:') ? 'pglite' : 'postgres';
  const known = new Set(knownFailures.filter(({ target = kind }) => target === kind).map(({ file }) => file));
  const files = part === undefined ? caseFiles : caseFiles.filter((_, i) => i % 2 === (part === 'even' ? 0 : 1));
  const open = (): Promise<Scratch> => openScratch(url, { statementTimeoutMs: 60_000, icuLocale });
  let scratch: Scratch;
  let casesSinceOpened = 0;
  let compiler: ScriptCompiler;
  beforeAll(async () => {
    scratch = await open();
    compiler = icuLocale === undefined ? (await loadCompiler()).compileScript : forAnyCollation;
  });
  afterAll(() => scratch.close());

  const run = async (file: string) => {
    if (kind === 'pglite' && ++casesSinceOpened > casesOfOnePglite) {
      await scratch.close();
      scratch = await open();
      casesSinceOpened = 1;
    }
    const text = readFileSync(`${casesRoot}/${file}`, 'utf8');
    const { status, ...result } = await runCase(file, text, { compiler, scratch, strictFlags: true });
    const expected = (parseCaseFile(text).value?.flags.length ?? 0) > 0 ? 'flagged' : 'pass';
    const { reason, errors, actual, diagnostics } = result;
    return { status, expected, details: JSON.stringify({ reason, errors, actual, diagnostics }, undefined, 1) };
  };

  it.each(files.filter((file) => !known.has(file)))('%s', async (file) => {
    const { status, expected, details } = await run(file);
    expect(status, details).toBe(expected);
  });

  it.each(files.filter((file) => known.has(file)))('%s is still a known failure', async (file) => {
    const { status, expected } = await run(file);
    expect(status, `${file} passes now: take it off test/cases/known-failures.txt`).not.toBe(expected);
  });
}
