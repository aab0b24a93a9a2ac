import { basename, join } from 'node:path';
import { counted } from '../../assess/counted.js';
import { xmlText } from '../../assess/formats/xml.js';
import { runnerExit } from '../../runner/apply/run-failure.js';
import { caseProgram, parseCaseFile } from '../../runner/script/case-file.js';
import { type PgtapFile, pgtapFiles } from '../../runner/verify/pgtap.js';
import { pgtapCase, pgtapProblem } from '../../runner/verify/pgtap-case.js';
import { readBudgets } from '../../runner/verify/query-budget.js';
import { type VerifyReport, verifyTarget } from '../../runner/verify/verify.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';
import { findFiles, readText, requirePaths, requirePlace, writeResults } from '../files.js';
import { reportRunFailure, requireOutput } from './runner-options.js';

interface VerifyArguments {
  readonly out: string;
  readonly target: string;
  readonly json: boolean;
  readonly junit?: string;
  /** Folder for pgTAP tests of what the project makes. */
  readonly pgtap?: string;
  /** Behaviour cases that are written as pgTAP tests, too. */
  readonly cases?: readonly string[];
  /** The Oracle sources of the project, whose names the cases use. */
  readonly sources?: readonly string[];
  readonly config?: string;
  /** Folder or file with queries that are marked with what they may cost. */
  readonly budget?: string;
  /** Names every object also where none is there. */
  readonly list?: boolean;
}

/** `oraphant verify OUT --target T`: proves the target against the project; 9 when something is not right. */
export async function verify(args: VerifyArguments, context: CommandContext): Promise<number> {
  const { terminal, working } = context;
  requireOutput(args.out);
  for (const place of [args.junit, args.pgtap]) if (place !== undefined) requirePlace(place);
  const { pgtap } = args;
  if (pgtap !== undefined && (args.junit ?? args.budget) !== undefined)
    throw new CommandError('--pgtap writes tests and verifies nothing: give --junit and --budget to another verify');
  if (pgtap !== undefined)
    return await reportRunFailure(context, args.json, () => writePgtap({ ...args, pgtap }, context));
  if (args.cases !== undefined) throw new CommandError('--cases needs --pgtap DIR to write to');
  working(args.target);
  if (args.budget !== undefined) requirePaths([args.budget]);
  const budgets = args.budget === undefined ? undefined : readBudgets(args.budget);
  const report = await verifyTarget(args.out, args.target, { budgets });
  if (args.junit !== undefined) writeResults(args.junit, [{ path: args.junit, text: junit(report) }]);
  if (args.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    const isFolded = report.absent !== undefined && args.list !== true;
    for (const { kind, object, message } of report.problems)
      if (!isFolded || kind !== 'missing') terminal.out(`${kind}: ${object}: ${message}\n`);
    if (isFolded)
      terminal.out(
        `missing: nothing of the project is in ${report.target}: ${counted(report.absent ?? 0, 'object')} (--list names them)\n`,
      );
    for (const { check, looked, skipped } of report.checks) {
      terminal.out(skipped === undefined ? `looked at ${check}: ${looked}\n` : `not proved: ${check}: ${skipped}\n`);
    }
    const byHand =
      report.edited.length === 0 ? '' : `, with ${counted(report.edited.length, 'file')} not as convert wrote it`;
    terminal.out(
      report.problems.length === 0
        ? `${report.target} is sound${byHand}\n`
        : `${counted(report.problems.length, 'problem')}\n`,
    );
  }
  return report.problems.length === 0 ? runnerExit.done : runnerExit.verify;
}

/** `--pgtap DIR`: the tests are written, and nothing is verified here. */
async function writePgtap(
  args: VerifyArguments & { readonly pgtap: string },
  context: CommandContext,
): Promise<number> {
  const { terminal } = context;
  const { pgtap: folder } = args;
  const cases = await pgtapOfCases(args, context);
  const files = [...(await pgtapFiles(args.out, args.target)), ...cases];
  writeResults(
    folder,
    files.map(({ name, text }) => ({ path: join(folder, name), text })),
  );
  if (args.json)
    terminal.out(
      `${JSON.stringify(
        files.map(({ name, tests }) => ({ name, tests })),
        undefined,
        2,
      )}\n`,
    );
  else {
    for (const { name, tests } of files) terminal.out(`${join(folder, name)}: ${counted(tests, 'test')}\n`);
    terminal.out(`run them with: pg_prove -d DATABASE ${join(folder, '*.sql')}\n`);
    if (files.some(({ name }) => name.startsWith('committing/')))
      terminal.out(`those that commit on a copy each: pg_prove -d COPY ${join(folder, 'committing', '*.sql')}\n`);
  }
  return runnerExit.done;
}

/** The behaviour cases as pgTAP files, numbered in the order of their names. */
async function pgtapOfCases(args: VerifyArguments, context: CommandContext): Promise<readonly PgtapFile[]> {
  if (args.cases === undefined) return [];
  const files = findFiles(args.cases, '.case');
  if (files.length === 0) throw new CommandError(`no *.case files below ${args.cases.join(', ')}`);
  if (args.sources !== undefined) requirePaths(args.sources);
  const compiler = await context.compiler();
  const options = { defineOff: true, config: args.config };
  const read = files.map((file, i) => ({
    file,
    name: `${100 + i}_${basename(file, '.case').replaceAll(/[^A-Za-z0-9_-]+/g, '_')}.sql`,
    ...parseCaseFile(readText(file)),
  }));
  const scripts = read.flatMap((r) => (r.value === undefined ? [] : { fileName: r.file, text: caseProgram(r.value) }));
  const compiled =
    args.sources === undefined
      ? await Promise.all(scripts.map(({ text, fileName }) => compiler.compileScript(text, fileName, options)))
      : await compiler.compileBeside(scripts, args.sources, options);
  const programs = new Map(scripts.map(({ fileName }, i) => [fileName, compiled[i]]));
  return read.map(({ file, name, value, problem }) => {
    const program = programs.get(file);
    return value === undefined || program === undefined
      ? pgtapProblem(name, `${file}: ${problem ?? 'it was not converted'}`)
      : pgtapCase(name, value, program);
  });
}

/** A check is a case; what is wrong is a failed one. */
function junit({ checks, problems, target }: VerifyReport): string {
  const skipped = checks.filter((check) => check.skipped !== undefined).length;
  const cases = [
    ...checks.map(({ check, skipped: why }) =>
      why === undefined
        ? `  <testcase classname="verify" name="${xmlText(check)}"/>`
        : `  <testcase classname="verify" name="${xmlText(check)}"><skipped message="${xmlText(why)}"/></testcase>`,
    ),
    ...problems.map(
      ({ kind, object, message }) =>
        `  <testcase classname="${xmlText(kind)}" name="${xmlText(object)}"><failure ` +
        `message="${xmlText(message)}"/></testcase>`,
    ),
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="oraphant verify ${xmlText(target)}" ` +
    `tests="${cases.length}" failures="${problems.length}" ` +
    `skipped="${skipped}">\n${cases.join('\n')}\n</testsuite>\n`
  );
}
