import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RunFailure } from '../../runner/apply/run-failure.js';
import type { RunOptions } from '../../runner/target/run-options.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';

/** Options of the commands that work on a target, in yargs' words. */
export const runnerOptions = {
  'lock-wait': { type: 'number', default: 60, describe: 'Seconds to wait for another run on the target' },
  'lock-timeout': {
    type: 'number',
    default: 2,
    describe: 'Seconds a statement waits for a lock before it is tried again',
  },
  'statement-timeout': { type: 'number', default: 0, describe: 'Seconds a statement may take; 0 is no limit' },
  deadline: { type: 'number', default: 120, describe: 'Seconds to try again, and to get a lost connection back' },
  'on-drift': {
    choices: ['fail', 'warn', 'adopt'] as const,
    default: 'fail' as const,
    describe: 'When the target was changed by hand',
  },
  head: { type: 'string', describe: 'Hash that the ledger must contain (from an earlier run)' },
  log: { type: 'string', describe: 'File for a structured log (JSON lines)' },
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'Answer questions with yes' },
} as const;

/** What commands take that change a target; times in seconds. */
export interface RunnerArguments {
  readonly target: string;
  readonly json: boolean;
  readonly lockWait?: number;
  readonly lockTimeout?: number;
  readonly statementTimeout?: number;
  readonly deadline?: number;
  readonly onDrift?: 'fail' | 'warn' | 'adopt';
  readonly head?: string;
  readonly log?: string;
  readonly yes?: boolean;
}

const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.max(0, Math.round(seconds * 1000));

/** The arguments as the runner takes them; warnings go to stderr. */
export function runOptionsOf(args: RunnerArguments, context: CommandContext, version: string): RunOptions {
  return {
    url: args.target,
    tool: version,
    lockWaitMs: milliseconds(args.lockWait),
    lockTimeoutMs: milliseconds(args.lockTimeout),
    statementTimeoutMs: milliseconds(args.statementTimeout),
    deadlineMs: milliseconds(args.deadline),
    onDrift: args.onDrift,
    head: args.head,
    logFile: args.log,
    isCancelled: context.isCancelled,
    onWarning: (message) => context.terminal.err(`warning: ${message}\n`),
  };
}

/** Refuses a folder that `convert` did not write. @throws CommandError */
export function requireOutput(out: string): void {
  if (!existsSync(join(out, 'sql'))) {
    throw new CommandError(`${out} has no sql folder: give the folder that 'oraphant convert -o' wrote`);
  }
}

/** What ends a run is said on stderr, or as JSON, and becomes the exit code. */
export async function reportRunFailure(
  context: CommandContext,
  json: boolean,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    if (json) context.terminal.out(`${JSON.stringify({ exit: error.exit, problems: error.problems }, undefined, 2)}\n`);
    else
      for (const problem of error.problems)
        context.terminal.err(problem.startsWith(' ') ? `${problem}\n` : `error: ${problem}\n`);
    return error.exit;
  }
}
