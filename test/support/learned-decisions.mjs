// Keeps in dist what the parser learns of its decisions while it reads the sources of this repository: a start need not look at the network of the
// grammar for them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = '@learned decisions@';
const learner = fileURLToPath(new URL('learn-decisions.mjs', import.meta.url));

/** Leaves a mark in the bundle where the decisions go. */
export const learnedDecisionsPlace = {
  name: 'learned-decisions',
  transform: (_code, id) =>
    id.endsWith('/parse/engine/learned-text.ts') ? `export const learnedText = ${JSON.stringify(place)};` : null,
};

/** `chunk`: the file of dist with the mark; `folders`: sources of Oracle, behaviour cases among them. */
export function keepLearnedDecisions(dist, chunk, folders) {
  // In a process of its own, since the modules of this one would stay what they are.
  const learned = execFileSync(process.execPath, [learner, dist, ...folders], { encoding: 'utf8', maxBuffer: 1e8 });
  const file = join(dist, chunk);
  const [before, after, ...more] = readFileSync(file, 'utf8').split(place);
  if (after === undefined || more.length > 0) throw new Error(`${chunk} has no one place for the parser's decisions`);
  writeFileSync(file, before + learned + after);
}
