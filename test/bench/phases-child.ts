/**
 * A process of its own that runs one phase over folders several times: `phases-child PHASE PASSES PATH…`. What the phase builds on is made
 * before, without its time. Prints one JSON object.
 */
import {
  analyze,
  compile,
  convertPaths,
  decisionSizes,
  layOut,
  lex,
  parseUnit,
  parseUnits,
  projectOptions,
  readSources,
} from './compiler.js';
import type { PhaseName, PhaseRun } from './phases.js';

const [phase, passes, ...paths] = process.argv.slice(2) as [PhaseName, string, ...string[]];

const sources = readSources(paths);
const read = sources.units.filter((unit) => unit.kind === 'sql' || unit.kind === 'plsql');
const megabytes = read.reduce((sum, unit) => sum + unit.text.length, 0) / 1e6;
const input = { ...sources, sessions: sources.sessions };

let step = await prepare(phase);
const wall: number[] = [];
const cpu: number[] = [];
for (let pass = 0; pass < Number(passes); pass++) {
  // A statement is printed once: each pass needs its own.
  if (phase === 'layOut' && pass > 0) step = await prepare(phase);
  const [began, used] = [performance.now(), process.cpuUsage()];
  await step();
  const { user, system } = process.cpuUsage(used);
  wall.push((performance.now() - began) / 1000);
  cpu.push((user + system) / 1e6);
}
const run: PhaseRun = {
  megabytes,
  files: sources.files.length,
  units: read.length,
  wall,
  cpu,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  ...(phase === 'parse' && { decisions: decisionSizes().filter(({ states }) => states > 0) }),
};
console.log(JSON.stringify(run));

async function prepare(name: PhaseName): Promise<() => unknown> {
  switch (name) {
    case 'split':
      return () => readSources(paths);
    case 'parse':
      return () => {
        for (const unit of read) parseUnit(lex(unit.text));
      };
    case 'ir':
      return () => parseUnits(sources.units, { files: sources.files });
    case 'analyze': {
      const built = parseUnits(sources.units, { files: sources.files }).units.map(({ unit }) => ({ unit, owner: '' }));
      return () => analyze(built);
    }
    case 'compile':
      return () => compile(input, projectOptions);
    case 'layOut': {
      const compilation = compile(input, projectOptions);
      return () => layOut(compilation);
    }
    case 'convert':
      return () => convertPaths(paths, {});
    default:
      return name satisfies never;
  }
}
