import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompilerApi } from './compiler-api.js';
import { CommandError, exitCode } from './exit.js';
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
  const name = import.meta.url.endsWith('.ts') ? '../compile.ts' : '../compile.js';
  const url = new URL(name, import.meta.url);
  if (!existsSync(fileURLToPath(url))) throw new CommandError('this build has no compiler', exitCode.internal);
  const module = (await import(url.href)) as { readonly compilerApi?: CompilerApi };
  if (module.compilerApi === undefined) throw new CommandError('this build has no compiler', exitCode.internal);
  return module.compilerApi;
}
