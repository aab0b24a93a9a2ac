import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing, openRuntime, type RuntimeDatabase, targets } from './database.js';

/** An expression and its value as text, NULL as null, an error as `! message`. */
export type Row = readonly [expression: string, expected: string | null];

/** Every row of every table has to hold on every target. */
export function checkTables(families: readonly string[], tables: Readonly<Record<string, readonly Row[]>>): void {
  for (const target of targets) {
    describe.skipIf(missing(target) !== undefined)(target, () => {
      let database: RuntimeDatabase;
      beforeAll(async () => {
        database = await openRuntime(target, families);
      }, 60_000);
      afterAll(() => database?.close());
      describe.each(Object.entries(tables))('%s', (_, rows) => {
        it.each(rows.map((row) => [...row]))('%s → %s', async (expression, expected) => {
          expect(await database.value(expression!)).toBe(expected);
        });
      });
    });
  }
}
