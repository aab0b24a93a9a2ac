import { plsInteger } from '../../model/types.js';
import { boolean, fns, onlyReads, proc, procs, raisesNoDataFound, record, type SuppliedPackage } from './package.js';

const fileType = record('UTL_FILE.FILE_TYPE', { ID: plsInteger, DATATYPE: plsInteger, BYTE_MODE: boolean });

/** Files of the server. (PL/SQL Packages and Types Reference) */
export const filePackages: readonly SuppliedPackage[] = [
  {
    name: 'UTL_FILE',
    types: {
      FILE_TYPE: fileType,
    },
    members: {
      ...procs('FCLOSE FCLOSE_ALL FGETATTR PUT_RAW'),
      ...procs('FCOPY FFLUSH NEW_LINE PUT PUTF PUTF_NCHAR PUT_LINE PUT_LINE_NCHAR PUT_NCHAR', onlyReads),
      ...fns('FGETPOS', plsInteger, onlyReads),
      ...fns('FOPEN FOPEN_NCHAR', fileType),
      FREMOVE: proc('location filename', onlyReads),
      FRENAME: proc('src_location src_filename dest_location dest_filename overwrite', onlyReads),
      FSEEK: proc('file absolute_offset relative_offset', onlyReads),
      ...procs('GET_LINE GET_LINE_NCHAR GET_RAW', raisesNoDataFound),
      ...fns('IS_OPEN', boolean, onlyReads),
    },
  },
];
