import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, type Figure, type Section } from './figures.js';
import type { ProcessCost } from './measured-process.js';
import { convertByCli } from './memory.js';
import { scaledBank, writeFiles } from './scaled-bank.js';

const sizes = [100, 625, 1250, 2500, 5000, 10_000];

/**
 * Time and memory of `oraphant convert` over schemas of growing size; what each doubling costs. The better of two runs.
 */
export async function measureScaling(largest: number, seed: number): Promise<Section> {
  const figures: Figure[] = [];
  let before: { readonly size: number; readonly cost: ProcessCost } | undefined;
  for (const size of sizes.filter((n) => n <= largest)) {
    const folder = mkdtempSync(join(tmpdir(), 'oraphant-scaled-'));
    try {
      const files = scaledBank(size, seed);
      writeFiles(folder, files);
      const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
      const runs = [await convertByCli([folder]), await convertByCli([folder])];
      const cost = runs.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
      figures.push({
        id: `scale.${size}`,
        title: `${size} objects, ${megabytes.toFixed(2)} MB`,
        value: cost.cpuSeconds,
        unit: 's of CPU',
        note: `${cost.wallSeconds.toFixed(2)} s, ${cost.peakMegabytes.toFixed(0)} MB`,
      });
      if (before && before.size * 2 === size) {
        const doubling = `${before.size} → ${size}`;
        const time = cost.cpuSeconds / before.cost.cpuSeconds;
        const memory = cost.peakMegabytes / before.cost.peakMegabytes;
        figures.push(
          { id: `scale.${size}.time`, title: `  ${doubling}, time`, value: time, unit: '×', goal: atMost(2.3) },
          { id: `scale.${size}.memory`, title: `  ${doubling}, memory`, value: memory, unit: '×', goal: atMost(2.3) },
        );
      }
      before = { size, cost };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { title: `The bank scaled (seed ${seed})`, figures };
}
