import type { Argv } from 'yargs';
import type { CommandContext } from './context.js';

/** The command line that is being run: what its commands get, and where their exit codes go. */
export interface CommandLine {
  readonly context: CommandContext;
  readonly version: string;
  /** Ends the command with its exit code. */
  end(code: number): void;
}

/** The parser with one command more. */
export type Command = (parser: Argv, cli: CommandLine) => Argv;

/** Stands for `-` among the files: yargs drops a lone hyphen among positional arguments. */
export const standardInput = '<standard input>';
