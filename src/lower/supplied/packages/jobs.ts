import { jobArguments, runJob } from '../jobs.js';
import type { PackageConversion } from './conversion.js';

const advice = 'chains, windows, groups and events have no counterpart; jobs, programs and schedules are converted';

/** (PL/SQL Packages and Types Reference, "DBMS_JOB", "DBMS_SCHEDULER") */
export const jobConversions: readonly PackageConversion[] = [
  { name: 'DBMS_JOB', advice, argumentsOf: jobArguments, members: { RUN: { statement: runJob } } },
  { name: 'DBMS_SCHEDULER', advice, argumentsOf: jobArguments, members: { RUN_JOB: { statement: runJob } } },
  { name: 'DBMS_IJOB', advice },
  { name: 'DBMS_ISCHED', advice },
];
