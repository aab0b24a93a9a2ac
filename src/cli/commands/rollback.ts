import { rollbackRuns } from '../../runner/apply/undo/rollback.js';
import type { CommandContext } from '../context.js';
import { consented } from './consent.js';
import { type RunnerArguments, reportRunFailure, runOptionsOf } from './runner-options.js';

interface RollbackArguments extends RunnerArguments {
  readonly to?: string;
  readonly run?: string;
  readonly all: boolean;
  readonly discardNewRows: boolean;
  readonly leaveIrreversible: boolean;
}

/**
 * `oraphant rollback [OUT] --target T`: takes the last run back, or more, and proves that the catalog
 * is as it was; 8 when it is not.
 */
export async function rollback(args: RollbackArguments, context: CommandContext, version: string): Promise<number> {
  const { terminal } = context;
  return await reportRunFailure(context, args.json, async () => {
    const report = await rollbackRuns({
      ...runOptionsOf(args, context, version),
      confirmLoss: (loss) => consented('rollback', loss, context, args.yes),
      to: args.to,
      runId: args.run,
      all: args.all,
      discardNewRows: args.discardNewRows,
      leaveIrreversible: args.leaveIrreversible,
    });
    if (args.json) {
      terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
      return report.exit;
    }
    for (const problem of report.problems)
      terminal.err(problem.startsWith(' ') ? `${problem}\n` : `error: ${problem}\n`);
    const { done, total } = report.units;
    if (total === 0) terminal.out(`nothing to undo on ${report.target}\n`);
    else {
      const proof = !report.compared ? '' : report.differences.length === 0 ? ', the catalog is as it was before' : '';
      terminal.out(`${done} of ${total} units undone on ${report.target}${proof}\n`);
    }
    return report.exit;
  });
}
