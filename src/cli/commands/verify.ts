import { writeFileSync } from 'node:fs';
import { runnerExit } from '../../runner/run-failure.js';
import { type VerifyReport, verifyTarget } from '../../runner/verify.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';
import { reasonOf } from '../files.js';
import { requireOutput } from './runner-options.js';

export interface VerifyArguments {
  readonly out: string;
  readonly target: string;
  readonly json: boolean;
  readonly junit?: string;
}

/** `oraphant verify OUT --target T`: proves the target against the project; 9 when something is not right. */
export async function verify(args: VerifyArguments, { terminal, working }: CommandContext): Promise<number> {
  requireOutput(args.out);
  working(args.target);
  const report = await verifyTarget(args.out, args.target);
  if (args.junit !== undefined) {
    try {
      writeFileSync(args.junit, junit(report));
    } catch (error) {
      throw new CommandError(`cannot write ${args.junit}: ${reasonOf(error)}`);
    }
  }
  if (args.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    for (const { kind, object, message } of report.problems) terminal.out(`${kind}: ${object}: ${message}\n`);
    for (const { check, looked, skipped } of report.checks) {
      terminal.out(skipped === undefined ? `looked at ${check}: ${looked}\n` : `not proved: ${check}: ${skipped}\n`);
    }
    terminal.out(report.problems.length === 0 ? `${report.target} is sound\n` : `${report.problems.length} problems\n`);
  }
  return report.problems.length === 0 ? runnerExit.done : runnerExit.verify;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A check is a case; what is wrong is a failed one. */
function junit({ checks, problems, target }: VerifyReport): string {
  const skipped = checks.filter((check) => check.skipped !== undefined).length;
  const cases = [
    ...checks.map(({ check, skipped: why }) =>
      why === undefined
        ? `  <testcase classname="verify" name="${escaped(check)}"/>`
        : `  <testcase classname="verify" name="${escaped(check)}"><skipped message="${escaped(why)}"/></testcase>`,
    ),
    ...problems.map(
      ({ kind, object, message }) =>
        `  <testcase classname="${escaped(kind)}" name="${escaped(object)}"><failure message="${escaped(message)}"/></testcase>`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="oraphant verify ${escaped(target)}" tests="${cases.length}" failures="${problems.length}" skipped="${skipped}">\n${cases.join('\n')}\n</testsuite>\n`;
}
