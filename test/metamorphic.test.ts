import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rewritings } from './metamorphic/rewritings.js';
import { sample } from './metamorphic/sample.js';
import { caseFiles, casesRoot, knownFailures } from './support/behaviour.js';
import { casesOn } from './support/cases.js';
import { describeTargets } from './support/targets.js';

/*
 * `METAMORPHIC=400 METAMORPHIC_MODES=stored-procedure,reraise+rename npx vitest run test/metamorphic.test.ts` runs so
 * many rewritten cases (`METAMORPHIC_SEED` chooses others); with METAMORPHIC_WRITE=folder they are written there for
 * `oraphant test folder`, and not run.
 */
const wanted = Number(process.env.METAMORPHIC ?? 40);
const seed = Number(process.env.METAMORPHIC_SEED ?? 1);
const modes = process.env.METAMORPHIC_MODES?.split(',') ?? rewritings.map(({ name }) => name);
const folder = process.env.METAMORPHIC_WRITE;

const known = new Set(knownFailures.map(({ file }) => file));
const files = caseFiles.filter((file) => !known.has(file));
const choice = { root: casesRoot, files, seed };
const variants = [
  ...sample({ ...choice, modes, count: wanted }),
  // What the conversion makes up changes with it.
  ...(process.env.METAMORPHIC === undefined ? sample({ ...choice, modes: ['generated-names'], count: 8 }) : []),
];

if (folder !== undefined) {
  it('writes the rewritten cases', () => {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of variants) writeFileSync(`${folder}/${name}`, text);
    expect(variants.length).toBeGreaterThan(0);
  });
} else if (process.env.METAMORPHIC === undefined) {
  describe('rewritten cases print what they did, on PGlite', () => compare('pglite:'));
} else {
  describeTargets('rewritten cases print what they did', compare);
}

function compare(url: string): void {
  const run = casesOn(url);

  it.each(variants)('$name', async ({ name, text }) => {
    const { status, reason, errors, actual } = await run(name, text);
    // A diagnostic explains a difference; what is then printed does not count.
    const details = `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`;
    expect(status === 'flagged' ? 'pass' : status, details).toBe('pass');
  });
}
