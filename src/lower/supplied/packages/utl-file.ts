import { serverFile } from '../../../diagnostics/op4.js';
import { each, type PackageConversion, told } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "UTL_FILE") */
export const fileConversions: readonly PackageConversion[] = [
  {
    name: 'UTL_FILE',
    members: each(
      'FOPEN FOPEN_NCHAR FGETATTR FCOPY FREMOVE FRENAME',
      told('it works on files of the database server', serverFile),
    ),
  },
];
