import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

/** An expression and its value as text, NULL as null, an error as `! message`. */
export type Row = readonly [expression: string, expected: string | null];

/** Every row of every table has to hold on every target. */
export function checkTables(families: readonly string[], tables: Readonly<Record<string, readonly Row[]>>): void {
  describeTargets(families.join(', '), (url) => {
    let database: RuntimeDatabase;
    beforeAll(async () => {
      database = await openRuntime(url, familyOf(...families));
    });
    afterAll(() => database?.close());
    describe.each(Object.entries(tables))('%s', (_, rows) => {
      it.each(rows.map((row) => [...row]))('%s → %s', async (expression, expected) => {
        expect(await database.result(expression!)).toBe(expected);
      });
    });
  });
}
