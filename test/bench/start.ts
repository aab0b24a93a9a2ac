import { fileURLToPath } from 'node:url';
import { distFolder } from './compiler.js';
import { atMost, type Figure, type Section } from './figures.js';
import { type ProcessCost, runNode } from './measured-process.js';

const dist = (module: string): string => new URL(module, distFolder).href;

/** A file of 3 KB of the bank: a package with its body. */
const small = fileURLToPath(new URL('../../fixtures/bank/packages/nb_ref/daycount_pkg.sql', import.meta.url));

/** The way from nothing to something: the command line, and a small file parsed. The best of some runs. */
export async function measureStart(runs: number): Promise<Section> {
  const main = fileURLToPath(dist('cli/main.js'));
  const bare = await best(runs, () => runNode(['--eval', '']));
  const version = await best(runs, () => runNode([main, '--version']));
  const parse = await best(runs, () => runNode(['--input-type=module', '--eval', parseProgram()]));
  const parsedAt = Number(parse.stdout);
  const figure = (id: string, title: string, cost: ProcessCost): Figure => ({
    id,
    title,
    value: cost.wallSeconds * 1000,
    unit: 'ms',
    note: `${(cost.cpuSeconds * 1000).toFixed(0)} ms of CPU, ${cost.peakMegabytes.toFixed(0)} MB`,
  });
  return {
    title: 'Start',
    figures: [
      figure('start.node', 'node alone', bare),
      figure('start.cli', 'oraphant --version', version),
      {
        id: 'start.parse3k',
        title: 'a file of 3 KB read, lexed, parsed, built; after process start',
        value: parsedAt,
        unit: 'ms',
        goal: atMost(150),
        note: `${(parse.cpuSeconds * 1000).toFixed(0)} ms of CPU, ${parse.peakMegabytes.toFixed(0)} MB`,
      },
    ],
  };
}

/** Prints the milliseconds between the start of its process and the end of the work. */
function parseProgram(): string {
  return `
    const { readSources } = await import(${JSON.stringify(dist('source/index.js'))});
    const { parseUnits } = await import(${JSON.stringify(dist('parse/build/index.js'))});
    const { units, files } = readSources([${JSON.stringify(small)}]);
    const built = parseUnits(units, { files });
    if (built.units.length !== 2 || built.diagnostics.length > 0) throw new Error('not parsed');
    console.log(performance.now());`;
}

async function best(runs: number, run: () => Promise<ProcessCost>): Promise<ProcessCost> {
  let found: ProcessCost | undefined;
  for (let n = 0; n < runs; n++) {
    const cost = await run();
    if (cost.exitCode !== 0) throw new Error(cost.stderr);
    if (found === undefined || cost.wallSeconds < found.wallSeconds) found = cost;
  }
  return found!;
}
