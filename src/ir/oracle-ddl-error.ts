/*
 * The Oracle error of a DDL statement that nobody handles: PostgreSQL shares one code between several of Oracle's
 * errors, which the statement and the message tell apart. Handlers ask `ora.ddl_error_code`, which has the same rules
 * (a test compares the two). (Database Error Messages, ORA-00900 to ORA-04099)
 */

interface DdlRule {
  readonly sqlstate: string;
  readonly message?: RegExp;
  /** What the statement says, beside its command. */
  readonly statement?: RegExp;
  /** The first words of the statement: `alter table`, `create unique index`. */
  readonly command?: RegExp;
  readonly code: number;
}

/** The first that fits decides. */
const rules: readonly DdlRule[] = [
  { sqlstate: '0A000', message: /^cannot truncate a table referenced in a foreign key /, code: 2266 },
  { sqlstate: '22023', message: /^INCREMENT must not be zero/, code: 4002 },
  { sqlstate: '22023', message: /^MINVALUE .* must be less than MAXVALUE /, code: 4004 },
  {
    sqlstate: '22023',
    message: /^START value .* cannot be less than MINVALUE /,
    command: /^create sequence$/,
    code: 4006,
  },
  { sqlstate: '22023', message: /^(START|RESTART) value .* cannot be less than MINVALUE /, code: 4007 },
  {
    sqlstate: '22023',
    message: /^START value .* cannot be greater than MAXVALUE /,
    command: /^create sequence$/,
    code: 4008,
  },
  { sqlstate: '22023', message: /^(START|RESTART) value .* cannot be greater than MAXVALUE /, code: 4009 },
  { sqlstate: '22023', message: /^CACHE \(.*\) must be greater than zero/, code: 4010 },
  { sqlstate: '0A000', message: /^cannot alter type of a column used by a generated column$/, code: 54033 },
  { sqlstate: '23502', statement: /\bprimary\s+key\b/i, code: 1449 },
  { sqlstate: '23502', statement: /\badd\b/i, code: 1758 },
  { sqlstate: '23502', command: /^alter table$/, code: 2296 },
  { sqlstate: '23503', command: /^alter table$/, code: 2298 },
  { sqlstate: '23505', command: /^alter table$/, code: 2299 },
  { sqlstate: '23514', command: /^alter table$/, code: 2293 },
  { sqlstate: '2BP01', message: /^cannot drop constraint /, code: 2273 },
  { sqlstate: '2BP01', message: /^cannot drop column /, code: 12992 },
  { sqlstate: '2BP01', message: /^cannot drop index .* because constraint /, code: 2429 },
  { sqlstate: '2BP01', message: /^cannot drop (type |.*function)/, code: 2303 },
  { sqlstate: '3F000', command: /^drop schema$/, code: 4043 },
  { sqlstate: '42601', message: /(more|too many) column names/, code: 1730 },
  { sqlstate: '42701', statement: /\brename\s+column\b/i, code: 957 },
  { sqlstate: '42704', message: /^there is no primary key for referenced table /, code: 2268 },
  { sqlstate: '42804', message: /^foreign key constraint .* cannot be implemented$/, code: 2267 },
  { sqlstate: '42710', message: /^constraint .* for relation .* already exists$/, code: 2264 },
  { sqlstate: '42710', message: /^trigger /, code: 4081 },
  { sqlstate: '42809', command: /^drop sequence$/, code: 2289 },
  { sqlstate: '42809', command: /^drop materialized view$/, code: 12003 },
  { sqlstate: '42809', command: /^drop index$/, code: 1418 },
  { sqlstate: '42809', command: /^(drop (table|view)|alter table)$/, code: 942 },
  { sqlstate: '42809', command: /^create (unique )?index$/, code: 1702 },
  { sqlstate: '42883', command: /^drop (procedure|function|routine)$/, code: 4043 },
  { sqlstate: '42P01', command: /^alter sequence$/, code: 2289 },
  { sqlstate: '42P01', message: /^materialized view /, code: 12003 },
  { sqlstate: '42P17', message: /^cannot use generated column /, code: 54012 },
  { sqlstate: '42P07', statement: /\badd\s+constraint\b/i, code: 2264 },
];

/** @returns undefined where the SQLSTATE means what it does in any other statement */
export function ddlErrorCode(sqlstate: string, message: string, statement: string | undefined): number | undefined {
  const command = statement === undefined ? undefined : commandOf(statement);
  if (sqlstate === '23505' && message.startsWith('could not create unique index ')) {
    if (command !== 'alter table' || statement === undefined) return 1452;
    return /\bprimary key\b/i.test(statement) ? 2437 : 2299;
  }
  if (command === undefined || statement === undefined || !/^(alter|create|drop|truncate|comment) /.test(command))
    return undefined;
  return rules.find(
    (rule) =>
      rule.sqlstate === sqlstate &&
      (rule.message?.test(message) ?? true) &&
      (rule.statement?.test(statement) ?? true) &&
      (rule.command?.test(command) ?? true),
  )?.code;
}

/** The first words, without the comments before them. */
const commandOf = (statement: string): string | undefined =>
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(\w+(?:\s+(?:or replace|unique|materialized)\b)?\s+\w+)/i
    .exec(statement)?.[1]
    ?.toLowerCase();
