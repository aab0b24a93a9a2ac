import { noSpan } from '../../ir/span.js';
import type { CollectionTypeSymbol, RecordTypeSymbol } from '../model/symbols.js';
import { type OracleType, plsInteger, type RecordFieldInfo } from '../model/types.js';
import { jsonElement, jsonElementTypes } from './json-elements.js';
import { domType } from './xml-dom.js';

const number: OracleType = { kind: 'number' };
const boolean: OracleType = { kind: 'boolean' };
const text = (length?: number): OracleType => ({ kind: 'varchar2', length });

/** A type of ours in schema `ora`, called after its package: `DBMS_SQL.DESC_REC` is `ora.dbms_sql_desc_rec`. */
const typeName = (full: string): string => full.replace(/^SYS\./, '').replace(/[.$]/g, '_');

const recordFields: Readonly<Record<string, Readonly<Record<string, OracleType>>>> = {
  'DBMS_SQL.DESC_REC': descRec(),
  'DBMS_SQL.DESC_REC2': descRec(),
  'DBMS_SQL.DESC_REC3': { ...descRec(), COL_TYPE_NAME: text(), COL_TYPE_NAME_LEN: plsInteger },
  'UTL_FILE.FILE_TYPE': { ID: plsInteger, DATATYPE: plsInteger, BYTE_MODE: boolean },
  'UTL_HTTP.REQ': { URL: text(), METHOD: text(), HTTP_VERSION: text(), PRIVATE_HNDL: plsInteger },
  'UTL_HTTP.RESP': { STATUS_CODE: plsInteger, REASON_PHRASE: text(), HTTP_VERSION: text(), PRIVATE_HNDL: plsInteger },
  'UTL_HTTP.COOKIE': {
    NAME: text(),
    VALUE: text(),
    DOMAIN: text(),
    EXPIRE: { kind: 'timestamp', zone: 'zone' },
    PATH: text(),
    SECURE: boolean,
    VERSION: plsInteger,
    COMMENT: text(),
  },
  'UTL_TCP.CONNECTION': {
    REMOTE_HOST: text(),
    REMOTE_PORT: plsInteger,
    LOCAL_HOST: text(),
    LOCAL_PORT: plsInteger,
    CHARSET: text(),
    NEWLINE: text(),
    TX_TIMEOUT: plsInteger,
    PRIVATE_SD: plsInteger,
  },
  'UTL_SMTP.CONNECTION': { HOST: text(), PORT: plsInteger, TX_TIMEOUT: plsInteger, PRIVATE_STATE: plsInteger },
  'UTL_SMTP.REPLY': { CODE: plsInteger, TEXT: text() },
};

function descRec(): Record<string, OracleType> {
  return {
    COL_TYPE: plsInteger,
    COL_MAX_LEN: plsInteger,
    COL_NAME: text(),
    COL_NAME_LEN: plsInteger,
    COL_SCHEMA_NAME: text(),
    COL_SCHEMA_NAME_LEN: plsInteger,
    COL_PRECISION: plsInteger,
    COL_SCALE: plsInteger,
    COL_CHARSETID: plsInteger,
    COL_CHARSETFORM: plsInteger,
    COL_NULL_OK: boolean,
  };
}

/**
 * Elements of supplied collection types; those of packages are associative arrays but for
 * `varrays`, those of SYS arrays.
 */
