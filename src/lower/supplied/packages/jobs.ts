import { parallelExecution } from '../../../diagnostics/op4.js';
import { argumentsNamed } from '../../../ir/arguments-named.js';
import type { UnitContext } from '../../context.js';
import { jobArguments, runJob } from '../jobs.js';
import { each, type PackageConversion, type SuppliedCall } from './conversion.js';

const advice = 'chains, windows, groups and events have no counterpart; jobs, programs and schedules are converted';

/** (PL/SQL Packages and Types Reference, "DBMS_JOB", "DBMS_SCHEDULER") */
export const jobConversions: readonly PackageConversion[] = [
  { name: 'DBMS_JOB', advice, argumentsOf: jobArguments, members: { RUN: { statement: runJob } } },
  { name: 'DBMS_SCHEDULER', advice, argumentsOf: jobArguments, members: { RUN_JOB: { statement: runJob } } },
  {
    name: 'DBMS_PARALLEL_EXECUTE',
    members: {
      CREATE_CHUNKS_BY_ROWID: {
        differs: 'one chunk of the whole table',
        report: (unit, _, span) => unit.report(parallelExecution(span, oneChunk)),
      },
      CREATE_CHUNKS_BY_SQL: { advice: 'chunks of a query by ROWID meet rows twice that an UPDATE has moved' },
      START_TASK: {
        report: (unit, base, span) => {
          if (sharesSession(unit, base)) unit.report(parallelExecution(span, inThisSession));
        },
      },
      ...each('RUN_TASK RESUME_TASK', {
        advice: 'which statement runs for which kind of chunks is not known here',
      }),
    },
  },
  { name: 'DBMS_IJOB', advice },
  { name: 'DBMS_ISCHED', advice },
];

const oneChunk =
  'CREATE_CHUNKS_BY_ROWID makes one chunk of the whole table: where something fails in it, no other chunk has been ' +
  'committed';

const inThisSession =
  'RUN_TASK runs the chunks one after another in this session, not in jobs: package variables, temporary tables and ' +
  'output are those of the caller';

/** Could it matter that no other session runs the statement? A job runs nothing at PARALLEL_LEVEL 0. */
function sharesSession({ analysis }: UnitContext, { args }: SuppliedCall): boolean {
  const by = argumentsNamed(args);
  const [statement, level] = [by('SQL_STMT', 1), by('PARALLEL_LEVEL', 3)];
  if (level?.kind === 'NumberLiteral' && Number(level.text) === 0) return false;
  const text = statement && analysis.dynamicText(statement)?.text;
  return statement?.kind !== 'NullLiteral' && !/^\s*(?:insert|update|delete|merge)\b/i.test(text ?? '');
}
