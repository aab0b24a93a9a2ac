import { runnerExit } from '../../runner/apply/run-failure.js';
import { restoreSnapshot } from '../../runner/apply/snapshot.js';
import type { CommandContext } from '../context.js';
import { confirmed, reportRunFailure } from './runner-options.js';

interface RestoreArguments {
  readonly target: string;
  readonly snapshot: string;
  readonly json: boolean;
  readonly yes: boolean;
}

/** `oraphant restore --target T --snapshot FILE`: the target as `apply --snapshot` kept it, its ledger too. */
export async function restore(args: RestoreArguments, context: CommandContext): Promise<number> {
  if (!(await confirmed(context, 'Replace everything in the target by the snapshot?', args.yes)))
    return runnerExit.cancelled;
  return await reportRunFailure(context, args.json, async () => {
    await restoreSnapshot(args.target, args.snapshot);
    context.terminal.out(
      args.json ? `${JSON.stringify({ restored: args.snapshot })}\n` : `restored from ${args.snapshot}\n`,
    );
    return runnerExit.done;
  });
}
