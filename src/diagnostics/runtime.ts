import { define } from './diagnostic.js';

/**
 * What functions of the `ora` schema raise when they run (P0004, message `OPnnnn …`): the value decides, so no compiler
 * can tell before. The compiler does not report these; they stand here because they have a page, and a place in the
 * list of codes.
 */

/**
 * A regular expression is refused when it runs. PostgreSQL: regular expressions have a syntax of their own (ARE), close
 * to it but with other rules for the longest match, for escapes and for newlines. (SQL Language Reference,
 * "Oracle Regular Expression Support")
 */
export const regexpRefused = define({
  code: 'OP2130',
  name: 'regexp-refused-at-run-time',
  severity: 'error',
  effort: 30,
  message: (what: string) => what,
  help: 'Rewrite the pattern so that both engines agree on it.',
});

/**
 * The number of a character set. PostgreSQL: encodings have other numbers. (SQL Language Reference, "NLS_CHARSET_NAME")
 */
export const characterSetNumber = define({
  code: 'OP2131',
  name: 'character-set-number',
  severity: 'error',
  effort: 15,
  message: (what: string) => what,
  help: 'Compare names of character sets instead of their numbers.',
});

/**
 * An argument that a supplied package refuses when it runs. PostgreSQL: there is a counterpart for the frequent modes:
 * advisory locks are shared or exclusive, and pgcrypto knows AES with CBC or ECB, and the usual hashes.
 */
export const suppliedArgument = define({
  code: 'OP4000',
  name: 'supplied-package-argument',
  severity: 'error',
  effort: 30,
  message: (what: string) => what,
  help: 'Install the extension the message names, or use the PostgreSQL function that does what is meant.',
});

/**
 * A date language that is not known. PostgreSQL: to_char writes English names, or with TM those of lc_time. (Database
 * Globalization Support Guide, "NLS_DATE_LANGUAGE")
 */
export const dateLanguage = define({
  code: 'OP5101',
  name: 'date-language',
  severity: 'error',
  effort: 15,
  message: (what: string) => what,
  help: 'Use numbers for months and days in the format, or one of the languages that are known.',
});

/**
 * A calendar other than the Gregorian. PostgreSQL: there is only the Gregorian calendar. (Database Globalization
 * Support Guide, "NLS_CALENDAR")
 */
export const calendar = define({
  code: 'OP5102',
  name: 'calendar',
  severity: 'error',
  effort: 60,
  message: (what: string) => what,
  help: 'Keep dates in the Gregorian calendar and convert them in the application.',
});
