import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ApplyFailure, applyFolder, preflight } from '../../runner/apply.js';
import { openTarget } from '../../runner/target.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { progressLine } from '../terminal.js';

export interface ApplyArguments {
  readonly out: string;
  readonly target: string;
  readonly json: boolean;
}

/** `oraphant apply OUT --target T`: executes OUT/sql in name order and stops at the first error. */
export async function apply(args: ApplyArguments, context: CommandContext): Promise<number> {
  const { terminal } = context;
  if (!existsSync(join(args.out, 'sql'))) {
    throw new CommandError(`${args.out} has no sql folder: give the folder that 'oraphant convert -o' wrote`);
  }
  const target = await openTarget(args.target);
  const progress = progressLine(terminal);
  try {
    const { problems, warnings } = await preflight(target);
    for (const warning of warnings) terminal.err(`warning: ${warning}\n`);
    if (problems.length > 0) {
      for (const problem of problems) terminal.err(`error: ${problem}\n`);
      return exitCode.preflight;
    }
    const outcome = await applyFolder(target, args.out, {
      onFile(file, index, total) {
        context.working(file);
        progress.show(index, total, file);
      },
      onWarning: (message) => terminal.err(`warning: ${message}\n`),
      isCancelled: context.isCancelled,
    });
    progress.end();
    const { failure, files, total, statements, cancelled } = outcome;
    if (args.json) {
      const shown = failure === undefined ? null : jsonFailure(failure);
      terminal.out(
        `${JSON.stringify({ target: target.label, files, total, statements, failure: shown }, undefined, 2)}\n`,
      );
    } else {
      if (failure !== undefined) terminal.err(describeFailure(failure));
      terminal.out(`${statements} statements applied to ${target.label}, ${files} of ${total} files complete\n`);
    }
    if (cancelled) return exitCode.interrupted;
    return failure === undefined ? exitCode.clean : exitCode.partial;
  } finally {
    progress.end();
    await target.close();
  }
}

function describeFailure({ file, line, oracle, error }: ApplyFailure): string {
  const lines = [`${file}:${line}: error ${error.sqlstate}: ${error.message}`];
  if (oracle !== undefined) lines.push(`  from ${oracle.file}:${oracle.line}`);
  if (error.detail !== undefined) lines.push(`  detail: ${error.detail}`);
  if (error.hint !== undefined) lines.push(`  hint: ${error.hint}`);
  if (error.where !== undefined) lines.push(`  where: ${error.where.split('\n')[0]}`);
  return `${lines.join('\n')}\n`;
}

const jsonFailure = ({ file, line, oracle, error }: ApplyFailure) => ({
  file,
  line,
  oracle: oracle ?? null,
  sqlstate: error.sqlstate,
  message: error.message,
  detail: error.detail ?? null,
  hint: error.hint ?? null,
  where: error.where ?? null,
});
