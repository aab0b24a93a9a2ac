import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { type Pair, valuePairs } from './pairs.js';

const pairs = valuePairs();
const perCase = 100;

const head = ['-- title: values', '-- topic: values', '-- certainty: certain', '-- trap: none', '[run]'];

/** A block for each pair that prints its number and its value, on one line, so that a diagnostic tells the pair. */
function caseOf(some: readonly Pair[]): string {
  const blocks = some.map(({ expression, place }, i) => {
    const value = place === 'sql' ? `SELECT ${expression} INTO v FROM dual` : `v := ${expression}`;
    const shown = `CASE WHEN v IS NULL THEN 'NULL' ELSE '[' || v || ']' END`;
    return `DECLARE v VARCHAR2(4000); BEGIN ${value}; DBMS_OUTPUT.PUT_LINE('${i}: ' || ${shown}); EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${i}: ' || SUBSTR(SQLERRM, 1, 9)); END;\n/`;
  });
  return [...head, ...blocks, '[expect]', ...some.map((_, i) => `${i}:`), ''].join('\n');
}

it('holds more than 300 expressions', () => {
  expect(new Set(pairs.map((p) => p.expression)).size).toBeGreaterThan(300);
});

describeTargets("expressions have the values of Oracle's manuals", (url) => {
  const run = casesOn(url);

  const cases = Array.from({ length: Math.ceil(pairs.length / perCase) }, (_, i) =>
    pairs.slice(i * perCase, (i + 1) * perCase),
  );
  it.each(cases.map((some) => [`${some[0]?.file}:${some[0]?.line}`, some] as const))(
    'from %s on',
    { timeout: 300_000 },
    async (_, some) => {
      const { actual, diagnostics } = await run('values.case', caseOf(some));
      const printed = new Map(
        actual.flatMap((line) => {
          const [, number, value] = /^(\d+): (.*)$/s.exec(line) ?? [];
          return number === undefined || value === undefined ? [] : [[number, value] as const];
        }),
      );
      const flagged = new Set(
        diagnostics.filter((d) => d.severity !== 'info').map((d) => Math.floor((d.line - head.length - 1) / 2)),
      );
      const different = some.flatMap(({ file, line, expression, expected, place }, i) => {
        const shown = printed.get(String(i))?.replace(/^\[(.*)\]$/s, '$1');
        const value = flagged.has(i) ? 'flagged' : shown;
        return value === expected ? [] : [{ at: `${file}:${line} ${place}`, expression, expected, value, shown }];
      });
      expect(different).toEqual([]);
    },
  );
});
