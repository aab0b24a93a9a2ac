import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { dynamicProgram } from './dynamic/program.js';

/** `RANDOM_DYNAMIC=500 RANDOM_DYNAMIC_SEED=1000 npx vitest run test/random/dynamic.test.ts` */
const wanted = Number(process.env.RANDOM_DYNAMIC ?? 15);
const firstSeed = Number(process.env.RANDOM_DYNAMIC_SEED ?? 1);

describeTargets('random texts of dynamic SQL do what they do in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, dynamicProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-dynamic', seed, made);
    const { status, reason, errors, actual } = await run(`random-dynamic-${seed}.case`, text);
    // A text that only the run knows may be told of.
    const details = `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`;
    expect(status === 'flagged' ? 'pass' : status, details).toBe('pass');
  });
});
