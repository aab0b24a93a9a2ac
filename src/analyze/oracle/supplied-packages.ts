import { isText } from '../model/operators.js';
import { type OracleType, plsInteger } from '../model/types.js';
import { suppliedType } from './supplied-types.js';
import { domMemberType } from './xml-dom.js';

const number: OracleType = { kind: 'number' };
const varchar2: OracleType = { kind: 'varchar2' };
const raw: OracleType = { kind: 'raw' };
const boolean: OracleType = { kind: 'boolean' };
const date: OracleType = { kind: 'date' };
const clob: OracleType = { kind: 'clob' };
const blob: OracleType = { kind: 'blob' };

/** Packages that Oracle supplies and that are recognised by name. (PL/SQL Packages and Types Reference) */
export const suppliedPackages: ReadonlySet<string> = new Set(
  `
  DBMS_OUTPUT DBMS_SQL DBMS_LOB DBMS_UTILITY DBMS_RANDOM DBMS_LOCK DBMS_SESSION DBMS_APPLICATION_INFO DBMS_TRANSACTION
  DBMS_CRYPTO DBMS_OBFUSCATION_TOOLKIT DBMS_XMLGEN DBMS_XMLDOM DBMS_XMLPARSER XMLDOM XMLPARSER XSLPROCESSOR
  DBMS_XMLQUERY DBMS_XSLPROCESSOR DBMS_XMLSTORE DBMS_XMLSCHEMA DBMS_JOB DBMS_SCHEDULER DBMS_ALERT DBMS_PIPE DBMS_MVIEW
  DBMS_SNAPSHOT DBMS_REFRESH DBMS_STATS DBMS_ASSERT DBMS_METADATA DBMS_ERRLOG DBMS_DB_VERSION DBMS_STANDARD
  DBMS_FLASHBACK DBMS_AQ DBMS_AQADM DBMS_DESCRIBE DBMS_DDL DBMS_PARALLEL_EXECUTE DBMS_PREPROCESSOR DBMS_PROFILER
  DBMS_HPROF DBMS_REDEFINITION DBMS_RESULT_CACHE DBMS_RLS DBMS_ROWID DBMS_RESUMABLE DBMS_SPACE DBMS_SQLTUNE
  DBMS_SHARED_POOL DBMS_SYSTEM DBMS_TYPES DBMS_TRACE DBMS_WARNING DBMS_XPLAN DBMS_XDB DBMS_WORKLOAD_REPOSITORY
  DBMS_PLSQL_CODE_COVERAGE DBMS_NETWORK_ACL_ADMIN DBMS_LDAP DBMS_JAVA DBMS_CREDENTIAL DBMS_DATAPUMP
  DBMS_EDITIONS_UTILITIES DBMS_FILE_TRANSFER DBMS_FGA DBMS_HS_PASSTHROUGH DBMS_IJOB DBMS_AUDIT_MGMT DBMS_REDACT
  DBMS_LOGMNR DBMS_MONITOR DBMS_ADVISOR DBMS_CUBE DBMS_DIMENSION DBMS_I18N DBMS_SPM DBMS_PART DBMS_QOPATCH DBMS_ISCHED
  DBMS_ADDM DBMS_ADVANCED_REWRITE DBMS_APPLY_ADM DBMS_APP_CONT DBMS_BACKUP_RESTORE DBMS_AQELM DBMS_AUTO_REPORT
  DBMS_AUTO_SQLTUNE DBMS_AUTO_TASK_ADMIN DBMS_CAPTURE_ADM DBMS_CLOUD DBMS_COMPARISON DBMS_COMPRESSION
  DBMS_CONNECTION_POOL DBMS_CQ_NOTIFICATION DBMS_CSX_ADMIN DBMS_DATA_MINING DBMS_DATA_MINING_TRANSFORM
  DBMS_DBFS_CONTENT DBMS_DBFS_SFS DBMS_DEBUG DBMS_DEBUG_JDWP DBMS_DEFER DBMS_DST DBMS_EPG DBMS_EXPFIL
  DBMS_FLASHBACK_ARCHIVE DBMS_FREQUENT_ITEMSET DBMS_GOLDENGATE_ADM DBMS_GOLDENGATE_AUTH DBMS_HEAT_MAP DBMS_HIERARCHY
  DBMS_HM DBMS_ILM DBMS_ILM_ADMIN DBMS_INMEMORY DBMS_INMEMORY_ADMIN DBMS_IOT DBMS_JSON DBMS_LDAP_UTL DBMS_LIBCACHE
  DBMS_LOGMNR_D DBMS_LOGSTDBY DBMS_MEMOPTIMIZE DBMS_METADATA_DIFF DBMS_MGWADM DBMS_MGWMSG DBMS_MVIEW_STATS
  DBMS_NETWORK_ACL_UTILITY DBMS_ODCI DBMS_OLAP DBMS_OUTLN DBMS_OUTLN_EDIT DBMS_PCLXUTIL DBMS_PDB DBMS_PERF
  DBMS_PREDICTIVE_ANALYTICS DBMS_PRIVILEGE_CAPTURE DBMS_PROPAGATION_ADM DBMS_REPAIR DBMS_REPCAT DBMS_REPUTIL
  DBMS_RESCONFIG DBMS_RESOURCE_MANAGER DBMS_RESOURCE_MANAGER_PRIVS DBMS_RULE DBMS_RULE_ADM DBMS_SERVER_ALERT
  DBMS_SERVICE DBMS_SODA DBMS_SPACE_ADMIN DBMS_SPD DBMS_SQLDIAG DBMS_SQLPA DBMS_SQLSET DBMS_SQL_MONITOR
  DBMS_SQL_TRANSLATOR DBMS_STAT_FUNCS DBMS_STORAGE_MAP DBMS_STREAMS DBMS_STREAMS_ADM DBMS_STREAMS_AUTH
  DBMS_STREAMS_MESSAGING DBMS_SUPPORT DBMS_SYNC_REFRESH DBMS_TDB DBMS_TF DBMS_TNS DBMS_TRANSFORM DBMS_TSDP_MANAGE
  DBMS_TSDP_PROTECT DBMS_TTS DBMS_WM DBMS_WORKLOAD_CAPTURE DBMS_WORKLOAD_REPLAY DBMS_XA DBMS_XDBRESOURCE DBMS_XDBZ
  DBMS_XDB_ADMIN DBMS_XDB_CONFIG DBMS_XDB_REPOS DBMS_XDB_VERSION DBMS_XEVENT DBMS_XMLINDEX DBMS_XMLSAVE
  DBMS_XMLSCHEMA_ANNOTATE DBMS_XMLTRANSLATIONS DBMS_XSTREAM_ADM DBMS_XSTREAM_AUTH DBMS_XS_SESSIONS XS_ACL
  XS_ADMIN_UTIL XS_DATA_SECURITY XS_NAMESPACE XS_PRINCIPAL XS_SECURITY_CLASS CTX_CLS CTX_ENTITY CTX_THES CTX_ULEXER
  SDO_NET SDO_GCDR SDO_GEOR SDO_LRS SDO_MIGRATE SDO_TUNE SDO_SAM SDO_TOPO ODCICONST DIUTIL HTTPURITYPE UTL_FILE
  UTL_HTTP UTL_SMTP UTL_TCP UTL_MAIL UTL_RAW UTL_ENCODE UTL_I18N UTL_URL UTL_MATCH UTL_COMPRESS UTL_INADDR UTL_LMS
  UTL_NLA UTL_RECOMP UTL_REF UTL_CALL_STACK UTL_COLL UTL_XML UTL_SPADV HTP HTF OWA OWA_UTIL OWA_COOKIE OWA_TEXT
  OWA_PATTERN OWA_SEC OWA_OPT_LOCK OWA_CACHE WPG_DOCLOAD CTX_DDL CTX_DOC CTX_QUERY CTX_OUTPUT CTX_ADM CTX_REPORT
  SDO_GEOM SDO_UTIL SDO_CS STANDARD PLITBLM APEX_UTIL APEX_APPLICATION APEX_COLLECTION APEX_JSON APEX_MAIL APEX_ITEM
  APEX_STRING APEX_WEB_SERVICE APEX_DEBUG APEX_ERROR APEX_ESCAPE APEX_LANG APEX_PAGE APEX_PLUGIN APEX_PLUGIN_UTIL
  APEX_CUSTOM_AUTH APEX_INSTANCE_ADMIN APEX_CSS APEX_JAVASCRIPT APEX_ZIP APEX_DATA_PARSER APEX_EXEC APEX_SESSION
  APEX_ACL APEX_UI_DEFAULT_UPDATE V WWV_FLOW WWV_FLOW_API WWV_FLOW_UTILITIES`
    .trim()
    .split(/\s+/),
);

