import type { RandomProgram } from '../cases.js';
import { QueryGenerator } from '../queries/scope.js';
import { makeTable, tableScript } from '../queries/tables.js';
import { executedChange, executedQuery } from './statements.js';

/** The program of a seed; undefined where its queries give too many rows. */
export function dynamicProgram(seed: number): RandomProgram | undefined {
  const g = new QueryGenerator(seed, (random) => [makeTable(random, 'ta'), makeTable(random, 'tb')]);
  const setup = g.tables.flatMap(tableScript);
  const body: string[] = [];
  const expected: string[] = [];
  for (let i = 0; i < 4; i++) {
    const made = g.random.chance(0.4) ? executedChange(g) : executedQuery(g);
    if (!made) return undefined;
    setup.push(...made.setup);
    body.push(...made.block.map((line) => `  ${line}`));
    expected.push(...made.expected);
  }
  return {
    setup,
    run: ['BEGIN', ...body, "  DBMS_OUTPUT.PUT_LINE('end');", 'END;', '/'],
    expected: [...expected, 'end'],
  };
}
