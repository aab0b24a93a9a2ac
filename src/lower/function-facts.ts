import type { PgCall } from '../ir/postgres/index.js';

/*
 * What is known of the functions that converted code calls, by name, where their definitions do not tell it; whether one
 * is immutable or stable is read there (`ddl/tables/immutability.ts`).
 */

/** Functions of PostgreSQL and of the runtime that have a result for whatever they are given. */
const totalFunctions: ReadonlySet<string> = new Set([
  'cardinality',
  'coalesce',
  'concat',
  'length',
  'lower',
  'nullif',
  'pg_trigger_depth',
  'upper',
  'ora.err_new',
  'ora.instr',
  'ora.instr_computed',
  'ora.loose_found',
  'ora.loose_search',
  'ora.map_has',
  'ora.number_text',
  'ora.number_text_computed',
  'ora.sqlcode',
  'ora.sqlerrm',
  'ora.substr',
  'ora.substr_computed',
]);

/** Has the function a result for whatever it is given? INSTR of an occurrence that is not positive is ORA-01428. */
export const isTotal = ({ name, args }: PgCall): boolean =>
  totalFunctions.has(name.join('.')) && !(/^instr/.test(name.at(-1) ?? '') && args.length > 3);

/** Others, of the runtime, that do not fail for what the rows of a query give them: numbers and names that were stored. */
const totalInQueries: ReadonlySet<string> = new Set([
  'ora.dual',
  'ora.num',
  'ora.num_computed',
  'ora.num_hundredth',
  'ora.num_hundredth_computed',
  'ora.num_round',
  'ora.nvl',
  'ora.rowid_text',
  'ora.session_collated',
  'ora.sysdate',
  'ora.systimestamp',
]);

/** Has the function a result for whatever the rows of a query give it? */
export const isTotalInQueries = (call: PgCall): boolean => isTotal(call) || totalInQueries.has(call.name.join('.'));

/** Functions of PostgreSQL that fail for some values. */
export const failingFunctions: ReadonlySet<string> = new Set([
  'sqrt',
  'ln',
  'log',
  'power',
  'exp',
  'mod',
  'chr',
  'repeat',
  'to_number',
  'to_date',
  'to_timestamp',
  'make_date',
  'width_bucket',
  'ntile',
  'nth_value',
  'nextval',
  'currval',
]);

/** Functions of the runtime that fail for some values. */
export const failingInRuntime =
  /^(elem|sparse_elem|subscript|map_at|map_needed|loose_at|loose_needed|package_item(_computed)?|package_list_item|inner_item|div|div_round|raise|reraise|acos|asin|exp|ln|log|pls_integer(_computed)?|power|sqrt|(text_)?to_(number(_computed)?|date|timestamp|timestamp_tz|dsinterval|yminterval))$/;

/** Functions of the runtime that give another value each time. */
export const anewEachTime = /^(?:dbms_(?:random|crypto_random)|sys_guid|random_|after_nextval)/;

/** Functions of the runtime that read the clock, with the fraction of its second. */
export const fineClocks: ReadonlySet<string> = new Set([
  'systimestamp',
  'systimestamp_local',
  'current_timestamp',
  'localtimestamp',
]);

/** Those that read whole seconds. */
export const coarseClocks: ReadonlySet<string> = new Set(['sysdate', 'current_date']);
