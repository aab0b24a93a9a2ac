import type { DatabaseError } from '../target/database-error.js';

/** Exit codes of the runner (README.md, "Exit codes"). */
export const runnerExit = {
  done: 0,
  preflight: 3,
  drift: 4,
  locked: 5,
  failed: 6,
  interrupted: 7,
  notExact: 8,
  verify: 9,
  cancelled: 130,
} as const;

/** One of the runner's exit codes. */
export type RunnerExit = (typeof runnerExit)[keyof typeof runnerExit];

/** Ends a run with an exit code and what there is to say, a line each. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  constructor(
    readonly exit: RunnerExit,
    readonly problems: readonly string[],
    options?: ErrorOptions,
  ) {
    super(problems.join('\n'), options);
  }
}

/** What ends a run whose connection was lost for good. */
export const lostOnReconnect = (cause: DatabaseError, again: unknown): RunFailure =>
  new RunFailure(
    runnerExit.interrupted,
    [
      `the connection was lost (${cause.message}) and did not come back: ` +
        `${again instanceof Error ? again.message : String(again)}`,
      'nothing is half done: the next run of the command goes on where this one ended',
    ],
    { cause },
  );
