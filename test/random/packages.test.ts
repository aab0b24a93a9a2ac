import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { packageProgram } from './packages/program.js';

/** `RANDOM_PACKAGES=500 RANDOM_PACKAGES_SEED=1000 npx vitest run test/random/packages.test.ts` */
const wanted = Number(process.env.RANDOM_PACKAGES ?? 10);
const firstSeed = Number(process.env.RANDOM_PACKAGES_SEED ?? 1);

describeTargets('random calls of built-in functions and packages give what they give in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, packageProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-packages', seed, made);
    const { status, reason, errors, actual } = await run(`random-packages-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
