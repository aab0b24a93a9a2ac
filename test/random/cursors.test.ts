import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { cursorsProgram } from './cursors/program.js';

/** `RANDOM_CURSORS=500 RANDOM_CURSORS_SEED=1000 npx vitest run test/random/cursors.test.ts` */
const wanted = Number(process.env.RANDOM_CURSORS ?? 8);
const firstSeed = Number(process.env.RANDOM_CURSORS_SEED ?? 1);

describeTargets('random cursors give the rows that they give in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, cursorsProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-cursors', seed, made);
    const { status, reason, errors, actual, diagnostics } = await run(`random-cursors-${seed}.case`, text);
    // Rows that change under a cursor that locks them are told of.
    const told = status === 'flagged' && diagnostics.some(({ code }) => code === 'OP2013');
    expect(told ? 'pass' : status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe(
      'pass',
    );
  });
});