/** Whose packages these are: their public synonyms are what nearly all code names. */
export const suppliedOwners: ReadonlySet<string> = new Set(['SYS', 'XDB', 'CTXSYS', 'MDSYS']);

/** Result types of supplied functions and types of supplied constants; absent: unknown. */
const members: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['DIUTIL.BOOL_TO_INT', plsInteger],
  ['DIUTIL.INT_TO_BOOL', boolean],
  ['DBMS_LOB.SUBSTR', varchar2],
  ['DBMS_LOB.GETLENGTH', number],
  ['DBMS_LOB.INSTR', number],
  ['DBMS_LOB.COMPARE', number],
  ['DBMS_LOB.ISTEMPORARY', number],
  ['DBMS_LOB.ISOPEN', number],
  ['DBMS_LOB.GETCHUNKSIZE', number],
  ['DBMS_LOB.LOBMAXSIZE', number],
  ['DBMS_LOB.CALL', plsInteger],
  ['DBMS_LOB.SESSION', plsInteger],
  ['DBMS_LOB.DEFAULT_CSID', plsInteger],
  ['DBMS_LOB.DEFAULT_LANG_CTX', plsInteger],
  ['DBMS_LOB.BLOB_CSID', plsInteger],
  ['DBMS_LOB.FILEEXISTS', number],
  ['DBMS_LOB.FILEISOPEN', number],
  ['DBMS_UTILITY.GET_TIME', number],
  ['DBMS_UTILITY.IS_CLUSTER_DATABASE', boolean],
  ['DBMS_UTILITY.CURRENT_INSTANCE', number],
  ['DBMS_UTILITY.PORT_STRING', varchar2],
  ['DBMS_UTILITY.OLD_CURRENT_SCHEMA', varchar2],
  ['DBMS_UTILITY.GET_CPU_TIME', number],
  ['DBMS_UTILITY.GET_ENDIANNESS', number],
  ['DBMS_UTILITY.SQLID_TO_SQLHASH', number],
  ['DBMS_RESULT_CACHE.FLUSH', boolean],
  ['DBMS_RESULT_CACHE.INVALIDATE', number],
  ['DBMS_RESULT_CACHE.INVALIDATE_OBJECT', number],
  ['UTL_COLL.IS_LOCATOR', boolean],
  ...'START_PROFILER STOP_PROFILER PAUSE_PROFILER RESUME_PROFILER FLUSH_DATA INTERNAL_VERSION_CHECK'
    .split(' ')
    .map((name): [string, OracleType] => [`DBMS_PROFILER.${name}`, plsInteger]),
  ['DBMS_UTILITY.GET_HASH_VALUE', number],
  ['DBMS_UTILITY.IS_BIT_SET', number],
  ['DBMS_UTILITY.FORMAT_ERROR_STACK', varchar2],
  ['DBMS_UTILITY.FORMAT_ERROR_BACKTRACE', varchar2],
  ['DBMS_UTILITY.FORMAT_CALL_STACK', varchar2],
  ['DBMS_RANDOM.VALUE', number],
  ['DBMS_RANDOM.STRING', varchar2],
  ['DBMS_RANDOM.NORMAL', number],
  ['DBMS_RANDOM.RANDOM', plsInteger],
  ['DBMS_ASSERT.SIMPLE_SQL_NAME', varchar2],
  ['DBMS_ASSERT.QUALIFIED_SQL_NAME', varchar2],
  ['DBMS_ASSERT.SQL_OBJECT_NAME', varchar2],
  ['DBMS_ASSERT.SCHEMA_NAME', varchar2],
  ['DBMS_ASSERT.ENQUOTE_NAME', varchar2],
  ['DBMS_ASSERT.ENQUOTE_LITERAL', varchar2],
  ['DBMS_ASSERT.NOOP', varchar2],
  ['DBMS_SQL.OPEN_CURSOR', plsInteger],
  ['DBMS_SQL.EXECUTE', plsInteger],
  ['DBMS_SQL.FETCH_ROWS', plsInteger],
  ['DBMS_SQL.EXECUTE_AND_FETCH', plsInteger],
  ['DBMS_SQL.IS_OPEN', boolean],
  ['DBMS_SQL.LAST_ROW_COUNT', plsInteger],
  ['DBMS_SQL.LAST_ERROR_POSITION', plsInteger],
  ['DBMS_SQL.NATIVE', plsInteger],
  ['DBMS_SQL.V7', plsInteger],
  ['DBMS_SQL.TO_CURSOR_NUMBER', plsInteger],
  ['DBMS_SQL.TO_REFCURSOR', { kind: 'refCursor' }],
  ['DBMS_CRYPTO.HASH', raw],
  ['DBMS_CRYPTO.MAC', raw],
  ['DBMS_CRYPTO.ENCRYPT', raw],
  ['DBMS_CRYPTO.DECRYPT', raw],
  ['DBMS_CRYPTO.RANDOMBYTES', raw],
  ['DBMS_CRYPTO.RANDOMINTEGER', plsInteger],
  ['DBMS_CRYPTO.RANDOMNUMBER', number],
  ['DBMS_OBFUSCATION_TOOLKIT.MD5', raw],
  ['DBMS_PIPE.CREATE_PIPE', plsInteger],
  ['DBMS_PIPE.REMOVE_PIPE', plsInteger],
  ['DBMS_PIPE.SEND_MESSAGE', plsInteger],
  ['DBMS_PIPE.RECEIVE_MESSAGE', plsInteger],
  ['DBMS_PIPE.NEXT_ITEM_TYPE', plsInteger],
  ['DBMS_PIPE.UNIQUE_SESSION_NAME', varchar2],
  ['DBMS_PIPE.MAXWAIT', plsInteger],
  ['DBMS_ALERT.MAXWAIT', plsInteger],
  ['DBMS_LOCK.REQUEST', plsInteger],
  ['DBMS_LOCK.RELEASE', plsInteger],
  ['DBMS_LOCK.CONVERT', plsInteger],
  ['DBMS_SESSION.IS_SESSION_ALIVE', boolean],
  ['DBMS_SESSION.UNIQUE_SESSION_ID', varchar2],
  ['DBMS_SESSION.IS_ROLE_ENABLED', boolean],
  ['DBMS_TRANSACTION.LOCAL_TRANSACTION_ID', varchar2],
  ['DBMS_TRANSACTION.STEP_ID', number],
  ['DBMS_DB_VERSION.VERSION', plsInteger],
  ['DBMS_DB_VERSION.RELEASE', plsInteger],
  ['DBMS_METADATA.GET_DDL', clob],
  ['DBMS_XMLGEN.GETXML', clob],
  ['DBMS_XMLGEN.GETXMLTYPE', { kind: 'xml' }],
  ['DBMS_XMLGEN.NEWCONTEXT', number],
  ['DBMS_XMLGEN.CONVERT', varchar2],
  ['DBMS_XMLGEN.GETNUMROWSPROCESSED', number],
  ['DBMS_OUTPUT.CHARARR', { kind: 'unknown' }],
  ['DBMS_STANDARD.SYSEVENT', varchar2],
  ['DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER', number],
  ['UTL_RAW.CAST_TO_RAW', raw],
  ['UTL_RAW.CAST_TO_VARCHAR2', varchar2],
  ['UTL_RAW.CAST_TO_NVARCHAR2', { kind: 'varchar2', national: true }],
  ['UTL_RAW.CAST_TO_NUMBER', number],
  ['UTL_RAW.CAST_FROM_NUMBER', raw],
  ['UTL_RAW.CAST_TO_BINARY_INTEGER', plsInteger],
  ['UTL_RAW.CAST_FROM_BINARY_INTEGER', raw],
  ['UTL_RAW.CAST_TO_BINARY_DOUBLE', { kind: 'binaryDouble' }],
  ['UTL_RAW.CAST_FROM_BINARY_DOUBLE', raw],
  ['UTL_RAW.CAST_TO_BINARY_FLOAT', { kind: 'binaryFloat' }],
  ['UTL_RAW.CAST_FROM_BINARY_FLOAT', raw],
  ['UTL_RAW.CONCAT', raw],
  ['UTL_RAW.SUBSTR', raw],
  ['UTL_RAW.LENGTH', number],
  ['UTL_RAW.COMPARE', number],
  ['UTL_RAW.BIT_AND', raw],
  ['UTL_RAW.BIT_OR', raw],
  ['UTL_RAW.BIT_XOR', raw],
  ['UTL_RAW.BIT_COMPLEMENT', raw],
  ['UTL_RAW.COPIES', raw],
  ['UTL_RAW.OVERLAY', raw],
  ['UTL_RAW.REVERSE', raw],
  ['UTL_RAW.XRANGE', raw],
  ['UTL_RAW.CONVERT', raw],
  ['UTL_RAW.TRANSLATE', raw],
  ['UTL_RAW.TRANSLITERATE', raw],
  ['UTL_LMS.FORMAT_MESSAGE', varchar2],
  ['UTL_I18N.MAP_CHARSET', varchar2],
  ['UTL_I18N.STRING_TO_RAW', raw],
  ['UTL_RAW.LITTLE_ENDIAN', plsInteger],
  ['UTL_RAW.BIG_ENDIAN', plsInteger],
  ['UTL_RAW.MACHINE_ENDIAN', plsInteger],
  ['UTL_ENCODE.BASE64_ENCODE', raw],
  ['UTL_ENCODE.BASE64_DECODE', raw],
  ['UTL_ENCODE.QUOTED_PRINTABLE_ENCODE', raw],
  ['UTL_ENCODE.QUOTED_PRINTABLE_DECODE', raw],
  ['UTL_ENCODE.UUENCODE', raw],
  ['UTL_ENCODE.UUDECODE', raw],
  ['UTL_ENCODE.TEXT_ENCODE', varchar2],
  ['UTL_ENCODE.TEXT_DECODE', varchar2],
  ['UTL_ENCODE.MIMEHEADER_ENCODE', varchar2],
  ['UTL_ENCODE.MIMEHEADER_DECODE', varchar2],
  ['UTL_I18N.RAW_TO_CHAR', varchar2],
  ['UTL_I18N.RAW_TO_NCHAR', { kind: 'varchar2', national: true }],
  ['UTL_I18N.ESCAPE_REFERENCE', varchar2],
  ['UTL_I18N.UNESCAPE_REFERENCE', varchar2],
  ['UTL_URL.ESCAPE', varchar2],
  ['UTL_URL.UNESCAPE', varchar2],
  ['UTL_MATCH.EDIT_DISTANCE', plsInteger],
  ['UTL_MATCH.EDIT_DISTANCE_SIMILARITY', plsInteger],
  ['UTL_MATCH.JARO_WINKLER', { kind: 'binaryDouble' }],
  ['UTL_MATCH.JARO_WINKLER_SIMILARITY', plsInteger],
  ['UTL_COMPRESS.LZ_COMPRESS', blob],
  ['UTL_COMPRESS.LZ_UNCOMPRESS', blob],
  ['UTL_FILE.IS_OPEN', boolean],
  ['UTL_FILE.FGETPOS', plsInteger],
  ['UTL_HTTP.REQUEST', varchar2],
  ['HTTPURITYPE.GETCLOB', clob],
  ['HTTPURITYPE.GETBLOB', blob],
  ['HTTPURITYPE.GETXML', { kind: 'xml' }],
  ['UTL_HTTP.GET_DETAILED_SQLERRM', varchar2],
  ['UTL_SMTP.ALL_SCHEMES', varchar2],
  ['UTL_SMTP.NON_CLEARTEXT_PASSWORD_SCHEMES', varchar2],
  ['UTL_HTTP.GET_HEADER_COUNT', plsInteger],
  ...'AVAILABLE READ_RAW READ_TEXT READ_LINE WRITE_RAW WRITE_TEXT WRITE_LINE'
    .split(' ')
    .map((name): [string, OracleType] => [`UTL_TCP.${name}`, plsInteger]),
  ['UTL_TCP.GET_RAW', raw],
  ['UTL_TCP.GET_TEXT', varchar2],
  ['UTL_TCP.GET_LINE', varchar2],
  ['UTL_INADDR.GET_HOST_NAME', varchar2],
  ['UTL_INADDR.GET_HOST_ADDRESS', varchar2],
  ['OWA_UTIL.GET_CGI_ENV', varchar2],
  ['OWA.NUM_CGI_VARS', number],
  ['OWA.INITIALIZE', plsInteger],
  ['OWA.NL_CHAR', varchar2],
  ['OWA.CGI_VAR_NAME', varchar2],
  ['OWA.CGI_VAR_VAL', varchar2],
  ['OWA_UTIL.GET_OWA_SERVICE_PATH', varchar2],
  ['DBMS_SCHEDULER.GENERATE_JOB_NAME', varchar2],
  ['DBMS_SCHEDULER.LOGGING_OFF', plsInteger],
  ['DBMS_SCHEDULER.LOGGING_RUNS', plsInteger],
  ['DBMS_SCHEDULER.LOGGING_FAILED_RUNS', plsInteger],
  ['DBMS_SCHEDULER.LOGGING_FULL', plsInteger],
  ['UTL_CALL_STACK.CONCATENATE_SUBPROGRAM', varchar2],
  ...'DYNAMIC_DEPTH LEXICAL_DEPTH UNIT_LINE ERROR_DEPTH ERROR_NUMBER BACKTRACE_DEPTH BACKTRACE_LINE'
    .split(' ')
    .map((name): [string, OracleType] => [`UTL_CALL_STACK.${name}`, plsInteger]),
  ...['OWNER', 'ERROR_MSG', 'BACKTRACE_UNIT'].map((name): [string, OracleType] => [`UTL_CALL_STACK.${name}`, varchar2]),
  ['DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS_NOHINT', plsInteger],
  ['DBMS_XSLPROCESSOR.READ2CLOB', clob],
  ['DBMS_SCHEDULER.STIME', date],
]);

