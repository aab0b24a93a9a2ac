/** Exit codes of commands that work on no target (README.md, "Exit codes"); those that do have `runnerExit`, too. */
export const exitCode = {
  clean: 0,
  findings: 1,
  usage: 2,
  internal: 70,
  cancelled: 130,
} as const;

/** Ends a command with a message and a code; for everything that is the user's to mend. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    message: string,
    readonly code: number = exitCode.usage,
  ) {
    super(message);
  }
}
