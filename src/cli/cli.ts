import yargs from 'yargs';
import { PageError } from '../lint/page.js';
import { ConfigError } from '../output/config-file.js';
import { DatabaseError } from '../runner/database-error.js';
import { TargetOpenError } from '../runner/target.js';
import {
  baselineOptions,
  configOption,
  failOnOption,
  jsonOption,
  reportFormats,
  rulesOption,
  targetOption,
  withHtml,
} from './commands/options.js';
import { reportRunFailure, runnerOptions } from './commands/runner-options.js';
import type { CompilerApi } from './compiler-api.js';
import { CommandError, exitCode } from './exit.js';
import type { Terminal } from './terminal.js';

export interface CliEnvironment {
  readonly terminal: Terminal;
  readonly version: string;
  readonly loadCompiler: () => Promise<CompilerApi>;
  readonly isCancelled: () => boolean;
}

/** Runs one command line and gives its exit code. Everything that goes wrong ends here, as a message and a code. */
/** yargs drops a lone `-` among positional arguments. */
const standardInput = '<standard input>';

export async function runCli(argv: readonly string[], environment: CliEnvironment): Promise<number> {
  const { terminal } = environment;
  let working = '';
  let code: number = exitCode.clean;
  const context = {
    terminal,
    compiler: environment.loadCompiler,
    isCancelled: environment.isCancelled,
    working: (on: string) => {
      working = on;
    },
  };
  const parser = yargs()
    .scriptName('oraphant')
    .usage('$0 <command>\n\nCompiles Oracle to PostgreSQL, and says what will not survive the move.')
    .command(
      'assess <paths..>',
      'Report what will not survive the move, and why',
      (y) =>
        y
          .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
          .options({
            out: { alias: 'o', type: 'string', describe: 'Folder for the reports' },
            format: {
              type: 'string',
              describe: `Reports to write into it: ${reportFormats.join(', ')}`,
              // Given twice it is a list.
              coerce: (value: string | readonly string[]) => (typeof value === 'string' ? value : value.join(',')),
            },
            html: { type: 'boolean', default: false, describe: 'The same as --format html' },
          })
          .options({ ...jsonOption, ...configOption, ...baselineOptions }),
      async (args) => {
        code = await (await import('./commands/assess.js')).assess(
          args.html ? { ...args, format: withHtml(args.format) } : args,
          context,
        );
      },
    )
    .command(
      'convert <paths..>',
      'Convert Oracle sources to PostgreSQL',
      (y) =>
        y
          .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
          .options({
            out: { alias: 'o', type: 'string', demandOption: true, describe: 'Output folder' },
            force: { type: 'boolean', default: false, describe: 'Replace a folder that is not ours' },
          })
          .options({ ...jsonOption, ...configOption, ...failOnOption }),
      async (args) => {
        code = await (await import('./commands/convert.js')).convert(args, context);
      },
    )
    .command(
      'lineage <column> <paths..>',
      'What feeds a column, and what it feeds',
      (y) =>
        y
          .positional('column', { type: 'string', demandOption: true, describe: "OWNER.TABLE.COLUMN, or '*' for all" })
          .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
          .options({
            json: { type: 'boolean', default: false, describe: 'Print OpenLineage events' },
            namespace: { type: 'string', default: 'oracle', describe: 'Namespace of the OpenLineage datasets' },
          }),
      async (args) => {
        code = await (await import('./commands/lineage.js')).lineage(args, context);
      },
    )
    .command(
      'run <files..>',
      'Convert and execute an Oracle script at once (- is standard input)',
      (y) =>
        y
          .positional('files', { type: 'string', array: true, demandOption: true, describe: 'Scripts' })
          .options({
            'on-error': {
              choices: ['continue', 'stop'] as const,
              default: 'continue' as const,
              describe: 'After an error',
            },
            define: {
              type: 'string',
              array: true,
              default: [] as string[],
              describe: 'NAME=VALUE of a DEFINE variable',
            },
            'define-off': { type: 'boolean', default: false, describe: 'An ampersand is an ampersand' },
          })
          .options({ ...targetOption, ...jsonOption, ...configOption }),
      async (args) => {
        code = await (await import('./commands/run.js')).run(
          { ...args, files: args.files.map((f) => (f === standardInput ? '-' : f)) },
          context,
        );
      },
    )
    .command(
      'test <paths..>',
      'Run behaviour cases (*.case) and compare what they print',
      (y) =>
        y
          .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
          .options({
            json: { type: 'string', describe: 'File for the results as JSON' },
            junit: { type: 'string', describe: 'File for the results as JUnit XML' },
            'strict-flags': {
              type: 'boolean',
              default: false,
              describe: "Only codes of a case's flags header count as flagged",
            },
          })
          .options({ ...targetOption, ...configOption }),
      async (args) => {
        code = await (await import('./commands/test.js')).test(args, context);
      },
    )
    .command(
      'apply <out>',
      'Execute a conversion on a target',
      (y) =>
        y
          .positional('out', { type: 'string', demandOption: true, describe: 'Folder that convert wrote' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options({
            plan: { type: 'string', describe: 'Apply only if the plan is still this one (plan --json)' },
            data: {
              type: 'string',
              describe:
                'Folder with schema.table.csv and SQL*Loader control files to load between structure and indexes',
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
          .options({ ...jsonOption, ...runnerOptions }),
      async (args) => {
        const given = { ...args, target: args.target ?? '' };
        const { dryRun: mode } = given;
        code =
          mode === undefined
            ? await (await import('./commands/apply.js')).apply(given, context, environment.version)
            : await (await import('./commands/dry-run.js')).dryRun(
                { ...given, dryRun: mode },
                context,
                environment.version,
              );
      },
    )
    .command(
      'plan <out>',
      'Show what apply would do: steps, locks, risks, the way back',
      (y) =>
        y
          .positional('out', { type: 'string', demandOption: true, describe: 'Folder that convert wrote' })
          .options({
            target: {
              ...targetOption.target,
              default: undefined,
              describe: 'Target; without one, as if for an empty one',
            },
          })
          .options(jsonOption),
      async (args) => {
        code = await (await import('./commands/plan.js')).plan(args, context);
      },
    )
    .command(
      'verify <out>',
      'Prove a target against the project, and say how much was proved',
      (y) =>
        y
          .positional('out', { type: 'string', demandOption: true, describe: 'Folder that convert wrote' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
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
            budget: {
              type: 'string',
              describe: "Folder or file with queries, each behind a line '-- budget: cost <= N; no seq scan on T'",
            },
          })
          .options(jsonOption),
      async (args) => {
        const given = { ...args, target: args.target ?? '' };
        code = await reportRunFailure(context, args.json, async () =>
          (await import('./commands/verify.js')).verify(given, context),
        );
      },
    )
    .command(
      'restore',
      'Give a target back as apply --snapshot kept it',
      (y) =>
        y
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options({
            snapshot: { type: 'string', demandOption: true, describe: 'What apply --snapshot wrote' },
            yes: runnerOptions.yes,
          })
          .options(jsonOption),
      async (args) => {
        code = await (await import('./commands/restore.js')).restore({ ...args, target: args.target ?? '' }, context);
      },
    )
    .command(
      'role <out>',
      'Write a script that makes a role which may apply a project, and nothing beyond it',
      (y) =>
        y.positional('out', { type: 'string', demandOption: true, describe: 'Folder that convert wrote' }).options({
          name: { type: 'string', default: 'oraphant_deploy', describe: 'Name of the role' },
          database: { type: 'string', demandOption: true, describe: 'Name of the database' },
          ...jsonOption,
        }),
      async (args) => {
        code = await (await import('./commands/role.js')).role(args, context);
      },
    )
    .command(
      'status [out]',
      'Show where a target stands',
      (y) =>
        y
          .positional('out', { type: 'string', describe: 'Folder that convert wrote: counts what is to do' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options(jsonOption),
      async (args) => {
        const given = { ...args, target: args.target ?? '' };
        code = await reportRunFailure(context, args.json, async () =>
          (await import('./commands/status.js')).status(given, context),
        );
      },
    )
    .command(
      'audit',
      'Check and print the ledger of a target',
      (y) =>
        y
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options({
            csv: { type: 'boolean', default: false, describe: 'Print CSV' },
            head: runnerOptions.head,
          })
          .options(jsonOption),
      async (args) => {
        const given = { ...args, target: args.target ?? '' };
        code = await reportRunFailure(context, args.json, async () =>
          (await import('./commands/audit.js')).audit(given, context),
        );
      },
    )
    .command(
      'drift [out]',
      'Show what was changed by hand since the last run',
      (y) =>
        y
          .positional('out', { type: 'string' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options(jsonOption),
      async (args) => {
        code = await (await import('./commands/drift.js')).drift({ ...args, target: args.target ?? '' }, context);
      },
    )
    .command(
      'repair [out]',
      'Record what was changed by hand, or take it back',
      (y) =>
        y
          .positional('out', { type: 'string' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options({
            adopt: { type: 'boolean', default: false, describe: 'The target is right as it is' },
            revert: { type: 'boolean', default: false, describe: 'Bring routines, views and triggers back' },
            done: { type: 'string', describe: 'The undecided unit was done' },
            again: { type: 'string', describe: 'The undecided unit is to run again' },
          })
          .options({ ...jsonOption, ...runnerOptions }),
      async (args) => {
        code = await (await import('./commands/repair.js')).repair(
          { ...args, target: args.target ?? '' },
          context,
          environment.version,
        );
      },
    )
    .command(
      'rollback [out]',
      'Take the last run back, and prove that the catalog is as it was',
      (y) =>
        y
          .positional('out', { type: 'string' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
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
        code = await (await import('./commands/rollback.js')).rollback(
          { ...args, target: args.target ?? '' },
          context,
          environment.version,
        );
      },
    )
    .command(
      'finalize [out]',
      'Drop what is kept for a rollback',
      (y) =>
        y
          .positional('out', { type: 'string' })
          .options({ target: { ...targetOption.target, demandOption: true, default: undefined } })
          .options({ ...jsonOption, ...runnerOptions }),
      async (args) => {
        code = await (await import('./commands/finalize.js')).finalize(
          { ...args, target: args.target ?? '' },
          context,
          environment.version,
        );
      },
    )
    .command(
      'explain <code>',
      'Print the page of a diagnostic code',
      (y) =>
        y
          .positional('code', { type: 'string', demandOption: true, describe: 'Such as OP3041' })
          .options({ ...rulesOption, ...jsonOption }),
      async (args) => {
        code = await (await import('./commands/explain.js')).explain(args, context);
      },
    )
    .command(
      'builtins [name]',
      "What becomes of Oracle's built-in functions, packages and views",
      (y) =>
        y
          .positional('name', { type: 'string', describe: 'Part of a name' })
          .option('status', {
            choices: ['native', 'inline', 'runtime', 'flagged', 'refused'] as const,
            describe: 'Only what is converted so',
          })
          .options(jsonOption),
      async (args) => {
        code = await (await import('./commands/builtins.js')).builtins(args, context);
      },
    )
    .command('rules <what>', 'List, test and begin rules', (y) =>
      y
        .command(
          'list',
          'Every rule: ours, and those of --rules folders',
          (z) => z.options({ ...rulesOption, ...jsonOption }),
          async (args) => {
            code = await (await import('./commands/rules.js')).listRules(args, context);
          },
        )
        .command(
          'test <paths..>',
          'Run the examples of pages',
          (z) =>
            z
              .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Folders and pages' })
              .options(jsonOption),
          async (args) => {
            code = await (await import('./commands/rules.js')).testRules(args, context);
          },
        )
        .command(
          'new <code>',
          'Write a page that works, to be changed',
          (z) =>
            z.positional('code', { type: 'string', demandOption: true, describe: 'Such as ACME001' }).options({
              name: { type: 'string', default: 'house-rule', describe: 'Name in small letters and hyphens' },
              ...rulesOption,
              ...jsonOption,
            }),
          async (args) => {
            code = await (await import('./commands/rules.js')).newRule(args, context);
          },
        )
        .demandCommand(1, 'Give list, test or new.'),
    )
    .command(
      'where <place>',
      'Find the Oracle line behind ROUTINE:LINE of PL/pgSQL',
      (y) =>
        y
          .positional('place', { type: 'string', demandOption: true, describe: 'Such as hr.pay:12' })
          .options({ out: { alias: 'o', type: 'string', default: '.', describe: 'Folder that convert wrote' } })
          .options(jsonOption),
      async (args) => {
        code = await (await import('./commands/where.js')).where(args, context);
      },
    )
    .demandCommand(1, 'Give a command.')
    .strict()
    .recommendCommands()
    .version(environment.version)
    .help()
    .alias('help', 'h')
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new CommandError(message);
    });
  try {
    // Help and version are results: yargs hands their text over and runs no command.
    await parser.parseAsync(
      argv.map((word) => (word === '-' ? standardInput : word)),
      {},
      (_, __, output) => {
        if (output !== '') terminal.out(`${output}\n`);
      },
    );
    return code;
  } catch (error) {
    return report(error, working, terminal);
  }
}

/** One message for each kind of failure; an internal error says what was being worked on. */
function report(error: unknown, working: string, terminal: Terminal): number {
  if (error instanceof CommandError) {
    terminal.err(`oraphant: ${error.message}\n`);
    return error.code;
  }
  if (error instanceof ConfigError || error instanceof PageError) {
    terminal.err(`oraphant: ${error.message}\n`);
    return exitCode.usage;
  }
  if (error instanceof TargetOpenError) {
    terminal.err(`oraphant: ${error.message}\n`);
    return exitCode.usage;
  }
  if (error instanceof DatabaseError) {
    terminal.err(`oraphant: the target refused a statement of ours: ${error.sqlstate} ${error.message}\n`);
    return exitCode.internal;
  }
  const message = error instanceof Error ? error.message : String(error);
  const at = working === '' ? '' : ` at ${working}`;
  terminal.err(`oraphant: internal error${at}: ${message}\n`);
  terminal.err('Please report it with the input; ORAPHANT_DEBUG=1 shows where it happened.\n');
  if (process.env.ORAPHANT_DEBUG === '1' && error instanceof Error) terminal.err(`${error.stack}\n`);
  return exitCode.internal;
}
