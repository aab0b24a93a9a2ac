/**
 * Oracle error numbers and PostgreSQL's SQLSTATE codes: the one place that says which belongs to which.
 *
 * Facts: Oracle "Database Error Messages"; PL/SQL Language Reference, "Predefined Exceptions"; PostgreSQL manual,
 * appendix A "PostgreSQL Error Codes". The functions in `src/runtime/sql/error/` give the same answers at run time
 * (a test compares the two).
 *
 * What PostgreSQL raises itself keeps its code. What only Oracle knows gets a code of class `O`:
 * `OA001` … `OA999` for ORA-20001 … ORA-20999, `OA00Z` for ORA-20000, `OU` and three base-36 digits for a user-defined
 * exception, `O` and four base-36 digits for any other number. No code ends in 000: PL/pgSQL takes such a code for its
 * whole class.
 */

/** Where an error arose: in a SQL statement (also an embedded one), or in PL/SQL's own code. */
export type ErrorContext = 'sql' | 'plsql';

/** A SQLSTATE that PostgreSQL raises, and the Oracle error it stands for. */
interface NativeState {
  readonly sqlstate: string;
  /** The Oracle error when it arises in a SQL statement. */
  readonly sql: number;
  /** The Oracle error when it arises in PL/SQL's own code; absent: the same. */
  readonly plsql?: number;
  /** Numbers that only the message, the constraint or the statement can tell apart from the two above. */
  readonly byMessage?: readonly number[];
  /** Numbers that only a DDL statement gives: they do not keep a handler of the numbers above from being a plain one. */
  readonly ofDdl?: readonly number[];
}