/** Functions that give a value of a type of their package. */
const namedResults: ReadonlyMap<string, string> = new Map([
  ['UTL_FILE.FOPEN', 'UTL_FILE.FILE_TYPE'],
  ['UTL_FILE.FOPEN_NCHAR', 'UTL_FILE.FILE_TYPE'],
  ['UTL_CALL_STACK.SUBPROGRAM', 'UTL_CALL_STACK.UNIT_QUALIFIED_NAME'],
  ['UTL_HTTP.BEGIN_REQUEST', 'UTL_HTTP.REQ'],
  ['UTL_HTTP.GET_RESPONSE', 'UTL_HTTP.RESP'],
  ['UTL_HTTP.REQUEST_PIECES', 'UTL_HTTP.HTML_PIECES'],
  ['UTL_SMTP.OPEN_CONNECTION', 'UTL_SMTP.CONNECTION'],
  ['UTL_TCP.OPEN_CONNECTION', 'UTL_TCP.CONNECTION'],
  ['UTL_SMTP.EHLO', 'UTL_SMTP.REPLIES'],
  ...'HELO COMMAND NOOP STARTTLS AUTH VRFY MAIL RCPT DATA OPEN_DATA CLOSE_DATA RSET QUIT'
    .split(' ')
    .map((name) => [`UTL_SMTP.${name}`, 'UTL_SMTP.REPLY'] as const),
]);

