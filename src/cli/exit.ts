/** Exit codes of the command line's contract; the runner's own are documented with `apply`. */
export const exitCode = {
  clean: 0,
  findings: 1,
  usage: 2,
  preflight: 3,
  failed: 6,
  partial: 7,
  internal: 70,
  interrupted: 130,
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
