import yargs, { type Argv } from 'yargs';
import type { CompilerApi } from '../contract/compiler-api.js';
import { PageError } from '../lint/page.js';
import { ConfigError } from '../output/config-file.js';
import { ProjectError } from '../runner/script/project-error.js';
import { DatabaseError } from '../runner/target/database-error.js';
import { TargetOpenError } from '../runner/target/target-url.js';
import { type CommandLine, standardInput } from './command-line.js';
import { compileCommands } from './compile-commands.js';
import { CommandError, exitCode } from './exit.js';
import { referenceCommands } from './reference-commands.js';
import { runnerCommands } from './runner-commands.js';
import type { Terminal } from './terminal.js';
import { usageMessage } from './usage-message.js';

/** What the command line is given from outside, so that tests can give something else. */
interface CliEnvironment {
  readonly terminal: Terminal;
  readonly version: string;
  readonly loadCompiler: () => Promise<CompilerApi>;
  readonly isCancelled: () => boolean;
}

/** Runs one command line and gives its exit code. Everything that goes wrong ends here, as a message and a code. */
export async function runCli(argv: readonly string[], environment: CliEnvironment): Promise<number> {
  const { terminal } = environment;
  let working = '';
  let code: number = exitCode.clean;
  const cli: CommandLine = {
    context: {
      terminal,
      compiler: environment.loadCompiler,
      isCancelled: environment.isCancelled,
      working: (on: string) => {
        working = on;
      },
    },
    version: environment.version,
    end: (ended) => {
      code = ended;
    },
  };
  const empty = yargs()
    .scriptName('oraphant')
    .usage('$0 <command>\n\nCompiles Oracle to PostgreSQL, and says what will not survive the move.');
  const parser = [...compileCommands(), ...runnerCommands(), ...referenceCommands()]
    .reduce((known, command) => command(known, cli), empty)
    .demandCommand(1, 'Give a command; oraphant --help lists them.')
    .strict()
    .check(requireNumbers, true)
    .recommendCommands()
    .version(environment.version)
    .help()
    .alias('help', 'h')
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new CommandError(usageMessage(message, argv, optionNames(empty)));
    });
  withoutHelpAside(parser);
  try {
    refuseRepeated(argv);
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
    const { code: failed, lines } = described(error, working);
    terminal.err(`oraphant: ${lines.join('\n')}\n`);
    if (process.env.ORAPHANT_DEBUG === '1' && failed === exitCode.internal && error instanceof Error)
      terminal.err(`${error.stack}\n`);
    // Whoever reads the document is not to find nothing.
    if (asksForJson(argv)) terminal.out(`${JSON.stringify({ exit: failed, problems: lines }, undefined, 2)}\n`);
    return failed;
  }
}

/** `test --json FILE` names a file, which is written when all cases have run. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words[0] !== 'test' && words.some((word) => word === '--json' || word === '--json=true');
}

/** Options that may be given several times, each with one more value. */
const lists: ReadonlySet<string> = new Set(['--cases', '--define', '--format', '--rules', '--sources']);

/** Of an option that is given twice yargs makes a list, which no command expects. */
function refuseRepeated(argv: readonly string[]): void {
  const given = new Set<string>();
  for (const word of argv) {
    if (word === '--') return;
    const [option = ''] = word.split('=', 1);
    if (!option.startsWith('-') || option === '-' || lists.has(option)) continue;
    if (given.has(option)) throw new CommandError(`${option} is given more than once`);
    given.add(option);
  }
}

/**
 * Numbers are seconds and counts. Of a word that is no number yargs makes NaN, with which every comparison of a limit
 * is false.
 */
function requireNumbers(given: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(given)) {
    if (Number.isNaN(value)) throw new CommandError(`--${name} needs a number`);
    if (typeof value === 'number' && value < 0) throw new CommandError(`--${name} cannot be negative`);
  }
  return true;
}

/**
 * Beside every command that it runs yargs lays out the help text, for calls that are not made here: as much
 * time as all else that it does.
 */
function withoutHelpAside(parser: Argv): void {
  const { getInternalMethods } = parser as unknown as Partial<YargsInternals>;
  const usage = getInternalMethods?.call(parser).getUsageInstance();
  if (usage !== undefined) usage.cacheHelpMessage = () => {};
}

/** The options of the command that was given; also `--` itself. */
function optionNames(parser: unknown): ReadonlySet<string> {
  const { key, alias } = (parser as YargsOptions).getOptions();
  return new Set(['', ...Object.keys(key), ...Object.keys(alias), ...Object.values(alias).flat()]);
}

/** What yargs has of options and its types do not tell. */
interface YargsOptions {
  getOptions(): { readonly key: object; readonly alias: Readonly<Record<string, readonly string[]>> };
}

/** What yargs has for its own modules. */
interface YargsInternals {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

/** One message for each kind of failure, and its exit code; an internal error says what was being worked on. */
function described(error: unknown, working: string): { readonly code: number; readonly lines: readonly string[] } {
  const message = error instanceof Error ? error.message : String(error);
  const said = (code: number, text: string) => ({ code, lines: text.split('\n') });
  if (error instanceof CommandError) return said(error.code, message);
  if (
    error instanceof ConfigError ||
    error instanceof PageError ||
    error instanceof ProjectError ||
    error instanceof TargetOpenError
  )
    return said(exitCode.usage, message);
  if (error instanceof DatabaseError)
    return said(exitCode.internal, `the target refused a statement of ours: ${error.sqlstate} ${message}`);
  const at = working === '' ? '' : ` at ${working}`;
  const ask = 'Please report it with the input; ORAPHANT_DEBUG=1 shows where it happened.';
  return said(exitCode.internal, `internal error${at}: ${message}\n${ask}`);
}
