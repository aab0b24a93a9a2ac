import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { documentProgram } from './documents/program.js';

/** `RANDOM_DOCUMENTS=500 RANDOM_DOCUMENTS_SEED=1000 npx vitest run test/random/documents.test.ts` */
const wanted = Number(process.env.RANDOM_DOCUMENTS ?? 10);
const firstSeed = Number(process.env.RANDOM_DOCUMENTS_SEED ?? 1);

describeTargets('random documents of JSON and XML hold what they hold in Oracle', (url) => {
  const run = casesOn(url);

  it.each(seeded(wanted, firstSeed, documentProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-documents', seed, made);
    const { status, reason, errors, actual } = await run(`random-documents-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