const elements: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['DBMS_SQL.VARCHAR2_TABLE', text(4000)],
  ['DBMS_SQL.VARCHAR2S', text(256)],
  ['DBMS_SQL.VARCHAR2A', text(32767)],
  ['DBMS_SQL.NUMBER_TABLE', number],
  ['DBMS_SQL.DATE_TABLE', { kind: 'date' }],
  ['DBMS_SQL.TIMESTAMP_TABLE', { kind: 'timestamp', zone: 'none' }],
  ['DBMS_SQL.TIMESTAMP_WITH_TIME_ZONE_TABLE', { kind: 'timestamp', zone: 'zone' }],
  ['DBMS_SQL.TIMESTAMP_WITH_LTZ_TABLE', { kind: 'timestamp', zone: 'local' }],
  ['DBMS_SQL.INTERVAL_DAY_TO_SECOND_TABLE', { kind: 'intervalDayToSecond' }],
  ['DBMS_SQL.INTERVAL_YEAR_TO_MONTH_TABLE', { kind: 'intervalYearToMonth' }],
  ['DBMS_SQL.BINARY_FLOAT_TABLE', { kind: 'binaryFloat' }],
  ['DBMS_SQL.BINARY_DOUBLE_TABLE', { kind: 'binaryDouble' }],
  ['DBMS_SQL.UROWID_TABLE', { kind: 'rowid' }],
  ['DBMS_SQL.BFILE_TABLE', { kind: 'bfile' }],
  ['DBMS_SQL.CLOB_TABLE', { kind: 'clob' }],
  ['DBMS_SQL.BLOB_TABLE', { kind: 'blob' }],
  ['DBMS_SQL.RAW_TABLE', { kind: 'raw' }],
  ['DBMS_UTILITY.UNCL_ARRAY', text(227)],
  ['DBMS_UTILITY.LNAME_ARRAY', text(4000)],
  ['DBMS_UTILITY.NAME_ARRAY', text(30)],
  ['DBMS_UTILITY.NUMBER_ARRAY', number],
  ['DBMS_UTILITY.DBLINK_ARRAY', text(128)],
  ['DBMS_UTILITY.INDEX_TABLE_TYPE', plsInteger],
  ['DBMS_UTILITY.MAXNAME_ARRAY', text(32767)],
  ['DBMS_PREPROCESSOR.SOURCE_LINES_T', text(32767)],
  ['DBMS_OUTPUT.CHARARR', text(32767)],
  ['DBMS_DESCRIBE.VARCHAR2_TABLE', text(30)],
  ['DBMS_DESCRIBE.NUMBER_TABLE', number],
  ['OWA_UTIL.IDENT_ARR', text(30)],
  ['OWA.VC_ARR', text(32000)],
  ['OWA_UTIL.VC_ARR', text(32000)],
  ['HTP.HTBUF_ARR', text(256)],
  ['UTL_HTTP.HTML_PIECES', text(2000)],
  ['UTL_CALL_STACK.UNIT_QUALIFIED_NAME', text(32767)],
  ['SYS.ODCIVARCHAR2LIST', text(4000)],
  ['SYS.ODCINUMBERLIST', number],
  ['SYS.ODCIDATELIST', { kind: 'date' }],
  ['SYS.ODCIRAWLIST', { kind: 'raw' }],
  ['SYS.DBMSOUTPUT_LINESARRAY', text(32767)],
  ['SYS.DBMS_DEBUG_VC2COLL', text(1000)],
  ['SYS.KU$_VCNT', text(4000)],
  ['SYS.KU$_OBJNUMSET', number],
  ['SYS.XMLSEQUENCETYPE', { kind: 'xml' }],
  ['SYS.JSON_KEY_LIST', text(4000)],
]);
/** Collections of supplied records. */
const recordElements: ReadonlyMap<string, string> = new Map([
  ['DBMS_SQL.DESC_TAB', 'DBMS_SQL.DESC_REC'],
  ['DBMS_SQL.DESC_TAB2', 'DBMS_SQL.DESC_REC2'],
  ['DBMS_SQL.DESC_TAB3', 'DBMS_SQL.DESC_REC3'],
  ['UTL_HTTP.COOKIE_TABLE', 'UTL_HTTP.COOKIE'],
  ['UTL_SMTP.REPLIES', 'UTL_SMTP.REPLY'],
]);
const varrays: ReadonlySet<string> = new Set(
  'ODCIVARCHAR2LIST ODCINUMBERLIST ODCIDATELIST ODCIRAWLIST DBMSOUTPUT_LINESARRAY XMLSEQUENCETYPE JSON_KEY_LIST'
    .split(' ')
    .map((n) => `SYS.${n}`)
    .concat('UTL_CALL_STACK.UNIT_QUALIFIED_NAME'),
);
const scalars: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ...[...jsonElementTypes].map(([name, kind]): [string, OracleType] => [name, jsonElement(kind)]),
  ['DBMS_XMLGEN.CTXHANDLE', number],
  ['DBMS_XMLGEN.CTXTYPE', number],
  ['DBMS_ID', text(128)],
  ['DBMS_QUOTED_ID', text(130)],
  ['DBMS_ID_30', text(30)],
]);

const known = new Map<string, OracleType>();

/** A type of Oracle's supplied packages or of SYS, by its name in upper case. (PL/SQL Packages and Types Reference) */
export function suppliedType(name: string): OracleType | undefined {
  return typeNamed(name.replace(/^(SYS|XDB|CTXSYS|MDSYS)\.(?=.*\.)/, '')) ?? typeNamed(`SYS.${name}`);
}

function typeNamed(full: string): OracleType | undefined {
  // The names in DESC_REC4 may be longer than those in DESC_REC3: here they are one type.
  if (/^DBMS_SQL\.DESC_(REC|TAB)4$/.test(full)) return typeNamed(full.replace('4', '3'));
  let type = known.get(full);
  if (type) return type;
  type = scalars.get(full.replace(/^SYS\./, '')) ?? domType(full) ?? recordNamed(full) ?? collectionNamed(full);
  if (type) known.set(full, type);
  return type;
}

function recordNamed(full: string): OracleType | undefined {
  const declared = recordFields[full];
  if (!declared) return undefined;
  const fields: RecordFieldInfo[] = Object.entries(declared).map(([name, type]) => ({ name, type }));
  const symbol: RecordTypeSymbol = {
    kind: 'recordType',
    name: typeName(full),
    owner: 'ORA',
    span: noSpan,
    container: undefined,
    fields,
  };
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields };
}

function collectionNamed(full: string): OracleType | undefined {
  const ofRecord = recordElements.get(full);
  const element = ofRecord === undefined ? elements.get(full) : typeNamed(ofRecord);
  if (!element) return undefined;
  const isVarray = varrays.has(full);
  const inPackage = !full.startsWith('SYS.') && !isVarray;
  const collection: CollectionTypeSymbol = {
    kind: 'collectionType',
    name: typeName(full),
    owner: 'ORA',
    span: noSpan,
    container: undefined,
    variant: inPackage ? 'associativeArray' : isVarray ? 'varray' : 'nestedTable',
    element,
    elementNotNull: false,
    index: inPackage ? plsInteger : undefined,
  };
  return { kind: 'collection', collection };
}
