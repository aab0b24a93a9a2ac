import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { triggersProgram } from './triggers/program.js';

/** `RANDOM_TRIGGERS=500 RANDOM_TRIGGERS_SEED=1000 npx vitest run test/random/triggers.test.ts` */
const wanted = Number(process.env.RANDOM_TRIGGERS ?? 8);
const firstSeed = Number(process.env.RANDOM_TRIGGERS_SEED ?? 1);

describeTargets('random triggers fire as they do in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, triggersProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-triggers', seed, made);
    const { status, reason, errors, actual, diagnostics } = await run(`random-triggers-${seed}.case`, text);
    // That triggers before and after a row do not see what the other wrote is told of.
    const told = status === 'flagged' && diagnostics.some(({ code }) => code === 'OP1808');
    expect(told ? 'pass' : status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe(
      'pass',
    );
  });
});
