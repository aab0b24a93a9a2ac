import type { Argument } from '../../ir/oracle/index.js';
import { noSpan } from '../../ir/span.js';
import { binaryType, commonType, isInterval, isNational, isNumeric, isText } from '../model/operators.js';
import { type OracleType, unknown } from '../model/types.js';

/** What typing needs to know about a built-in function. (SQL Language Reference, "Functions") */
export interface BuiltinFunction {
  /** The result type from the types of the arguments. */
  readonly returns: (args: readonly OracleType[]) => OracleType;
  /**
   * strict: NULL exactly when an argument is NULL; never: not NULL; always: may be NULL whatever the arguments, as text
   * that may come out empty; coalesce: NULL when all are.
   */
  readonly nullability: 'strict' | 'never' | 'always' | 'coalesce';
  readonly aggregate?: boolean;
  /** Only valid with OVER. */
  readonly analytic?: boolean;
}

const aggregatesOf21c =
  'BIT_AND_AGG BIT_OR_AGG BIT_XOR_AGG SKEWNESS_POP SKEWNESS_SAMP KURTOSIS_POP KURTOSIS_SAMP CHECKSUM'.split(' ');

const aggregatesOf23ai = 'BOOLEAN_AND_AGG BOOLEAN_OR_AGG EVERY'.split(' ');

/** (SQL Language Reference 23ai, "Vector Functions") */
const vectorFunctions =
  'VECTOR_DISTANCE L1_DISTANCE L2_DISTANCE COSINE_DISTANCE INNER_PRODUCT HAMMING_DISTANCE JACCARD_DISTANCE VECTOR_NORM VECTOR_DIMS VECTOR_DIMENSION_COUNT VECTOR_DIMENSION_FORMAT TO_VECTOR FROM_VECTOR VECTOR_SERIALIZE VECTOR_EMBEDDING VECTOR_CHUNKS'.split(
    ' ',
  );

/**
 * Code for older releases has own functions of these names, which it means. (SQL Language Reference
 * 21c and 23ai, "Changes in This Release")
 */
export const functionsOf21c: ReadonlySet<string> = new Set([
  ...aggregatesOf21c,
  ...aggregatesOf23ai,
  ...vectorFunctions,
  'JSON',
]);

const number: OracleType = { kind: 'number' };
const varchar2: OracleType = { kind: 'varchar2' };
const nvarchar2: OracleType = { kind: 'varchar2', national: true };
const date: OracleType = { kind: 'date' };
const timestamp: OracleType = { kind: 'timestamp', zone: 'none' };
const timestampTz: OracleType = { kind: 'timestamp', zone: 'zone' };
/** What TO_TIMESTAMP and its like give has nine digits of a second. */
const parsedTimestamp: OracleType = { kind: 'timestamp', precision: 9, zone: 'none' };
const parsedTimestampTz: OracleType = { kind: 'timestamp', precision: 9, zone: 'zone' };

/** XMLSEQUENCETYPE, a varray of XMLTYPE. */
const xmlSequence: OracleType = {
  kind: 'collection',
  collection: {
    kind: 'collectionType',
    name: 'XMLSEQUENCETYPE',
    owner: 'ORA',
    span: noSpan,
    container: undefined,
    variant: 'varray',
    element: { kind: 'xml' },
    elementNotNull: false,
    index: undefined,
  },
};

const of = (type: OracleType) => () => type;
/** (PL/SQL Language Reference, "Predefined PL/SQL BINARY_FLOAT and BINARY_DOUBLE Constants") */
function binaryConstants(type: string): string {
  return 'NAN INFINITY MAX_NORMAL MIN_NORMAL MAX_SUBNORMAL MIN_SUBNORMAL'
    .split(' ')
    .map((which) => `${type}_${which}`)
    .join(' ');
}
/** The object that a REF points to. */
const referred = ([ref]: readonly OracleType[]): OracleType =>
  ref?.kind === 'ref' && ref.target ? { kind: 'object', object: ref.target } : unknown;
