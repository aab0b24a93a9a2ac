import type { Command } from './command-line.js';
import { configOption, jsonOption, requiredTarget, targetOption } from './commands/options.js';
import { reportRunFailure, runnerOptions } from './commands/runner-options.js';
import { CommandError } from './exit.js';

const projectFolder = { type: 'string', demandOption: true, describe: 'Folder that convert wrote' } as const;

/** May be said as with the other commands. */
const unusedFolder = { type: 'string', describe: 'Not needed: the ledger of the target knows' } as const;

/** The parser asks for a target; its type does not say so. */
const withTarget = <T extends { readonly target: string | undefined }>(args: T) => ({
  ...args,
  target: args.target ?? '',
});

/** Commands that work on a target: apply, plan, verify and what belongs to them. */
export const runnerCommands = (): readonly Command[] => [
  apply,
  plan,
  verify,
  restore,
  role,
  status,
  audit,
  drift,
  repair,
  rollback,
  finalize,
];

const apply: Command = (parser, cli) =>
  parser.command(
    'apply <out>',
    'Execute a conversion on a target',
    (y) =>
      y
        .positional('out', projectFolder)
        .options(requiredTarget)
        .options({
          plan: { type: 'string', describe: 'Apply only if the plan is still this one (plan --json)' },
          data: {
            type: 'string',
            describe: 'Folder with schema.table.csv and SQL*Loader control files to load between structure and indexes',
          },
          parallel: {
            type: 'number',
            default: 4,
            describe: 'Connections that load rows: files at a time, and batches of one file',
          },
          'max-rejects': { type: 'number', default: 0, describe: 'Rows that a table may refuse' },
          snapshot: {
            type: 'string',
            describe: 'Keep a copy of the target there first (pg_dump, or the folder of PGlite)',
          },
          atomic: {
            type: 'boolean',
            default: false,
            describe: 'One transaction for everything: all of it, or nothing',
          },
          'allow-removals': {
            type: 'boolean',
            default: false,
            describe: 'Take out tables that the project has no more, and most of what stands',
          },
          replan: { type: 'boolean', default: false, describe: 'Give up an interrupted run of an older project' },
          'dry-run': {
            choices: ['scratch', 'target'] as const,
            describe: 'Try it in a scratch database, or on the target in a transaction that is rolled back',
          },
          'scratch-url': {
            type: 'string',
            describe: 'Server for the scratch database; the target where nothing is said',
          },
        })
        .options({ ...jsonOption, ...runnerOptions })
        .check(({ parallel }) => {
          if (parallel < 1) throw new CommandError('--parallel needs 1 or more');
          return true;
        }),
    async (args) => {
      const given = withTarget(args);
      const { dryRun: mode } = given;
      cli.end(
        mode === undefined
          ? await (await import('./commands/apply.js')).apply(given, cli.context, cli.version)
          : await (await import('./commands/dry-run.js')).dryRun({ ...given, dryRun: mode }, cli.context, cli.version),
      );
    },
  );

const plan: Command = (parser, cli) =>
  parser.command(
    'plan <out>',
    'Show what apply would do: steps, locks, risks, the way back',
    (y) =>
      y
        .positional('out', projectFolder)
        .options({
          target: {
            ...targetOption.target,
            default: undefined,
            describe: 'Target; without one, as if for an empty one',
          },
        })
        .options(jsonOption),
    async (args) => {
      cli.end(await (await import('./commands/plan.js')).plan(args, cli.context));
    },
  );

const verify: Command = (parser, cli) =>
  parser.command(
    'verify <out>',
    'Prove a target against the project, and say how much was proved',
    (y) =>
      y
        .positional('out', projectFolder)
        .options(requiredTarget)
        .options({
          junit: { type: 'string', describe: 'File for the results as JUnit XML' },
          pgtap: {
            type: 'string',
            describe: 'Folder to write pgTAP tests of what the project makes to (for pg_prove)',
          },
          cases: {
            type: 'string',
            array: true,
            describe: 'With --pgtap: behaviour cases (*.case files and folders) that become pgTAP tests, too',
          },
          sources: {
            type: 'string',
            array: true,
            describe: 'With --cases: the Oracle files of the project, whose names the cases use',
          },
          config: configOption.config,
          list: {
            type: 'boolean',
            default: false,
            describe: 'Name each missing object also where the target has nothing of the project',
          },
          budget: {
            type: 'string',
            describe: "Folder or file with queries, each behind a line '-- budget: cost <= N; no seq scan on T'",
          },
        })
        .options(jsonOption),
    async (args) => {
      const given = withTarget(args);
      cli.end(
        await reportRunFailure(cli.context, args.json, async () =>
          (await import('./commands/verify.js')).verify(given, cli.context),
        ),
      );
    },
  );

