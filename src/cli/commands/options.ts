/** Options that several commands share, in yargs' words. */
export const jsonOption = {
  json: { type: 'boolean', default: false, describe: 'Print one JSON document instead of text' },
} as const;

export const targetOption = {
  target: {
    type: 'string',
    default: 'pglite:',
    describe: "Where to run: 'pglite:' (in memory), 'pglite:DIR' or 'postgres://…'",
  },
} as const;

export const configOption = {
  config: { type: 'string', describe: 'Configuration file (default: oraphant.config.json)' },
} as const;

export const failOnOption = {
  'fail-on': {
    choices: ['error', 'warning', 'never'] as const,
    default: 'error' as const,
    describe: 'Severity that makes the exit code 1',
  },
} as const;

export type FailOn = 'error' | 'warning' | 'never';

/** Whether findings of the given severities fail the command. */
export function hasFailed(severities: Iterable<string>, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  for (const severity of severities)
    if (severity === 'error' || (severity === 'warning' && failOn === 'warning')) return true;
  return false;
}