const first = (args: readonly OracleType[]): OracleType => args[0] ?? unknown;
/** Text in, text out: a CLOB stays a CLOB, text of the national character set stays in it. */
const textLike = ([type]: readonly OracleType[]): OracleType => {
  if (type?.kind === 'clob') return type.national ? { kind: 'clob', national: true } : { kind: 'clob' };
  return isNational(type) ? nvarchar2 : varchar2;
};
/** Text of the type that it was: CHAR stays CHAR. (SQL Language Reference, "UPPER", "LOWER", "INITCAP") */
const sameText = (args: readonly OracleType[]): OracleType => {
  const [type] = args;
  return type?.kind === 'char' ? type : textLike(args);
};
const numberLike = (args: readonly OracleType[]): OracleType => {
  const common = commonType(args.filter((a) => a.kind === 'binaryDouble' || a.kind === 'binaryFloat'));
  return common.kind === 'null' ? number : common;
};
/** What computes in BINARY_DOUBLE as soon as an argument is binary. (SQL Language Reference, "EXP", "POWER", "SIN") */
const doubleLike = (args: readonly OracleType[]): OracleType =>
  args.some((a) => a.kind === 'binaryDouble' || a.kind === 'binaryFloat') ? { kind: 'binaryDouble' } : number;
/**
 * ROUND and TRUNC: of a date a DATE, of a binary number its own type, but a NUMBER where the places are given. (SQL
 * Language Reference, "ROUND (number)", "TRUNC (number)")
 */
const roundLike = (args: readonly OracleType[]): OracleType => {
  const type = first(args);
  if (type.kind === 'date' || type.kind === 'timestamp') return date;
  if (isInterval(type) || type.kind === 'unknown') return type;
  return args.length > 1 ? number : numberLike(args.slice(0, 1));
};
/**
 * CEIL and FLOOR: since 23ai of dates and intervals, too. (SQL Language Reference, "CEIL (datetime)", "FLOOR
 * (interval)")
 */
const ceilLike = (args: readonly OracleType[]): OracleType => {
  const type = first(args);
  if (type.kind === 'date' || type.kind === 'timestamp') return date;
  return isInterval(type) ? type : numberLike(args.slice(0, 1));
};
const sumLike = (args: readonly OracleType[]): OracleType => {
  const type = first(args);
  return type.kind === 'binaryDouble' || type.kind === 'binaryFloat' || type.kind === 'intervalDayToSecond'
    ? type
    : number;
};

/** LAG and LEAD: the default is made the type of the values, but may have more digits or characters. */
const shiftedLike = (args: readonly OracleType[]): OracleType => {
  const type = first(args);
  const other = args[2];
  if (!other || other.kind === 'null') return type;
  if (type.kind === 'number') return other.kind === 'number' ? commonType([type, other]) : number;
  return type.kind === 'varchar2' ? { ...varchar2, ...(type.national ? { national: true } : {}) } : type;
};

type Row = readonly [
  names: string,
  returns: BuiltinFunction['returns'],
  nullability: BuiltinFunction['nullability'],
  kind?: 'aggregate' | 'analytic',
];

