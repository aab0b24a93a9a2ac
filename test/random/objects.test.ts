import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { objectsProgram } from './objects/program.js';

/** `RANDOM_OBJECTS=500 RANDOM_OBJECTS_SEED=1000 npx vitest run test/random/objects.test.ts` */
const wanted = Number(process.env.RANDOM_OBJECTS ?? 8);
const firstSeed = Number(process.env.RANDOM_OBJECTS_SEED ?? 1);

describeTargets('random objects are what they are in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, objectsProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-objects', seed, made);
    const { status, reason, errors, actual } = await run(`random-objects-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
