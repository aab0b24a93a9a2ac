import { plsInteger } from '../../model/types.js';
import {
  binaryDouble,
  boolean,
  commitsAround,
  fn,
  fns,
  number,
  onlyReads,
  proc,
  procs,
  type SuppliedPackage,
  table,
  tellsOfError,
  text,
  varchar2,
} from './package.js';

/** Texts, names, numbers at random, the time that was needed. (PL/SQL Packages and Types Reference) */
export const utilityPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_UTILITY',
    types: {
      UNCL_ARRAY: table('DBMS_UTILITY.UNCL_ARRAY', text(227)),
      LNAME_ARRAY: table('DBMS_UTILITY.LNAME_ARRAY', text(4000)),
      NAME_ARRAY: table('DBMS_UTILITY.NAME_ARRAY', text(30)),
      NUMBER_ARRAY: table('DBMS_UTILITY.NUMBER_ARRAY', number),
      DBLINK_ARRAY: table('DBMS_UTILITY.DBLINK_ARRAY', text(128)),
      INDEX_TABLE_TYPE: table('DBMS_UTILITY.INDEX_TABLE_TYPE', plsInteger),
      MAXNAME_ARRAY: table('DBMS_UTILITY.MAXNAME_ARRAY', text(32767)),
    },
    members: {
      ...procs(
        `
          ANALYZE_DATABASE ANALYZE_PART_OBJECT ANALYZE_SCHEMA COMPILE_SCHEMA INVALIDATE VALIDATE`,
        commitsAround,
      ),
      CANONICALIZE: proc('name canon_name canon_len'),
      COMMA_TO_TABLE: proc('list tablen tab'),
      ...fns('CURRENT_INSTANCE SQLID_TO_SQLHASH', number),
      ...procs('DB_VERSION EXPAND_SQL_TEXT'),
      EXEC_DDL_STATEMENT: proc('parse_string', onlyReads),
      ...fns('FORMAT_CALL_STACK', varchar2, onlyReads),
      ...fns('FORMAT_ERROR_BACKTRACE FORMAT_ERROR_STACK', varchar2, onlyReads, tellsOfError),
      ...fns('GET_CPU_TIME GET_ENDIANNESS GET_TIME', number, onlyReads),
      ...procs('GET_DEPENDENCY GET_PARAMETER_VALUE GET_SQL_HASH', onlyReads),
      GET_HASH_VALUE: fn(number, 'name base hash_size', onlyReads),
      IS_BIT_SET: fn(number, 'r n'),
      IS_CLUSTER_DATABASE: fn(boolean),
      NAME_TOKENIZE: proc('name a b c dblink nextpos'),
      ...fns('OLD_CURRENT_SCHEMA PORT_STRING', varchar2),
      TABLE_TO_COMMA: proc('tab tablen list'),
    },
  },
  {
    name: 'DIUTIL',
    members: {
      BOOL_TO_INT: fn(plsInteger),
      INT_TO_BOOL: fn(boolean),
    },
  },
  {
    name: 'DBMS_ASSERT',
    onlyReads: true,
    members: {
      ENQUOTE_LITERAL: fn(varchar2, 'str'),
      ENQUOTE_NAME: fn(varchar2, 'str capitalize'),
      NOOP: fn(varchar2, 'str'),
      QUALIFIED_SQL_NAME: fn(varchar2, 'str'),
      SCHEMA_NAME: fn(varchar2, 'str'),
      SIMPLE_SQL_NAME: fn(varchar2, 'str'),
      SQL_OBJECT_NAME: fn(varchar2, 'str'),
    },
  },
  {
    name: 'DBMS_RANDOM',
    onlyReads: true,
    members: {
      INITIALIZE: proc('val'),
      NORMAL: fn(number),
      RANDOM: fn(plsInteger),
      SEED: proc('val'),
      STRING: fn(varchar2, 'opt len'),
      TERMINATE: proc(),
      VALUE: fn(number, 'low high'),
    },
  },
  {
    name: 'UTL_MATCH',
    onlyReads: true,
    members: {
      EDIT_DISTANCE: fn(plsInteger, 's1 s2'),
      EDIT_DISTANCE_SIMILARITY: fn(plsInteger, 's1 s2'),
      JARO_WINKLER: fn(binaryDouble, 's1 s2'),
      JARO_WINKLER_SIMILARITY: fn(plsInteger, 's1 s2'),
    },
  },
  {
    name: 'UTL_COLL',
    members: {
      IS_LOCATOR: fn(boolean),
    },
  },
  {
    name: 'UTL_LMS',
    members: {
      FORMAT_MESSAGE: fn(varchar2),
    },
  },
];
