/**
 * A process of its own that runs one phase over folders several times: `phases-child PHASE PASSES PATH…`. What the phase builds on is made
 * before, without its time. Prints one JSON object (PhaseRun). Loads of the built compiler what the phase needs and nothing else, and no tool that
 * transforms sources: both would count as the compiler's memory and time.
 */
const load = (module) => import(new URL(`../../dist/${module}`, import.meta.url).href);

const [phase, passes, ...paths] = process.argv.slice(2);

const { readSources, lex } = await load('source/index.js');
const sources = readSources(paths);
const read = sources.units.filter((unit) => unit.kind === 'sql' || unit.kind === 'plsql');
const megabytes = read.reduce((sum, unit) => sum + unit.text.length, 0) / 1e6;

let step = await prepare(phase);
const wall = [];
const cpu = [];
for (let pass = 0; pass < Number(passes); pass++) {
  // A statement is printed once: each pass needs its own.
  if (phase === 'layOut' && pass > 0) step = await prepare(phase);
  const [began, used] = [performance.now(), process.cpuUsage()];
  await step();
  const { user, system } = process.cpuUsage(used);
  wall.push((performance.now() - began) / 1000);
  cpu.push((user + system) / 1e6);
}
const decisions = phase === 'parse' ? (await load('parse/parse-unit.js')).decisionSizes() : undefined;
console.log(
  JSON.stringify({
    megabytes,
    files: sources.files.length,
    units: read.length,
    wall,
    cpu,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    decisions: decisions?.filter(({ states }) => states > 0),
  }),
);

async function prepare(name) {
  switch (name) {
    case 'split':
      return () => readSources(paths);
    case 'parse': {
      const { parseUnit } = await load('parse/parse-unit.js');
      return () => {
        for (const unit of read) parseUnit(lex(unit.text));
      };
    }
    case 'ir': {
      const { parseUnits } = await load('parse/build/index.js');
      return () => parseUnits(sources.units, { files: sources.files });
    }
    case 'analyze': {
      const { parseUnits } = await load('parse/build/index.js');
      const { analyze } = await load('analyze/analyze.js');
      const built = parseUnits(sources.units, { files: sources.files }).units.map(({ unit }) => ({ unit, owner: '' }));
      return () => analyze(built);
    }
    case 'compile': {
      const { compile, projectOptions } = await load('compile.js');
      return () => compile(sources, projectOptions);
    }
    case 'layOut': {
      const { compile, projectOptions } = await load('compile.js');
      const { layOut } = await load('output/convert.js');
      const compilation = compile(sources, projectOptions);
      return () => layOut(compilation);
    }
    case 'convert': {
      const { convertPaths } = await load('output/convert.js');
      return () => convertPaths(paths, {});
    }
    default:
      throw new Error(`no phase ${name}`);
  }
}
