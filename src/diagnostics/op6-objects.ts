import { define } from './diagnostic.js';

/** A kind of object without counterpart. PostgreSQL: some exist in another form, most do not. */
export const otherObject = define({
  code: 'OP6401',
  name: 'object-kind',
  severity: 'warning',
  effort: 60,
  message: (kind: string, name: string, instead: string) => `${kind} ${name} is not converted. ${instead}`,
  help: 'Create what is needed by hand.',
});

/**
 * A database link. PostgreSQL: other databases are reached through foreign tables (postgres_fdw, oracle_fdw) or
 * function calls (dblink). (SQL Language Reference, CREATE DATABASE LINK)
 */
export const createDatabaseLink = define({
  code: 'OP6402',
  name: 'create-database-link',
  severity: 'error',
  effort: 120,
  message: (name: string) => `Database link ${name} is not converted.`,
  help: 'Create a foreign server (postgres_fdw, oracle_fdw) with a user mapping and import its tables.',
});

/**
 * A synonym. PostgreSQL: there are no synonyms. search_path chooses among schemas. (SQL
 * Language Reference, CREATE SYNONYM)
 */
export const synonymResolved = define({
  code: 'OP6403',
  name: 'synonym',
  severity: 'info',
  effort: 0,
  message: () => 'Synonyms are resolved when code is converted; none is created.',
  help: 'Create a view where clients outside of the converted code use the synonym.',
});

/**
 * A synonym that comes to stand for another object. What uses it was converted for the first. (SQL
 * Language Reference, CREATE SYNONYM)
 */
export const synonymMoved = define({
  code: 'OP6416',
  name: 'synonym-of-another-object',
  severity: 'warning',
  effort: 15,
  message: (name: string, from: string, to: string) =>
    `Synonym ${name}, which stood for ${from}, stands for ${to} from here on: views and programs that use it, and ` +
    'are not created again, keep the object that they were converted with.',
  help: 'Create what uses the synonym again after it, or let a view stand in its place.',
});

/**
 * A synonym for something that is not in the input. PostgreSQL: there are no synonyms. (SQL
 * Language Reference, CREATE SYNONYM)
 */
export const synonymUnknown = define({
  code: 'OP6404',
  name: 'synonym-of-unknown-object',
  severity: 'info',
  effort: 5,
  message: (name: string, target: string) => `Synonym ${name} stands for ${target}, which is not among the inputs.`,
  help: 'Give the file that creates it where code uses the synonym.',
});

/**
 * An ALTER that has nothing to do. PostgreSQL: functions are compiled when they are first called, and indexes are
 * always in step with their table.
 */
export const alterIgnored = define({
  code: 'OP6405',
  name: 'alter-without-effect',
  severity: 'info',
  effort: 0,
  message: (what: string) => `${what} has nothing to do in PostgreSQL and is left out.`,
  help: 'Nothing to do.',
});

/**
 * EXPLAIN PLAN. PostgreSQL: EXPLAIN gives the plan as its result, in other words and with other figures. (SQL
 * Language Reference, EXPLAIN PLAN)
 */
export const explainLeftOut = define({
  code: 'OP6415',
  name: 'explain-plan',
  severity: 'warning',
  effort: 10,
  message: () => 'EXPLAIN PLAN is left out: the plan table gets no rows.',
  help: "Use PostgreSQL's EXPLAIN, or the extension auto_explain, which writes plans to the log.",
});

/** An ALTER that is not converted. PostgreSQL: many properties do not exist, or are changed by another statement. */
export const alterNotConverted = define({
  code: 'OP6406',
  name: 'alter-not-converted',
  severity: 'warning',
  effort: 15,
  message: (what: string) => `${what} is not converted.`,
  help: 'Write the PostgreSQL form by hand.',
});

/**
 * A session setting. PostgreSQL: SET changes PostgreSQL's own parameters, which have other names and meanings. (SQL
 * Language Reference, ALTER SESSION)
 */
export const sessionSetting = define({
  code: 'OP6407',
  name: 'session-setting',
  severity: 'info',
  effort: 5,
  message: (name: string) => `ALTER SESSION SET ${name} has no counterpart and is left out.`,
  help: 'Check whether anything relied on it.',
});

