import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { collectionProgram } from './collections/program.js';

/** `RANDOM_COLLECTIONS=500 RANDOM_COLLECTIONS_SEED=1000 npx vitest run test/random/collections.test.ts` */
const wanted = Number(process.env.RANDOM_COLLECTIONS ?? 12);
const firstSeed = Number(process.env.RANDOM_COLLECTIONS_SEED ?? 1);

describeTargets('random collections hold what they hold in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, collectionProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-collections', seed, made);
    const { status, reason, errors, actual } = await run(`random-collections-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
