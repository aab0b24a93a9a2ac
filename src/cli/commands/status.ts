import { runnerExit } from '../../runner/apply/run-failure.js';
import { targetStatus } from '../../runner/inspect/status.js';
import type { CommandContext } from '../context.js';
import { requireOutput } from './runner-options.js';

interface StatusArguments {
  readonly out?: string;
  readonly target: string;
  readonly json: boolean;
}

/** `oraphant status [OUT] --target T`: where the target stands. */
export async function status(args: StatusArguments, { terminal }: CommandContext): Promise<number> {
  if (args.out !== undefined) requireOutput(args.out);
  const found = await targetStatus(args.target, args.out);
  const code = found.chain.length > 0 ? runnerExit.preflight : runnerExit.done;
  if (args.json) {
    terminal.out(`${JSON.stringify(found, undefined, 2)}\n`);
    return code;
  }
  const lines = [
    `${found.target}: ${found.state}, ${found.units} units ` +
      `stand${found.pending === undefined ? '' : `, ${found.pending} to do`}`,
  ];
  if (found.lastRun !== undefined) {
    const { run, action, ended, actor, tool } = found.lastRun;
    lines.push(`last ${action} ${run} by ${actor}, ${ended}, oraphant ${tool}`, `head ${found.head}`);
  }
  if (found.lastFailure !== undefined) {
    const { unit, sqlstate, message } = found.lastFailure;
    lines.push(`it failed at ${unit}: ${sqlstate} ${message}`);
  }
  lines.push(...found.running.map((session) => `at work: ${session}`));
  terminal.out(`${lines.join('\n')}\n`);
  for (const { seq, problem } of found.chain)
    terminal.err(`error: the ledger was altered at entry ${seq}: ${problem}\n`);
  return code;
}