/** A DROP with nothing to drop. PostgreSQL: the object was never created, because PostgreSQL has no such kind. */
export const dropNotConverted = define({
  code: 'OP6408',
  name: 'drop-not-converted',
  severity: 'info',
  effort: 5,
  message: (kind: string, name: string) => `DROP ${kind} ${name} has nothing to drop in PostgreSQL and is left out.`,
  help: 'Nothing to do.',
});

/**
 * A synonym or a body is dropped that is still used. PostgreSQL: nothing is dropped, and what uses it works as before.
 * (SQL Language Reference, DROP SYNONYM, DROP PACKAGE)
 */
export const dropLeavesUsers = define({
  code: 'OP6417',
  name: 'drop-of-what-is-used',
  severity: 'warning',
  effort: 10,
  message: (kind: string, name: string) =>
    `DROP ${kind} ${name} is left out: what uses it works as before; in Oracle it becomes invalid until ${name} ` +
    'is created again.',
  help: 'Drop what uses it, too, or take the DROP out.',
});

/**
 * What views read is renamed. PostgreSQL: views follow the renaming. (SQL Language Reference, RENAME and ALTER
 * TABLE, "rename_column_clause")
 */
export const viewFollows = define({
  code: 'OP6418',
  name: 'view-follows-renaming',
  severity: 'warning',
  effort: 10,
  message: (renamed: string, view: string) =>
    `View ${view} follows the renaming in ${renamed}; in Oracle it keeps the old name, and is invalid until ` +
    'something of that name is there.',
  about: (_, view: string) => view,
  help: 'Create the view again after the renaming.',
});

/** A block that changes rows in a script that creates nothing: it is written beside the schema. */
export const rowsBesideSchema = define({
  code: 'OP6419',
  name: 'rows-beside-schema',
  severity: 'warning',
  effort: 5,
  message: () =>
    'The block changes rows, and is written to scripts/ beside the schema: applying the schema does not run it.',
  help: 'Run it after the schema is applied where it belongs to the installation.',
});

/** A call of what changes rows, in a script that creates objects: it is written beside the schema. */
export const callsBesideSchema = define({
  code: 'OP6421',
  name: 'calls-beside-schema',
  severity: 'info',
  effort: 0,
  message: () =>
    'What is called changes rows; the call is written to scripts/ beside the schema: applying the schema does not run it.',
  help: 'Run it after the schema is applied where it belongs to the installation.',
});

/**
 * ROLLBACK among the statements of a script that builds the schema. PostgreSQL: the rows before it are kept. (SQL
 * Language Reference, ROLLBACK)
 */
export const rollbackInInstallation = define({
  code: 'OP6420',
  name: 'rollback-in-installation',
  severity: 'warning',
  effort: 5,
  message: () => 'ROLLBACK takes back rows in Oracle; the schema is built with them.',
  help: 'Take it, and the statements before it, out of the inputs, or run the script with `oraphant run`.',
});

/**
 * SET TRANSACTION READ ONLY before statements of a script that builds the schema. PostgreSQL: each of these is a
 * transaction of its own. (SQL Language Reference, "SET TRANSACTION")
 */
export const readOnlyInInstallation = define({
  code: 'OP6425',
  name: 'read-only-in-installation',
  severity: 'warning',
  effort: 5,
  message: () => 'SET TRANSACTION READ ONLY lets nothing change rows in Oracle; the schema is built with them.',
  help: 'Take it, and the statements that follow it, out of the inputs, or run the script with `oraphant run`.',
});

/** A table or view that no input creates. PostgreSQL: nothing is created over a table that does not exist. */
export const objectMissing = define({
  code: 'OP6409',
  name: 'object-not-among-inputs',
  severity: 'error',
  effort: 15,
  message: (what: string, missing: string, done: string) =>
    `${what} refers to ${missing}, which is not among the inputs; ${done}.`,
  about: (_, missing: string) => missing,
  help: 'Give the file that creates the object too, or write the statement by hand where the object exists already.',
});

