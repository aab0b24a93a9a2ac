import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { type QueryProgram, queryProgram } from './random-queries/program.js';

/** `RANDOM_QUERIES=500 RANDOM_QUERIES_SEED=1000 npx vitest run test/lower/random-queries.test.ts` */
const wanted = Number(process.env.RANDOM_QUERIES ?? 15);
const firstSeed = Number(process.env.RANDOM_QUERIES_SEED ?? 1);

function* programs(): Generator<{ readonly seed: number; readonly made: QueryProgram }> {
  for (let seed = firstSeed, count = 0; count < wanted; seed++) {
    const made = queryProgram(seed);
    if (!made) continue;
    count++;
    yield { seed, made };
  }
}

const caseOf = (seed: number, { setup, run, expected }: QueryProgram): string =>
  [
    `-- title: random queries ${seed}`,
    '-- topic: random-queries',
    '-- certainty: certain',
    '-- trap: none',
    '[setup]',
    ...setup,
    '[run]',
    ...run,
    '[expect]',
    ...expected,
    '',
  ].join('\n');

describeTargets('random queries give what they give in Oracle', (url) => {
  const run = casesOn(url);

  it.each([...programs()])('seed $seed', async ({ seed, made }) => {
    const text = caseOf(seed, made);
    const { status, reason, errors, actual } = await run(`random-queries-${seed}.case`, text);
    expect(status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe('pass');
  });
});
