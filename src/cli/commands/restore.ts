import { runnerExit } from '../../runner/apply/run-failure.js';
import { restoreSnapshot } from '../../runner/apply/snapshot.js';
import { restoreLoss } from '../../runner/apply/snapshot-loss.js';
import type { CommandContext } from '../context.js';
import { requirePaths } from '../files.js';
import { consented } from './consent.js';
import { reportRunFailure } from './runner-options.js';

interface RestoreArguments {
  readonly target: string;
  readonly snapshot: string;
  readonly json: boolean;
  readonly yes: boolean;
}

/** `oraphant restore --target T --snapshot FILE`: the target as `apply --snapshot` kept it, its ledger too. */
export async function restore(args: RestoreArguments, context: CommandContext): Promise<number> {
  requirePaths([args.snapshot]);
  return await reportRunFailure(context, args.json, async () => {
    const loss = await restoreLoss(args.target, args.snapshot);
    if (!(await consented('restore', loss, context, args.yes))) return runnerExit.cancelled;
    if (args.yes) for (const line of loss.lines) context.terminal.err(`warning: ${line}\n`);
    await restoreSnapshot(args.target, args.snapshot);
    context.terminal.out(
      args.json ? `${JSON.stringify({ restored: args.snapshot })}\n` : `restored from ${args.snapshot}\n`,
    );
    return runnerExit.done;
  });
}