/** The member tells of the error that is being handled. */
export const tellsOfError = (packageName: string, member: string): boolean =>
  (packageName === 'DBMS_UTILITY' && member.startsWith('FORMAT_ERROR')) ||
  (packageName === 'UTL_CALL_STACK' && /^(ERROR|BACKTRACE)_/.test(member));

/** Members whose type is known, as `PACKAGE.MEMBER`. */
export const typedSuppliedMembers = (): readonly string[] => [...members.keys(), ...namedResults.keys()];

/** The type of a function, variable or constant of a supplied package; unknown where it is not listed. */
export function suppliedMemberType(packageName: string, member: string, args: readonly OracleType[]): OracleType {
  // SUBSTR of a BLOB is RAW.
  if (
    packageName === 'DBMS_LOB' &&
    member === 'SUBSTR' &&
    args.some((a) => a.kind === 'blob' || a.kind === 'raw' || a.kind === 'bfile')
  )
    return raw;
  // MD5 of a text gives its bytes as a text.
  if (packageName === 'DBMS_OBFUSCATION_TOOLKIT' && member === 'MD5' && args[0] && isText(args[0])) return varchar2;
  const known = members.get(`${packageName}.${member}`) ?? domMemberType(packageName, member);
  if (known) return known;
  if (packageName === 'DBMS_DB_VERSION' && member.startsWith('VER_LE_')) return boolean;
  const named = namedResults.get(`${packageName}.${member}`);
  if (named !== undefined) return suppliedType(named) ?? { kind: 'unknown' };
  if (packageName === 'UTL_TCP' && member === 'CRLF') return varchar2;
  if (
    (packageName === 'DBMS_SQL' && member.endsWith('_TYPE')) ||
    packageName === 'DBMS_TYPES' ||
    packageName === 'ODCICONST' ||
    (packageName === 'UTL_HTTP' && /^HTTP_(?!VERSION)/.test(member))
  )
    return plsInteger;
  return packageName === 'HTF' ? varchar2 : { kind: 'unknown' };
}

