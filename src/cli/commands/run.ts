import { isNotRun } from '../../diagnostics/op9-source.js';
import { installRuntime } from '../../runner/apply/runtime-install.js';
import { runScript } from '../../runner/script/script.js';
import type { ScriptError } from '../../runner/script/script-error.js';
import { hasDblink } from '../../runner/script/second-connection.js';
import { databaseLocale, sortsByBytes } from '../../runner/target/collation.js';
import { endWithClient } from '../../runner/target/end-with-client.js';
import { fitSession, unfitSettings } from '../../runner/target/server-settings.js';
import { openTarget } from '../../runner/target/target.js';
import type { CommandContext } from '../context.js';
import { exitCode } from '../exit.js';
import { readInput } from '../files.js';
import { saidOnce } from '../said-once.js';
import { formatDiagnostic } from '../terminal.js';
import { readingOf, type SourceArguments } from './options.js';

interface RunArguments extends SourceArguments {
  readonly files: readonly string[];
  readonly target: string;
  readonly onError: 'continue' | 'stop';
  readonly json: boolean;
  readonly config?: string;
}

/** `oraphant run FILE…|-`: converts and executes; stdout has the DBMS_OUTPUT lines and nothing else. */
export async function run(args: RunArguments, context: CommandContext): Promise<number> {
  const { terminal } = context;
  // Files that cannot be read are an error of the call, before anything runs.
  const contents = args.files.map((file) => ({ file, bytes: readInput(file) }));
  const compiler = await context.compiler();
  context.working(args.files.join(', '));
  const target = await openTarget(args.target);
  const output: string[] = [];
  const errors: ScriptError[] = [];
  let isIncomplete = false;
  try {
    await endWithClient(target);
    await fitSession(target);
    for (const unfit of await unfitSettings(target)) terminal.err(`warning: ${unfit}\n`);
    const { collation } = await databaseLocale(target);
    const compiled = await compiler.compileFiles(args.files, {
      ...readingOf(args),
      input: contents.find(({ file }) => file === '-')?.bytes,
      config: args.config,
      // It is compiled for the database that it runs on.
      collation: sortsByBytes(collation) ? 'database' : 'explicit',
      autonomous: (await hasDblink(target)) ? 'connection' : 'caller',
    });
    const { diagnostics } = compiled;
    // A file or script that was not run is no success.
    isIncomplete = diagnostics.some(isNotRun);
    if (!args.json) {
      for (const diagnostic of saidOnce(diagnostics)) terminal.err(formatDiagnostic(diagnostic, terminal));
    }
    await installRuntime(target, compiled.runtime);
    const outcome = await runScript(target, compiled.steps, {
      onOutput: (line) => (args.json ? output.push(line) : terminal.out(`${line}\n`)),
      onError: (error) => {
        errors.push(error);
        if (!args.json) terminal.err(`${oneLine(error.message)}\n`);
      },
      afterUnit: compiled.afterUnit,
      stopOnError: args.onError === 'stop',
      isCancelled: context.isCancelled,
    });
    if (args.json) {
      const shown = errors.map(({ message, code, sqlstate, file, line }) => ({ message, code, sqlstate, file, line }));
      terminal.out(
        `${JSON.stringify({ output, errors: shown, diagnostics, stopped: outcome.stopped }, undefined, 2)}\n`,
      );
    }
  } finally {
    await target.close();
  }
  if (context.isCancelled()) return exitCode.cancelled;
  return errors.length > 0 || isIncomplete ? exitCode.findings : exitCode.clean;
}

/** The contract gives an error one line. */
const oneLine = (message: string): string => message.replace(/\s*\n\s*/g, ' ');
