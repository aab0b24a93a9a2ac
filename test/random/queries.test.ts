import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { queryProgram } from './queries/program.js';

/** `RANDOM_QUERIES=500 RANDOM_QUERIES_SEED=1000 npx vitest run test/random/queries.test.ts` */
const wanted = Number(process.env.RANDOM_QUERIES ?? 15);
const firstSeed = Number(process.env.RANDOM_QUERIES_SEED ?? 1);

describeTargets('random queries give what they give in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, queryProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-queries', seed, made);
    const { status, reason, errors, actual } = await run(`random-queries-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
