import { define } from './diagnostic.js';

/** One code, whether the name stands in a call statement or in an expression. */
export { unresolvedCall as unresolvedName } from './op3-calls.js';

/** An expression without counterpart. A raise stands in the place of the statement that holds the expression. */
export const unsupportedExpression = define({
  code: 'OP2301',
  name: 'unsupported-expression',
  severity: 'error',
  effort: 30,
  message: (what: string) => `${what} has no counterpart in PostgreSQL.`,
  help: 'Rewrite the expression by hand; a raise stands in the place of the statement.',
});

/** A function that is not converted. PostgreSQL: many exist under the same or another name. */
export const unsupportedFunction = define({
  code: 'OP2302',
  name: 'unsupported-function',
  severity: 'error',
  effort: 30,
  message: (name: string, why: string) => `${name} is not converted: ${why}.`,
  help: 'Replace the function by hand; a raise stands in the place of the statement.',
});

/**
 * ROWID as the address of a row. PostgreSQL: `ctid` is the address of a row version. (SQL Language
 * Reference, "ROWID Pseudocolumn")
 */
export const rowid = define({
  code: 'OP2303',
  name: 'rowid',
  severity: 'warning',
  effort: 20,
  message: () =>
    'ROWID is made of ctid: it finds a row that the transaction has updated, but may find none, or another one, ' +
    'after a COMMIT; which of several rows is the first may differ once they were updated.',
  help: 'Use the primary key. Within one transaction a row is found safely.',
});

/**
 * A pseudocolumn in a place where it is not converted. In their usual places they are converted. (SQL
 * Language Reference, "Pseudocolumns")
 */
export const pseudoColumn = define({
  code: 'OP2304',
  name: 'pseudo-column',
  severity: 'error',
  effort: 30,
  message: (name: string) => `${name} is not converted in this place.`,
  help: 'Rewrite the query with row_number(), or with a recursive query for hierarchies.',
});

/** A function with another result. PostgreSQL: there is a function for the same purpose, with results of its own. */
export const differentResult = define({
  code: 'OP2305',
  name: 'different-result',
  severity: 'warning',
  effort: 15,
  message: (name: string, what: string) => `${name}: ${what}.`,
  help: 'Check that nothing stores or compares the exact values.',
});

/**
 * A bind variable of the client. PostgreSQL: statements of a client have parameters `$1`. psql has variables of
 * its own, `:x`, put in as text.
 */
export const bindVariable = define({
  code: 'OP2306',
  name: 'bind-variable',
  severity: 'error',
  effort: 10,
  message: (name: string) => `The bind variable :${name} belongs to the client and has no value here.`,
  help: 'Replace it by a parameter, a literal or a psql variable.',
});

/** A literal that Oracle does not compile. PostgreSQL: some of them mean something. */
export const illegalLiteral = define({
  code: 'OP2308',
  name: 'illegal-literal',
  severity: 'error',
  effort: 5,
  message: (literal: string, error: string, _code: number) =>
    `Oracle does not compile the literal ${literal}: ${error}.`,
  invalid: (_, text, code) => ({ kind: 'raises', code, text }),
  help: 'Correct the literal.',
});

/**
 * A part of a JSON document as text. PostgreSQL: a part of a json value keeps the text it was written in. (SQL
 * Language Reference, "JSON_QUERY")
 */
export const jsonText = define({
  code: 'OP2307',
  name: 'json-text',
  severity: 'warning',
  effort: 10,
  message: (name: string) =>
    `${name} gives the same JSON value, but its text may differ in blanks, number format and escapes.`,
  help: 'Compare JSON values as jsonb instead of as text.',
});

/**
 * IGNORE NULLS over large partitions. PostgreSQL: window functions have no such option; NULLs always count. (SQL
 * Language Reference, "Analytic Functions")
 */
export const windowPerformance = define({
  code: 'OP7301',
  name: 'ignore-nulls-window',
  severity: 'info',
  effort: 0,
  message: (name: string) =>
    `${name} IGNORE NULLS is computed over arrays: time and memory grow with the square of the partition.`,
  help: 'For large partitions, number the groups of rows between values first and take the maximum of each group.',
});

/**
 * $$PLSQL_LINE in a trigger. PostgreSQL: the line of a body can only be read from the context of an error. (PL/SQL
 * Language Reference, "Predefined Inquiry Directives")
 */
export const plsqlLine = define({
  code: 'OP3044',
  name: 'plsql-line',
  severity: 'warning',
  effort: 5,
  message: () =>
    '$$PLSQL_LINE of a trigger is NULL after conversion: Oracle counts the lines from where the body begins.',
  help: 'Write the position as a literal text where a log needs it.',
});
