import { define } from './diagnostic.js';

/**
 * A timestamp loses the zone it was given in. PostgreSQL: timestamptz is an instant. (SQL Language Reference,
 * "AT TIME ZONE" in "Datetime Expressions")
 */
export const timeZoneNotKept = define({
  code: 'OP5001',
  name: 'time-zone-not-kept',
  severity: 'warning',
  effort: 20,
  message: (what: string) =>
    `${what}: PostgreSQL's timestamp with time zone is an instant without a zone of its own; it is shown in the ` +
    'zone of the session.',
  help: 'Keep the zone in a column of its own where it matters, and format with AT TIME ZONE.',
});

/**
 * A fact about the session that PostgreSQL does not know. PostgreSQL: the server knows the role, the address of the
 * client, `application_name` and the database. (SQL Language Reference, "SYS_CONTEXT")
 */
export const sessionFactDiffers = define({
  code: 'OP5203',
  name: 'session-fact-differs',
  severity: 'warning',
  effort: 15,
  message: (call: string) =>
    `${call} gives another answer on PostgreSQL: the server does not know what Oracle reports here.`,
  help: 'Let the application say what is needed after connecting, and read that.',
});

/**
 * Linguistic rules of one language. PostgreSQL: case and order follow the collation, of a column or an expression.
 * (Database Globalization Support Guide, "Linguistic Sorting and Matching")
 */
export const linguisticRules = define({
  code: 'OP5002',
  name: 'linguistic-rules',
  severity: 'warning',
  effort: 20,
  message: (name: string, parameter: string, followed?: 'conditions and ORDER BY') =>
    followed === undefined
      ? `${name} with '${parameter}' follows linguistic rules that are not imitated: the result is that of binary rules.`
      : `${name} with '${parameter}': ${followed} follow it; DISTINCT, GROUP BY, set operators, MIN, MAX, DECODE and the ` +
        'like keep to binary rules.',
  help: 'Use a collation of ICU (COLLATE) where the order or case of a language matters.',
});
