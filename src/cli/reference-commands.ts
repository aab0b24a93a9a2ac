import type { Command } from './command-line.js';
import { jsonOption, rulesOption } from './commands/options.js';

/** Commands that explain: codes, built-ins, rules, places. */
export const referenceCommands = (): readonly Command[] => [explain, builtins, rules, where];

const explain: Command = (parser, cli) =>
  parser.command(
    'explain <code>',
    'Print the page of a diagnostic code',
    (y) =>
      y
        .positional('code', { type: 'string', demandOption: true, describe: 'Such as OP3041' })
        .options({ ...rulesOption, ...jsonOption }),
    async (args) => {
      cli.end(await (await import('./commands/explain.js')).explain(args, cli.context));
    },
  );

const builtins: Command = (parser, cli) =>
  parser.command(
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
      cli.end(await (await import('./commands/builtins.js')).builtins(args, cli.context));
    },
  );

const rules: Command = (parser, cli) =>
  parser.command('rules', 'List, test and begin rules', (y) =>
    y
      .command(
        'list',
        'Every rule: ours, and those of --rules folders',
        (z) => z.options({ ...rulesOption, ...jsonOption }),
        async (args) => {
          cli.end(await (await import('./commands/rules.js')).listRules(args, cli.context));
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
          cli.end(await (await import('./commands/rules.js')).testRules(args, cli.context));
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
          cli.end(await (await import('./commands/rules.js')).newRule(args, cli.context));
        },
      )
      .demandCommand(1, 'Give list, test or new.'),
  );

const where: Command = (parser, cli) =>
  parser.command(
    'where <place>',
    'Find the Oracle line behind ROUTINE:LINE of PL/pgSQL',
    (y) =>
      y
        .positional('place', { type: 'string', demandOption: true, describe: 'Such as hr.pay:12' })
        .options({ out: { alias: 'o', type: 'string', default: '.', describe: 'Folder that convert wrote' } })
        .options(jsonOption),
    async (args) => {
      cli.end(await (await import('./commands/where.js')).where(args, cli.context));
    },
  );
