import { type Command, standardInput } from './command-line.js';
import {
  baselineOptions,
  configOption,
  failOnOption,
  jsonOption,
  reportFormats,
  sourceOptions,
  targetOption,
  withHtml,
} from './commands/options.js';

/** Commands that read Oracle sources: assess, convert, lineage, run, test. */
export const compileCommands = (): readonly Command[] => [assess, convert, lineage, run, test];

const assess: Command = (parser, cli) =>
  parser.command(
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
        .options({ ...jsonOption, ...configOption, ...sourceOptions, ...baselineOptions }),
    async (args) => {
      cli.end(
        await (await import('./commands/assess.js')).assess(
          args.html ? { ...args, format: withHtml(args.format) } : args,
          cli.context,
        ),
      );
    },
  );

const convert: Command = (parser, cli) =>
  parser.command(
    'convert <paths..>',
    'Convert Oracle sources to PostgreSQL',
    (y) =>
      y
        .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
        .options({
          out: { alias: 'o', type: 'string', demandOption: true, describe: 'Output folder' },
          force: { type: 'boolean', default: false, describe: 'Replace a folder that is not ours' },
        })
        .options({ ...jsonOption, ...configOption, ...sourceOptions, ...failOnOption }),
    async (args) => {
      cli.end(await (await import('./commands/convert.js')).convert(args, cli.context));
    },
  );

const lineage: Command = (parser, cli) =>
  parser.command(
    'lineage <column> <paths..>',
    'What feeds a column, and what it feeds',
    (y) =>
      y
        .positional('column', { type: 'string', demandOption: true, describe: "OWNER.TABLE.COLUMN, or '*' for all" })
        .positional('paths', { type: 'string', array: true, demandOption: true, describe: 'Files and folders' })
        .options({
          json: { type: 'boolean', default: false, describe: 'Print OpenLineage events' },
          namespace: { type: 'string', default: 'oracle', describe: 'Namespace of the OpenLineage datasets' },
        })
        .options({ ...configOption, ...sourceOptions }),
    async (args) => {
      cli.end(await (await import('./commands/lineage.js')).lineage(args, cli.context));
    },
  );

const run: Command = (parser, cli) =>
  parser.command(
    'run <files..>',
    'Convert and execute an Oracle script at once (- is standard input)',
    (y) =>
      y
        .positional('files', { type: 'string', array: true, demandOption: true, describe: 'Scripts' })
        .options({
          'on-error': {
            choices: ['continue', 'stop'] as const,
            default: 'continue' as const,
            describe: 'After an error; WHENEVER SQLERROR EXIT in the script stops anyway',
          },
        })
        .options({ ...targetOption, ...jsonOption, ...configOption, ...sourceOptions }),
    async (args) => {
      cli.end(
        await (await import('./commands/run.js')).run(
          { ...args, files: args.files.map((f) => (f === standardInput ? '-' : f)) },
          cli.context,
        ),
      );
    },
  );

const test: Command = (parser, cli) =>
  parser.command(
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
      cli.end(await (await import('./commands/test.js')).test(args, cli.context));
    },
  );