const readers: ReadonlyMap<string, RegExp> = new Map([
  ['DBMS_STANDARD', /^RAISE_APPLICATION_ERROR$/],
  ['DBMS_OUTPUT', /^(PUT|PUT_LINE|NEW_LINE|ENABLE|DISABLE)$/],
  ['DBMS_APPLICATION_INFO', /^SET_(MODULE|ACTION|CLIENT_INFO)$/],
  ['DBMS_SESSION', /^(SET|CLEAR)_|^SLEEP$/],
  ['DBMS_LOCK', /^(SLEEP|REQUEST|RELEASE|CONVERT)$/],
  ['DBMS_LOB', /^(SUBSTR|GETLENGTH|INSTR|COMPARE|ISTEMPORARY|ISOPEN)$/],
  ['DBMS_UTILITY', /^(GET_|FORMAT_|EXEC_DDL_STATEMENT$)/],
  ['DBMS_STATS', /^(GATHER|DELETE|LOCK|UNLOCK)_/],
  ['DBMS_JOB', /^(REMOVE|RUN|BROKEN|CHANGE|WHAT|INTERVAL|NEXT_DATE)$/],
  ['DBMS_ALERT', /^(SIGNAL|REGISTER|REMOVE|REMOVEALL|SET_DEFAULTS)$/],
  ['DBMS_PIPE', /^(?!UNPACK)/],
  ['DBMS_ASSERT', /^/],
  ['DBMS_RANDOM', /^/],
  ['UTL_RAW', /^/],
  ['UTL_MATCH', /^/],
  ['UTL_URL', /^/],
  ['UTL_ENCODE', /^/],
  [
    'UTL_FILE',
    /^(PUT|PUT_LINE|PUTF|PUT_NCHAR|PUT_LINE_NCHAR|PUTF_NCHAR|NEW_LINE|FFLUSH|FREMOVE|FRENAME|FCOPY|IS_OPEN|FGETPOS|FSEEK)$/,
  ],
  ['UTL_MAIL', /^/],
  ['UTL_SMTP', /^(?!OPEN_CONNECTION)/],
  ['UTL_TCP', /^(?!READ_|CLOSE_CONNECTION)/],
  ['UTL_HTTP', /^(?!GET_|READ_)/],
  ['HTF', /^/],
  ['HTP', /^/],
]);

