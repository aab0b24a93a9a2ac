import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { errorsProgram } from './errors/program.js';

/** `RANDOM_ERRORS=500 RANDOM_ERRORS_SEED=1000 npx vitest run test/random/errors.test.ts` */
const wanted = Number(process.env.RANDOM_ERRORS ?? 8);
const firstSeed = Number(process.env.RANDOM_ERRORS_SEED ?? 1);

describeTargets('random errors leave what they leave in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, errorsProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-errors', seed, made);
    const { status, reason, errors, actual, diagnostics } = await run(`random-errors-${seed}.case`, text);
    // What a trigger does for a row that a constraint then refuses is told of.
    const told = status === 'flagged' && diagnostics.some(({ code }) => code === 'OP1811');
    expect(told ? 'pass' : status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe(
      'pass',
    );
  });
});
