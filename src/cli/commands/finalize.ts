import { runnerExit } from '../../runner/apply/run-failure.js';
import { finalizeTarget } from '../../runner/verify/inspect.js';
import type { CommandContext } from '../context.js';
import { confirmed, type RunnerArguments, reportRunFailure, runOptionsOf } from './runner-options.js';

/** `oraphant finalize [OUT] --target T`: drops what was moved aside for a rollback. */
export async function finalize(args: RunnerArguments, context: CommandContext, version: string): Promise<number> {
  const { terminal } = context;
  if (!(await confirmed(context, 'Drop what is kept for a rollback?', args.yes))) return runnerExit.cancelled;
  return await reportRunFailure(context, args.json, async () => {
    const report = await finalizeTarget(runOptionsOf(args, context, version));
    if (args.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else {
      for (const name of report.dropped) terminal.out(`dropped ${name}\n`);
      terminal.out(report.dropped.length === 0 ? 'nothing is kept\n' : `head ${report.head}\n`);
    }
    return runnerExit.done;
  });
}
