import { plsInteger } from '../../model/types.js';
import {
  changesDatabase,
  commitsAround,
  constants,
  date,
  endsTransaction,
  fn,
  onlyReads,
  proc,
  procs,
  type SuppliedPackage,
  varchar2,
} from './package.js';

/** Programs that run at their time. (PL/SQL Packages and Types Reference) */
export const jobPackages: readonly SuppliedPackage[] = [
  {
    name: 'DBMS_JOB',
    members: {
      ...procs('BROKEN CHANGE INTERVAL NEXT_DATE REMOVE WHAT', onlyReads, changesDatabase),
      ...procs('INSTANCE ISUBMIT SUBMIT', changesDatabase),
      ...procs('RUN', onlyReads, endsTransaction),
    },
  },
  {
    name: 'DBMS_SCHEDULER',
    members: {
      ...procs(
        `
          CREATE_JOB CREATE_PROGRAM CREATE_SCHEDULE DEFINE_PROGRAM_ARGUMENT DISABLE DROP_JOB DROP_PROGRAM
          DROP_SCHEDULE ENABLE SET_ATTRIBUTE SET_ATTRIBUTE_NULL SET_JOB_ARGUMENT_VALUE STOP_JOB`,
        commitsAround,
      ),
      EVALUATE_CALENDAR_STRING: proc(),
      GENERATE_JOB_NAME: fn(varchar2),
      ...procs('RUN_JOB', endsTransaction),
      STIME: fn(date),
      ...constants(plsInteger, { LOGGING_FAILED_RUNS: 128, LOGGING_FULL: 256, LOGGING_OFF: 32, LOGGING_RUNS: 64 }),
    },
  },
];