/** Has the member IN parameters only? False where that is not known: an actual may be written then. */
export function onlyReads(packageName: string, member: string): boolean {
  return readers.get(packageName)?.test(member) ?? false;
}

/**
 * Members that commit before and after what they do: they say so, or they are DDL.
 * (PL/SQL Packages and Types Reference, DBMS_MVIEW, DBMS_ALERT, DBMS_SCHEDULER, DBMS_STATS)
 */
const commits =
  /^(DBMS_MVIEW\.REFRESH(_ALL_MVIEWS|_DEPENDENT)?|DBMS_ERRLOG\.CREATE_ERROR_LOG|DBMS_ALERT\.(WAITANY|WAITONE|REMOVEALL)|DBMS_SCHEDULER\.(CREATE|DROP|ENABLE|DISABLE|SET|DEFINE|STOP)\w*|DBMS_STATS\.(GATHER|SET|DELETE|LOCK|UNLOCK|RESTORE|FLUSH|ALTER|COPY|GENERATE|MERGE|PUBLISH|PURGE|RESET|SEED)_\w+|DBMS_UTILITY\.(ANALYZE_\w+|COMPILE_SCHEMA|VALIDATE|INVALIDATE)|DBMS_DDL\.(ALTER_COMPILE|ANALYZE_OBJECT)|UTL_RECOMP\.RECOMP_\w+)$/;

