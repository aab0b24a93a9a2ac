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

import { ddlErrorCode } from './oracle-ddl-error.js';

/** Where an error arose: in a SQL statement (also an embedded one), or in PL/SQL's own code. */
export type ErrorContext = 'sql' | 'plsql';

/**
 * Why Oracle does not take a statement that is not converted either: a name that is none, a join view that cannot be
 * changed (ORA-01779, ORA-01752), or any other error that is known. Where a program runs its text that is an error,
 * which the program may handle.
 */
export type InvalidInOracle =
  | { readonly kind: 'unknownName'; readonly name: string }
  | { readonly kind: 'notKeyPreserved' }
  | { readonly kind: 'raises'; readonly code: number; readonly text: string };

/** A SQLSTATE that PostgreSQL raises, and the Oracle error it stands for. */
interface NativeState {
  readonly sqlstate: string;
  /** The Oracle error when it arises in a SQL statement. */
  readonly sql: number;
  /** The Oracle error when it arises in PL/SQL's own code; absent: the same. */
  readonly plsql?: number;
  /** Numbers that only the message, the constraint or the statement can tell apart from the two above. */
  readonly byMessage?: readonly number[];
  /**
   * Numbers that only a DDL statement gives: they do not keep a handler of the numbers above from being a plain one.
   */
  readonly ofDdl?: readonly number[];
}

