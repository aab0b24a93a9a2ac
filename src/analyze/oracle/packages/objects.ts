import { clob, commitsAround, fn, number, procs, type SuppliedPackage, table, text } from './package.js';

/** What makes, describes or refreshes objects of the database. (PL/SQL Packages and Types Reference) */
export const objectPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_MVIEW',
    formerName: 'DBMS_SNAPSHOT',
    members: {
      ...procs('REFRESH REFRESH_ALL_MVIEWS REFRESH_DEPENDENT', commitsAround),
    },
  },
  {
    name: 'DBMS_METADATA',
    members: {
      GET_DDL: fn(clob),
    },
  },
  {
    name: 'DBMS_ERRLOG',
    members: {
      ...procs('CREATE_ERROR_LOG', commitsAround),
    },
  },
  {
    name: 'DBMS_DESCRIBE',
    types: {
      VARCHAR2_TABLE: table('DBMS_DESCRIBE.VARCHAR2_TABLE', text(30)),
      NUMBER_TABLE: table('DBMS_DESCRIBE.NUMBER_TABLE', number),
    },
    members: {},
  },
  {
    name: 'DBMS_PREPROCESSOR',
    types: {
      SOURCE_LINES_T: table('DBMS_PREPROCESSOR.SOURCE_LINES_T', text(32767)),
    },
    members: {},
  },
];
