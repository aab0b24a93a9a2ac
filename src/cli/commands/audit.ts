import { runnerExit } from '../../runner/apply/run-failure.js';
import { auditCsv, auditTarget } from '../../runner/inspect/audit.js';
import { detailOf, type LedgerEntry } from '../../runner/ledger/ledger-entry.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';

interface AuditArguments {
  readonly target: string;
  readonly json: boolean;
  readonly csv: boolean;
  /** Number of the one entry to print. */
  readonly entry?: number;
  readonly head?: string;
}

/** `oraphant audit --target T`: the ledger from end to end, and whether its chain holds; 3 when it does not. */
export async function audit(args: AuditArguments, { terminal }: CommandContext): Promise<number> {
  const { target, entries: all, head, problems } = await auditTarget(args.target, args.head);
  const entries = args.entry === undefined ? all : all.filter(({ seq }) => seq === args.entry);
  if (args.entry !== undefined && entries.length === 0)
    throw new CommandError(`the ledger has no entry ${args.entry}: it has ${all.length}`);
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
    for (const entry of args.entry === undefined ? [] : entries)
      for (const text of keptTexts(entry)) terminal.out(`\n${text}\n`);
    if (problems.length === 0 && args.entry === undefined)
      terminal.out(`${entries.length} entries, chain whole, head ${head === '' ? '(none)' : head}\n`);
  }
  if (!args.json) {
    for (const { seq, unit, problem } of problems)
      terminal.err(`error: entry ${seq}${unit === '' ? '' : ` (${unit})`}: ${problem}\n`);
  }
  return problems.length > 0 ? runnerExit.preflight : runnerExit.done;
}

/** What the entry keeps: the definitions that a revert replaced, or the statements that undo a unit. */
function keptTexts(entry: LedgerEntry): readonly string[] {
  const { replaced = [], undo = [] } = detailOf(entry) as {
    readonly replaced?: readonly { readonly object: string; readonly after: string }[];
    readonly undo?: readonly string[];
  };
  return [
    ...replaced.map(({ object, after }) => `-- ${object} as it stood\n${after}`),
    ...(undo.length > 0 ? [`-- the way back\n${undo.join(';\n')};`] : []),
  ];
}
