import { define } from './diagnostic.js';

/**
 * A trigger that is not converted. PostgreSQL: a trigger calls a function. (PL/SQL Language Reference, "DML Triggers")
 */
export const triggerRefused = define({
  code: 'OP1801',
  name: 'trigger-not-converted',
  severity: 'error',
  effort: 60,
  message: (name: string, what: string) => `Trigger ${name} is not converted: ${what}.`,
  help: 'Write it by hand.',
});

/**
 * A trigger on a system event that PostgreSQL does not have. PostgreSQL: event triggers fire on DDL (ddl_command_start,
 * ddl_command_end, sql_drop, table_rewrite) and, from version 17 on, at login. (PL/SQL Language Reference, "System
 * Triggers")
 */
export const systemEvent = define({
  code: 'OP1802',
  name: 'system-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string, event: string) => `Trigger ${name} fires on ${event}, which PostgreSQL has no trigger for.`,
  help: 'For errors, read the log of the server (csvlog, file_fdw); for auditing, use the extension pgaudit.',
});

/** The events of triggers on sessions and the instance that PostgreSQL has none for. */
export type SessionEvent = 'LOGON' | 'LOGOFF' | 'STARTUP' | 'SHUTDOWN';

interface SessionTrigger {
  readonly event: SessionEvent;
  /** Whose sessions it is about; undefined: those of all users. */
  readonly user?: string;
  /** The statement that does what the trigger did. */
  readonly call: string;
  readonly disabled: boolean;
}

function callerOf({ event, user, call }: SessionTrigger): string {
  const whose = user === undefined ? 'each connection' : `each connection of ${user}`;
  switch (event) {
    case 'LOGON':
      return `${whose} begin with \`${call}\` (statement of the connection pool, .psqlrc, application)`;
    case 'LOGOFF':
      return `${whose} end with \`${call}\` (connection pool, application); one that breaks off runs nothing`;
    case 'STARTUP':
      return `what starts the server run \`${call}\` after it`;
    case 'SHUTDOWN':
      return `what stops the server run \`${call}\` before it`;
  }
}

/**
 * A trigger on sessions or the instance. PostgreSQL: nothing fires there (from version 17 on, at login). (PL/SQL
 * Language Reference, "Database Event Triggers")
 */
export const sessionTrigger = define({
  code: 'OP1815',
  name: 'session-trigger',
  severity: 'error',
  effort: 15,
  message: (name: string, trigger: SessionTrigger) =>
    `Trigger ${name} fires on ${trigger.event}, which PostgreSQL 15 has no trigger for: it becomes a procedure that ` +
    `nothing calls. ${trigger.disabled ? 'It is disabled; to enable it, have' : 'Have'} ${callerOf(trigger)}.`,
  help: 'Give everybody who logs on the right to execute it; see the page for PostgreSQL 17.',
});

/**
 * A trigger on DDL. PostgreSQL: an event trigger fires for the commands of one database. (PL/SQL
 * Language Reference, "System Triggers")
 */
export const ddlTrigger = define({
  code: 'OP1810',
  name: 'ddl-trigger',
  severity: 'warning',
  effort: 20,
  message: (name: string, left: string) =>
    `Trigger ${name} becomes an event trigger of the database: it fires after each DDL command of PostgreSQL, not ` +
    `for roles, databases and TRUNCATE${left}.`,
  help:
    'Only a superuser may create it. Read what it relies on: one statement of Oracle may be several commands of ' +
    'PostgreSQL.',
});

/**
 * A row trigger that meets its own table. PostgreSQL: the trigger may read the table. (PL/SQL Language
 * Reference, "Mutating-Table Restriction")
 */
export const mutatingTable = define({
  code: 'OP1803',
  name: 'mutating-table',
  severity: 'warning',
  effort: 30,
  message: (name: string, table: string) =>
    `Row trigger ${name}, or what runs below it, reads or changes ${table}: Oracle raises ORA-04091, PostgreSQL ` +
    'lets it see the rows changed so far.',
  help: 'Check that nothing relies on the error.',
});

/**
 * A trigger created disabled. PostgreSQL: `alter table … disable trigger` does the same. (PL/SQL Language
 * Reference, "CREATE TRIGGER Statement")
 */
export const triggerDisabled = define({
  code: 'OP1804',
  name: 'trigger-disabled',
  severity: 'info',
  effort: 0,
  message: (name: string) => `Trigger ${name} is created disabled, as in Oracle.`,
  help: 'Nothing to do.',
});

