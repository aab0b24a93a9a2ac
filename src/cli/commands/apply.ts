import { dirname } from 'node:path';
import { counted } from '../../assess/counted.js';
import { applyProject } from '../../runner/apply/apply.js';
import type { ApplyReport } from '../../runner/apply/apply-report.js';
import { isDrastic, type Removals, removalLines } from '../../runner/apply/removals.js';
import { RunFailure, runnerExit } from '../../runner/apply/run-failure.js';
import { dropSnapshot, takeSnapshot } from '../../runner/apply/snapshot.js';
import type { Plan } from '../../runner/plan/plan-model.js';
import { rewordedData } from '../../runner/plan/reworded-data.js';
import { withoutPassword } from '../../runner/target/target-url.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';
import { readText, requirePaths, requirePlace } from '../files.js';
import { progressLine } from '../terminal.js';
import { asked, canAsk, confirmed } from './consent.js';
import { type RunnerArguments, reportRunFailure, requireOutput, runOptionsOf } from './runner-options.js';

/** What `apply` takes beside what every change of a target takes. */
export interface ApplyArguments extends RunnerArguments {
  readonly out: string;
  /** A file that `oraphant plan --json` wrote. */
  readonly plan?: string;
  readonly replan?: boolean;
  /** The project may take out tables, and most of what stands. */
  readonly allowRemovals?: boolean;
  readonly atomic?: boolean;
  /** Where a copy of the target is kept before the run. */
  readonly snapshot?: string;
  /** Folder with `schema.table.csv` files and control files of SQL*Loader. */
  readonly data?: string;
  readonly maxRejects?: number;
  /** Connections that load rows at a time. */
  readonly parallel?: number;
}

/** `oraphant apply OUT --target T`: moves the target to what OUT says and stops at the first error. */
export async function apply(args: ApplyArguments, context: CommandContext, version: string): Promise<number> {
  const { terminal } = context;
  requireOutput(args.out);
  if (args.data !== undefined) requirePaths([args.data]);
  if (args.snapshot !== undefined) {
    requirePlace(args.snapshot);
    requirePaths([dirname(args.snapshot)]);
  }
  const expectedPlan = args.plan === undefined ? undefined : plannedHash(args.plan);
  const progress = progressLine(terminal);
  const began = performance.now();
  return await reportRunFailure(context, args.json, async () => {
    if (args.snapshot !== undefined) await takeSnapshot(args.target, args.snapshot);
    let report: ApplyReport;
    try {
      report = await applyProject(args.out, {
        ...runOptionsOf(args, context, version),
        replan: args.replan,
        atomic: args.atomic,
        data: args.data,
        load: { maxRejects: args.maxRejects, parallel: args.parallel },
        expectedPlan,
        confirm: async (plan, removals) =>
          (await confirmRemovals(removals, args, context)) &&
          (await confirmReworded(plan, args, context)) &&
          (await confirmIrreversible(plan, args, context)),
        onUnit(unit, index, total) {
          context.working(`${unit.file} (${unit.id})`);
          progress.show(index, total, `${unit.id}${remaining(began, index, total)}`);
        },
      });
    } catch (error) {
      if (args.snapshot !== undefined && isBeforeAnything(error)) dropSnapshot(args.snapshot);
      throw error;
    } finally {
      progress.end();
    }
    if (args.json) terminal.out(`${JSON.stringify(jsonReport(report), undefined, 2)}\n`);
    else describe(report, context);
    return report.exit;
  });
}

/** Was the run refused before it changed the target? Then the snapshot is of no use, and would be in the way of the next. */
const isBeforeAnything = (error: unknown): boolean =>
  error instanceof RunFailure &&
  (error.exit === runnerExit.preflight || error.exit === runnerExit.drift || error.exit === runnerExit.locked);

function describe(report: ApplyReport, { terminal }: CommandContext): void {
  if (report.resumed) terminal.err(`run ${report.run} goes on where it was interrupted\n`);
  if (report.failure !== undefined) terminal.err(describeFailure(report.failure));
  const { statements, files, target, units, loads } = report;
  for (const { table, rows, rejected, discarded } of loads) {
    const aside = [rejected > 0 ? `${rejected} refused` : '', discarded > 0 ? `${discarded} left out` : ''].filter(
      Boolean,
    );
    terminal.out(
      `${counted(rows, 'row')} in ${table}${aside.length === 0 ? '' : `, ${aside.join(', ')} (see rejects/)`}\n`,
    );
  }
  if (units.total === 0)
    terminal.out(`nothing to do: ${target} stands as the project says (${counted(units.unchanged, 'unit')})\n`);
  else
    terminal.out(
      `${counted(statements, 'statement')} applied to ${target}, ${files.complete} of ${files.total} files complete\n`,
    );
}

