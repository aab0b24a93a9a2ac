import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { lobProgram } from './lobs/program.js';

/** `RANDOM_LOBS=500 RANDOM_LOBS_SEED=1000 npx vitest run test/random/lobs.test.ts` */
const wanted = Number(process.env.RANDOM_LOBS ?? 10);
const firstSeed = Number(process.env.RANDOM_LOBS_SEED ?? 1);

describeTargets('random programs over LOBs and RAW print what they print in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, lobProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-lobs', seed, made);
    const { status, reason, errors, actual } = await run(`random-lobs-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
