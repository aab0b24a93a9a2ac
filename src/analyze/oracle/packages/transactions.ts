import { plsInteger } from '../../model/types.js';
import {
  commitsAfter,
  constants,
  endsTransaction,
  fn,
  number,
  onlyReads,
  proc,
  procs,
  type SuppliedPackage,
  varchar2,
} from './package.js';

/** Transactions, locks, and what PL/SQL itself is given. (PL/SQL Packages and Types Reference) */
export const transactionPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_STANDARD',
    members: {
      ...procs('RAISE_APPLICATION_ERROR', onlyReads),
      SYSEVENT: fn(varchar2),
    },
  },
  {
    name: 'DBMS_TRANSACTION',
    members: {
      ...procs(`
        ADVISE_COMMIT ADVISE_NOTHING ADVISE_ROLLBACK READ_ONLY READ_WRITE ROLLBACK_SAVEPOINT SAVEPOINT
        USE_ROLLBACK_SEGMENT`),
      ...procs('COMMIT COMMIT_COMMENT ROLLBACK', endsTransaction),
      LOCAL_TRANSACTION_ID: fn(varchar2),
      STEP_ID: fn(number),
    },
  },
  {
    name: 'DBMS_FLASHBACK',
    members: {
      GET_SYSTEM_CHANGE_NUMBER: fn(number),
    },
  },
  {
    name: 'DBMS_LOCK',
    members: {
      ALLOCATE_UNIQUE: proc('lockname lockhandle expiration_secs', commitsAfter),
      ALLOCATE_UNIQUE_AUTONOMOUS: proc('lockname lockhandle expiration_secs'),
      CONVERT: fn(plsInteger, 'lockhandle lockmode timeout', onlyReads),
      RELEASE: fn(plsInteger, 'lockhandle', onlyReads),
      REQUEST: fn(plsInteger, 'lockhandle lockmode timeout release_on_commit', onlyReads),
      SLEEP: proc('seconds', onlyReads),
      ...constants(number, { MAXWAIT: 32767, NL_MODE: 1, SSX_MODE: 5, SS_MODE: 2, SX_MODE: 3, S_MODE: 4, X_MODE: 6 }),
    },
  },
];
