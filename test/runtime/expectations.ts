import { expect } from 'vitest';
import type { RuntimeDatabase } from '../support/runtime-database.js';

/** A PostgreSQL expression and the text Oracle's documentation gives for it; null is NULL, `ORA-nnnnn` an error. */
export type Expectation = readonly [expression: string, result: string | null];

/** Evaluates each expression by itself and compares all results at once, so that one failure shows its neighbours. */
export async function expectAll(db: RuntimeDatabase, expectations: readonly Expectation[]): Promise<void> {
  const actual: Expectation[] = [];
  for (const [expression] of expectations) actual.push([expression, await outcome(db, expression)]);
  expect(actual).toEqual(expectations);
}

async function outcome(db: RuntimeDatabase, expression: string): Promise<string | null> {
  try {
    return await db.value(`SELECT (${expression})::text`);
  } catch (error) {
    const { message } = error as Error;
    return /^(ORA-\d{5}|OP\d{4})/.exec(message)?.[1] ?? message;
  }
}
