import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { schemaProgram } from './schemas/program.js';

/** `RANDOM_SCHEMAS=500 RANDOM_SCHEMAS_SEED=1000 npx vitest run test/random/schemas.test.ts` */
const wanted = Number(process.env.RANDOM_SCHEMAS ?? 15);
const firstSeed = Number(process.env.RANDOM_SCHEMAS_SEED ?? 1);

describeTargets('random changes of tables end as they do in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, schemaProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-schemas', seed, made);
    const { status, reason, errors, actual } = await run(`random-schemas-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
