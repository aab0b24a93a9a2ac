import { runnerExit } from '../../runner/apply/run-failure.js';
import { auditCsv, auditTarget } from '../../runner/verify/inspect.js';
import type { CommandContext } from '../context.js';

interface AuditArguments {
  readonly target: string;
  readonly json: boolean;
  readonly csv: boolean;
  readonly head?: string;
}

/** `oraphant audit --target T`: the ledger from end to end, and whether its chain holds; 3 when it does not. */
export async function audit(args: AuditArguments, { terminal }: CommandContext): Promise<number> {
  const { target, entries, head, problems } = await auditTarget(args.target, args.head);
  if (args.json)
    terminal.out(
      `${JSON.stringify({ target, head, whole: problems.length === 0, problems, entries }, undefined, 1)}\n`,
    );
  else if (args.csv) terminal.out(auditCsv(entries));
  else {
    for (const { seq, ended, action, state, unit, actor, message } of entries) {
      terminal.out(
        `${String(seq).padStart(6)} ${ended} ${actor} ${action} ` +
          `${state}${unit === '' ? '' : ` ${unit}`}${message === '' ? '' : `: ${message}`}\n`,
      );
    }
    if (problems.length === 0)
      terminal.out(`${entries.length} entries, chain whole, head ${head === '' ? '(none)' : head}\n`);
  }
  if (!args.json) {
    for (const { seq, unit, problem } of problems)
      terminal.err(`error: entry ${seq}${unit === '' ? '' : ` (${unit})`}: ${problem}\n`);
  }
  return problems.length > 0 ? runnerExit.preflight : runnerExit.done;
}
