import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { reasonOf, requirePaths } from '../files.js';
import { progressLine } from '../terminal.js';
import { type FailOn, hasFailed } from './options.js';

export interface AssessArguments {
  readonly paths: readonly string[];
  readonly out?: string;
  readonly json: boolean;
  readonly config?: string;
  readonly failOn: FailOn;
}

/** `oraphant assess PATH…`: the report, nothing converted. With `-o DIR` it is written to `DIR/report.json`. */
export async function assess(args: AssessArguments, context: CommandContext): Promise<number> {
  requirePaths(args.paths);
  const { terminal } = context;
  const compiler = await context.compiler();
  const progress = progressLine(terminal);
  const { text, ...report } = await compiler.assessPaths(args.paths, {
    config: args.config,
    onProgress(done, total, what) {
      context.working(what);
      progress.show(done, total, what);
    },
  });
  progress.end();
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  if (args.out !== undefined) {
    try {
      mkdirSync(args.out, { recursive: true });
      writeFileSync(join(args.out, 'report.json'), json);
    } catch (error) {
      throw new CommandError(`cannot write to ${args.out}: ${reasonOf(error)}`);
    }
  }
  terminal.out(args.json ? json : text);
  const severities = report.findings.map((finding) => finding.severity);
  return hasFailed(severities, args.failOn) ? exitCode.findings : exitCode.clean;
}
