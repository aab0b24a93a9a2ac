import { runnerExit } from '../../runner/apply/run-failure.js';
import { targetDrift } from '../../runner/inspect/target-drift.js';
import type { CommandContext } from '../context.js';
import { reportRunFailure } from './runner-options.js';

interface DriftArguments {
  readonly target: string;
  readonly json: boolean;
}

/** `oraphant drift [OUT] --target T`: what somebody changed by hand since the last run; 4 when there is something. */
export async function drift(args: DriftArguments, context: CommandContext): Promise<number> {
  const { terminal } = context;
  return await reportRunFailure(context, args.json, async () => {
    const { target, differences } = await targetDrift(args.target);
    if (args.json) terminal.out(`${JSON.stringify({ target, differences }, undefined, 2)}\n`);
    else {
      for (const { change, object, before, after } of differences) {
        terminal.out(`${change} ${object}\n`);
        if (before !== '') terminal.out(`  was ${before.replace(/\n/g, '\n      ')}\n`);
        if (after !== '') terminal.out(`  is  ${after.replace(/\n/g, '\n      ')}\n`);
      }
      terminal.out(
        differences.length === 0 ? `${target} stands as the last run left it\n` : `${differences.length} differences\n`,
      );
    }
    return differences.length === 0 ? runnerExit.done : runnerExit.drift;
  });
}