const rows: readonly Row[] = [
  ['ABS SQRT MOD REMAINDER NANVL', numberLike, 'strict'],
  ['CEIL FLOOR', ceilLike, 'strict'],
  ['POWER EXP LN LOG SIN COS TAN ASIN ACOS ATAN ATAN2 SINH COSH TANH', doubleLike, 'strict'],
  ['SIGN BITAND BIN_TO_NUM WIDTH_BUCKET', of(number), 'strict'],
  // 0 for NULL.
  ['ORA_HASH', of(number), 'always'],
  ['ROUND TRUNC', roundLike, 'strict'],
  ['ROUND_TIES_TO_EVEN', of(number), 'strict'],
  ['UPPER LOWER INITCAP NLS_UPPER NLS_LOWER NLS_INITCAP', sameText, 'strict'],
  [
    'SUBSTR SUBSTRB SUBSTRC SUBSTR2 SUBSTR4 LTRIM RTRIM REPLACE TRANSLATE LPAD RPAD REGEXP_REPLACE REGEXP_SUBSTR',
    textLike,
    'always',
  ],
  ['CONCAT', ([left = unknown, right = unknown]) => binaryType('||', left, right, { plsql: false }), 'coalesce'],
  [
    'LENGTH LENGTHB LENGTHC LENGTH2 LENGTH4 INSTR INSTRB INSTRC INSTR2 INSTR4 ASCII REGEXP_INSTR REGEXP_COUNT VSIZE',
    of(number),
    'always',
  ],
  ['CHR SOUNDEX', of(varchar2), 'always'],
  ['NCHR', of(nvarchar2), 'always'],
  ['REVERSE', textLike, 'strict'],
  ['UNISTR', of(nvarchar2), 'strict'],
  ['ASCIISTR COMPOSE DECOMPOSE CONVERT TO_SINGLE_BYTE TO_MULTI_BYTE', of(varchar2), 'strict'],
  // 'NULL' for NULL; the collation of a value that is NULL.
  ['DUMP COLLATION', of(varchar2), 'always'],
  ['NLSSORT', of({ kind: 'raw' }), 'strict'],
  ['STANDARD_HASH', of({ kind: 'raw' }), 'never'],
  ['REGEXP_LIKE', of({ kind: 'boolean' }), 'strict'],
  ['TO_CHAR', of(varchar2), 'always'],
  ['TO_BOOLEAN', of({ kind: 'boolean' }), 'strict'],
  ['TO_NCHAR', of(nvarchar2), 'always'],
  ['TO_NUMBER', of(number), 'always'],
  ['TO_DATE', of(date), 'always'],
  ['TO_TIMESTAMP', of(parsedTimestamp), 'always'],
  ['TO_TIMESTAMP_TZ', of(parsedTimestampTz), 'always'],
  // The digits are those of the TIMESTAMP.
  [
    'FROM_TZ',
    ([own]) =>
      own?.kind === 'timestamp' ? { kind: 'timestamp', precision: own.precision, zone: 'zone' } : timestampTz,
    'always',
  ],
  ['TO_DSINTERVAL NUMTODSINTERVAL', of({ kind: 'intervalDayToSecond', precision: 9, fractional: 9 }), 'strict'],
  ['TO_YMINTERVAL NUMTOYMINTERVAL', of({ kind: 'intervalYearToMonth', precision: 9 }), 'strict'],
  ['TO_CLOB', of({ kind: 'clob' }), 'strict'],
  ['TO_NCLOB', of({ kind: 'clob', national: true }), 'strict'],
  ['EMPTY_CLOB', of({ kind: 'clob' }), 'never'],
  ['TO_BLOB', of({ kind: 'blob' }), 'strict'],
  ['EMPTY_BLOB', of({ kind: 'blob' }), 'never'],
  ['TO_LOB', first, 'strict'],
  ['BFILENAME', of({ kind: 'bfile' }), 'always'],
  ['TO_BINARY_DOUBLE', of({ kind: 'binaryDouble' }), 'strict'],
  ['TO_BINARY_FLOAT', of({ kind: 'binaryFloat' }), 'strict'],
  [binaryConstants('BINARY_DOUBLE'), of({ kind: 'binaryDouble' }), 'never'],
  [binaryConstants('BINARY_FLOAT'), of({ kind: 'binaryFloat' }), 'never'],
  ['HEXTORAW', of({ kind: 'raw' }), 'always'],
  ['RAWTOHEX RAWTONHEX', of(varchar2), 'always'],
  ['ROWIDTOCHAR ROWIDTONCHAR', of(varchar2), 'strict'],
  ['CHARTOROWID', of({ kind: 'rowid' }), 'strict'],
  ['SYSDATE CURRENT_DATE', of(date), 'never'],
  ['SYSTIMESTAMP CURRENT_TIMESTAMP', of(timestampTz), 'never'],
  ['LOCALTIMESTAMP', of(timestamp), 'never'],
  ['ADD_MONTHS LAST_DAY NEXT_DAY NEW_TIME', of(date), 'strict'],
  ['MONTHS_BETWEEN', of(number), 'strict'],
  [
    'SYS_EXTRACT_UTC',
    ([own]) => (own?.kind === 'timestamp' ? { kind: 'timestamp', precision: own.precision, zone: 'none' } : timestamp),
    'strict',
  ],
  ['DBTIMEZONE SESSIONTIMEZONE', of(varchar2), 'never'],
  ['TZ_OFFSET', of(varchar2), 'strict'],
  ['USER', of({ kind: 'varchar2', length: 128 }), 'never'],
  ['UID', of(number), 'never'],
  ['ORA_MAX_NAME_LEN', of({ kind: 'plsInteger' }), 'never'],
  ['USERENV SYS_CONTEXT', of(varchar2), 'always'],
  ['ORA_SYSEVENT ORA_LOGIN_USER ORA_CLIENT_IP_ADDRESS ORA_DATABASE_NAME', of(varchar2), 'always'],
  ['ORA_DICT_OBJ_NAME ORA_DICT_OBJ_OWNER ORA_DICT_OBJ_TYPE', of(varchar2), 'always'],
  ['SYSEVENT LOGIN_USER DATABASE_NAME', of(varchar2), 'always'],
  ['DICTIONARY_OBJ_NAME DICTIONARY_OBJ_OWNER DICTIONARY_OBJ_TYPE', of(varchar2), 'always'],
  ['ORA_INSTANCE_NUM INSTANCE_NUM', of(number), 'never'],
  ['SYS_GUID', of({ kind: 'raw', length: 16 }), 'never'],
  ['SQLCODE', of({ kind: 'plsInteger' }), 'never'],
  ['SQLERRM', of(varchar2), 'strict'],
  ['NVL', (args) => (args[0]?.kind === 'null' ? (args[1] ?? unknown) : commonOfFirst(args)), 'coalesce'],
  ['COALESCE', (args) => commonType(args), 'coalesce'],
  ['NVL2', (args) => commonOfFirst(args.slice(1)), 'always'],
  ['NULLIF', first, 'always'],
  ['GREATEST LEAST', (args) => commonOfFirst(args), 'strict'],
  ['DECODE', decodeType, 'always'],
  ['SYS_OP_MAP_NONNULL', of({ kind: 'raw' }), 'never'],
  ['LNNVL ISNCHAR', of({ kind: 'boolean' }), 'never'],
  ['VALIDATE_CONVERSION', of(number), 'never'],
  ['COUNT REGR_COUNT APPROX_COUNT_DISTINCT', of(number), 'never', 'aggregate'],
  ['SUM', sumLike, 'always', 'aggregate'],
  [
    'AVG MEDIAN APPROX_MEDIAN',
    (args) =>
      args[0] && (args[0].kind === 'date' || args[0].kind === 'timestamp' || args[0].kind.startsWith('interval'))
        ? args[0]
        : sumLike(args),
    'always',
    'aggregate',
  ],
  ['MIN MAX STATS_MODE ANY_VALUE', first, 'always', 'aggregate'],
  [
    'STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP COVAR_POP COVAR_SAMP CORR CORR_S CORR_K REGR_SLOPE ' +
      'REGR_INTERCEPT REGR_R2 REGR_AVGX REGR_AVGY REGR_SXX REGR_SYY REGR_SXY',
    numberLike,
    'always',
    'aggregate',
  ],
  [aggregatesOf21c.join(' '), of(number), 'always', 'aggregate'],
  [aggregatesOf23ai.join(' '), of({ kind: 'boolean' }), 'always', 'aggregate'],
  ['LISTAGG WM_CONCAT', of(varchar2), 'always', 'aggregate'],
  ['XMLAGG SYS_XMLAGG', of({ kind: 'xml' }), 'always', 'aggregate'],
  ['COLLECT', of(unknown), 'always', 'aggregate'],
  ['PERCENTILE_CONT PERCENTILE_DISC APPROX_PERCENTILE', of(number), 'always', 'aggregate'],
  ['RANK DENSE_RANK ROW_NUMBER NTILE', of(number), 'never', 'analytic'],
  ['PERCENT_RANK CUME_DIST RATIO_TO_REPORT', of(number), 'always', 'analytic'],
  ['LAG LEAD', shiftedLike, 'always', 'analytic'],
  ['FIRST_VALUE LAST_VALUE NTH_VALUE', first, 'always', 'analytic'],
  ['GROUPING GROUPING_ID GROUP_ID', of(number), 'never', 'aggregate'],
  ['SYS_CONNECT_BY_PATH', of(varchar2), 'always'],
  ['CARDINALITY', of(number), 'strict'],
  ['SET', first, 'strict'],
  ['POWERMULTISET POWERMULTISET_BY_CARDINALITY', of(unknown), 'strict'],
  ['DEREF', referred, 'always'],
  ['REF MAKE_REF REFTOHEX', of(unknown), 'strict'],
  ['VALUE', first, 'strict'],
  ['XMLTYPE XMLPARSE XMLCONCAT XMLCOMMENT XMLCDATA EXTRACT XMLTRANSFORM', of({ kind: 'xml' }), 'always'],
  ['JSON', of({ kind: 'json' }), 'strict'],
  ['EXTRACTVALUE', of(varchar2), 'always'],
  ['XMLSEQUENCE', of(xmlSequence), 'always'],
  ['EXISTSNODE', of(number), 'strict'],
  [
    'UPDATEXML DELETEXML APPENDCHILDXML INSERTCHILDXML INSERTCHILDXMLBEFORE INSERTCHILDXMLAFTER INSERTXMLBEFORE ' +
      'INSERTXMLAFTER',
    of({ kind: 'xml' }),
    'always',
  ],
  ['SCN_TO_TIMESTAMP', of(timestamp), 'strict'],
  ['TIMESTAMP_TO_SCN', of(number), 'strict'],
  // NULL for names and numbers that there are not.
  ['NLS_CHARSET_ID NLS_CHARSET_DECL_LEN', of(number), 'always'],
  ['NLS_CHARSET_NAME', of(varchar2), 'always'],
  ['CAST_TO_RAW', of({ kind: 'raw' }), 'strict'],
  // These are not converted.
  [vectorFunctions.join(' '), of(unknown), 'always'],
  [
    'APPROX_COUNT APPROX_COUNT_DISTINCT_AGG APPROX_COUNT_DISTINCT_DETAIL APPROX_PERCENTILE_AGG ' +
      'APPROX_PERCENTILE_DETAIL APPROX_RANK APPROX_SUM STATS_BINOMIAL_TEST STATS_CROSSTAB STATS_F_TEST STATS_KS_TEST STATS_MW_TEST ' +
      'STATS_ONE_WAY_ANOVA STATS_T_TEST_INDEP STATS_T_TEST_INDEPU STATS_T_TEST_ONE STATS_T_TEST_PAIRED STATS_WSR_TEST',
    of(number),
    'always',
    'aggregate',
  ],
  ['JSON_DATAGUIDE', of({ kind: 'clob' }), 'always', 'aggregate'],
  ['SYS_XMLGEN SYS_DBURIGEN XMLDIFF XMLPATCH', of({ kind: 'xml' }), 'always'],
  ['SYS_TYPEID', of({ kind: 'raw' }), 'strict'],
  ['TO_APPROX_COUNT_DISTINCT TO_APPROX_PERCENTILE SYS_OP_ZONE_ID XMLISVALID', of(number), 'strict'],
];