/** Every SQLSTATE that PostgreSQL may raise under converted code. Sorted by code. */
const nativeStates: readonly NativeState[] = [
  { sqlstate: '08000', sql: 3113 },
  { sqlstate: '08001', sql: 12541 },
  { sqlstate: '08003', sql: 3114 },
  { sqlstate: '08006', sql: 3113 },
  { sqlstate: '0A000', sql: 3001, byMessage: [1733, 2266] },
  { sqlstate: '20000', sql: 6592 },
  { sqlstate: '21000', sql: 1427, byMessage: [30926] },
  { sqlstate: '22000', sql: 1722, plsql: 6502 },
  { sqlstate: '22001', sql: 12899, plsql: 6502 },
  { sqlstate: '22002', sql: 6502 },
  { sqlstate: '22003', sql: 1438, plsql: 6502, byMessage: [1426] },
  { sqlstate: '22004', sql: 6502, byMessage: [1001] },
  { sqlstate: '22007', sql: 1861 },
  { sqlstate: '22008', sql: 1841 },
  { sqlstate: '22009', sql: 1882 },
  { sqlstate: '2200H', sql: 8004 },
  { sqlstate: '2200M', sql: 31011 },
  { sqlstate: '2200N', sql: 31011 },
  { sqlstate: '2200S', sql: 31011 },
  { sqlstate: '22011', sql: 1428, plsql: 6502 },
  { sqlstate: '22012', sql: 1476 },
  { sqlstate: '22015', sql: 1873 },
  { sqlstate: '22018', sql: 1722, plsql: 6502 },
  { sqlstate: '22019', sql: 1425 },
  { sqlstate: '2201B', sql: 12726, byMessage: [12725, 12728] },
  { sqlstate: '2201E', sql: 1428 },
  { sqlstate: '2201F', sql: 1428 },
  { sqlstate: '2201G', sql: 1428 },
  { sqlstate: '22021', sql: 1722, plsql: 6502 },
  { sqlstate: '22023', sql: 1428, byMessage: [1882, 4002, 4004, 4006, 4007, 4008, 4009, 4010] },
  { sqlstate: '22025', sql: 1424 },
  { sqlstate: '2202E', sql: 6533 },
  { sqlstate: '22030', sql: 40473 },
  { sqlstate: '22032', sql: 40441 },
  { sqlstate: '22P02', sql: 1722, plsql: 6502 },
  { sqlstate: '22P05', sql: 12703 },
  { sqlstate: '23502', sql: 1400, plsql: 6502, byMessage: [1407, 1758, 2296] },
  { sqlstate: '23503', sql: 2291, byMessage: [2292, 2298] },
  { sqlstate: '23505', sql: 1, ofDdl: [1452, 2299, 2437] },
  { sqlstate: '23514', sql: 2290, plsql: 6502, byMessage: [2293, 14400, 14401] },
  { sqlstate: '23P01', sql: 1 },
  { sqlstate: '24000', sql: 1001 },
  { sqlstate: '25006', sql: 1456 },
  { sqlstate: '26000', sql: 4068 },
  { sqlstate: '28000', sql: 1017 },
  { sqlstate: '28P01', sql: 1017 },
  { sqlstate: '2BP01', sql: 2449, byMessage: [2273, 2303, 2429, 12992] },
  { sqlstate: '2F005', sql: 6503 },
  { sqlstate: '34000', sql: 1001 },
  { sqlstate: '3B001', sql: 1086 },
  { sqlstate: '3D000', sql: 12154 },
  { sqlstate: '3F000', sql: 1435, ofDdl: [4043] },
  { sqlstate: '40001', sql: 8177 },
  { sqlstate: '40P01', sql: 60 },
  { sqlstate: '42501', sql: 1031 },
  { sqlstate: '42601', sql: 900, byMessage: [913, 947, 1789] },
  { sqlstate: '42602', sql: 911 },
  { sqlstate: '42611', sql: 900 },
  { sqlstate: '42622', sql: 972 },
  { sqlstate: '42701', sql: 957, byMessage: [1430] },
  { sqlstate: '42702', sql: 918 },
  { sqlstate: '42703', sql: 904 },
  { sqlstate: '42704', sql: 4043, byMessage: [1418, 2268, 2443, 4080] },
  { sqlstate: '42710', sql: 955, byMessage: [2264, 4081] },
  { sqlstate: '42712', sql: 918 },
  { sqlstate: '42723', sql: 955 },
  { sqlstate: '42725', sql: 6553 },
  { sqlstate: '42803', sql: 979, byMessage: [934] },
  { sqlstate: '42804', sql: 932, byMessage: [1790, 2267] },
  { sqlstate: '42809', sql: 4044, byMessage: [942, 1418, 2289, 12003] },
  { sqlstate: '42830', sql: 2270 },
  { sqlstate: '42846', sql: 932 },
  { sqlstate: '42883', sql: 904, ofDdl: [4043] },
  { sqlstate: '428C9', sql: 54013, byMessage: [54017] },
  { sqlstate: '42P01', sql: 942, byMessage: [2289, 4043, 12003] },
  { sqlstate: '42P02', sql: 1008 },
  { sqlstate: '42P03', sql: 6511 },
  { sqlstate: '42P06', sql: 955 },
  { sqlstate: '42P07', sql: 955, ofDdl: [2264] },
  { sqlstate: '42P10', sql: 1785 },
  { sqlstate: '42P16', sql: 2260 },
  { sqlstate: '42P17', sql: 600, byMessage: [54012] },
  { sqlstate: '42P20', sql: 30483 },
  { sqlstate: '44000', sql: 1402 },
  { sqlstate: '53100', sql: 1653 },
  { sqlstate: '53200', sql: 4030, plsql: 6500 },
  { sqlstate: '54001', sql: 6500 },
  { sqlstate: '54011', sql: 1792 },
  { sqlstate: '55000', sql: 8002, byMessage: [1732] },
  { sqlstate: '55006', sql: 54 },
  { sqlstate: '55P03', sql: 54, byMessage: [30006] },
  { sqlstate: '57014', sql: 1013 },
  { sqlstate: 'P0001', sql: 20000 },
  { sqlstate: 'P0002', sql: 1403 },
  { sqlstate: 'P0003', sql: 1422 },
];

const nativeByState: ReadonlyMap<string, NativeState> = new Map(nativeStates.map((n) => [n.sqlstate, n]));

