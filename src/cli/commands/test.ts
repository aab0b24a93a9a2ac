import { readFileSync } from 'node:fs';
import { counted } from '../../assess/counted.js';
import type { ScriptCompiler } from '../../contract/compiled-script.js';
import { type CaseResult, runCase } from '../../runner/script/case-harness.js';
import { casesToJson, casesToJunit, summarizeCases } from '../../runner/script/case-results.js';
import { canConnectAgain } from '../../runner/script/second-connection.js';
import { openScratch } from '../../runner/verify/scratch.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { findFiles, requirePlace, writeResults } from '../files.js';
import { progressLine } from '../terminal.js';

/** `json` and `junit` are the files to write. */
interface TestArguments {
  readonly paths: readonly string[];
  readonly target: string;
  readonly json?: string;
  readonly junit?: string;
  readonly strictFlags: boolean;
  readonly config?: string;
}

/** `oraphant test PATH… --target T`: behaviour cases, each in an empty database of our own. */
export async function test(args: TestArguments, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const files = findFiles(args.paths, '.case');
  if (files.length === 0) throw new CommandError(`no *.case files below ${args.paths.join(', ')}`);
  for (const file of [args.json, args.junit]) if (file !== undefined) requirePlace(file);
  const compiler = await context.compiler();
  const scratch = await openScratch(args.target, { statementTimeoutMs: 30_000 });
  const progress = progressLine(terminal);
  const compile: ScriptCompiler = (text, name, how) =>
    compiler.compileScript(text, name, { ...how, config: args.config });
  const results: CaseResult[] = [];
  try {
    const autonomous = (await canConnectAgain(compile, scratch)) ? ('connection' as const) : ('caller' as const);
    for (const file of files) {
      if (context.isCancelled()) return exitCode.cancelled;
      progress.show(results.length, files.length, file);
      context.working(file);
      const options = { compiler: compile, scratch, strictFlags: args.strictFlags, autonomous };
      const result = await runCase(file, readFileSync(file, 'utf8'), options);
      results.push(result);
      if (result.status === 'pass') continue;
      progress.end();
      terminal.out(`${result.status.padEnd(7)} ${file}: ${result.reason ?? ''}\n`);
    }
  } finally {
    progress.end();
    await scratch.close();
  }
  if (args.json !== undefined) writeResults(args.json, [{ path: args.json, text: casesToJson(results) }]);
  if (args.junit !== undefined)
    writeResults(args.junit, [{ path: args.junit, text: casesToJunit(results, args.target) }]);
  const summary = summarizeCases(results);
  terminal.out(
    `${counted(results.length, 'case')}: ${summary.pass} pass, ${summary.flagged} flagged, ${summary.wrong} wrong, ` +
      `${summary.error} error\n`,
  );
  return summary.wrong + summary.error > 0 ? exitCode.findings : exitCode.clean;
}
