import { define } from './diagnostic.js';

/** A clause of SQL that has no counterpart and is not imitated. */
export const unsupportedClause = define({
  code: 'OP2001',
  name: 'unsupported-clause',
  severity: 'error',
  effort: 60,
  message: (what: string) => `${what} is not converted.`,
  help: 'The statement raises when it runs; write the PostgreSQL form by hand.',
});

export const databaseLink = define({
  code: 'OP2002',
  name: 'database-link',
  severity: 'error',
  effort: 120,
  message: (name: string, link: string) => `${name} is read over the database link ${link}.`,
  help: 'Make the table a foreign table (postgres_fdw, oracle_fdw) and write its local name.',
});

export const dictionaryViewMissing = define({
  code: 'OP2003',
  name: 'dictionary-view',
  severity: 'error',
  effort: 60,
  message: (name: string, column?: string) =>
    `${column === undefined ? 'The' : `Column ${column} of the`} dictionary view ${name} has no counterpart in PostgreSQL.`,
  help: 'Read what is needed from pg_catalog or pg_stat views.',
});

export const tableUnknown = define({
  code: 'OP2005',
  name: 'table-unknown',
  severity: 'warning',
  effort: 10,
  message: (name: string) =>
    `Table ${name} is not among the inputs: what depends on the types of its columns is a guess.`,
  help: 'Give the definition of the table too.',
});

export const columnsUnknown = define({
  code: 'OP2004',
  name: 'columns-unknown',
  severity: 'error',
  effort: 20,
  message: (what: string) => `The columns of ${what} are not among the inputs, and the conversion needs them here.`,
  help: 'Give the definition of the table too, or list the columns instead of *.',
});

export const forUpdateWait = define({
  code: 'OP2010',
  name: 'for-update-wait',
  severity: 'warning',
  effort: 10,
  message: () =>
    'FOR UPDATE WAIT of a cursor waits without limit after conversion: PostgreSQL locks rows as they are fetched.',
  help: "Run set local lock_timeout = '…s' before the loop, or use NOWAIT.",
});

export const forUpdateOuterJoin = define({
  code: 'OP2011',
  name: 'for-update-outer-join',
  severity: 'warning',
  effort: 20,
  message: (tables: string) =>
    `FOR UPDATE does not lock the rows of ${tables}: PostgreSQL cannot lock the optional side of an outer join.`,
  help: 'Lock those rows with a statement of their own.',
});

export const forUpdateRowChanged = define({
  code: 'OP2013',
  name: 'for-update-row-changed',
  severity: 'warning',
  effort: 20,
  message: () =>
    'FOR UPDATE: a row that another statement of the transaction changes before it is fetched is left out by PostgreSQL.',
  help: 'Collect the rows first, or change them by their key.',
});

export const skipLockedFirstRows = define({
  code: 'OP2014',
  name: 'skip-locked-first-rows',
  severity: 'warning',
  effort: 10,
  message: () =>
    'ROWNUM counts rows that others have locked, which SKIP LOCKED then leaves out; PostgreSQL goes on to the next that are free.',
  help: 'Usually that is what a queue wants; where it matters, choose the rows in a subquery without FOR UPDATE.',
});

export const partitionExtension = define({
  code: 'OP2012',
  name: 'partition-extension',
  severity: 'error',
  effort: 20,
  message: (table: string) => `A partition of ${table} is named in a statement.`,
  help: 'Name the table of the partition, or select its rows with a condition on the partition key.',
});

export const rownumCondition = define({
  code: 'OP2020',
  name: 'rownum-condition',
  severity: 'error',
  effort: 30,
  message: () => 'A condition mixes ROWNUM with columns in a way that depends on the order in which rows are found.',
  help: 'Number the rows in an inline view with row_number() and filter outside of it.',
});

export const outerJoinMark = define({
  code: 'OP2030',
  name: 'outer-join-mark',
  severity: 'error',
  effort: 30,
  message: (reason: string) => `The (+) conditions cannot be written as joins: ${reason}.`,
  help: 'Write the joins as LEFT JOIN by hand.',
});

export const errorLogging = define({
  code: 'OP2040',
  name: 'log-errors',
  severity: 'error',
  effort: 120,
  message: (what: string) => `LOG ERRORS is not converted with ${what}.`,
  help: 'Go row by row in a block with an EXCEPTION clause that writes the error table.',
});

export const errorLoggingDiffers = define({
  code: 'OP2044',
  name: 'log-errors-differ',
  severity: 'warning',
  effort: 20,
  message: (what: string) => `LOG ERRORS: ${what}.`,
  help: 'Check what reads the error table after a rollback, and what the rows of the statement depend on.',
});

export const dmlTarget = define({
  code: 'OP2041',
  name: 'dml-target',
  severity: 'error',
  effort: 60,
  message: (what: string) => `DML on ${what} is not converted.`,
  help: 'Name the table itself, or use a view with an INSTEAD OF trigger.',
});

export const uniqueAtStatementEnd = define({
  code: 'OP2043',
  name: 'unique-at-statement-end',
  severity: 'warning',
  effort: 20,
  message: (key: string) =>
    `The key (${key}) is changed row by row: Oracle checks it at the end of the statement, PostgreSQL with each row, so that two rows cannot exchange values.`,
  help: 'Update in an order without collisions, or in two steps.',
});

export const mergeDeleteTriggers = define({
  code: 'OP2045',
  name: 'merge-delete-triggers',
  severity: 'warning',
  effort: 20,
  message: (what: string) => `MERGE with DELETE WHERE: ${what}.`,
  help: 'Update and delete with statements of their own where the triggers need both.',
});

export const mergeTarget = define({
  code: 'OP2042',
  name: 'merge-target',
  severity: 'error',
  effort: 60,
  message: (name: string) => `MERGE into the view ${name}: PostgreSQL 15 merges into tables only.`,
  help: 'Merge into the table behind the view.',
});
