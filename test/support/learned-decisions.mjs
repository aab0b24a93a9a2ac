// Keeps in dist what the parser learns of its decisions while it reads the sources of this repository: a start need not look at the network of the
// grammar for them.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const learner = fileURLToPath(new URL('learn-decisions.mjs', import.meta.url));

/** Reads in the bundle what is kept. */
export const learnedDecisions = {
  name: 'learned-decisions',
  transform(_code, id) {
    if (!id.endsWith('/parse/engine/learned-bytes.ts')) return null;
    return `import { readFileSync } from 'node:fs';
export function learnedBytes() {
  try {
    return readFileSync(new URL('./learned-decisions', import.meta.url));
  } catch {
    return undefined;
  }
}`;
  },
};

/** `project`: a schema to compile; `folders`: sources of Oracle, behaviour cases among them. */
export function keepLearnedDecisions(dist, project, folders) {
  const file = join(dist, 'parse/engine/learned-decisions');
  rmSync(file, { force: true });
  // In a process of its own, since the modules of this one would stay what they are.
  writeFileSync(file, execFileSync(process.execPath, [learner, dist, project, ...folders], { maxBuffer: 1e8 }));
}
