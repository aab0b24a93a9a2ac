#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCli } from './cli.js';
import { loadCompiler } from './context.js';
import { exitCode } from './exit.js';
import { processTerminal } from './terminal.js';

/**
 * These compute without a pause and write in one step at the end: a signal ends them at once, as
 * long as nothing listens for it.
 */
const endAtOnce: ReadonlySet<string> = new Set(['assess', 'builtins', 'convert', 'explain', 'lineage', 'rules']);
let cancelled = false;
if (!endAtOnce.has(process.argv[2] ?? '')) {
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
}
// A reader that has seen enough (`| head`) is no error, and stops nothing: a run goes to its end, and its exit code
// tells how it went.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // What was written so far is not the result: whoever reads the file must not take it for one.
    const reason = error.code === 'ENOSPC' ? 'no space left on the disk' : error.message;
    process.stderr.write(`oraphant: cannot write standard output: ${reason}\n`);
    process.exit(exitCode.usage);
  });
}
process.on('uncaughtException', (error) => {
  process.stderr.write(`oraphant: internal error: ${error.message}\n`);
  process.exit(exitCode.internal);
});

process.exitCode = await runCli(process.argv.slice(2), {
  terminal: processTerminal(),
  version: packageVersion(),
  loadCompiler,
  isCancelled: () => cancelled,
});

/** The first time the running statement ends; the second time everything does. */
function interrupt(): void {
  if (cancelled) process.exit(exitCode.cancelled);
  cancelled = true;
  process.stderr.write('oraphant: stopping after what is running; press again to stop at once\n');
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