/**
 * Rows that come from a view that is refused. The table or materialized view is created with its columns and without
 * rows; INSERT, UPDATE, DELETE and MERGE are left out. A view that computes with columns of no known types is a stub.
 */
export const readsRefused = define({
  code: 'OP6413',
  name: 'reads-refused-view',
  severity: 'error',
  effort: 15,
  message: (what: string, view: string, done: string) => `${what} reads ${view}, which is refused; ${done}.`,
  about: (_, view: string) => view,
  help: 'Write the view by hand, then fill what is left empty.',
});

/**
 * A table is dropped that views or routines depend on. PostgreSQL: DROP TABLE is refused while they are there. (SQL
 * Language Reference, DROP TABLE)
 */
export const droppedWithTable = define({
  code: 'OP6414',
  name: 'dropped-with-its-table',
  severity: 'warning',
  effort: 10,
  message: (gone: string, what: string, kind = 'table') =>
    `${what} goes with ${kind} ${gone}; in Oracle it becomes invalid, and comes back when the ${kind} is created ` +
    'again.',
  about: (_, what: string) => what,
  help: 'Create it anew afterwards.',
});

/**
 * An object, constraint or column that is defined twice in different ways. PostgreSQL: the second definition is an
 * error too; CREATE OR REPLACE replaces as in Oracle.
 */
export const definedAgain = define({
  code: 'OP6410',
  name: 'defined-again',
  severity: 'warning',
  effort: 10,
  message: (what: string) => `${what} is defined again further on in another way; this definition is left out.`,
  help: 'Where the files are alternatives, give only those that are meant.',
});

/**
 * A trigger and the rows it would fire for in different files. Within one script, and the files that it calls, triggers
 * and rows keep their order.
 */
export const triggerBeforeRows = define({
  code: 'OP6412',
  name: 'trigger-before-rows',
  severity: 'warning',
  effort: 10,
  message: (trigger: string, table: string) =>
    `Trigger ${trigger} is created before the rows of ${table} are inserted: they stand in different files, whose ` +
    'order is not known.',
  help: 'Give one script that calls the files in their order; its order is kept.',
});

/** A statement behind EXIT. SQL*Plus has ended there. (SQL*Plus User's Guide and Reference, "EXIT") */
export const behindExit = define({
  code: 'OP6424',
  name: 'behind-exit',
  severity: 'warning',
  effort: 5,
  message: () =>
    'SQL*Plus ends at the EXIT before this and does not run it; here it, and what follows, is part of the schema.',
  help: 'Take out of the inputs what is not to be run, or the EXIT.',
});

/**
 * Rows of a temporary table in a script that builds the schema. PostgreSQL: those of ON COMMIT DELETE ROWS are gone when
 * the statement's transaction ends. (SQL Language Reference, CREATE TABLE, "ON COMMIT")
 */
export const temporaryRows = define({
  code: 'OP6423',
  name: 'temporary-rows-in-installation',
  severity: 'warning',
  effort: 10,
  message: (table: string) =>
    `The rows of the temporary table ${table} are gone after this statement: the schema is built statement by statement, ` +
    'each in a transaction of its own.',
  about: (table: string) => table,
  help: 'Put the statements up to the COMMIT into one block, or run the script with `oraphant run`.',
});

/**
 * What a statement or block uses is replaced behind it, in a project of several scripts. The definition that comes last
 * stands for all.
 */
export const usedAndReplaced = define({
  code: 'OP6422',
  name: 'used-before-replaced',
  severity: 'warning',
  effort: 15,
  message: (what: string, line: number) =>
    `This uses ${what}, which the script replaces further on (line ${line}): the schema has the last definition only, ` +
    'and this uses that one.',
  about: (what: string) => what,
  help: 'Give the script alone, or the files in one installation script: then each definition is made at its place.',
});

/** A DROP of what the inputs create. The DROP is left out. */
export const dropOfOwnObject = define({
  code: 'OP6411',
  name: 'drop-of-own-object',
  severity: 'info',
  effort: 0,
  message: (what: string) => `DROP ${what} is left out: the inputs create it.`,
  help:
    'Nothing to do where the DROP belongs to a script that removes the schema. Where the object should be gone, ' +
    'do not convert what creates it.',
});
