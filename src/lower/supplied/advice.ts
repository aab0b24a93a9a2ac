import { because, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { suppliedMemberMissing } from '../../diagnostics/op4.js';
import type { Span } from '../../ir/span.js';
import { runtimeFunctions } from '../../runtime/index.js';

/** What to use in PostgreSQL instead of packages that are not converted. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /^(DBMS_SCHEDULER|DBMS_JOB|DBMS_IJOB|DBMS_ISCHED)$/,
    'chains, windows, groups and events have no counterpart; jobs, programs and schedules are converted',
  ],
  [/^UTL_HTTP$/, 'the extension http (pgsql-http) makes requests; cookies, contexts and redirections are its own'],
  [/^(UTL_SMTP|UTL_MAIL)$/, 'mails are put into ora.outgoing_mail, there is no server to talk to'],
  [/^APEX_MAIL$/, 'mail is sent by the application, from a table that it reads'],
  [/^UTL_TCP$/, 'SSL and wallets are for the application'],
  [/^UTL_COMPRESS$/, 'values are compressed whole, not piece by piece; large ones PostgreSQL compresses itself'],
  [/^(DBMS_AQ|DBMS_AQADM)$/, 'queues are tables read with FOR UPDATE SKIP LOCKED'],
  [/^DBMS_LDAP$/, 'directories are asked by the application'],
  [/^DBMS_DATAPUMP$/, 'schemas are unloaded with pg_dump'],
  [/^(DBMS_PROFILER|DBMS_HPROF|DBMS_PLSQL_CODE_COVERAGE)$/, 'the extension plpgsql_check has a profiler and a tracer'],
  [/^(DBMS_MVIEW|DBMS_SNAPSHOT|DBMS_REFRESH)$/, 'REFRESH MATERIALIZED VIEW does it'],
  [/^DBMS_RLS$/, 'CREATE POLICY with FORCE ROW LEVEL SECURITY does it'],
  [/^DBMS_FLASHBACK$/, 'PostgreSQL keeps no older versions to read'],
  [
    /^(DBMS_XMLDOM|DBMS_XMLPARSER|DBMS_XSLPROCESSOR)$/,
    'stylesheets, DTDs and documents in files are for the application',
  ],
  [/^(APEX_\w+|WWV_FLOW\w*|V)$/, 'Oracle Application Express is not there'],
];

/** The same of single members of packages that are converted. */
const memberAdvice: ReadonlyMap<string, string> = new Map([
  ['DBMS_SQL.RETURN_RESULT', 'a cursor goes to the caller in an OUT parameter of type refcursor'],
  ['DBMS_SQL.GET_NEXT_RESULT', 'a cursor goes to the caller in an OUT parameter of type refcursor'],
  ['DBMS_TRANSACTION.SAVEPOINT', 'the name of a savepoint has to be a literal'],
  ['DBMS_TRANSACTION.ROLLBACK_SAVEPOINT', 'the name of a savepoint has to be a literal'],
  ['DBMS_SESSION.SET_ROLE', 'SET ROLE of PostgreSQL changes who the user is, not only what he may do'],
  ['DBMS_SESSION.LIST_CONTEXT', 'the view SESSION_CONTEXT has the contexts of the session'],
  ['DBMS_UTILITY.GET_PARAMETER_VALUE', "PostgreSQL's parameters are others: SHOW and current_setting read them"],
  ['DBMS_UTILITY.GET_SQL_HASH', 'Oracle has hash values of statements of its own'],
  ['DBMS_UTILITY.EXPAND_SQL_TEXT', 'pg_get_viewdef shows what a view stands for'],
  ['DBMS_UTILITY.GET_DEPENDENCY', 'the view USER_DEPENDENCIES has what objects need'],
  ['DBMS_STATS.CREATE_EXTENDED_STATS', 'CREATE STATISTICS does it'],
  ['DBMS_STATS.DROP_EXTENDED_STATS', 'DROP STATISTICS does it'],
  ...'GET_TABLE_STATS GET_COLUMN_STATS GET_INDEX_STATS GET_SYSTEM_STATS GET_PREFS GET_PARAM'
    .split(' ')
    .map((name): [string, string] => [`DBMS_STATS.${name}`, 'PostgreSQL has other statistics, in pg_stats']),
  ...'CREATE_STAT_TABLE DROP_STAT_TABLE EXPORT_TABLE_STATS EXPORT_SCHEMA_STATS IMPORT_TABLE_STATS IMPORT_SCHEMA_STATS'
    .split(' ')
    .map((name): [string, string] => [`DBMS_STATS.${name}`, 'statistics are gathered, not moved']),
  ['DBMS_XMLGEN.USEITEMTAGSFORCOLL', 'collections are no elements of their own here'],
  ['DBMS_LOB.GET_STORAGE_LIMIT', "a value of PostgreSQL has 1 GB at most, whatever Oracle's blocks are"],
  ['DBMS_SQL.LAST_ERROR_POSITION', 'PostgreSQL tells the position of an error to the client only'],
  ['DBMS_SQL.LAST_ROW_ID', 'rows have no ROWIDs'],
  ['DBMS_SQL.LAST_SQL_FUNCTION_CODE', 'statements have no numbers'],
  ...'ACTUAL_EDITION CURRENT_EDITION UNIT_TYPE'
    .split(' ')
    .map((name): [string, string] => [
      `UTL_CALL_STACK.${name}`,
      'PostgreSQL tells the stack as one text, with lines of its own: GET DIAGNOSTICS … = PG_CONTEXT',
    ]),
]);

/** Members that are refused by name. */
export const refusedMembers: readonly string[] = [...memberAdvice.keys()];

/** What to do instead of a member of a supplied package; '' where nothing is known. */
export const suppliedAdvice = (packageName: string, member = ''): string =>
  memberAdvice.get(`${packageName}.${member}`) ?? advice.find(([names]) => names.test(packageName))?.[1] ?? '';

/**
 * A member of a supplied package that the runtime lacks. Where it has nothing of the package, that is
 * one cause for all its members.
 */
export function memberMissing(span: Span, packageName: string, member: string): Diagnostic {
  const found = suppliedMemberMissing(span, `${packageName}.${member}`, suppliedAdvice(packageName, member));
  return isInRuntime(packageName) ? found : because(found, packageName);
}

function isInRuntime(packageName: string): boolean {
  const prefix = `${packageName.toLowerCase()}_`;
  return [...runtimeFunctions().keys()].some((name) => name.startsWith(prefix));
}