/** Does the member, `PACKAGE.NAME`, commit before and after what it does? */
export const commitsAround = (member: string): boolean => commits.test(member);

/**
 * Members that commit once, after what they do. (PL/SQL Packages and Types Reference,
 * "DBMS_LOCK", "ALLOCATE_UNIQUE Procedure")
 */
export const commitsAfter = (member: string): boolean => member === 'DBMS_LOCK.ALLOCATE_UNIQUE';

const changes =
  /^(DBMS_SQL\.(PARSE|EXECUTE|EXECUTE_AND_FETCH)|DBMS_JOB\.(I?SUBMIT|REMOVE|BROKEN|CHANGE|WHAT|INTERVAL|NEXT_DATE|INSTANCE))$/;

/**
 * Calls of supplied packages whose work belongs to the transaction, so that undoing it could be seen: changes of
 * tables, cursors opened. (PL/SQL Packages and Types Reference, "DBMS_SQL", "DBMS_JOB")
 */
export const changesDatabase = (base: { readonly package: string; readonly member: string }): boolean =>
  changes.test(`${base.package}.${base.member}`);

/**
 * Members that raise NO_DATA_FOUND at the end of what they read. (PL/SQL Packages and Types Reference,
 * "DBMS_LOB", "UTL_FILE", "DBMS_SQL")
 */
export const raisesNoDataFound = (base: { readonly package: string; readonly member: string }): boolean =>
  /^(DBMS_LOB\.READ|UTL_FILE\.GET_(LINE|LINE_NCHAR|RAW)|DBMS_SQL\.EXECUTE_AND_FETCH)$/.test(
    `${base.package}.${base.member}`,
  );

/** Packages that run statements of SQL whose text they are given: what fails in them is an error of SQL. */
export const runsSql = (packageName: string): boolean => /^DBMS_(SQL|XMLGEN)$/.test(packageName);

/**
 * Calls of supplied packages that end the transaction. (PL/SQL Packages and Types Reference,
 * "DBMS_TRANSACTION", "DBMS_JOB", "DBMS_SCHEDULER")
 */
export function suppliedEndsTransaction(base: { readonly package: string; readonly member: string }): boolean {
  const member = `${base.package}.${base.member}`;
  return (
    /^(DBMS_TRANSACTION\.(COMMIT(_COMMENT)?|ROLLBACK)|DBMS_JOB\.RUN|DBMS_SCHEDULER\.RUN_JOB)$/.test(member) ||
    commitsAround(member) ||
    commitsAfter(member)
  );
}