/**
 * A trigger is renamed to keep its place. PostgreSQL: triggers of one kind on a table fire in alphabetical order of
 * their names. (PL/SQL Language Reference, "Order in Which Triggers Fire")
 */
export const triggerOrder = define({
  code: 'OP1805',
  name: 'trigger-order',
  severity: 'info',
  effort: 5,
  message: (name: string, chosen: string) =>
    `Trigger ${name} is called ${chosen}: PostgreSQL fires triggers in the order of their names.`,
  help: 'Keep the order of the names when triggers are renamed.',
});

/**
 * A trigger on a table that is not in the input. Types of :NEW and :OLD come from the table, so the trigger
 * cannot be converted without it.
 */
export const triggerUnknownTable = define({
  code: 'OP1806',
  name: 'trigger-without-table',
  severity: 'error',
  effort: 15,
  message: (name: string, table: string) => `Trigger ${name} is on ${table}, which is not among the inputs.`,
  help: 'Give the file that creates it.',
});

/**
 * A trigger that commits or rolls back. PostgreSQL: a trigger function cannot control the transaction (2D000). (PL/SQL
 * Language Reference, "Trigger Restrictions")
 */
export const triggerTransaction = define({
  code: 'OP1807',
  name: 'transaction-control-in-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string) =>
    `Trigger ${name} commits or rolls back, itself or in what it calls; PostgreSQL refuses that in a trigger.`,
  help: 'Move the transaction control out of the trigger, or run it on a connection of its own (extension dblink).',
});

/**
 * Row triggers that meet through a table. PostgreSQL: all rows are changed, with their BEFORE triggers, and then the
 * AFTER triggers fire for all of them. (PL/SQL Language Reference, "Mutating-Table Restriction")
 */
export const interleavedTriggers = define({
  code: 'OP1808',
  name: 'row-trigger-interleaving',
  severity: 'warning',
  effort: 30,
  message: (name: string, other: string, isCalled = false) =>
    `Oracle ${isCalled ? 'calls' : 'fires'} ${name} and ${isCalled ? 'fires ' : ''}${other} row by row; PostgreSQL ` +
    `${isCalled ? 'calls the function for all rows' : 'fires all BEFORE triggers'} of a statement first, so one does ` +
    'not see what the other wrote.',
  help: 'Check what the triggers read and write.',
});

/**
 * A trigger that fires with its row, before the constraints are checked. PostgreSQL: AFTER triggers fire after all rows
 * of the statement, BEFORE triggers before the row's constraints are checked. (PL/SQL Language Reference, "DML
 * Triggers")
 */
export const rowTriggerFirst = define({
  code: 'OP1811',
  name: 'row-trigger-before-constraints',
  severity: 'warning',
  effort: 15,
  message: (name: string, table: string) =>
    `${name} fires right after the BEFORE triggers of its row, as in Oracle, but before PostgreSQL checks the ` +
    `constraints of ${table}: for a row that they refuse it has fired, and its output and variables stay.`,
  help: 'Nothing to do where rows that constraints refuse do not matter to the output and variables of the trigger.',
});

/**
 * A trigger that fires when all rows are stored. PostgreSQL: where a constraint refuses one of them, the statement ends
 * before any AFTER trigger. (PL/SQL Language Reference, "DML Triggers")
 */
export const rowTriggerLast = define({
  code: 'OP1814',
  name: 'row-trigger-behind-constraints',
  severity: 'info',
  effort: 0,
  message: (name: string, table: string) =>
    `${name} fires when all rows of the statement are stored: where a constraint of ${table} refuses one of them, ` +
    'Oracle has fired it for the rows before, whose output and variables are missing here.',
  help: 'Nothing to do where statements that fail do not matter to the output and variables of the trigger.',
});

/**
 * A delete that a foreign key carries on between tables with triggers. PostgreSQL: the key works behind all rows of the
 * statement, and AFTER triggers of the child fire behind those of the parent. (Database Concepts, "Execution Model for
 * Triggers and Integrity Constraint Checking")
 */
export const cascadeOrder = define({
  code: 'OP1813',
  name: 'cascade-order',
  severity: 'warning',
  effort: 15,
  message: (child: string, parent: string) =>
    `Where this key carries a delete in ${parent} on to ${child}, the triggers of ${child} fire after those of ` +
    `${parent}, and its statement triggers once; Oracle fires them row by row, in between.`,
  help:
    'Nothing to do where the triggers do not depend on the order. Otherwise delete the rows of the child in a BEFORE ' +
    'trigger of the parent.',
});
