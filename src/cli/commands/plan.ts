import { runnerExit } from '../../runner/apply/run-failure.js';
import { planTarget, type TargetPlan } from '../../runner/inspect/plan-target.js';
import type { PlanUnit } from '../../runner/plan/plan-model.js';
import type { CommandContext } from '../context.js';
import { reportRunFailure, requireOutput } from './runner-options.js';

interface PlanArguments {
  readonly out: string;
  /** Without one the plan is for an empty target, and nothing is opened. */
  readonly target?: string;
  readonly json: boolean;
}

/** `oraphant plan OUT [--target T]`: what apply would do: steps, locks, risks, and the way back of each. */
export async function plan(args: PlanArguments, context: CommandContext): Promise<number> {
  requireOutput(args.out);
  return await reportRunFailure(context, args.json, async () => {
    const made = await planTarget(args.out, args.target);
    context.terminal.out(args.json ? `${JSON.stringify(made, undefined, 1)}\n` : planText(made));
    return made.refusals.length > 0 ? runnerExit.preflight : runnerExit.done;
  });
}

function planText(made: TargetPlan): string {
  const lines = made.units.flatMap((unit) => unitLines(unit));
  for (const note of made.notes) lines.push(`note     ${note}`);
  for (const { file, line, reason, advice } of made.refusals)
    lines.push(`refused  ${file}:${line}: ${reason}; ${advice}`);
  const count = (change: PlanUnit['change']) => made.units.filter((unit) => unit.change === change).length;
  const validated = count('validate') === 0 ? '' : `${count('validate')} to validate, `;
  lines.push(
    `${count('create')} to create, ${count('change')} to change, ${count('drop')} to drop, ` +
      `${validated}${made.unchanged} unchanged`,
  );
  if (made.units.length > 0) lines.push(`plan ${made.hash}`);
  return `${lines.join('\n')}\n`;
}

const marks = { create: '+', change: '~', drop: '-', validate: '=' } as const;

function unitLines(unit: PlanUnit): readonly string[] {
  const { id, change, phase, mode, file, line, locks, findings, reversible, statements } = unit;
  const notes = [
    phase,
    ...(mode === 'notx' ? ['outside of a transaction'] : []),
    ...(reversible === 'no' ? ['cannot be undone'] : reversible === 'copy' ? ['keeps what it replaces'] : []),
  ];
  const lines = [`${marks[change]} ${id}  (${notes.join(', ')})  ${file}:${line}`];
  for (const { lock, on, blocks, rewrites } of locks) {
    if (blocks === 'nothing') continue;
    lines.push(`    lock ${lock} on ${on}: blocks ${blocks}${rewrites ? ', rewrites the table' : ''}`);
  }
  for (const { code, message, advice } of findings) lines.push(`    ${code} ${message}; ${advice}`);
  if (change !== 'create') {
    for (const { sql, undo } of statements) {
      lines.push(`    ${oneLine(sql)}`);
      if (undo.kind === 'drop') lines.push(`      reverse: ${undo.sql}`);
      if (undo.kind === 'sql' && undo.sql.length > 0) lines.push(`      reverse: ${undo.sql.join('; ')}`);
    }
  }
  return lines;
}

const oneLine = (sql: string): string => {
  const text = sql.replace(/\s+/g, ' ');
  return text.length > 110 ? `${text.slice(0, 107)}…` : text;
};
