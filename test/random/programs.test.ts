import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { program } from './programs/program.js';

/** `RANDOM_PROGRAMS=2000 RANDOM_PROGRAMS_SEED=50000 npx vitest run test/random/programs.test.ts` */
const wanted = Number(process.env.RANDOM_PROGRAMS ?? 25);
const firstSeed = Number(process.env.RANDOM_PROGRAMS_SEED ?? 1);

describeTargets('random programs do what they do in Oracle', (url) => {
  const run = casesOn(url, url.startsWith('pglite:') ? 'caller' : 'connection');

  it.each(seeded(wanted, firstSeed, program))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-programs', seed, made);
    const result = await run(`random-program-${seed}.case`, text);
    const { status, reason, errors, actual, diagnostics } = result;
    // A cursor that is open over the ROLLBACK of its own transaction is told of, or refused where it is lost. Where
    // there is no second connection, an autonomous transaction is told of.
    const told =
      actual.includes('ERROR OP3023') ||
      (status === 'flagged' && diagnostics.some(({ code }) => code === 'OP3023' || code === 'OP3030'));
    const details = `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`;
    expect(told ? 'pass' : status, details).toBe('pass');
  });
});
