import { define } from './diagnostic.js';

/**
 * What functions of the `ora` schema raise when they run (P0004, message `OPnnnn …`): the value decides, so no compiler can tell before. The
 * compiler does not report these; they stand here because they have a page, and a place in the list of codes.
 */

export const regexpRefused = define({
  code: 'OP2130',
  name: 'regexp-refused-at-run-time',
  severity: 'error',
  effort: 30,
  message: (what: string) => what,
  help: 'Rewrite the pattern so that both engines agree on it.',
});

export const characterSetNumber = define({
  code: 'OP2131',
  name: 'character-set-number',
  severity: 'error',
  effort: 15,
  message: (what: string) => what,
  help: 'Compare names of character sets instead of their numbers.',
});

export const suppliedArgument = define({
  code: 'OP4000',
  name: 'supplied-package-argument',
  severity: 'error',
  effort: 30,
  message: (what: string) => what,
  help: 'Install the extension the message names, or use the PostgreSQL function that does what is meant.',
});

export const dateLanguage = define({
  code: 'OP5101',
  name: 'date-language',
  severity: 'error',
  effort: 15,
  message: (what: string) => what,
  help: 'Use numbers for months and days in the format, or one of the languages that are known.',
});

export const calendar = define({
  code: 'OP5102',
  name: 'calendar',
  severity: 'error',
  effort: 60,
  message: (what: string) => what,
  help: 'Keep dates in the Gregorian calendar and convert them in the application.',
});
