import { isAsWritten, writtenFiles } from '../../runner/script/edited-files.js';
import { oracleLineAt, readLineMap, routineLines } from '../../runner/script/line-map.js';
import { sqlFilesOf } from '../../runner/script/project.js';
import { reasonOf } from '../../source/files/file-store.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';

/** `place` is `ROUTINE:LINE`. */
interface WhereArguments {
  readonly place: string;
  readonly out: string;
  readonly json: boolean;
}

/**
 * `oraphant where TARGET_ROUTINE:LINE`: the Oracle line behind a line that PL/pgSQL
 * named; one answer for each overload.
 */
export async function where(args: WhereArguments, context: CommandContext): Promise<number> {
  const [, routine, line] = /^(.+):(\d+)$/.exec(args.place.trim()) ?? [];
  if (routine === undefined) throw new CommandError(`'${args.place}' is not ROUTINE:LINE, as hr.pay:12`);
  const written = writtenFiles(args.out);
  const edited: string[] = [];
  const answers = filesBelow(args.out).flatMap((file) => {
    const map = readLineMap(args.out, file);
    if (map === undefined || routineLines(map, routine, Number(line)).length === 0) return [];
    if (!isAsWritten(args.out, file, written)) {
      edited.push(file);
      return [];
    }
    return routineLines(map, routine, Number(line)).flatMap((outputLine) => {
      const oracle = oracleLineAt(map, outputLine);
      return oracle === undefined ? [] : [{ ...oracle, output: file, outputLine }];
    });
  });
  if (args.json) {
    context.terminal.out(`${JSON.stringify(answers, undefined, 2)}\n`);
  } else {
    for (const answer of answers) {
      context.terminal.out(`${answer.file}:${answer.line} (${answer.output}:${answer.outputLine})\n`);
    }
  }
  for (const file of edited)
    context.terminal.err(`${file} was changed by hand: which Oracle line is behind a line of it is not known\n`);
  if (answers.length > 0) return exitCode.clean;
  if (!args.json && edited.length === 0)
    context.terminal.err(`${args.out} has no routine ${routine} with a line ${line}\n`);
  return exitCode.findings;
}

function filesBelow(out: string): readonly string[] {
  try {
    return sqlFilesOf(out);
  } catch (error) {
    throw new CommandError(`cannot read ${out}/sql: ${reasonOf(error)}`);
  }
}
