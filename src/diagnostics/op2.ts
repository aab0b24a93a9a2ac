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

/**
 * A table over a database link. PostgreSQL: foreign tables stand for tables elsewhere. (SQL Language
 * Reference, CREATE DATABASE LINK)
 */
export const databaseLink = define({
  code: 'OP2002',
  name: 'database-link',
  severity: 'error',
  effort: 120,
  message: (name: string, link: string) => `${name} is read over the database link ${link}.`,
  help: 'Make the table a foreign table (postgres_fdw, oracle_fdw) and write its local name.',
});

/**
 * A dictionary view without counterpart. PostgreSQL: pg_catalog, information_schema and the pg_stat views
 * do, with other names and columns.
 */
export const dictionaryViewMissing = define({
  code: 'OP2003',
  name: 'dictionary-view',
  severity: 'error',
  effort: 60,
  message: (name: string, column?: string) =>
    `${column === undefined ? 'The' : `Column ${column} of the`} dictionary view ${name} has no counterpart in ` +
    'PostgreSQL.',
  help: 'Read what is needed from pg_catalog or pg_stat views.',
});

/** A row that the runtime's V$PARAMETER lacks. */
export const parameterMissing = define({
  code: 'OP2008',
  name: 'parameter-missing',
  severity: 'error',
  effort: 20,
  message: (view: string, name: string) =>
    `${view} has no row for ${name} here: PostgreSQL has no such parameter, or one that means something else.`,
  help: 'Write the value that the code is to go by, or read a setting of PostgreSQL (pg_settings).',
});

const gaps = {
  empty: 'NULL in all rows: PostgreSQL keeps nothing of the kind',
  constant: 'the same in all rows, whatever was declared: PostgreSQL has nothing of the kind',
  converted: 'what the object has become, not what was declared',
};

/** Columns that the runtime's view has for its shape. PostgreSQL has nothing to fill them with. */
export const dictionaryColumnEmpty = define({
  code: 'OP2006',
  name: 'dictionary-column-empty',
  severity: 'warning',
  effort: 10,
  message: (view: string, columns: readonly string[], gap: keyof typeof gaps) => {
    const shown = columns.length > 6 ? [...columns.slice(0, 5), `${columns.length - 5} more`] : columns;
    const list = [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' and ');
    const [s, is] = columns.length > 1 ? ['s', 'are'] : ['', 'is'];
    return `Column${s} ${list} of the dictionary view ${view} ${is} ${gaps[gap]}.`;
  },
  help: 'Look at what the column is read for: storage and statistics are in pg_class, pg_stats and the pg_stat views.',
});

/** So many rows of a view that Oracle fills with its own objects. */
export const dictionaryRowsFewer = define({
  code: 'OP2007',
  name: 'dictionary-rows-fewer',
  severity: 'warning',
  effort: 10,
  message: (view: string, parameters?: number) =>
    parameters
      ? `${view} has the ${parameters} parameters that mean something here: this query can ask for others.`
      : `The dictionary view ${view} has tens of thousands of rows in Oracle, here those of the converted objects: ` +
        'this query can get fewer than it asks for.',
  help: 'Take generate_series for rows that are only counted, and a table of your own for test data.',
});

/** A table that is not among the inputs. PostgreSQL: a body is not checked against the tables before it runs. */
export const tableUnknown = define({
  code: 'OP2005',
  name: 'table-unknown',
  severity: 'warning',
  effort: 10,
  message: (name: string) =>
    `Table ${name} is not among the inputs: what depends on the types of its columns is a guess.`,
  help: 'Give the definition of the table too.',
});

/**
 * The columns of a table are not known. At this place the conversion needs to know the columns: to expand `*`, to tell
 * a column from a variable, or to build a row.
 */
export const columnsUnknown = define({
  code: 'OP2004',
  name: 'columns-unknown',
  severity: 'error',
  effort: 20,
  message: (what: string) => `The columns of ${what} are not among the inputs, and the conversion needs them here.`,
  help: 'Give the definition of the table too, or list the columns instead of *.',
});

/**
 * FOR UPDATE WAIT of a cursor. PostgreSQL: FOR UPDATE waits, NOWAIT fails at once, SKIP LOCKED leaves rows out. (SQL
 * Language Reference, SELECT, "for_update_clause")
 */
export const forUpdateWait = define({
  code: 'OP2010',
  name: 'for-update-wait',
  severity: 'warning',
  effort: 10,
  message: () =>
    'FOR UPDATE WAIT of a cursor waits without limit after conversion: PostgreSQL locks rows as they are fetched.',
  help: "Run set local lock_timeout = '…s' before the loop, or use NOWAIT.",
});

/**
 * FOR UPDATE over an outer join. PostgreSQL: it cannot be applied to the nullable side of an outer join; the statement
 * would fail. (SQL Language Reference, SELECT, "for_update_clause")
 */
export const forUpdateOuterJoin = define({
  code: 'OP2011',
  name: 'for-update-outer-join',
  severity: 'warning',
  effort: 20,
  message: (tables: string) =>
    `FOR UPDATE does not lock the rows of ${tables}: PostgreSQL cannot lock the optional side of an outer join.`,
  help: 'Lock those rows with a statement of their own.',
});

/**
 * Rows of a FOR UPDATE cursor that change before they are fetched. PostgreSQL: rows are locked when they are fetched.
 * (SQL Language Reference, SELECT, "for_update_clause")
 */
export const forUpdateRowChanged = define({
  code: 'OP2013',
  name: 'for-update-row-changed',
  severity: 'warning',
  effort: 20,
  message: () =>
    'FOR UPDATE: a row that another statement of the transaction changes before it is fetched is left out by ' +
    'PostgreSQL.',
  help: 'Collect the rows first, or change them by their key.',
});

