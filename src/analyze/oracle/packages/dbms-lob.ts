import { type OracleType, plsInteger } from '../../model/types.js';
import {
  blob,
  constants,
  fn,
  fns,
  number,
  onlyReads,
  proc,
  procs,
  raisesNoDataFound,
  raw,
  type SuppliedPackage,
  varchar2,
  writesLob,
} from './package.js';

/** SUBSTR of bytes gives bytes. */
const part = (args: readonly OracleType[]): OracleType =>
  args.some(({ kind }) => kind === 'blob' || kind === 'raw' || kind === 'bfile') ? raw : varchar2;

/** LOBs, files as LOBs, and LOBs in a smaller form. (PL/SQL Packages and Types Reference) */
export const lobPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_LOB',
    members: {
      APPEND: proc('dest_lob src_lob', writesLob),
      CLOB2FILE: proc('cl file_loc filename csid'),
      ...procs('CLOSE FILECLOSE FILECLOSEALL FILEGETNAME FILEOPEN GET_STORAGE_LIMIT OPEN'),
      COMPARE: fn(number, 'lob_1 lob_2 amount offset_1 offset_2', onlyReads),
      ...procs(
        `
          CONVERTTOBLOB CONVERTTOCLOB FRAGMENT_DELETE FRAGMENT_INSERT FRAGMENT_MOVE FRAGMENT_REPLACE
          LOADBLOBFROMFILE LOADCLOBFROMFILE LOADFROMFILE`,
        writesLob,
      ),
      COPY: proc('dest_lob src_lob amount dest_offset src_offset', writesLob),
      CREATETEMPORARY: proc('lob_loc cache dur'),
      ERASE: proc('lob_loc amount offset', writesLob),
      ...fns('FILEEXISTS FILEISOPEN GETCHUNKSIZE', number),
      FREETEMPORARY: proc('lob_loc'),
      GETLENGTH: fn(number, 'lob_loc', onlyReads),
      INSTR: fn(number, 'lob_loc pattern offset nth', onlyReads),
      ...fns('ISOPEN ISTEMPORARY', number, onlyReads),
      READ: proc('lob_loc amount offset buffer', raisesNoDataFound),
      SUBSTR: fn(part, 'lob_loc amount offset', onlyReads),
      TRIM: proc('lob_loc newlen', writesLob),
      WRITE: proc('lob_loc amount offset buffer', writesLob),
      WRITEAPPEND: proc('lob_loc amount buffer', writesLob),
      ...constants(plsInteger, {
        BLOB_CSID: 0,
        CALL: 12,
        DEFAULT_CSID: 0,
        DEFAULT_LANG_CTX: 0,
        SESSION: 10,
        FILE_READONLY: 0,
        LOB_READONLY: 0,
        LOB_READWRITE: 1,
      }),
      ...constants(number, { NO_WARNING: 0, WARN_INCONVERTIBLE_CHAR: 1 }),
      ...constants(number, { LOBMAXSIZE: '18446744073709551615' }),
    },
  },
  {
    name: 'UTL_COMPRESS',
    members: {
      ...fns('LZ_COMPRESS LZ_UNCOMPRESS', blob),
    },
  },
];
