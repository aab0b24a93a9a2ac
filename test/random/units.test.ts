import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { unitsProgram } from './units/program.js';

/** `RANDOM_UNITS=500 RANDOM_UNITS_SEED=1000 npx vitest run test/random/units.test.ts` */
const wanted = Number(process.env.RANDOM_UNITS ?? 5);
const firstSeed = Number(process.env.RANDOM_UNITS_SEED ?? 1);

describeTargets('random units call each other as they do in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, unitsProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-units', seed, made);
    const { status, reason, errors, actual, diagnostics } = await run(`random-units-${seed}.case`, text);
    // What a trigger does for a row that a constraint then refuses is told of.
    const told = status === 'flagged' && diagnostics.some(({ code }) => code === 'OP1811');
    expect(told ? 'pass' : status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe(
      'pass',
    );
  });
});
