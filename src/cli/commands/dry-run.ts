import { type DryRunReport, dryRunInScratch, dryRunOnTarget } from '../../runner/apply/dry-run.js';
import type { CommandContext } from '../context.js';
import type { ApplyArguments } from './apply.js';
import { reportRunFailure, requireOutput, runOptionsOf } from './runner-options.js';

/** `oraphant apply OUT --target T --dry-run MODE`: whether apply would go through, without anything that lasts. */
export async function dryRun(
  args: ApplyArguments & { readonly dryRun: 'scratch' | 'target'; readonly scratchUrl?: string },
  context: CommandContext,
  version: string,
): Promise<number> {
  requireOutput(args.out);
  return await reportRunFailure(context, args.json, async () => {
    const options = { ...runOptionsOf(args, context, version), data: args.data };
    const report =
      args.dryRun === 'scratch'
        ? await dryRunInScratch(args.out, options, args.scratchUrl)
        : await dryRunOnTarget(args.out, options);
    if (args.json) context.terminal.out(`${JSON.stringify(shown(report), undefined, 2)}\n`);
    else describe(report, context);
    return report.exit;
  });
}

function describe({ failure, steps, untried, problems, target }: DryRunReport, { terminal }: CommandContext): void {
  for (const step of steps) if (step !== '') terminal.out(`${step}\n`);
  for (const { unit, why } of untried) terminal.out(`not tried: ${unit}: ${why}\n`);
  if (failure !== undefined) {
    const { file, line, oracle, error } = failure;
    terminal.err(`${file}:${line}: error ${error.sqlstate}: ${error.message}\n`);
    if (oracle !== undefined) terminal.err(`  from ${oracle.file}:${oracle.line}\n`);
  }
  for (const problem of problems) terminal.err(`${problem}\n`);
  terminal.out(`dry run on ${target}: nothing of it lasts\n`);
}

const shown = ({ failure, ...report }: DryRunReport) => ({
  ...report,
  failure:
    failure === undefined
      ? null
      : {
          unit: failure.unit,
          file: failure.file,
          line: failure.line,
          sqlstate: failure.error.sqlstate,
          message: failure.error.message,
        },
});
