import fc from 'fast-check';
import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeTargets } from '../support/targets.js';
import { expressions, literal, type Place, shown } from './expression-oracle/expression.js';
import type { Type } from './expression-oracle/operator.js';
import { columns, rows } from './expression-oracle/rows.js';

/** `EXPRESSION_SAMPLES=10000 EXPRESSION_SEED=7 npx vitest run test/random/expression-oracle.test.ts` */
const samples = Number(process.env.EXPRESSION_SAMPLES ?? 400);
const seed = Number(process.env.EXPRESSION_SEED ?? 1);
const perBatch = 200;

interface Sample {
  readonly sql: string;
  readonly expected: string;
  readonly row: number;
}

/** Batches take turns between SQL and PL/SQL. */
const placeOf = (number: number): Place => (number % 2 === 0 ? 'sql' : 'plsql');

function batch(number: number): readonly Sample[] {
  const types: readonly Type[] = ['n', 's', 'd', 'b'];
  const row = rows[Math.floor(number / 2) % rows.length] ?? rows[0]!;
  const one = fc
    .constantFrom(...types)
    .chain((type) => expressions(type, 3, row, placeOf(number)).map((e) => ({ ...shown(type, e), row: row.id })));
  return fc.sample(one, { numRuns: perBatch, seed: seed * 1000 + number });
}

/** A case that prints each expression's value behind its number. */
function caseOf(batchSamples: readonly Sample[], place: Place): string {
  const names = columns.map((c) => c.name);
  const inserts = rows.map(
    (r) => `INSERT INTO x VALUES (${r.id}, ${columns.map((c) => literal(r.values[c.name] ?? null)).join(', ')});`,
  );
  const blocks = batchSamples.map(
    ({ sql, row }, i) => `DECLARE
  v VARCHAR2(4000);${place === 'sql' ? '' : names.map((n) => `\n  ${n} x.${n}%TYPE;`).join('')}
BEGIN
${
  place === 'sql'
    ? `  SELECT ${sql} INTO v FROM x WHERE id = ${row};`
    : `  SELECT ${names.map((n) => `x.${n}`).join(', ')} INTO ${names.join(', ')} FROM x WHERE id = ${row};\n  v := ${sql};`
}
  DBMS_OUTPUT.PUT_LINE('${i}: ' || v);
EXCEPTION
  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${i}: ' || SQLCODE);
END;
/`,
  );
  return [
    '-- title: expressions',
    '-- topic: expressions',
    '-- certainty: certain',
    '-- trap: none',
    '[setup]',
    `CREATE TABLE x (id NUMBER, ${columns.map((c) => `${c.name} ${c.declared}`).join(', ')});`,
    ...inserts,
    '[run]',
    ...blocks,
    '[expect]',
    ...batchSamples.map((_, i) => `${i}:`),
    '',
  ].join('\n');
}

describeTargets('generated expressions have the value that Oracle gives', (url) => {
  const run = casesOn(url);

  const batches = Array.from({ length: Math.ceil(samples / perBatch) }, (_, i) => i);
  it.each(batches)(`seed ${seed}, batch %i of ${perBatch}`, { timeout: 300_000 }, async (number) => {
    const made = batch(number);
    const { actual, diagnostics } = await run(`expressions-${number}.case`, caseOf(made, placeOf(number)));
    const found = new Map(actual.map((line) => /^(\d+): ?(.*)$/s.exec(line)?.slice(1) as [string, string]));
    const refused = diagnostics.filter((x) => x.severity !== 'info');
    expect(refused, 'nothing is flagged').toEqual([]);
    const different = made.flatMap(({ sql, expected, row }, i) => {
      const value = found.get(String(i));
      // The harness trims lines.
      return value?.trim() === expected.trim() ? [] : [{ sql, row, expected, value }];
    });
    expect(different).toEqual([]);
  });
});