/** Every SQLSTATE that PostgreSQL may raise under converted code. Sorted by code. */
const nativeStates: readonly NativeState[] = [
  { sqlstate: '08000', sql: 3113 },
  { sqlstate: '08001', sql: 12541 },
  { sqlstate: '08003', sql: 3114 },
  { sqlstate: '08006', sql: 3113 },
  { sqlstate: '0A000', sql: 3001, byMessage: [1733, 1785, 2266] },
  { sqlstate: '20000', sql: 6592 },
  { sqlstate: '21000', sql: 1427, byMessage: [19279, 30926] },
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
  { sqlstate: '2201F', sql: 1428, plsql: 6502 },
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
  { sqlstate: '24000', sql: 1001, byMessage: [1410] },
  { sqlstate: '25001', sql: 1453 },
  { sqlstate: '25006', sql: 1456 },
  { sqlstate: '26000', sql: 4068 },
  // A row changed by its own BEFORE trigger, or by what that calls: the table is mutating to them.
  { sqlstate: '27000', sql: 4091 },
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
  { sqlstate: '42601', sql: 900, byMessage: [913, 947, 957, 1789] },
  { sqlstate: '42602', sql: 911 },
  { sqlstate: '42611', sql: 900 },
  { sqlstate: '42622', sql: 972 },
  { sqlstate: '42701', sql: 957, byMessage: [1430] },
  { sqlstate: '42702', sql: 918 },
  { sqlstate: '42703', sql: 904 },
  { sqlstate: '42704', sql: 4043, byMessage: [1001, 1418, 2268, 2443, 4080] },
  { sqlstate: '42710', sql: 955, byMessage: [2264, 4081] },
  { sqlstate: '42712', sql: 918 },
  { sqlstate: '42723', sql: 955 },
  { sqlstate: '42725', sql: 6553 },
  { sqlstate: '42803', sql: 979, byMessage: [934] },
  { sqlstate: '42804', sql: 932, byMessage: [1790, 2267] },
  { sqlstate: '42809', sql: 4044, byMessage: [942, 1418, 1702, 1732, 2289, 12003] },
  { sqlstate: '42830', sql: 2270 },
  { sqlstate: '42846', sql: 932 },
  { sqlstate: '42883', sql: 904, ofDdl: [4043], byMessage: [932, 6550] },
  { sqlstate: '428C9', sql: 54013, byMessage: [54017] },
  { sqlstate: '42P01', sql: 942, byMessage: [2289, 4043, 12003] },
  { sqlstate: '42P02', sql: 1008 },
  { sqlstate: '42P03', sql: 6511 },
  { sqlstate: '42P06', sql: 955 },
  { sqlstate: '42P07', sql: 955, ofDdl: [2264] },
  { sqlstate: '42P10', sql: 1785, byMessage: [1007, 1791, 32038] },
  { sqlstate: '42P11', sql: 6539 },
  { sqlstate: '42P16', sql: 2260, byMessage: [12984] },
  { sqlstate: '42P17', sql: 600, byMessage: [14074, 14312, 54012] },
  { sqlstate: '42P20', sql: 30483 },
  { sqlstate: '44000', sql: 1402 },
  { sqlstate: '53100', sql: 1653 },
  { sqlstate: '53200', sql: 4030, plsql: 6500 },
  { sqlstate: '54001', sql: 6500 },
  { sqlstate: '54011', sql: 1792 },
  { sqlstate: '55000', sql: 8002, byMessage: [1002, 1732] },
  { sqlstate: '55006', sql: 54 },
  { sqlstate: '55P03', sql: 54, byMessage: [60, 30006] },
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
  [1428, '2201F'],
  [1438, '22003'],
  [1453, '25001'],
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
const isUserDefinedState = (sqlstate: string): boolean => /^OU[0-9A-Z]{3}$/.test(sqlstate);

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
  { sqlstate: '0A000', message: /^invalid UNION\/INTERSECT\/EXCEPT ORDER BY clause/, code: 1785 },
  { sqlstate: '21000', message: /^MERGE /, code: 30926 },
  { sqlstate: '21000', message: /column XPath expression$/, code: 19279 },
  {
    sqlstate: '22003',
    message: /(integer|bigint|smallint|value) ?(is )?out of range|overflows numeric format/,
    code: 1426,
  },
  { sqlstate: '22004', message: /^cursor variable /, code: 1001 },
  { sqlstate: '22023', message: /time zone|"TimeZone"/, code: 1882 },
  { sqlstate: '2201B', message: /parenthes/, code: 12725 },
  { sqlstate: '2201B', message: /invalid backreference/, code: 12727 },
  { sqlstate: '2201B', message: /invalid character range/, code: 12728 },
  { sqlstate: '2201B', message: /invalid character class/, code: 12729 },
  { sqlstate: '2201B', message: /invalid repetition count/, code: 12732 },
  {
    sqlstate: '23502',
    where: /^SQL statement "\s*(with\s+\w+\s+as\s*\(\s*)?(update\b|merge\b(?![\s\S]*\bwhen\s+not\s+matched\b))/i,
    code: 1407,
  },
  { sqlstate: '23503', message: /^update or delete on |is still referenced/, code: 2292 },
  { sqlstate: '23514', message: /^no partition of relation /, code: 14400 },
  { sqlstate: '23514', message: / violates partition constraint$/, code: 14401 },
  {
    sqlstate: '42601',
    message: /^(INSERT has more target columns|number of columns does not match|subquery has too few columns)/,
    code: 947,
  },
  {
    sqlstate: '42601',
    message: /^INSERT has more expressions|^subquery (must return only one column|has too many columns)/,
    code: 913,
  },
  { sqlstate: '42601', message: /^each [A-Z]+ query must have the same number of columns/, code: 1789 },
  { sqlstate: '42601', message: /^multiple assignments to same column/, code: 957 },
  { sqlstate: '42803', message: /^aggregate functions are not allowed in/, code: 934 },
  { sqlstate: '42804', message: /^(UNION|INTERSECT|EXCEPT) types /, code: 1790 },
  { sqlstate: '42P10', message: /^for SELECT DISTINCT/, code: 1791 },
  { sqlstate: '42P10', message: /^table "q" has .* columns available but /, code: 1007 },
  { sqlstate: '42P10', message: /^WITH query .* has .* columns available but /, code: 32038 },
  { sqlstate: '42701', message: /^column .* of relation .* already exists/, code: 1430 },
  { sqlstate: '42704', message: /^index /, code: 1418 },
  { sqlstate: '42704', message: /^trigger /, code: 4080 },
  { sqlstate: '42704', message: /^constraint .* of relation /, code: 2443 },
  { sqlstate: '42809', message: /^cannot change materialized view /, code: 1732 },
  { sqlstate: '42883', message: /^procedure /, code: 6550 },
  { sqlstate: '42883', message: /^(function ora\.|operator does not exist)/, code: 932 },
  { sqlstate: '42P01', message: /^sequence /, code: 2289 },
  { sqlstate: '42P16', message: /^cannot drop column .* because it is part of the partition key /, code: 12984 },
  { sqlstate: '42P17', message: /^empty range bound specified for partition /, code: 14074 },
  { sqlstate: '42P17', message: /^partition .* would overlap partition /, code: 14312 },
  { sqlstate: '428C9', message: /can only be updated to DEFAULT/, code: 54017 },
  { sqlstate: '55000', message: /^portal .* cannot be run/, code: 1002 },
  { sqlstate: '55000', message: /^cannot (insert into|update|delete from|merge into) view /, code: 1732 },
  { sqlstate: '55P03', message: /due to lock timeout/, code: 30006 },
];

/** The Oracle error of what PostgreSQL reported, its text and context included. */
export function oraCodeOfError(
  error: { readonly sqlstate: string; readonly message: string; readonly where?: string | undefined },
  context: ErrorContext,
): number {
  const statement = error.where === undefined ? undefined : /^SQL statement "([\s\S]*)/.exec(error.where)?.[1];
  const ofDdl = ddlErrorCode(error.sqlstate, error.message, statement);
  if (ofDdl !== undefined) return ofDdl;
  const found = byMessage.find(
    (rule) =>
      rule.sqlstate === error.sqlstate &&
      (rule.message?.test(error.message) ?? true) &&
      (rule.where?.test(error.where ?? '') ?? true),
  );
  return found?.code ?? oraCodeOf(error.sqlstate, context);
}

/** A SQLSTATE that may mean the Oracle error of a handler. */
interface HandledState {
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

/** Every SQLSTATE of PostgreSQL's own that the tables know; for tests and reference pages. */
export const knownNativeStates: readonly string[] = nativeStates.map((n) => n.sqlstate);
