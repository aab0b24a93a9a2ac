import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const atom = fc.constantFrom('a', 'b', 'c', '[ab]', '.', '[^a]');
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{1,2}?');
const run = fc.array(
  fc.tuple(atom, quantifier).map(([a, q]) => a + q),
  { minLength: 1, maxLength: 4 },
);
/** Begins with a character, so that no loop over it can turn empty: there dialects differ. */
const group = fc.tuple(fc.constantFrom('a', 'b'), run, fc.constantFrom('', 'b', 'ab'));
const piece = fc.oneof(
  { weight: 3, arbitrary: run.map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(group, quantifier)
      .map(([[first, rest, other], q]) => `(${first}${rest.join('')}${other && `|${other}`})${q}`),
  },
);
const branch = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const pattern = fc
  .tuple(fc.constantFrom('', '', '^'), branch, fc.constantFrom('', '', '$'), fc.option(branch, { freq: 3 }))
  .map(([start, first, end, second]) => `${start}${first}${end}${second === null ? '' : `|${second}`}`);
const subject = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 10 });

// JavaScript backtracks, as Oracle does: the first alternative that leads to a match, each quantifier as far as it can.
describeTargets('order of choices', (url) => {
  let database: RuntimeDatabase;
  beforeAll(async () => {
    database = await openRuntime(url, familyOf('regexp'));
  });
  afterAll(() => database?.close());

  it('finds the extent that a backtracking matcher finds', async () => {
    await fc.assert(
      fc.asyncProperty(pattern, subject, async (oracle, text) => {
        const found = new RegExp(oracle).exec(text);
        const expected = found === null ? '0,0' : `${found.index + 1},${found.index + 1 + found[0].length}`;
        const call = (option: number) => `ora.regexp_instr('${text}', '${oracle}', 1, 1, ${option})`;
        expect(await database.result(`${call(0)} || ',' || ${call(1)}`)).toBe(expected);
      }),
      { numRuns: 500, seed: 19 },
    );
  }, 120_000);
});