/** Oracle errors whose code is one that PostgreSQL raises itself. Every other number gets a code of class `O`. */
const nativeCodes: ReadonlyMap<number, string> = new Map([
  [1, '23505'],
  [54, '55P03'],
  [60, '40P01'],
  [100, 'P0002'],
  [904, '42703'],
  [942, '42P01'],
  [955, '42P07'],
  [1001, '34000'],
  [1013, '57014'],
  [1031, '42501'],
  [1400, '23502'],
  [1402, '44000'],
  [1403, 'P0002'],
  [1407, '23502'],
  [1422, 'P0003'],
  [1427, '21000'],
  [1438, '22003'],
  [1456, '25006'],
  [1476, '22012'],
  [1722, '22P02'],
  [2290, '23514'],
  [2291, '23503'],
  [2292, '23503'],
  [6511, '42P03'],
  [6592, '20000'],
  [8177, '40001'],
  [12899, '22001'],
]);

const base36 = (n: number, digits: number): string => n.toString(36).toUpperCase().padStart(digits, '0');

/** Three base-36 digits: a code of class O followed by 000 would stand for the whole class in PL/pgSQL. */
const classSize = 36 ** 3;

/** The SQLSTATE we raise for an Oracle error. The sign does not count (`EXCEPTION_INIT(e, -54)` and 54 are one). */
export function sqlstateOf(oraCode: number): string {
  const n = Math.abs(Math.trunc(oraCode));
  const native = nativeCodes.get(n);
  if (native !== undefined) return native;
  if (n === 20000) return 'OA00Z';
  if (n > 20000 && n <= 20999) return `OA${String(n - 20000).padStart(3, '0')}`;
  if (n % classSize === 0) return `OZ${base36(n / classSize, 2)}1`;
  return `O${base36(n, 4)}`;
}

/** True for the code of a user-defined exception (no EXCEPTION_INIT): SQLCODE is 1. */
export const isUserDefinedState = (sqlstate: string): boolean => /^OU[0-9A-Z]{3}$/.test(sqlstate);

/**
 * The Oracle error a SQLSTATE stands for, as a positive number: 1403, 20001; 0 for a user-defined exception, whose
 * SQLCODE is 1. An unknown code is ORA-00600. Where message or constraint decide, the usual one is given;
 * `ora.sqlcode` sees them and decides at run time.
 */
export function oraCodeOf(sqlstate: string, context: ErrorContext): number {
  const native = nativeByState.get(sqlstate);
  if (native !== undefined) return context === 'plsql' ? (native.plsql ?? native.sql) : native.sql;
  if (sqlstate === 'OA00Z') return 20000;
  if (/^OA\d{3}$/.test(sqlstate)) return 20000 + Number(sqlstate.slice(2));
  if (isUserDefinedState(sqlstate)) return 0;
  if (/^OZ[0-9A-Z]{2}1$/.test(sqlstate)) return Number.parseInt(sqlstate.slice(2, 4), 36) * classSize;
  if (/^O[0-9A-Z]{4}$/.test(sqlstate)) return Number.parseInt(sqlstate.slice(1), 36);
  return 600;
}