const restore: Command = (parser, cli) =>
  parser.command(
    'restore',
    'Give a target back as apply --snapshot kept it',
    (y) =>
      y
        .options(requiredTarget)
        .options({
          snapshot: { type: 'string', demandOption: true, describe: 'What apply --snapshot wrote' },
          yes: runnerOptions.yes,
        })
        .options(jsonOption),
    async (args) => {
      cli.end(await (await import('./commands/restore.js')).restore(withTarget(args), cli.context));
    },
  );

const role: Command = (parser, cli) =>
  parser.command(
    'role <out>',
    'Write a script that makes a role which may apply a project, and nothing beyond it',
    (y) =>
      y.positional('out', projectFolder).options({
        name: { type: 'string', default: 'oraphant_deploy', describe: 'Name of the role' },
        database: { type: 'string', demandOption: true, describe: 'Name of the database' },
        ...jsonOption,
      }),
    async (args) => {
      cli.end(await (await import('./commands/role.js')).role(args, cli.context));
    },
  );

const status: Command = (parser, cli) =>
  parser.command(
    'status [out]',
    'Show where a target stands',
    (y) =>
      y
        .positional('out', { type: 'string', describe: 'Folder that convert wrote: counts what is to do' })
        .options(requiredTarget)
        .options(jsonOption),
    async (args) => {
      const given = withTarget(args);
      cli.end(
        await reportRunFailure(cli.context, args.json, async () =>
          (await import('./commands/status.js')).status(given, cli.context),
        ),
      );
    },
  );

const audit: Command = (parser, cli) =>
  parser.command(
    'audit',
    'Check and print the ledger of a target',
    (y) =>
      y
        .options(requiredTarget)
        .options({
          csv: { type: 'boolean', default: false, describe: 'Print CSV' },
          entry: { type: 'number', describe: 'Print this entry alone, with the texts that it keeps' },
          head: runnerOptions.head,
        })
        .options(jsonOption),
    async (args) => {
      const given = withTarget(args);
      cli.end(
        await reportRunFailure(cli.context, args.json, async () =>
          (await import('./commands/audit.js')).audit(given, cli.context),
        ),
      );
    },
  );

const drift: Command = (parser, cli) =>
  parser.command(
    'drift [out]',
    'Show what was changed by hand since the last run',
    (y) => y.positional('out', unusedFolder).options(requiredTarget).options(jsonOption),
    async (args) => {
      cli.end(await (await import('./commands/drift.js')).drift(withTarget(args), cli.context));
    },
  );

const repair: Command = (parser, cli) =>
  parser.command(
    'repair [out]',
    'Record what was changed by hand, or take it back',
    (y) =>
      y
        .positional('out', unusedFolder)
        .options(requiredTarget)
        .options({
          adopt: { type: 'boolean', default: false, describe: 'The target is right as it is' },
          revert: { type: 'boolean', default: false, describe: 'Bring back what was changed, or dropped' },
          done: { type: 'string', describe: 'The undecided unit was done' },
          again: { type: 'string', describe: 'The undecided unit is to run again' },
        })
        .options({ ...jsonOption, ...runnerOptions }),
    async (args) => {
      cli.end(await (await import('./commands/repair.js')).repair(withTarget(args), cli.context, cli.version));
    },
  );

const rollback: Command = (parser, cli) =>
  parser.command(
    'rollback [out]',
    'Take the last run back, and prove that the catalog is as it was',
    (y) =>
      y
        .positional('out', unusedFolder)
        .options(requiredTarget)
        .options({
          to: { type: 'string', describe: 'Back to right after this unit' },
          run: { type: 'string', describe: 'Back to before this run' },
          all: { type: 'boolean', default: false, describe: 'Back to before the first run' },
          'discard-new-rows': {
            type: 'boolean',
            default: false,
            describe: 'Rows written since may go (a copy is kept)',
          },
          'leave-irreversible': { type: 'boolean', default: false, describe: 'Leave what cannot be undone' },
        })
        .options({ ...jsonOption, ...runnerOptions }),
    async (args) => {
      cli.end(await (await import('./commands/rollback.js')).rollback(withTarget(args), cli.context, cli.version));
    },
  );

const finalize: Command = (parser, cli) =>
  parser.command(
    'finalize [out]',
    'Drop what is kept for a rollback',
    (y) =>
      y
        .positional('out', unusedFolder)
        .options(requiredTarget)
        .options({ ...jsonOption, ...runnerOptions }),
    async (args) => {
      cli.end(await (await import('./commands/finalize.js')).finalize(withTarget(args), cli.context, cli.version));
    },
  );
