/**
 * The bench: `npm run bench [-- [--out FILE] [--only PART,…] [--passes N] [--largest N] [--seed N] [--server URL]
 * PATH…]`. Without paths it measures fixtures/bank. Prints tables and writes all figures as JSON. What each figure
 * means: README.md beside this file.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Section, tableOf } from './figures.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'out/bench.json' },
    only: { type: 'string' },
    passes: { type: 'string', default: '10' },
    largest: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    server: { type: 'string' },
  },
});
const paths = positionals.length > 0 ? positionals : ['fixtures/bank'];
for (const path of paths) if (!existsSync(path)) throw new Error(`${path} does not exist`);
const passes = Number(values.passes);
const seed = Number(values.seed);

const parts: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  start: async () => [await (await import('./start.js')).measureStart(passes)],
  phases: async () => (await import('./phases.js')).measurePhases(paths, passes),
  memory: async () => [await (await import('./memory.js')).measureMemory(paths)],
  scaling: async () => [await (await import('./scaling.js')).measureScaling(Number(values.largest), seed)],
  growth: async () => [await (await import('./growth.js')).measureGrowth()],
  ora2pg: async () => [await (await import('./ora2pg.js')).measureOra2pg(paths)],
  report: async () => [await (await import('./report.js')).measureReport(seed)],
  apply: async () => [await (await import('./apply.js')).measureApply(passes, values.server)],
  twins: async () => (await import('./twins.js')).measureTwins(values.server),
};

const chosen = values.only?.split(',') ?? Object.keys(parts);
const sections: Section[] = [];
for (const name of chosen) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}: ${Object.keys(parts).join(', ')}`);
  for (const section of await part()) {
    sections.push(section);
    console.log(tableOf(section));
  }
}
mkdirSync(dirname(values.out), { recursive: true });
const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
writeFileSync(values.out, `${JSON.stringify({ machine, paths, sections }, undefined, 2)}\n`);
console.log(`\nall figures: ${values.out}`);