/** Which error a SQLSTATE stands for that PostgreSQL shares between several: as `ora.error_code` decides. */
const byMessage: readonly {
  readonly sqlstate: string;
  readonly message?: RegExp;
  readonly where?: RegExp;
  readonly code: number;
}[] = [
  { sqlstate: '0A000', message: /^cannot (insert into|update) column /, code: 1733 },
  { sqlstate: '21000', message: /^MERGE /, code: 30926 },
  {
    sqlstate: '22003',
    message: /(integer|bigint|smallint|value) ?(is )?out of range|overflows numeric format/,
    code: 1426,
  },
  { sqlstate: '23502', where: /^SQL statement "\s*update\b/i, code: 1407 },
  { sqlstate: '23503', message: /^update or delete on |is still referenced/, code: 2292 },
  { sqlstate: '23505', message: /^could not create unique index /, code: 1452 },
  { sqlstate: '23514', message: /^no partition of relation /, code: 14400 },
  { sqlstate: '23514', message: / violates partition constraint$/, code: 14401 },
  { sqlstate: '42701', message: /^column .* of relation .* already exists/, code: 1430 },
  { sqlstate: '42704', message: /^index /, code: 1418 },
  { sqlstate: '42704', message: /^trigger /, code: 4080 },
  { sqlstate: '42704', message: /^constraint .* of relation /, code: 2443 },
  { sqlstate: '42P01', message: /^sequence /, code: 2289 },
  { sqlstate: '428C9', message: /can only be updated to DEFAULT/, code: 54017 },
  { sqlstate: '55P03', message: /due to lock timeout/, code: 30006 },
];

/** The Oracle error of what PostgreSQL reported, its text and context included. */
export function oraCodeOfError(
  error: { readonly sqlstate: string; readonly message: string; readonly where?: string },
  context: ErrorContext,
): number {
  const found = byMessage.find(
    (rule) =>
      rule.sqlstate === error.sqlstate &&
      (rule.message?.test(error.message) ?? true) &&
      (rule.where?.test(error.where ?? '') ?? true),
  );
  return found?.code ?? oraCodeOf(error.sqlstate, context);
}

/** The value of SQLCODE for an Oracle error: +100 for no data found, else the negative number. */
export const sqlcodeOf = (oraCode: number): number => (oraCode === 1403 || oraCode === 100 ? 100 : -Math.abs(oraCode));

/** A SQLSTATE that may mean the Oracle error of a handler. */
export interface HandledState {
  readonly sqlstate: string;
  /**
   * 'always': the code means this error and no other. 'sql' / 'plsql': only when the error arose there.
   * 'message': only `ora.sqlcode(sqlstate, message, context)` can tell at run time.
   */
  readonly when: 'always' | ErrorContext | 'message';
}

/**
 * Every SQLSTATE that a handler for the given Oracle error has to take into account, our own code for it first.
 * A handler list in which each is 'always' can be a plain PL/pgSQL `WHEN SQLSTATE …`.
 */
export function statesMeaning(oraCode: number): readonly HandledState[] {
  const n = Math.abs(oraCode) === 100 ? 1403 : Math.abs(oraCode);
  const own = sqlstateOf(n);
  const states = nativeStates.flatMap((state): readonly HandledState[] => {
    if (state.byMessage?.includes(n) || state.ofDdl?.includes(n))
      return [{ sqlstate: state.sqlstate, when: 'message' }];
    const inSql = state.sql === n;
    const inPlsql = (state.plsql ?? state.sql) === n;
    if (!inSql && !inPlsql) return [];
    if (state.byMessage !== undefined) return [{ sqlstate: state.sqlstate, when: 'message' }];
    if (inSql && inPlsql) return [{ sqlstate: state.sqlstate, when: 'always' }];
    return [{ sqlstate: state.sqlstate, when: inSql ? 'sql' : 'plsql' }];
  });
  const ownState = states.find((s) => s.sqlstate === own) ?? { sqlstate: own, when: 'always' as const };
  return [ownState, ...states.filter((s) => s.sqlstate !== own)];
}

/** States that a handler for WHEN OTHERS must let pass: transaction control under a sub-transaction, and refusals. */
export const neverOffered: readonly string[] = ['2D000', '25000', 'P0004'];

/**
 * PL/SQL's predefined exceptions. (PL/SQL Language Reference, "Predefined Exceptions"; NO_DATA_FOUND is 1403 here, its
 * SQLCODE is +100.)
 */
export const predefinedExceptions = {
  ACCESS_INTO_NULL: 6530,
  CASE_NOT_FOUND: 6592,
  COLLECTION_IS_NULL: 6531,
  CURSOR_ALREADY_OPEN: 6511,
  DUP_VAL_ON_INDEX: 1,
  INVALID_CURSOR: 1001,
  INVALID_NUMBER: 1722,
  LOGIN_DENIED: 1017,
  NO_DATA_FOUND: 1403,
  NO_DATA_NEEDED: 6548,
  NOT_LOGGED_ON: 1012,
  PROGRAM_ERROR: 6501,
  ROWTYPE_MISMATCH: 6504,
  SELF_IS_NULL: 30625,
  STORAGE_ERROR: 6500,
  SUBSCRIPT_BEYOND_COUNT: 6533,
  SUBSCRIPT_OUTSIDE_LIMIT: 6532,
  SYS_INVALID_ROWID: 1410,
  TIMEOUT_ON_RESOURCE: 51,
  TOO_MANY_ROWS: 1422,
  TRANSACTION_BACKED_OUT: 61,
  USERENV_COMMITSCN_ERROR: 1725,
  VALUE_ERROR: 6502,
  ZERO_DIVIDE: 1476,
} as const;

export type PredefinedException = keyof typeof predefinedExceptions;

/** Exceptions that Oracle declares in the specification of a supplied package. */
export const packageExceptions: Readonly<Record<string, number>> = {
  'DBMS_ASSERT.INVALID_SQL_NAME': 44003,
  'DBMS_ASSERT.INVALID_QUALIFIED_SQL_NAME': 44004,
  'DBMS_ASSERT.INVALID_SCHEMA_NAME': 44001,
  'DBMS_ASSERT.INVALID_OBJECT_NAME': 44002,
  'DBMS_LOB.ACCESS_ERROR': 22925,
  'DBMS_LOB.INVALID_ARGVAL': 21560,
  'DBMS_SQL.INCONSISTENT_TYPE': 6562,
  'UTL_FILE.INVALID_PATH': 29280,
  'UTL_FILE.INVALID_MODE': 29281,
  'UTL_FILE.INVALID_FILEHANDLE': 29282,
  'UTL_FILE.INVALID_OPERATION': 29283,
  'UTL_FILE.READ_ERROR': 29284,
  'UTL_FILE.WRITE_ERROR': 29285,
  'UTL_FILE.INTERNAL_ERROR': 29286,
  'UTL_FILE.INVALID_MAXLINESIZE': 29287,
  'UTL_FILE.INVALID_FILENAME': 29288,
  'UTL_FILE.ACCESS_DENIED': 29289,
  'UTL_FILE.INVALID_OFFSET': 29290,
  'UTL_FILE.DELETE_FAILED': 29291,
  'UTL_FILE.RENAME_FAILED': 29292,
  'UTL_FILE.CHARSETMISMATCH': 29298,
  'UTL_HTTP.REQUEST_FAILED': 29273,
  'UTL_HTTP.END_OF_BODY': 29266,
  'UTL_HTTP.TOO_MANY_REQUESTS': 29270,
  'UTL_HTTP.TRANSFER_TIMEOUT': 29276,
  'UTL_HTTP.BAD_ARGUMENT': 29261,
  'UTL_HTTP.BAD_URL': 29262,
  'UTL_HTTP.PROTOCOL_ERROR': 29263,
  'UTL_HTTP.UNKNOWN_SCHEME': 29264,
  'UTL_HTTP.HTTP_CLIENT_ERROR': 29268,
  'UTL_HTTP.HTTP_SERVER_ERROR': 29269,
  'UTL_TCP.BUFFER_TOO_SMALL': 29258,
  'UTL_TCP.END_OF_INPUT': 29259,
  'UTL_TCP.NETWORK_ERROR': 29260,
  'UTL_TCP.BAD_ARGUMENT': 29261,
  'UTL_TCP.TRANSFER_TIMEOUT': 29276,
  'UTL_SMTP.INVALID_OPERATION': 29277,
  'UTL_SMTP.TRANSIENT_ERROR': 29278,
  'UTL_SMTP.PERMANENT_ERROR': 29279,
  'DBMS_LOB.NOEXIST_DIRECTORY': 22285,
  'DBMS_LOB.NOPRIV_DIRECTORY': 22286,
  'DBMS_LOB.INVALID_DIRECTORY': 22287,
  'DBMS_LOB.OPERATION_FAILED': 22288,
  'DBMS_LOB.UNOPENED_FILE': 22289,
  'DBMS_LOB.OPEN_TOOMANY': 22290,
};

/** The predefined exception of that name in any case, with or without `STANDARD.` before it. */
export function predefinedException(name: string): number | undefined {
  const plain = name.toUpperCase().replace(/^(SYS\.)?STANDARD\./, '');
  return (predefinedExceptions as Readonly<Record<string, number>>)[plain];
}

/**
 * Oracle's message texts, without the `ORA-nnnnn: ` before them and without the values that some carry.
 * (Database Error Messages.)
 */
export const oracleMessages: ReadonlyMap<number, string> = new Map([
  [1, 'unique constraint violated'],
  [51, 'timeout occurred while waiting for a resource'],
  [54, 'resource busy and acquire with NOWAIT specified or timeout expired'],
  [60, 'deadlock detected while waiting for resource'],
  [61, 'resource deadlock; transaction backed out'],
  [600, 'internal error code, arguments: [], [], [], [], [], [], [], []'],
  [900, 'invalid SQL statement'],
  [904, 'invalid identifier'],
  [907, 'missing right parenthesis'],
  [911, 'invalid character'],
  [913, 'too many values'],
  [918, 'column ambiguously defined'],
  [932, 'inconsistent datatypes'],
  [933, 'SQL command not properly ended'],
  [934, 'group function is not allowed here'],
  [936, 'missing expression'],
  [937, 'not a single-group group function'],
  [942, 'table or view does not exist'],
  [947, 'not enough values'],
  [955, 'name is already used by an existing object'],
  [957, 'duplicate column name'],
  [972, 'identifier is too long'],
  [979, 'not a GROUP BY expression'],
  [1001, 'invalid cursor'],
  [1002, 'fetch out of sequence'],
  [1006, 'bind variable does not exist'],
  [1007, 'variable not in select list'],
  [1008, 'not all variables bound'],
  [1012, 'not logged on'],
  [1013, 'user requested cancel of current operation'],
  [1017, 'invalid username/password; logon denied'],
  [1023, 'Cursor context not found (Invalid cursor number)'],
  [1031, 'insufficient privileges'],
  [1086, 'savepoint never established in this session or is invalid'],
  [1400, 'cannot insert NULL'],
  [1401, 'inserted value too large for column'],
  [1402, 'view WITH CHECK OPTION where-clause violation'],
  [1403, 'no data found'],
  [1407, 'cannot update to NULL'],
  [1410, 'invalid ROWID'],
  [1418, 'specified index does not exist'],
  [1422, 'exact fetch returns more than requested number of rows'],
  [1424, 'missing or illegal character following the escape character'],
  [1425, 'escape character must be character string of length 1'],
  [1426, 'numeric overflow'],
  [1427, 'single-row subquery returns more than one row'],
  [1428, 'argument is out of range'],
  [1435, 'user does not exist'],
  [1436, 'CONNECT BY loop in user data'],
  [1438, 'value larger than specified precision allowed for this column'],
  [1439, 'column to be modified must be empty to change datatype'],
  [1440, 'column to be modified must be empty to decrease precision or scale'],
  [1441, 'cannot decrease column length because some value is too big'],
  [1442, 'column to be modified to NOT NULL is already NOT NULL'],
  [1451, 'column to be modified to NULL cannot be modified to NULL'],
  [1452, 'cannot CREATE UNIQUE INDEX; duplicate keys found'],
  [1456, 'may not perform insert/delete/update operation inside a READ ONLY transaction'],
  [1465, 'invalid hex number'],
  [1476, 'divisor is equal to zero'],
  [1481, 'invalid number format model'],
  [1653, 'unable to extend table'],
  [1722, 'invalid number'],
  [1725, "USERENV('COMMITSCN') not allowed here"],
  [1732, 'data manipulation operation not legal on this view'],
  [1758, 'table must be empty to add mandatory (NOT NULL) column'],
  [1785, 'ORDER BY item must be the number of a SELECT-list expression'],
  [1789, 'query block has incorrect number of result columns'],
  [1790, 'expression must have same datatype as corresponding expression'],
  [1792, 'maximum number of columns in a table or view is 1000'],
  [1801, 'date format is too long for internal buffer'],
  [1810, 'format code appears twice'],
  [1821, 'date format not recognized'],
  [1830, 'date format picture ends before converting entire input string'],
  [1839, 'date not valid for month specified'],
  [1840, 'input value not long enough for date format'],
  [1841, '(full) year must be between -4713 and +9999, and not be 0'],
  [1843, 'not a valid month'],
  [1846, 'not a valid day of the week'],
  [1847, 'day of month must be between 1 and last day of month'],
  [1848, 'day of year must be between 1 and 365 (366 for leap year)'],
  [1849, 'hour must be between 1 and 12'],
  [1850, 'hour must be between 0 and 23'],
  [1851, 'minutes must be between 0 and 59'],
  [1852, 'seconds must be between 0 and 59'],
  [1853, 'seconds in day must be between 0 and 86399'],
  [1855, 'AM/A.M. or PM/P.M. required'],
  [1858, 'a non-numeric character was found where a numeric was expected'],
  [1861, 'literal does not match format string'],
  [1867, 'the interval is invalid'],
  [1873, 'the leading precision of the interval is too small'],
  [1882, 'timezone region not found'],
  [1898, 'too many precision specifiers'],
  [2091, 'transaction rolled back'],
  [2260, 'table can have only one primary key'],
  [2264, 'name already used by an existing constraint'],
  [2266, 'unique/primary keys in table referenced by enabled foreign keys'],
  [2267, 'column type incompatible with referenced column type'],
  [2268, 'referenced table does not have a primary key'],
  [2270, 'no matching unique or primary key for this column-list'],
  [2273, 'this unique/primary key is referenced by some foreign keys'],
  [2289, 'sequence does not exist'],
  [2290, 'check constraint violated'],
  [2291, 'integrity constraint violated - parent key not found'],
  [2292, 'integrity constraint violated - child record found'],
  [2293, 'cannot validate constraint - check constraint violated'],
  [2296, 'cannot enable constraint - null values found'],
  [2298, 'cannot validate constraint - parent keys not found'],
  [2299, 'cannot validate constraint - duplicate keys found'],
  [2303, 'cannot drop or replace a type with type or table dependents'],
  [2429, 'cannot drop index used for enforcement of unique/primary key'],
  [2437, 'cannot validate constraint - primary key violated'],
  [2443, 'Cannot drop constraint - nonexistent constraint'],
  [2449, 'unique/primary keys in table referenced by foreign keys'],
  [3001, 'unimplemented feature'],
  [3113, 'end-of-file on communication channel'],
  [3114, 'not connected to ORACLE'],
  [4002, 'INCREMENT must be a non-zero integer'],
  [4004, 'MINVALUE must be less than MAXVALUE'],
  [4006, 'START WITH cannot be less than MINVALUE'],
  [4007, 'MINVALUE cannot be made to exceed the current value'],
  [4008, 'START WITH cannot be more than MAXVALUE'],
  [4009, 'MAXVALUE cannot be made to be less than the current value'],
  [4010, 'the number of values to CACHE must be greater than 1'],
  [4030, 'out of process memory when trying to allocate bytes'],
  [4043, 'object does not exist'],
  [4044, 'procedure, function, package, or type is not allowed here'],
  [4061, 'existing state of has been invalidated'],
  [4068, 'existing state of packages has been discarded'],
  [4080, 'trigger does not exist'],
  [4081, 'trigger already exists'],
  [4091, 'table is mutating, trigger/function may not see it'],
  [6500, 'PL/SQL: storage error'],
  [6501, 'PL/SQL: program error'],
  [6502, 'PL/SQL: numeric or value error'],
  [6503, 'PL/SQL: Function returned without value'],
  [6504, 'PL/SQL: Return types of Result Set variables or query do not match'],
  [6508, 'PL/SQL: could not find program unit being called'],
  [6510, 'PL/SQL: unhandled user-defined exception'],
  [6511, 'PL/SQL: cursor already open'],
  [6512, 'at line'],
  [6519, 'active autonomous transaction detected and rolled back'],
  [6530, 'Reference to uninitialized composite'],
  [6531, 'Reference to uninitialized collection'],
  [6532, 'Subscript outside of limit'],
  [6533, 'Subscript beyond count'],
  [6548, 'no more rows needed'],
  [6550, 'PL/SQL compilation error'],
  [6553, 'PLS-307: too many declarations match this call'],
  [6562, 'type of out argument must match type of column or bind variable'],
  [6592, 'CASE not found while executing CASE statement'],
  [8002, 'sequence CURRVAL is not yet defined in this session'],
  [8004, 'sequence NEXTVAL exceeds MAXVALUE and cannot be instantiated'],
  [8177, "can't serialize access for this transaction"],
  [12003, 'materialized view or zonemap does not exist'],
  [12154, 'TNS:could not resolve the connect identifier specified'],
  [12541, 'TNS:no listener'],
  [12703, 'this character set conversion is not supported'],
  [12725, 'unmatched parentheses in regular expression'],
  [12726, 'unmatched bracket in regular expression'],
  [12728, 'invalid range in regular expression'],
  [12899, 'value too large for column'],
  [12983, 'cannot drop all columns in a table'],
  [12991, 'column is referenced in a multi-column constraint'],
  [12992, 'cannot drop parent key column'],
  [14400, 'inserted partition key does not map to any partition'],
  [14401, 'inserted partition key is outside specified partition'],
  [14402, 'updating partition key column would cause a partition change'],
  [14551, 'cannot perform a DML operation inside a query'],
  [14552, 'cannot perform a DDL, commit or rollback inside a query or DML'],
  [21560, 'argument is null, invalid, or out of range'],
  [22160, 'element at index does not exist'],
  [22275, 'invalid LOB locator specified'],
  [22858, 'invalid alteration of datatype'],
  [22922, 'nonexistent LOB value'],
  [22925, 'operation would exceed maximum size allowed for a LOB'],
  [24381, 'error(s) in array DML'],
  [28231, 'no data passed to obfuscation toolkit'],
  [28817, 'PL/SQL function returned an error.'],
  [29280, 'invalid directory path'],
  [29281, 'invalid mode'],
  [29282, 'invalid file ID'],
  [29283, 'invalid file operation'],
  [29284, 'file read error'],
  [29285, 'file write error'],
  [29286, 'internal error'],
  [29287, 'invalid maximum line size'],
  [29470, 'Effective userid or roles are not the same as when cursor was parsed'],
  [29471, 'DBMS_SQL access denied'],
  [30004, 'when using SYS_CONNECT_BY_PATH function, cannot have separator as part of column value'],
  [30006, 'resource busy; acquire with WAIT timeout expired'],
  [30483, 'window functions are not allowed here'],
  [30625, 'method dispatch on NULL SELF argument is disallowed'],
  [30926, 'unable to get a stable set of rows in the source tables'],
  [31011, 'XML parsing failed'],
  [32044, 'cycle detected while executing recursive WITH query'],
  [32795, 'cannot insert into a generated always identity column'],
  [32796, 'cannot update a generated always identity column'],
  [40441, 'JSON syntax error'],
  [40473, 'duplicate keys specified for JSON object'],
  [44001, 'invalid schema'],
  [44002, 'invalid object name'],
  [44003, 'invalid SQL name'],
  [44004, 'invalid qualified SQL name'],
  [54012, 'virtual column is referenced in a column expression'],
  [54013, 'INSERT operation disallowed on virtual columns'],
  [54017, 'UPDATE operation disallowed on virtual columns'],
]);

/** `ORA-01403: no data found`: what SQLERRM gives for the error, values left out. */
export function oracleMessage(oraCode: number): string {
  const n = Math.abs(oraCode) === 100 ? 1403 : Math.abs(oraCode);
  const text = oracleMessages.get(n);
  const prefix = `ORA-${String(n).padStart(5, '0')}`;
  // SQLERRM of ORA-20000 … 20999 without a raised message is the bare number and a colon with a space.
  return `${prefix}: ${text ?? (n >= 20000 && n <= 20999 ? '' : `Message ${n} not found;  product=RDBMS; facility=ORA`)}`;
}

/** Every SQLSTATE of PostgreSQL's own that the tables know; for tests and reference pages. */
export const knownNativeStates: readonly string[] = nativeStates.map((n) => n.sqlstate);