/**
 * Numbers become the widest; a datetime stays what the first argument is; text is VARCHAR2, also where all of it is CHAR.
 * (SQL Language Reference, "NVL", "NVL2", "GREATEST", "LEAST")
 */
export function commonOfFirst(args: readonly OracleType[]): OracleType {
  const [head] = args.filter((a) => a.kind !== 'null');
  if (head?.kind === 'date' || head?.kind === 'timestamp') return head;
  const common = commonType(args);
  // What else becomes text beside it may be longer.
  if (common.kind === 'char' || (common.kind === 'varchar2' && !args.every((a) => isText(a) || a.kind === 'null')))
    return textLike([common]);
  // Text beside numbers is any number.
  return (common.kind === 'plsInteger' || common.kind === 'number') && args.some(isText) ? number : common;
}

/** Is the argument of DECODE a result, and not compared? */
const isResult = (i: number, args: readonly OracleType[]): boolean => i % 2 === 0 || i === args.length - 1;

/**
 * DECODE returns the type of its first result, of numbers the one with the highest precedence; a NULL first result makes it
 * VARCHAR2. (SQL Language Reference, DECODE)
 */
function decodeType(args: readonly OracleType[]): OracleType {
  const result = args[2] ?? unknown;
  if (result.kind === 'null') return varchar2;
  if (result.kind === 'char') return varchar2;
  if (result.kind === 'varchar2') return textLike([result]);
  if (isNumeric(result)) return numberLike(args.filter((_, i) => i >= 2 && isResult(i, args)));
  if (isInterval(result))
    return commonType(args.filter((a, i) => i >= 2 && a.kind === result.kind && isResult(i, args)));
  return result;
}

