import { runCli } from '../../src/cli/cli.js';
import { loadCompiler } from '../../src/cli/context.js';

/** How a command ended, and what it has printed. */
export interface EndedCommand {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `oraphant ARGS…` in this process, with the compiler of the sources and no terminal. */
export const cli = (...args: readonly string[]): Promise<EndedCommand> => cliWith({}, args);

type Environment = Parameters<typeof runCli>[1];

/** The same with another compiler or version. */
export async function cliWith(
  environment: Partial<Pick<Environment, 'loadCompiler' | 'version'>>,
  args: readonly string[],
): Promise<EndedCommand> {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    terminal: {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      isInteractive: false,
      hasColor: false,
    },
    version: 'test',
    loadCompiler,
    isCancelled: () => false,
    ...environment,
  });
  return { code, out, err };
}
