import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFolder } from './compiler.js';
import { atMost, type Section } from './figures.js';
import { type ProcessCost, runNode } from './measured-process.js';

/** `oraphant convert` over paths into a folder that is thrown away, as users run it. */
export async function convertByCli(paths: readonly string[]): Promise<ProcessCost> {
  const out = mkdtempSync(join(tmpdir(), 'oraphant-bench-'));
  try {
    const main = fileURLToPath(new URL('cli/main.js', distFolder));
    const cost = await runNode([main, 'convert', ...paths, '-o', out, '--fail-on', 'never', '--force']);
    if (cost.exitCode !== 0) throw new Error(`convert: exit code ${cost.exitCode}\n${cost.stderr.slice(-2000)}`);
    return cost;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The peak of a whole `oraphant convert`, everything of the process included. */
export async function measureMemory(paths: readonly string[]): Promise<Section> {
  const cost = await convertByCli(paths);
  return {
    title: `oraphant convert ${paths.join(' ')}`,
    figures: [
      { id: 'cli.peak', title: 'peak memory', value: cost.peakMegabytes, unit: 'MB', goal: atMost(250) },
      {
        id: 'cli.wall',
        title: 'time',
        value: cost.wallSeconds,
        unit: 's',
        note: `${cost.cpuSeconds.toFixed(2)} s of CPU`,
      },
    ],
  };
}