const table = new Map<string, BuiltinFunction>();
for (const [names, returns, nullability, kind] of rows) {
  for (const name of names.split(' ')) {
    table.set(name, { returns, nullability, aggregate: kind === 'aggregate', analytic: kind === 'analytic' });
  }
}

/** Every built-in function that is called like one, in upper case. */
export const builtinFunctionNames = (): readonly string[] => [...table.keys()];

/** The function of Oracle's of the name, in upper case; undefined where there is none. */
export function builtinFunction(name: string): BuiltinFunction | undefined {
  return table.get(name);
}

/** Functions whose result is one of their arguments. */
export const passingFunctions = ['COALESCE', 'DECODE', 'GREATEST', 'LEAST', 'NULLIF', 'NVL', 'NVL2'] as const;

/** TO_NUMBER, TO_DATE and their like: of text that need not be right. */
export const convertsText = (name: string): boolean => /^TO_(?:NUMBER|DATE|TIMESTAMP|DSINTERVAL|YMINTERVAL)/.test(name);

/** Built-in functions that are called without parentheses. */
export const parameterlessFunctions: ReadonlySet<string> = new Set(
  (
    `${binaryConstants('BINARY_DOUBLE')} ${binaryConstants('BINARY_FLOAT')} ` +
    'SYSDATE SYSTIMESTAMP CURRENT_DATE CURRENT_TIMESTAMP LOCALTIMESTAMP DBTIMEZONE SESSIONTIMEZONE USER UID ' +
    'ORA_MAX_NAME_LEN SQLCODE SQLERRM SYS_GUID EMPTY_CLOB EMPTY_BLOB ' +
    'ORA_SYSEVENT ORA_LOGIN_USER ORA_CLIENT_IP_ADDRESS ORA_DATABASE_NAME ' +
    'ORA_DICT_OBJ_NAME ORA_DICT_OBJ_OWNER ORA_DICT_OBJ_TYPE ORA_INSTANCE_NUM SYSEVENT LOGIN_USER DATABASE_NAME ' +
    'DICTIONARY_OBJ_NAME DICTIONARY_OBJ_OWNER DICTIONARY_OBJ_TYPE INSTANCE_NUM'
  ).split(' '),
);

