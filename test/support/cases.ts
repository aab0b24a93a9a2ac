import { afterAll, beforeAll } from 'vitest';
import { loadCompiler } from '../../src/cli/context.js';
import type { ScriptCompiler } from '../../src/contract/compiled-script.js';
import { type CaseOptions, type CaseResult, runCase } from '../../src/runner/script/case-harness.js';
import { openScratch, type Scratch } from '../../src/runner/verify/scratch.js';

/**
 * Runs the text of a behaviour case on the target, whose scratch database is opened before the tests of the
 * describe block and closed after them. `autonomous`: where autonomous transactions run.
 */
export function casesOn(
  url: string,
  autonomous?: CaseOptions['autonomous'],
): (file: string, text: string) => Promise<CaseResult> {
  let scratch: Scratch;
  let compiler: ScriptCompiler;
  beforeAll(async () => {
    scratch = await openScratch(url, { statementTimeoutMs: 60_000 });
    compiler = (await loadCompiler()).compileScript;
  });
  afterAll(() => scratch.close());
  return (file, text) => runCase(file, text, { compiler, scratch, ...(autonomous && { autonomous }) });
}
