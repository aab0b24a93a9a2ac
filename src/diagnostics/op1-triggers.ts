import { define } from './diagnostic.js';

export const triggerRefused = define({
  code: 'OP1801',
  name: 'trigger-not-converted',
  severity: 'error',
  effort: 60,
  message: (name: string, what: string) => `Trigger ${name} is not converted: ${what}.`,
  help: 'Write it by hand.',
});

export const systemEvent = define({
  code: 'OP1802',
  name: 'system-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string, event: string) => `Trigger ${name} fires on ${event}, which PostgreSQL has no trigger for.`,
  help: 'Use an event trigger for DDL, a login event trigger (PostgreSQL 17) or the audit extension pgaudit.',
});

export const ddlTrigger = define({
  code: 'OP1810',
  name: 'ddl-trigger',
  severity: 'warning',
  effort: 20,
  message: (name: string, left: string) =>
    `Trigger ${name} becomes an event trigger of the database: it fires after each DDL command of PostgreSQL, not for roles, databases and TRUNCATE${left}.`,
  help: 'Only a superuser may create it. Read what it relies on: one statement of Oracle may be several commands of PostgreSQL.',
});

export const mutatingTable = define({
  code: 'OP1803',
  name: 'mutating-table',
  severity: 'warning',
  effort: 30,
  message: (name: string, table: string) =>
    `Row trigger ${name}, or what runs below it, reads or changes ${table}: Oracle raises ORA-04091, PostgreSQL lets it see the rows changed so far.`,
  help: 'Check that nothing relies on the error.',
});

export const triggerDisabled = define({
  code: 'OP1804',
  name: 'trigger-disabled',
  severity: 'info',
  effort: 0,
  message: (name: string) => `Trigger ${name} is created disabled, as in Oracle.`,
  help: 'Nothing to do.',
});

export const triggerOrder = define({
  code: 'OP1805',
  name: 'trigger-order',
  severity: 'info',
  effort: 5,
  message: (name: string, chosen: string) =>
    `Trigger ${name} is called ${chosen}: PostgreSQL fires triggers in the order of their names.`,
  help: 'Keep the order of the names when triggers are renamed.',
});

export const triggerUnknownTable = define({
  code: 'OP1806',
  name: 'trigger-without-table',
  severity: 'error',
  effort: 15,
  message: (name: string, table: string) => `Trigger ${name} is on ${table}, which is not among the inputs.`,
  help: 'Give the file that creates it.',
});

export const triggerTransaction = define({
  code: 'OP1807',
  name: 'transaction-control-in-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string) =>
    `Trigger ${name} commits or rolls back, itself or in what it calls; PostgreSQL refuses that in a trigger.`,
  help: 'Move the transaction control out of the trigger, or run it on a connection of its own (extension dblink).',
});

export const interleavedTriggers = define({
  code: 'OP1808',
  name: 'row-trigger-interleaving',
  severity: 'warning',
  effort: 30,
  message: (name: string, other: string) =>
    `Oracle fires ${name} and ${other} row by row; PostgreSQL fires all BEFORE triggers of a statement first, so one does not see what the other wrote.`,
  help: 'Check what the triggers read and write.',
});

export const rowTriggerFirst = define({
  code: 'OP1811',
  name: 'row-trigger-before-constraints',
  severity: 'warning',
  effort: 15,
  message: (name: string, table: string) =>
    `${name} fires right after the BEFORE triggers of its row, as in Oracle, but before PostgreSQL checks the constraints of ${table}: for a row that they refuse it has fired, and its output and variables stay.`,
  help: 'Nothing to do where rows that constraints refuse do not matter to the output and variables of the trigger.',
});

export const updatingColumnOfView = define({
  code: 'OP1809',
  name: 'updating-column-of-view',
  severity: 'warning',
  effort: 15,
  message: (name: string) =>
    `UPDATING('column') in INSTEAD OF trigger ${name} is true where the value changes, in Oracle where the column is in the SET list.`,
  help: 'Check that setting a column to its own value makes no difference.',
});