/** Pseudo-columns and other words with a meaning of their own. (SQL Language Reference, "Pseudocolumns") */
export const pseudoColumns: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['ROWNUM', number],
  ['LEVEL', number],
  ['CONNECT_BY_ISLEAF', number],
  ['CONNECT_BY_ISCYCLE', number],
  ['ROWID', { kind: 'rowid' }],
  ['ORA_ROWSCN', number],
  ['OBJECT_VALUE', unknown],
  ['OBJECT_ID', { kind: 'raw' }],
  ['XMLDATA', { kind: 'xml' }],
  ['VERSIONS_STARTTIME', timestamp],
  ['VERSIONS_ENDTIME', timestamp],
  ['VERSIONS_OPERATION', varchar2],
]);

/** Trigger predicates. (PL/SQL Language Reference, "Conditional Predicates for Detecting Triggering DML Statement") */
export const triggerPredicates: ReadonlySet<string> = new Set(['INSERTING', 'UPDATING', 'DELETING']);

/** The digits of a second in SYSTIMESTAMP(2) and its like. (SQL Language Reference, "CURRENT_TIMESTAMP") */
export function secondDigits(name: string, args: readonly Argument[]): number | undefined {
  const [only] = args;
  return /^(SYS|CURRENT_|LOCAL)TIMESTAMP$/.test(name) &&
    only?.value.kind === 'NumberLiteral' &&
    /^[0-9]$/.test(only.value.text)
    ? Number(only.value.text)
    : undefined;
}
