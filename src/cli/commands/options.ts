import { writers } from '../../assess/writers.js';
import type { ReportFormat } from '../../contract/compiler-api.js';
import { CommandError } from '../exit.js';

/** Options that several commands share, in yargs' words. */
export const jsonOption = {
  json: { type: 'boolean', default: false, describe: 'Print one JSON document instead of text' },
} as const;

/** `--target`, PGlite in memory where nothing is said. */
export const targetOption = {
  target: {
    type: 'string',
    default: 'pglite:',
    describe: "Where to run: 'pglite:' (in memory), 'pglite:DIR' or 'postgres://…'",
  },
} as const;

/** For commands that do nothing without a target. */
export const requiredTarget = {
  target: { ...targetOption.target, demandOption: true, default: undefined },
} as const;

/** Where the configuration stands. */
export const configOption = {
  config: { type: 'string', describe: 'Configuration file (default: oraphant.config.json)' },
} as const;

/** How sources are read: values of SQL*Plus's substitution variables, and the encoding of files. */
export const sourceOptions = {
  define: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: 'NAME=VALUE of a DEFINE variable',
  },
  'define-off': { type: 'boolean', default: false, describe: 'An ampersand is an ampersand' },
  encoding: { type: 'string', describe: 'What files are in that are not Unicode, as windows-1250 or EE8MSWIN1250' },
} as const;

/** What `sourceOptions` gives. */
export interface SourceArguments {
  readonly define: readonly string[];
  readonly defineOff: boolean;
  readonly encoding?: string;
}

/** What `sourceOptions` say, for the compiler. */
export const readingOf = ({ define, defineOff, encoding }: SourceArguments) => ({
  defines: Object.fromEntries(
    define.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new CommandError(`--define ${pair}: NAME=VALUE is expected`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  ),
  defineOff,
  encoding,
});

/** `--fail-on` of commands without a baseline. */
export const failOnOption = {
  'fail-on': {
    choices: ['error', 'warning', 'never'] as const,
    default: 'error' as const,
    describe: 'Severity that makes the exit code 1',
  },
} as const;

/** Rules of the house. */
export const rulesOption = {
  rules: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Folder with rules that are added or take the place of ours',
  },
} as const;

/** `--baseline`, `--fail-on` with the value that goes with it, and `--rules`. */
export const baselineOptions = {
  'fail-on': {
    choices: ['error', 'warning', 'new', 'never'] as const,
    default: 'error' as const,
    describe: 'Severity that makes the exit code 1; new: any error or warning that the baseline does not have',
  },
  baseline: { type: 'string', describe: 'Earlier report.json or report.sarif: only what it does not have can fail' },
  ...rulesOption,
} as const;

/** The mildest severity that fails a command. */
export type FailOn = 'error' | 'warning' | 'never';

/** Whether findings of the given severities fail the command. */
export function hasFailed(severities: Iterable<string>, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  for (const severity of severities)
    if (severity === 'error' || (severity === 'warning' && failOn === 'warning')) return true;
  return false;
}

/** The names that `--format` takes, one or several with commas between them. */
export const reportFormats = Object.keys(writers) as readonly ReportFormat[];

/** The formats that `--format a,b` names, each once. Throws on a name that is none. */
export function formatsOf(list: string): readonly ReportFormat[] {
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  return [
    ...new Set(
      names.map((name) => {
        const format = reportFormats.find((known) => known === name);
        if (!format) throw new CommandError(`'${name}' is no format: ${reportFormats.join(', ')}`);
        return format;
      }),
    ),
  ];
}

/** `--format` as `--html` changes it. */
export const withHtml = (list: string | undefined): string => (list === undefined ? 'html' : `${list},html`);

/** The day on which waivers are judged. */
export const today = (): string => new Date().toISOString().slice(0, 10);
