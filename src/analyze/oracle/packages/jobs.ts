import { plsInteger } from '../../model/types.js';
import {
  changesDatabase,
  commitsAround,
  constants,
  date,
  endsTransaction,
  fn,
  number,
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
  {
    name: 'DBMS_PARALLEL_EXECUTE',
    members: {
      ...procs(
        `
          CREATE_CHUNKS_BY_NUMBER_COL CREATE_CHUNKS_BY_ROWID CREATE_CHUNKS_BY_SQL CREATE_TASK DROP_CHUNKS DROP_TASK
          PURGE_PROCESSED_CHUNKS RESUME_TASK RUN_TASK SET_CHUNK_STATUS STOP_TASK`,
        onlyReads,
        commitsAround,
      ),
      ...procs('GET_NUMBER_COL_CHUNK GET_ROWID_CHUNK', commitsAround),
      GENERATE_TASK_NAME: fn(varchar2),
      TASK_STATUS: fn(number),
      // What calls of RUN_TASK, RESUME_TASK and CREATE_CHUNKS_BY_SQL are rewritten to (rewrite/parallel-tasks.ts).
      ...procs('ADD_CHUNK END_CHUNKS END_TASK START_CHUNKS START_TASK', onlyReads, commitsAround),
      ...constants(number, {
        UNASSIGNED: 0,
        ASSIGNED: 1,
        PROCESSED: 2,
        PROCESSED_WITH_ERROR: 3,
        CREATED: 1,
        CHUNKING: 2,
        CHUNKING_FAILED: 3,
        NO_CHUNKS: 4,
        CHUNKED: 5,
        PROCESSING: 6,
        FINISHED: 7,
        FINISHED_WITH_ERROR: 8,
        CRASHED: 9,
      }),
    },
  },
];
