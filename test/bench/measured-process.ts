import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one process cost: all its threads, from its start to its end. */
export interface ProcessCost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProcessOptions {
  readonly timeoutSeconds?: number;
  /** Further arguments of node itself. */
  readonly nodeArguments?: readonly string[];
}

/**
 * Runs a program with the node that runs this, and measures it from the inside at its end.
 * Output beyond 64 MB is an error.
 */
export async function runNode(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessCost> {
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-cost-'));
  const file = join(folder, 'cost.json');
  // In the measured process: no other way gives the peak of its memory on every system.
  const reporter =
    `import{writeFileSync}from'node:fs';process.on('exit',()=>{const u=process.resourceUsage();` +
    `writeFileSync(${JSON.stringify(file)},JSON.stringify({cpu:(u.userCPUTime+u.systemCPUTime)/1e6,peak:u.maxRSS/1024}))})`;
  const hook = `data:text/javascript,${encodeURIComponent(reporter)}`;
  try {
    const began = performance.now();
    const ended = await runProgram(
      process.execPath,
      ['--import', hook, ...(options.nodeArguments ?? []), ...args],
      options.timeoutSeconds,
    );
    const wallSeconds = (performance.now() - began) / 1000;
    const cost = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { cpu: number; peak: number })
      : { cpu: Number.NaN, peak: Number.NaN };
    return { wallSeconds, cpuSeconds: cost.cpu, peakMegabytes: cost.peak, ...ended };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs any program; a program that takes too long is ended, with exit code null. */
export function runProgram(
  program: string,
  args: readonly string[],
  timeoutSeconds?: number,
  cwd?: string,
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds * 1000 }),
      ...(cwd !== undefined && { cwd }),
    });
    const chunks: { stdout: string; stderr: string } = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...chunks }));
  });
}
