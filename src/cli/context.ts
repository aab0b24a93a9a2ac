import type { CompilerApi } from '../contract/compiler-api.js';
import type { Terminal } from './terminal.js';

/** What every command gets: its terminal, the compiler, and whether Ctrl-C was pressed. */
export interface CommandContext {
  readonly terminal: Terminal;
  compiler(): Promise<CompilerApi>;
  isCancelled(): boolean;
  /** What is being worked on, for the message of an internal error. */
  working(on: string): void;
}

/** Loads the compiler when a command first needs it: `--help` and `apply` start without it. */
export async function loadCompiler(): Promise<CompilerApi> {
  return (await import('./compiler.js')).compilerApi;
}
