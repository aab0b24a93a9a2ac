import { plsInteger } from '../../model/types.js';
import {
  binaryDouble,
  binaryFloat,
  constants,
  fn,
  number,
  nvarchar2,
  raw,
  type SuppliedPackage,
  varchar2,
} from './package.js';

/** Bytes. (PL/SQL Packages and Types Reference) */
export const rawPackages: readonly SuppliedPackage[] = [
  {
    name: 'UTL_RAW',
    onlyReads: true,
    members: {
      BIT_AND: fn(raw, 'r1 r2'),
      BIT_COMPLEMENT: fn(raw, 'r'),
      BIT_OR: fn(raw, 'r1 r2'),
      BIT_XOR: fn(raw, 'r1 r2'),
      CAST_FROM_BINARY_DOUBLE: fn(raw, 'n endianess'),
      CAST_FROM_BINARY_FLOAT: fn(raw, 'n endianess'),
      CAST_FROM_BINARY_INTEGER: fn(raw, 'n endianess'),
      CAST_FROM_NUMBER: fn(raw, 'n'),
      CAST_TO_BINARY_DOUBLE: fn(binaryDouble, 'r endianess'),
      CAST_TO_BINARY_FLOAT: fn(binaryFloat, 'r endianess'),
      CAST_TO_BINARY_INTEGER: fn(plsInteger, 'r endianess'),
      CAST_TO_NUMBER: fn(number, 'r'),
      CAST_TO_NVARCHAR2: fn(nvarchar2, 'r'),
      CAST_TO_RAW: fn(raw, 'c'),
      CAST_TO_VARCHAR2: fn(varchar2, 'r'),
      COMPARE: fn(number, 'r1 r2 pad'),
      CONCAT: fn(raw, 'r1 r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12'),
      CONVERT: fn(raw, 'r to_charset from_charset'),
      COPIES: fn(raw, 'r n'),
      LENGTH: fn(number, 'r'),
      OVERLAY: fn(raw, 'overlay_str target pos len pad'),
      REVERSE: fn(raw, 'r'),
      SUBSTR: fn(raw, 'r pos len'),
      TRANSLATE: fn(raw, 'r from_set to_set'),
      TRANSLITERATE: fn(raw, 'r to_set from_set pad'),
      XRANGE: fn(raw, 'start_byte end_byte'),
      ...constants(plsInteger, { BIG_ENDIAN: 1, LITTLE_ENDIAN: 2, MACHINE_ENDIAN: 3 }),
    },
  },
];
