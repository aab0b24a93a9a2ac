import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { regexpProgram } from './regexps/program.js';

/** `RANDOM_REGEXPS=500 RANDOM_REGEXPS_SEED=1000 npx vitest run test/random/regexps.test.ts` */
const wanted = Number(process.env.RANDOM_REGEXPS ?? 10);
const firstSeed = Number(process.env.RANDOM_REGEXPS_SEED ?? 1);

describeTargets('random regular expressions match what they do in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, regexpProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-regexps', seed, made);
    const { status, reason, errors, actual } = await run(`random-regexps-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
