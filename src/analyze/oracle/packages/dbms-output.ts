import { onlyReads, proc, procs, type SuppliedPackage, table, text } from './package.js';

/** Lines for the client. (PL/SQL Packages and Types Reference) */
export const outputPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_OUTPUT',
    types: {
      CHARARR: table('DBMS_OUTPUT.CHARARR', text(32767)),
    },
    members: {
      ...procs('DISABLE NEW_LINE', onlyReads),
      ENABLE: proc('buffer_size', onlyReads),
      ...procs('GET_LINE GET_LINES'),
      PUT: proc('a', onlyReads),
      PUT_LINE: proc('a', onlyReads),
    },
  },
];
