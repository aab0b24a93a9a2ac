import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { timeProgram } from './times/program.js';

/** `RANDOM_TIMES=500 RANDOM_TIMES_SEED=1000 npx vitest run test/random/times.test.ts` */
const wanted = Number(process.env.RANDOM_TIMES ?? 10);
const firstSeed = Number(process.env.RANDOM_TIMES_SEED ?? 1);

describeTargets('random moments and intervals are what they are in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, timeProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-times', seed, made);
    const { status, reason, errors, actual } = await run(`random-times-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
