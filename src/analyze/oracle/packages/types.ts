import { plsInteger } from '../../model/types.js';
import { constants, type SuppliedPackage } from './package.js';

/** Numbers that stand for types and outcomes. (PL/SQL Packages and Types Reference) */
export const typePackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_TYPES',
    members: {
      ...constants(plsInteger, {
        NO_DATA: 100,
        SUCCESS: 0,
        TYPECODE_BDOUBLE: 101,
        TYPECODE_BFILE: 114,
        TYPECODE_BFLOAT: 100,
        TYPECODE_BLOB: 113,
        TYPECODE_CFILE: 115,
        TYPECODE_CHAR: 96,
        TYPECODE_CLOB: 112,
        TYPECODE_DATE: 12,
        TYPECODE_INTERVAL_DS: 190,
        TYPECODE_INTERVAL_YM: 189,
        TYPECODE_MLSLABEL: 105,
        TYPECODE_NAMEDCOLLECTION: 122,
        TYPECODE_NCHAR: 286,
        TYPECODE_NCLOB: 288,
        TYPECODE_NUMBER: 2,
        TYPECODE_NVARCHAR2: 287,
        TYPECODE_OBJECT: 108,
        TYPECODE_OPAQUE: 58,
        TYPECODE_RAW: 95,
        TYPECODE_REF: 110,
        TYPECODE_TABLE: 248,
        TYPECODE_TIMESTAMP: 187,
        TYPECODE_TIMESTAMP_LTZ: 232,
        TYPECODE_TIMESTAMP_TZ: 188,
        TYPECODE_UROWID: 104,
        TYPECODE_VARCHAR: 1,
        TYPECODE_VARCHAR2: 9,
        TYPECODE_VARRAY: 247,
      }),
    },
  },
  {
    name: 'ODCICONST',
    members: {
      ...constants(plsInteger, { ERROR: 1, SUCCESS: 0, WARNING: 2 }),
    },
  },
];
