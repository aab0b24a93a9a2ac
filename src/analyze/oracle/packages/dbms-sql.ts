import { plsInteger } from '../../model/types.js';
import {
  binaryDouble,
  binaryFloat,
  blob,
  boolean,
  changesDatabase,
  clob,
  constants,
  date,
  fn,
  fns,
  number,
  proc,
  procs,
  raisesNoDataFound,
  raw,
  record,
  refCursor,
  type SuppliedPackage,
  table,
  text,
  varchar2,
} from './package.js';

/** DESC_REC and DESC_REC2: the latter holds longer names. */
const descRec = {
  COL_TYPE: plsInteger,
  COL_MAX_LEN: plsInteger,
  COL_NAME: varchar2,
  COL_NAME_LEN: plsInteger,
  COL_SCHEMA_NAME: varchar2,
  COL_SCHEMA_NAME_LEN: plsInteger,
  COL_PRECISION: plsInteger,
  COL_SCALE: plsInteger,
  COL_CHARSETID: plsInteger,
  COL_CHARSETFORM: plsInteger,
  COL_NULL_OK: boolean,
};
const descRec1 = record('DBMS_SQL.DESC_REC', descRec);
const descRec2 = record('DBMS_SQL.DESC_REC2', descRec);
const descRec3 = record('DBMS_SQL.DESC_REC3', { ...descRec, COL_TYPE_NAME: varchar2, COL_TYPE_NAME_LEN: plsInteger });
const descTab3 = table('DBMS_SQL.DESC_TAB3', descRec3);

/** Dynamic SQL by cursor numbers. (PL/SQL Packages and Types Reference) */
export const dynamicSqlPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_SQL',
    runsSql: true,
    types: {
      VARCHAR2_TABLE: table('DBMS_SQL.VARCHAR2_TABLE', text(4000)),
      VARCHAR2S: table('DBMS_SQL.VARCHAR2S', text(256)),
      VARCHAR2A: table('DBMS_SQL.VARCHAR2A', text(32767)),
      NUMBER_TABLE: table('DBMS_SQL.NUMBER_TABLE', number),
      DATE_TABLE: table('DBMS_SQL.DATE_TABLE', date),
      // Elements are of the unconstrained subtypes: of the highest precision.
      TIMESTAMP_TABLE: table('DBMS_SQL.TIMESTAMP_TABLE', { kind: 'timestamp', precision: 9, zone: 'none' }),
      TIMESTAMP_WITH_TIME_ZONE_TABLE: table('DBMS_SQL.TIMESTAMP_WITH_TIME_ZONE_TABLE', {
        kind: 'timestamp',
        precision: 9,
        zone: 'zone',
      }),
      TIMESTAMP_WITH_LTZ_TABLE: table('DBMS_SQL.TIMESTAMP_WITH_LTZ_TABLE', {
        kind: 'timestamp',
        precision: 9,
        zone: 'local',
      }),
      INTERVAL_DAY_TO_SECOND_TABLE: table('DBMS_SQL.INTERVAL_DAY_TO_SECOND_TABLE', {
        kind: 'intervalDayToSecond',
        precision: 9,
        fractional: 9,
      }),
      INTERVAL_YEAR_TO_MONTH_TABLE: table('DBMS_SQL.INTERVAL_YEAR_TO_MONTH_TABLE', {
        kind: 'intervalYearToMonth',
        precision: 9,
      }),
      BINARY_FLOAT_TABLE: table('DBMS_SQL.BINARY_FLOAT_TABLE', binaryFloat),
      BINARY_DOUBLE_TABLE: table('DBMS_SQL.BINARY_DOUBLE_TABLE', binaryDouble),
      UROWID_TABLE: table('DBMS_SQL.UROWID_TABLE', { kind: 'rowid' }),
      BFILE_TABLE: table('DBMS_SQL.BFILE_TABLE', { kind: 'bfile' }),
      CLOB_TABLE: table('DBMS_SQL.CLOB_TABLE', clob),
      BLOB_TABLE: table('DBMS_SQL.BLOB_TABLE', blob),
      RAW_TABLE: table('DBMS_SQL.RAW_TABLE', raw),
      DESC_REC: descRec1,
      DESC_REC2: descRec2,
      DESC_REC3: descRec3,
      // The names in it may be longer: here the two are one type.
      DESC_REC4: descRec3,
      DESC_TAB: table('DBMS_SQL.DESC_TAB', descRec1),
      DESC_TAB2: table('DBMS_SQL.DESC_TAB2', descRec2),
      DESC_TAB3: descTab3,
      DESC_TAB4: descTab3,
    },
    members: {
      BIND_ARRAY: proc('c name table_variable index1 index2'),
      BIND_VARIABLE: proc('c name value out_value_size'),
      ...procs(`
        BIND_VARIABLE_RAW CLOSE_CURSOR COLUMN_VALUE_CHAR COLUMN_VALUE_RAW DEFINE_COLUMN_CHAR DEFINE_COLUMN_RAW
        DESCRIBE_COLUMNS2 DESCRIBE_COLUMNS3 GET_NEXT_RESULT LAST_ROW_ID LAST_SQL_FUNCTION_CODE RETURN_RESULT
        VARIABLE_VALUE_CHAR VARIABLE_VALUE_RAW`),
      COLUMN_VALUE: proc('c position value'),
      COLUMN_VALUE_LONG: proc('c position length offset value value_length'),
      DEFINE_ARRAY: proc('c position table_variable cnt lower_bnd'),
      DEFINE_COLUMN: proc('c position column column_size'),
      DEFINE_COLUMN_LONG: proc('c position'),
      DESCRIBE_COLUMNS: proc('c col_cnt desc_t'),
      ...fns('EXECUTE', plsInteger, changesDatabase),
      EXECUTE_AND_FETCH: fn(plsInteger, 'c exact', changesDatabase, raisesNoDataFound),
      ...fns('FETCH_ROWS LAST_ERROR_POSITION LAST_ROW_COUNT OPEN_CURSOR TO_CURSOR_NUMBER', plsInteger),
      IS_OPEN: fn(boolean),
      ...procs('PARSE', changesDatabase),
      TO_REFCURSOR: fn(refCursor),
      VARIABLE_VALUE: proc('c name value'),
      ...constants(plsInteger, {
        BFILE_TYPE: 114,
        BINARY_BOUBLE_TYPE: 101,
        BINARY_DOUBLE_TYPE: 101,
        BINARY_FLOAT_TYPE: 100,
        BLOB_TYPE: 113,
        CHAR_TYPE: 96,
        CLOB_TYPE: 112,
        DATE_TYPE: 12,
        INTERVAL_DAY_TO_SECOND_TYPE: 183,
        INTERVAL_YEAR_TO_MONTH_TYPE: 182,
        LONG_RAW_TYPE: 24,
        LONG_TYPE: 8,
        NATIVE: 1,
        NUMBER_TYPE: 2,
        RAW_TYPE: 23,
        REF_TYPE: 111,
        ROWID_TYPE: 11,
        TIMESTAMP_TYPE: 180,
        TIMESTAMP_WITH_LOCAL_TZ_TYPE: 231,
        TIMESTAMP_WITH_TZ_TYPE: 181,
        UROWID_TYPE: 208,
        USER_DEFINED_TYPE: 109,
        V7: 2,
        VARCHAR2_TYPE: 1,
      }),
      ...constants(number, { FOREIGN_SYNTAX: 4294967295, V6: 0 }),
    },
  },
];