/**
 * What a project has no more may be a table full of rows, and a folder that was given by mistake has nothing of all that
 * stands: `--yes`, which every pipeline says, does not mean that. @throws RunFailure where nobody can be asked
 */
async function confirmRemovals(removals: Removals, args: ApplyArguments, context: CommandContext): Promise<boolean> {
  if (!isDrastic(removals)) return true;
  const lines = removalLines(removals);
  if (args.allowRemovals !== true && !canAsk(context))
    throw new RunFailure(runnerExit.preflight, [
      ...lines,
      `nothing was applied to ${withoutPassword(args.target)}: --allow-removals says that this is meant (tables go to ` +
        'schema oraphant_undo, where finalize drops them)',
    ]);
  for (const line of lines) context.terminal.err(`warning: ${line}\n`);
  return args.allowRemovals === true || (await asked(`Take all of this out of ${withoutPassword(args.target)}?`));
}

/** What cannot be undone is said before it is done. */
async function confirmIrreversible(plan: Plan, args: ApplyArguments, context: CommandContext): Promise<boolean> {
  const lost = plan.units.filter(({ reversible }) => reversible === 'no');
  for (const { file, line, statements } of lost) {
    const not = statements.flatMap(({ undo }) => (undo.kind === 'no' ? [undo] : []));
    const why = [...new Set(not.map((undo) => undo.why))].join('; ');
    const can = not.every(({ isSeen }) => isSeen) ? 'may not be able to' : 'cannot';
    context.terminal.err(`warning: ${file}:${line}: rollback ${can} undo this: ${why}\n`);
  }
  return lost.length === 0 || (await confirmed(context, 'Apply steps that cannot be undone?', args.yes));
}

/** Rows that may be there already are said before they are written again. */
async function confirmReworded(plan: Plan, args: ApplyArguments, context: CommandContext): Promise<boolean> {
  const found = plan.units.flatMap(({ findings }) => findings.filter(({ code }) => code === rewordedData));
  for (const { code, message, advice } of found) context.terminal.err(`warning: ${code} ${message}; ${advice}\n`);
  return found.length === 0 || (await confirmed(context, 'Perform statements that may repeat others?', args.yes));
}

function plannedHash(file: string): string {
  try {
    const { hash } = JSON.parse(readText(file)) as { readonly hash?: string };
    if (typeof hash === 'string') return hash;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CommandError(`${file} is not a plan: write one with 'oraphant plan --json'`);
}

function remaining(began: number, done: number, total: number): string {
  if (done < 3) return '';
  const seconds = Math.round((((performance.now() - began) / done) * (total - done)) / 1000);
  return `, ${seconds >= 60 ? `${Math.floor(seconds / 60)} min ` : ''}${seconds % 60} s left`;
}

function describeFailure({ file, line, oracle, error, blockers }: NonNullable<ApplyReport['failure']>): string {
  const lines = [`${file}:${line}: error ${error.sqlstate}: ${error.message}`];
  if (oracle !== undefined) lines.push(`  from ${oracle.file}:${oracle.line}`);
  if (error.detail !== undefined) lines.push(`  detail: ${error.detail}`);
  if (error.hint !== undefined) lines.push(`  hint: ${error.hint}`);
  if (error.where !== undefined) lines.push(`  where: ${error.where.split('\n')[0]}`);
  for (const blocker of blockers) lines.push(`  blocked by ${blocker}`);
  return `${lines.join('\n')}\n`;
}

function jsonReport({ failure, files, ...report }: ApplyReport) {
  const shown =
    failure === undefined
      ? null
      : {
          unit: failure.unit,
          file: failure.file,
          line: failure.line,
          oracle: failure.oracle ?? null,
          sqlstate: failure.error.sqlstate,
          message: failure.error.message,
          detail: failure.error.detail ?? null,
          hint: failure.error.hint ?? null,
          where: failure.error.where ?? null,
          blockers: failure.blockers,
        };
  return { ...report, files: files.complete, total: files.total, failure: shown };
}
