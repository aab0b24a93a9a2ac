import { serverFile } from '../../../diagnostics/op4.js';
import { appendsAll } from '../append-all.js';
import { fileName } from '../bfile.js';
import { readLob } from '../lobs.js';
import { leftOut, type PackageConversion, told } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_LOB", "UTL_COMPRESS") */
export const lobConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_LOB',
    members: {
      ...leftOut('OPEN CLOSE'),
      CLOB2FILE: told('it works on files of the database server', serverFile),
      FILEGETNAME: { statement: fileName },
      GETCHUNKSIZE: { differs: 'the answer is that of an Oracle database with blocks of 8 KB' },
      GET_STORAGE_LIMIT: { advice: "a value of PostgreSQL has 1 GB at most, whatever Oracle's blocks are" },
      ISOPEN: { differs: 'LOBs are not opened here: the answer is always 0' },
      ISTEMPORARY: { differs: 'a LOB in a variable is a value here: the answer is 1 for every one that is not NULL' },
      READ: { statement: readLob },
      WRITEAPPEND: { shorter: appendsAll },
    },
  },
  {
    name: 'UTL_COMPRESS',
    advice: 'values are compressed whole, not piece by piece; large ones PostgreSQL compresses itself',
    members: {
      LZ_COMPRESS: {
        differs: 'the result is in the format of gzip as in Oracle, yet not smaller than what it is made of',
      },
    },
  },
];
