import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface ChildAnswer {
  readonly killed: boolean;
  readonly exit?: number;
  readonly problem?: string;
  readonly failure?: unknown;
}

/** Processes that run one job each and may kill themselves at a named place; one waits ready while another works. */
export async function killChildren(): Promise<{
  run(job: Readonly<Record<string, unknown>>): Promise<ChildAnswer>;
  close(): void;
}> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  // Below node_modules, so that packages are found; bundled, so that a process starts in a tenth of a second.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'node_modules/.cache/oraphant-faults-'));
  const program = join(folder, 'kill-child.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./kill-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  copyFileSync(join(root, 'src/runner/target/pglite-worker.js'), join(folder, 'pglite-worker.js'));
  const start = (): ChildProcess => spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let next = start();
  return {
    run(job) {
      const child = next;
      next = start();
      return new Promise((resolve) => {
        let answer: ChildAnswer = { killed: false };
        const lines = createInterface({ input: child.stdout! });
        lines.on('line', (line) => {
          if (line !== 'ready') answer = { ...(JSON.parse(line) as ChildAnswer), killed: false };
        });
        child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? { killed: true } : answer));
        child.stdin?.write(`${JSON.stringify(job)}\n`);
      });
    },
    close() {
      next.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
