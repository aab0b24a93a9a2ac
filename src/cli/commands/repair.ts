import { repairTarget } from '../../runner/apply/repair.js';
import { runnerExit } from '../../runner/apply/run-failure.js';
import { withoutPassword } from '../../runner/target/target-url.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';
import { consented } from './consent.js';
import { type RunnerArguments, reportRunFailure, runOptionsOf } from './runner-options.js';

interface RepairArguments extends RunnerArguments {
  readonly adopt: boolean;
  readonly revert: boolean;
  readonly done?: string;
  readonly again?: string;
}

/**
 * `oraphant repair --target T --adopt|--revert|--done UNIT|--again UNIT`: records what was
 * changed by hand, or takes it back.
 */
export async function repair(args: RepairArguments, context: CommandContext, version: string): Promise<number> {
  const { terminal } = context;
  const chosen = [args.adopt, args.revert, args.done !== undefined, args.again !== undefined].filter(Boolean).length;
  if (chosen !== 1) throw new CommandError('give one of --adopt, --revert, --done UNIT, --again UNIT');
  return await reportRunFailure(context, args.json, async () => {
    const report = await repairTarget({
      ...runOptionsOf(args, context, version),
      confirmLoss: (loss) => consented('repair --revert', loss, context, args.yes),
      adopt: args.adopt,
      revert: args.revert,
      done: args.done,
      again: args.again,
    });
    if (args.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
    else {
      for (const { change, object } of report.adopted) terminal.out(`recorded: ${change} ${object}\n`);
      for (const object of report.reverted) terminal.out(`brought back: ${object}\n`);
      if (report.keptIn !== undefined)
        terminal.out(
          `what was changed by hand is kept: oraphant audit --target ${withoutPassword(args.target)} --entry ${report.keptIn}\n`,
        );
      for (const { change, object } of report.left) terminal.out(`left: ${change} ${object}\n`);
      terminal.out(`head ${report.head}\n`);
    }
    if (report.cancelled === true) return runnerExit.cancelled;
    return report.left.length === 0 ? runnerExit.done : runnerExit.drift;
  });
}
