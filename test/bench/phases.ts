import { fileURLToPath } from 'node:url';
import { atLeast, atMost, type Figure, type Goal, type Section } from './figures.js';
import { runProgram } from './measured-process.js';

/**
 * `split`: files to units. `ir`: lexing, parsing and building of Oracle IR. `compile`: to PostgreSQL trees.
 * `layOut`: printing and the gate.
 */
type PhaseName = 'split' | 'parse' | 'ir' | 'analyze' | 'compile' | 'layOut' | 'convert';

/** What a process says about one phase; seconds a pass, the first one cold. */
interface PhaseRun {
  readonly megabytes: number;
  readonly files: number;
  readonly units: number;
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  readonly peakMegabytes: number;
  readonly decisions?: readonly { readonly decision: number; readonly rule: string; readonly states: number }[];
}

const phases: readonly {
  readonly name: PhaseName;
  readonly title: string;
  readonly cold?: Goal;
  readonly warm?: Goal;
}[] = [
  { name: 'split', title: 'read and split' },
  { name: 'parse', title: 'lex, parse' },
  { name: 'ir', title: 'lex, parse, IR', cold: atLeast(2), warm: atLeast(8) },
  { name: 'analyze', title: 'analyze' },
  { name: 'compile', title: 'parse to lowered trees' },
  { name: 'layOut', title: 'print, gate, lay out' },
  { name: 'convert', title: 'whole convert', warm: atLeast(1) },
];

/** Speed of each phase, each in processes of its own: the first pass is cold, the best of the others warm. */
export async function measurePhases(paths: readonly string[], passes: number): Promise<readonly Section[]> {
  const figures: Figure[] = [];
  const sections: Section[] = [];
  for (const { name, title, cold, warm } of phases) {
    const run = await runPhase(name, Math.max(passes, 2), paths);
    const speed = (seconds: number): number => run.megabytes / seconds;
    const note = (seconds: number): string => `${speed(seconds).toFixed(2)} a second of CPU`;
    const size = name === 'split' ? `, ${run.files} files, ${run.units} units, ${run.megabytes.toFixed(2)} MB` : '';
    figures.push(
      {
        id: `${name}.cold`,
        title: `${title}, cold`,
        value: speed(run.wall[0]!),
        unit: 'MB/s',
        ...(cold && { goal: cold }),
        note: note(run.cpu[0]!) + size,
      },
      {
        id: `${name}.warm`,
        title: `${title}, warm`,
        value: speed(Math.min(...run.wall.slice(1))),
        unit: 'MB/s',
        ...(warm && { goal: warm }),
        note: note(Math.min(...run.cpu.slice(1))),
      },
    );
    if (name === 'ir')
      figures.push({
        id: 'ir.peak',
        title: 'lex, parse, IR, peak memory',
        value: (await runPhase('ir', 1, paths)).peakMegabytes,
        unit: 'MB',
        goal: atMost(250),
        note: `one pass; ${run.peakMegabytes.toFixed(0)} MB after ${passes}, as the garbage collector sees fit`,
      });
    if (run.decisions) sections.push(decisionSection(run.decisions));
  }
  return [{ title: `Phases of ${paths.join(', ')}`, figures }, ...sections];
}

/** @throws where the process fails */
async function runPhase(name: PhaseName, passes: number, paths: readonly string[]): Promise<PhaseRun> {
  const child = fileURLToPath(new URL('phases-child.mjs', import.meta.url));
  const { stdout, stderr, exitCode } = await runProgram(process.execPath, [child, name, String(passes), ...paths]);
  if (exitCode !== 0) throw new Error(`${name}: ${stderr.trim() || `exit code ${exitCode}`}`);
  return JSON.parse(stdout) as PhaseRun;
}

function decisionSection(decisions: NonNullable<PhaseRun['decisions']>): Section {
  const sorted = [...decisions].sort((a, b) => b.states - a.states);
  const all = sorted.reduce((sum, { states }) => sum + states, 0);
  return {
    title: 'DFA states of the parser',
    figures: [
      { id: 'dfa.all', title: `${sorted.length} decisions that were asked`, value: all, unit: 'states' },
      ...sorted.slice(0, 8).map(
        ({ decision, rule, states }, i): Figure => ({
          id: `dfa.worst${i + 1}`,
          title: `decision ${decision} in ${rule}`,
          value: states,
          unit: 'states',
          ...(i === 0 && { goal: { is: '<=', value: 500 } }),
        }),
      ),
    ],
  };
}
