import { join } from 'node:path';
import { pgtapFiles } from '../../runner/pgtap.js';
import { readBudgets } from '../../runner/query-budget.js';
import { runnerExit } from '../../runner/run-failure.js';
import { type VerifyReport, verifyTarget } from '../../runner/verify.js';
import type { CommandContext } from '../context.js';
import { requirePaths, requirePlace, writeResults } from '../files.js';
import { reportRunFailure, requireOutput } from './runner-options.js';

export interface VerifyArguments {
  readonly out: string;
  readonly target: string;
  readonly json: boolean;
  readonly junit?: string;
  /** Folder for pgTAP tests of what the project makes. */
  readonly pgtap?: string;
  /** Folder or file with queries that are marked with what they may cost. */
  readonly budget?: string;
}

/** `oraphant verify OUT --target T`: proves the target against the project; 9 when something is not right. */
export async function verify(args: VerifyArguments, context: CommandContext): Promise<number> {
  const { terminal, working } = context;
  requireOutput(args.out);
  for (const place of [args.junit, args.pgtap]) if (place !== undefined) requirePlace(place);
  const { pgtap } = args;
  if (pgtap !== undefined)
    return await reportRunFailure(context, args.json, () =>
      writePgtap(args.out, args.target, pgtap, context, args.json),
    );
  working(args.target);
  if (args.budget !== undefined) requirePaths([args.budget]);
  const budgets = args.budget === undefined ? undefined : readBudgets(args.budget);
  const report = await verifyTarget(args.out, args.target, undefined, budgets);
  if (args.junit !== undefined) writeResults(args.junit, [{ path: args.junit, text: junit(report) }]);
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

/** `--pgtap DIR`: the tests are written, and nothing is verified here. */
async function writePgtap(
  out: string,
  target: string,
  folder: string,
  { terminal }: CommandContext,
  json: boolean,
): Promise<number> {
  const files = await pgtapFiles(out, target);
  writeResults(
    folder,
    files.map(({ name, text }) => ({ path: join(folder, name), text })),
  );
  if (json)
    terminal.out(
      `${JSON.stringify(
        files.map(({ name, tests }) => ({ name, tests })),
        undefined,
        2,
      )}\n`,
    );
  else {
    for (const { name, tests } of files) terminal.out(`${join(folder, name)}: ${tests} tests\n`);
    terminal.out(`run them with: pg_prove -d DATABASE ${join(folder, '*.sql')}\n`);
  }
  return runnerExit.done;
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
