import { stakeText } from '../../runner/apply/at-stake.js';
import { finalizeTarget } from '../../runner/apply/finalize.js';
import { runnerExit } from '../../runner/apply/run-failure.js';
import type { CommandContext } from '../context.js';
import { consented } from './consent.js';
import { type RunnerArguments, reportRunFailure, runOptionsOf } from './runner-options.js';

/** `oraphant finalize [OUT] --target T`: drops what was moved aside for a rollback. */
export async function finalize(args: RunnerArguments, context: CommandContext, version: string): Promise<number> {
  const { terminal } = context;
  return await reportRunFailure(context, args.json, async () => {
    const report = await finalizeTarget({
      ...runOptionsOf(args, context, version),
      confirmLoss: (loss) => consented('finalize', loss, context, args.yes),
    });
    if (args.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else if (report.cancelled !== true) {
      const rows = new Map(report.kept.map((one) => [one.name, stakeText(one)]));
      for (const name of report.dropped) terminal.out(`dropped ${rows.get(name) ?? name}\n`);
      terminal.out(report.dropped.length === 0 ? 'nothing is kept\n' : `head ${report.head}\n`);
    }
    return report.cancelled === true ? runnerExit.cancelled : runnerExit.done;
  });
}
