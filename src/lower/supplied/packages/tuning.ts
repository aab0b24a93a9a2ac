import type { Argument } from '../../../ir/oracle/index.js';
import { each, leftOut, type PackageConversion } from './conversion.js';

/** Is one of the parameters given by its name? */
const names =
  (...parameters: readonly string[]) =>
  (args: readonly Argument[]): boolean =>
    args.some((a) => a.name && parameters.includes(a.name.name));

const profiler = 'the extension plpgsql_check has a profiler and a tracer';

/**
 * Statistics, memory, caches, tracing, compilation: what PostgreSQL does by itself or has no use for. What a program
 * computes does not depend on it. (PL/SQL Packages and Types Reference, the chapter of each)
 */
export const tuningConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_STATS',
    members: {
      ...leftOut(
        `ALTER_STATS_HISTORY_RETENTION COPY_TABLE_STATS DELETE_COLUMN_STATS DELETE_DATABASE_PREFS
        DELETE_DATABASE_STATS DELETE_DICTIONARY_STATS DELETE_FIXED_OBJECTS_STATS DELETE_INDEX_STATS
        DELETE_PENDING_STATS DELETE_PROCESSING_RATE DELETE_SCHEMA_PREFS DELETE_SCHEMA_STATS DELETE_SYSTEM_STATS
        DELETE_TABLE_PREFS DELETE_TABLE_STATS FLUSH_DATABASE_MONITORING_INFO GATHER_DICTIONARY_STATS
        GATHER_FIXED_OBJECTS_STATS GATHER_INDEX_STATS GATHER_PROCESSING_RATE GATHER_SYSTEM_STATS GENERATE_STATS
        LOCK_PARTITION_STATS LOCK_SCHEMA_STATS LOCK_TABLE_STATS MERGE_COL_USAGE PUBLISH_PENDING_STATS PURGE_STATS
        RESET_COL_USAGE RESET_GLOBAL_PREF_DEFAULTS RESET_PARAM_DEFAULTS RESTORE_DATABASE_STATS
        RESTORE_DICTIONARY_STATS RESTORE_FIXED_OBJECTS_STATS RESTORE_SCHEMA_STATS RESTORE_SYSTEM_STATS
        RESTORE_TABLE_STATS SEED_COL_USAGE SET_COLUMN_STATS SET_DATABASE_PREFS SET_GLOBAL_PREFS SET_INDEX_STATS
        SET_PARAM SET_PROCESSING_RATE SET_SCHEMA_PREFS SET_SYSTEM_STATS SET_TABLE_PREFS SET_TABLE_STATS
        UNLOCK_PARTITION_STATS UNLOCK_SCHEMA_STATS UNLOCK_TABLE_STATS`,
        names('OBJLIST'),
      ),
      CREATE_EXTENDED_STATS: { advice: 'CREATE STATISTICS does it' },
      DROP_EXTENDED_STATS: { advice: 'DROP STATISTICS does it' },
      ...each('GET_TABLE_STATS GET_COLUMN_STATS GET_INDEX_STATS GET_SYSTEM_STATS GET_PREFS GET_PARAM', {
        advice: 'PostgreSQL has other statistics, in pg_stats',
      }),
      ...each('CREATE_STAT_TABLE DROP_STAT_TABLE EXPORT_TABLE_STATS EXPORT_SCHEMA_STATS', {
        advice: 'statistics are gathered, not moved',
      }),
      ...each('IMPORT_TABLE_STATS IMPORT_SCHEMA_STATS', { advice: 'statistics are gathered, not moved' }),
    },
  },
  {
    name: 'DBMS_PROFILER',
    advice: profiler,
    members: {
      START_PROFILER: { leftOut: (args) => args.length <= 2 && !names('RUN_NUMBER')(args) },
      ...leftOut('STOP_PROFILER PAUSE_PROFILER RESUME_PROFILER FLUSH_DATA'),
    },
  },
  { name: 'DBMS_HPROF', advice: profiler },
  { name: 'DBMS_PLSQL_CODE_COVERAGE', advice: profiler },
  {
    name: 'DBMS_TRACE',
    members: leftOut(
      `SET_PLSQL_TRACE CLEAR_PLSQL_TRACE PAUSE_PLSQL_TRACE RESUME_PLSQL_TRACE LIMIT_PLSQL_TRACE COMMENT_PLSQL_TRACE`,
    ),
  },
  {
    name: 'DBMS_MONITOR',
    members: leftOut(
      `CLIENT_ID_STAT_DISABLE CLIENT_ID_STAT_ENABLE CLIENT_ID_TRACE_DISABLE CLIENT_ID_TRACE_ENABLE
      DATABASE_TRACE_DISABLE DATABASE_TRACE_ENABLE SERV_MOD_ACT_STAT_DISABLE SERV_MOD_ACT_STAT_ENABLE
      SERV_MOD_ACT_TRACE_DISABLE SERV_MOD_ACT_TRACE_ENABLE SESSION_TRACE_DISABLE SESSION_TRACE_ENABLE`,
    ),
  },
  {
    name: 'DBMS_WARNING',
    members: leftOut('ADD_WARNING_SETTING_CAT ADD_WARNING_SETTING_NUM SET_WARNING_SETTING_STRING'),
  },
  { name: 'DBMS_SHARED_POOL', members: leftOut('KEEP UNKEEP PURGE MARKHOT UNMARKHOT') },
  { name: 'DBMS_RESULT_CACHE', members: leftOut('BYPASS FLUSH INVALIDATE INVALIDATE_OBJECT') },
  { name: 'DBMS_DDL', members: leftOut('ALTER_COMPILE ANALYZE_OBJECT') },
  { name: 'UTL_RECOMP', members: leftOut('RECOMP_SERIAL RECOMP_PARALLEL') },
];