/**
 * The first rows of a query that skips locked ones. PostgreSQL: LIMIT counts the rows that could be locked. (SQL
 * Language Reference, SELECT, "SKIP LOCKED")
 */
export const skipLockedFirstRows = define({
  code: 'OP2014',
  name: 'skip-locked-first-rows',
  severity: 'warning',
  effort: 10,
  message: () =>
    'ROWNUM counts rows that others have locked, which SKIP LOCKED then leaves out; PostgreSQL goes on to the ' +
    'next that are free.',
  help: 'Usually that is what a queue wants; where it matters, choose the rows in a subquery without FOR UPDATE.',
});

/**
 * A partition that has no table of its own. PostgreSQL: a partition is a table with a name of its own. (SQL Language
 * Reference, SELECT, "partition_extension_clause")
 */
export const partitionExtension = define({
  code: 'OP2012',
  name: 'partition-extension',
  severity: 'error',
  effort: 20,
  message: (table: string) => `A partition of ${table} is named in a statement.`,
  help: 'Name the table of the partition, or select its rows with a condition on the partition key.',
});

/**
 * ROWNUM in a mixed condition. PostgreSQL: there is LIMIT, after ORDER BY, and row_number(). (SQL Language
 * Reference, "ROWNUM Pseudocolumn")
 */
export const rownumCondition = define({
  code: 'OP2020',
  name: 'rownum-condition',
  severity: 'error',
  effort: 30,
  message: () => 'A condition mixes ROWNUM with columns in a way that depends on the order in which rows are found.',
  help: 'Number the rows in an inline view with row_number() and filter outside of it.',
});

/**
 * (+) conditions that cannot be written as joins. PostgreSQL: there are only ANSI joins. (SQL
 * Language Reference, "Outer Joins")
 */
export const outerJoinMark = define({
  code: 'OP2030',
  name: 'outer-join-mark',
  severity: 'error',
  effort: 30,
  message: (reason: string) => `The (+) conditions cannot be written as joins: ${reason}.`,
  help: 'Write the joins as LEFT JOIN by hand.',
});

/**
 * LOG ERRORS. PostgreSQL: an error ends the statement; all of its rows are undone. (SQL Language Reference,
 * INSERT, "error_logging_clause")
 */
export const errorLogging = define({
  code: 'OP2040',
  name: 'log-errors',
  severity: 'error',
  effort: 120,
  message: (what: string) => `LOG ERRORS is not converted with ${what}.`,
  help: 'Go row by row in a block with an EXCEPTION clause that writes the error table.',
});

/**
 * LOG ERRORS differs in its transaction. PostgreSQL: there is one transaction, and no error logging. (SQL Language
 * Reference, INSERT, "error_logging_clause")
 */
export const errorLoggingDiffers = define({
  code: 'OP2044',
  name: 'log-errors-differ',
  severity: 'warning',
  effort: 20,
  message: (what: string) => `LOG ERRORS: ${what}.`,
  help: 'Check what reads the error table after a rollback, and what the rows of the statement depend on.',
});

/**
 * DML on something that is not a table or simple view. Inline views over one table are unfolded; DML on TABLE(SELECT
 * column …) updates the row that holds the collection, unless triggers would fire for that row, as they do not in
 * Oracle. (SQL Language Reference, UPDATE, "dml_table_expression_clause")
 */
export const dmlTarget = define({
  code: 'OP2041',
  name: 'dml-target',
  severity: 'error',
  effort: 60,
  message: (what: string) => `DML on ${what} is not converted.`,
  help: 'Name the table itself, or use a view with an INSTEAD OF trigger.',
});

/**
 * Keys that a statement moves. PostgreSQL: a key is checked with each row, unless its constraint is deferrable. (SQL
 * Language Reference, "constraint", "Unique Constraints")
 */
export const uniqueAtStatementEnd = define({
  code: 'OP2043',
  name: 'unique-at-statement-end',
  severity: 'warning',
  effort: 20,
  message: (key: string) =>
    `The key (${key}) is changed row by row: Oracle checks it at the end of the statement, PostgreSQL with each ` +
    'row, so that two rows cannot exchange values.',
  help: 'Update in an order without collisions, or in two steps.',
});

/**
 * Triggers under MERGE with DELETE WHERE. PostgreSQL: MERGE takes one action for each row.
 * (SQL Language Reference, MERGE)
 */
export const mergeDeleteTriggers = define({
  code: 'OP2045',
  name: 'merge-delete-triggers',
  severity: 'warning',
  effort: 20,
  message: (what: string) => `MERGE with DELETE WHERE: ${what}.`,
  help: 'Update and delete with statements of their own where the triggers need both.',
});

/**
 * MERGE into a view. PostgreSQL: PostgreSQL 15 and 16 merge into tables only; views came with 17.
 * (SQL Language Reference, MERGE)
 */
export const mergeTarget = define({
  code: 'OP2042',
  name: 'merge-target',
  severity: 'error',
  effort: 60,
  message: (name: string) => `MERGE into the view ${name}: PostgreSQL 15 merges into tables only.`,
  help: 'Merge into the table behind the view.',
});

/**
 * NULL for a column with DEFAULT ON NULL whose sequence the row draws from elsewhere, too. PostgreSQL: each `nextval` is
 * another number. (SQL Language Reference, "How to Use Sequence Values")
 */
export const sequenceOfDefault = define({
  code: 'OP2046',
  name: 'sequence-of-default-on-null',
  severity: 'warning',
  effort: 10,
  message: (column: string) =>
    `Where this is NULL, the default of ${column} takes a number of its own from the sequence, which the row draws ` +
    'from elsewhere, too: Oracle gives both the same.',
  help: 'Draw the number into a variable first, and give it to both columns.',
});
