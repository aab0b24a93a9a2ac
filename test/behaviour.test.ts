import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCompiler } from '../src/cli/context.js';
import { parseCaseFile } from '../src/runner/case-file.js';
import { runCase } from '../src/runner/case-harness.js';
import { openScratch, type Scratch } from '../src/runner/scratch.js';
import type { ScriptCompiler } from '../src/runner/script.js';
import { describeTargets } from './support/targets.js';

const root = fileURLToPath(new URL('./cases/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.case'))
  .sort();

/** Every case on both targets. A case passes, or is flagged with the code its header names; nothing else counts. */
function behaviour(): void {
  describeTargets('behaviour cases', (url) => {
    let scratch: Scratch;
    let compiler: ScriptCompiler;
    beforeAll(async () => {
      scratch = await openScratch(url, { statementTimeoutMs: 20_000 });
      compiler = (await loadCompiler()).compileScript;
    });
    afterAll(() => scratch.close());

    it.each(files)('%s', async (file) => {
      const text = readFileSync(`${root}/${file}`, 'utf8');
      const result = await runCase(file, text, { compiler, scratch, strictFlags: true });
      const expected = (parseCaseFile(text).value?.flags.length ?? 0) > 0 ? 'flagged' : 'pass';
      const { status, reason, errors, actual, diagnostics } = result;
      expect(status, JSON.stringify({ reason, errors, actual, diagnostics }, undefined, 1)).toBe(expected);
    });
  });
}

if (existsSync(new URL('../src/compile.ts', import.meta.url))) behaviour();
else describe.skip('behaviour cases (skipped: the compiler is not there yet)', () => it('runs', () => {}));
