import { plsInteger } from '../../model/types.js';
import {
  commitsAround,
  constants,
  fn,
  fns,
  onlyReads,
  procs,
  type SuppliedPackage,
  varchar2,
  writesArguments,
} from './package.js';

/** Messages to other sessions. (PL/SQL Packages and Types Reference) */
export const messagePackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_PIPE',
    onlyReads: true,
    members: {
      ...fns('CREATE_PIPE NEXT_ITEM_TYPE RECEIVE_MESSAGE REMOVE_PIPE SEND_MESSAGE', plsInteger),
      ...procs('PACK_MESSAGE PACK_MESSAGE_RAW PURGE RESET_BUFFER'),
      UNIQUE_SESSION_NAME: fn(varchar2),
      ...procs('UNPACK_MESSAGE UNPACK_MESSAGE_RAW', writesArguments),
      ...constants(plsInteger, { MAXWAIT: 86400000 }),
    },
  },
  {
    name: 'DBMS_ALERT',
    members: {
      ...procs('REGISTER REMOVE SET_DEFAULTS SIGNAL', onlyReads),
      ...procs('REMOVEALL', onlyReads, commitsAround),
      ...procs('WAITANY WAITONE', commitsAround),
      ...constants(plsInteger, { MAXWAIT: 86400000 }),
    },
  },
];
