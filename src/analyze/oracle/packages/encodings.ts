import { plsInteger } from '../../model/types.js';
import { constants, fn, fns, nvarchar2, raw, type SuppliedPackage, varchar2 } from './package.js';

/** Bytes as text, character sets and addresses of the web. (PL/SQL Packages and Types Reference) */
export const encodingPackages: readonly SuppliedPackage[] = [
  {
    name: 'UTL_ENCODE',
    onlyReads: true,
    members: {
      BASE64_DECODE: fn(raw, 'r'),
      BASE64_ENCODE: fn(raw, 'r'),
      MIMEHEADER_DECODE: fn(varchar2, 'buf'),
      MIMEHEADER_ENCODE: fn(varchar2, 'buf encode_charset encoding'),
      QUOTED_PRINTABLE_DECODE: fn(raw, 'r'),
      QUOTED_PRINTABLE_ENCODE: fn(raw, 'r'),
      TEXT_DECODE: fn(varchar2, 'buf encode_charset encoding'),
      TEXT_ENCODE: fn(varchar2, 'buf encode_charset encoding'),
      UUDECODE: fn(raw, 'r'),
      UUENCODE: fn(raw, 'r type filename permission'),
      ...constants(plsInteger, {
        BASE64: 1,
        COMPLETE: 1,
        END_PIECE: 4,
        HEADER_PIECE: 2,
        MIDDLE_PIECE: 3,
        QUOTED_PRINTABLE: 2,
      }),
    },
  },
  {
    name: 'UTL_I18N',
    members: {
      ...fns('ESCAPE_REFERENCE MAP_CHARSET', varchar2),
      RAW_TO_CHAR: fn(varchar2, 'data src_charset'),
      RAW_TO_NCHAR: fn(nvarchar2, 'data src_charset'),
      STRING_TO_RAW: fn(raw, 'data dst_charset'),
      UNESCAPE_REFERENCE: fn(varchar2, 'str'),
      ...constants(plsInteger, { GENERIC_CONTEXT: 0, IANA_TO_ORACLE: 1, MAIL_CONTEXT: 1, ORACLE_TO_IANA: 0 }),
    },
  },
  {
    name: 'UTL_URL',
    onlyReads: true,
    members: {
      ESCAPE: fn(varchar2, 'url escape_reserved_chars url_charset'),
      UNESCAPE: fn(varchar2, 'url url_charset'),
    },
  },
];
