import { createInterface } from 'node:readline';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { RunFailure } from '../../../src/runner/apply/run-failure.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';

/**
 * One job on standard input; the process ends itself with SIGKILL at the named unit and point, as a power cut would.
 */
interface Job {
  readonly command: 'apply' | 'rollback';
  readonly out: string;
  readonly url: string;
  readonly unit: string;
  readonly point: string;
  readonly log?: string;
  /** The unit's how-many-th coming to the point; the first where nothing is said. */
  readonly nth?: number;
  /** How long after it the process ends. */
  readonly afterMs?: number;
  readonly data?: string;
  readonly batchRows?: number;
  readonly groupUnits?: number;
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line) as Job;
  let seen = 0;
  const end = () => process.kill(process.pid, 'SIGKILL');
  const options = {
    url: job.url,
    tool: 'test',
    logFile: job.log,
    groupUnits: job.groupUnits,
    fault: (unit: string, point: string) => {
      if (unit !== job.unit || point !== job.point) return;
      seen += 1;
      if (seen !== (job.nth ?? 1)) return;
      if (job.afterMs === undefined) end();
      else setTimeout(end, job.afterMs);
    },
    data: job.data,
    load: { batchRows: job.batchRows, maxRejects: 1000 },
  };
  try {
    const report =
      job.command === 'apply' ? await applyProject(job.out, options) : await rollbackRuns({ ...options, all: true });
    process.stdout.write(
      `${JSON.stringify({ exit: report.exit, failure: 'failure' in report ? report.failure : undefined })}\n`,
    );
  } catch (error) {
    const exit = error instanceof RunFailure ? error.exit : 70;
    process.stdout.write(
      `${JSON.stringify({ exit, problem: error instanceof Error ? error.message : String(error) })}\n`,
    );
  }
  process.exit(0);
}
