/** What to use in PostgreSQL instead of packages that are not converted. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /^(DBMS_SCHEDULER|DBMS_JOB|DBMS_IJOB|DBMS_ISCHED)$/,
    'chains, windows, groups and events have no counterpart; jobs, programs and schedules are converted',
  ],
  [/^DBMS_ERRLOG$/, 'the error table is written as CREATE TABLE, in the input or by hand'],
  [/^UTL_HTTP$/, 'requests are made by the application or by an extension such as http (pgsql-http)'],
  [/^(UTL_SMTP|UTL_MAIL|APEX_MAIL)$/, 'mail is sent by the application, from a table that it reads'],
  [/^UTL_TCP$/, 'connections are made by the application'],
  [/^UTL_FILE$/, 'PostgreSQL neither removes nor renames files of the server'],
  [/^UTL_COMPRESS$/, 'values are compressed by the application; large ones PostgreSQL compresses itself'],
  [/^(DBMS_AQ|DBMS_AQADM)$/, 'queues are tables read with FOR UPDATE SKIP LOCKED'],
  [/^DBMS_LDAP$/, 'directories are asked by the application'],
  [/^DBMS_DATAPUMP$/, 'schemas are unloaded with pg_dump'],
  [/^(DBMS_PROFILER|DBMS_HPROF|DBMS_PLSQL_CODE_COVERAGE)$/, 'the extension plpgsql_check has a profiler and a tracer'],
  [/^(DBMS_MVIEW|DBMS_SNAPSHOT|DBMS_REFRESH)$/, 'REFRESH MATERIALIZED VIEW does it'],
  [/^DBMS_RLS$/, 'CREATE POLICY does it'],
  [/^DBMS_FLASHBACK$/, 'PostgreSQL keeps no older versions to read'],
  [
    /^(DBMS_XMLDOM|DBMS_XMLPARSER|DBMS_XSLPROCESSOR)$/,
    'stylesheets, DTDs and documents in files are for the application',
  ],
  [/^(APEX_\w+|WWV_FLOW\w*|V)$/, 'Oracle Application Express is not there'],
];

export const suppliedAdvice = (packageName: string): string =>
  advice.find(([names]) => names.test(packageName))?.[1] ?? '';
