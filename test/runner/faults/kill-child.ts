import { createInterface } from 'node:readline';
import { applyProject } from '../../../src/runner/apply-run.js';
import { rollbackRuns } from '../../../src/runner/rollback.js';
import { RunFailure } from '../../../src/runner/run-failure.js';

/** One job on standard input; the process ends itself with SIGKILL at the named unit and point, as a power cut would. */
interface Job {
  readonly command: 'apply' | 'rollback';
  readonly out: string;
  readonly url: string;
  readonly unit: string;
  readonly point: string;
  readonly log?: string;
  readonly groupUnits?: number;
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line) as Job;
  const options = {
    url: job.url,
    tool: 'test',
    logFile: job.log,
    groupUnits: job.groupUnits,
    fault: (unit: string, point: string) => {
      if (unit === job.unit && point === job.point) process.kill(process.pid, 'SIGKILL');
    },
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
