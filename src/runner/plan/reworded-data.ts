import type { LedgerStatement } from '../ledger/ledger-entry.js';
import { isOfData } from '../ledger/performed.js';
import type { PlanFinding, PlanStatement } from './plan-model.js';

/** The code of such a finding. */
export const rewordedData = 'DS03';

/**
 * Statements of data that a unit is to perform, where others that it has performed before are no longer in the project:
 * a newer conversion may write the same INSERT in other words, and its rows would be there twice. The ledger keeps no
 * text of data, so that nothing tells the two apart.
 * @param before what the ledger knows of the unit
 * @param statements what the plan is to send
 * @param wanted the keys of all that the project is made of
 */
export function rewordedStatements(
  before: readonly LedgerStatement[],
  statements: readonly PlanStatement[],
  wanted: ReadonlySet<string>,
): readonly PlanFinding[] {
  const gone = new Map<string, number>();
  for (const { key } of before) {
    if (isOfData(key) && !wanted.has(key)) gone.set(verbOf(key), (gone.get(verbOf(key)) ?? 0) + 1);
  }
  return statements.flatMap(({ key, file, line }) => {
    const left = isOfData(key) ? (gone.get(verbOf(key)) ?? 0) : 0;
    if (left === 0) return [];
    gone.set(verbOf(key), left - 1);
    return {
      code: rewordedData,
      message: `what ${file}:${line} does may have been done already by a statement in other words that this file had`,
      advice: 'compare it with the release before: where it is the same, its rows would be there twice',
    };
  });
}

/** `dml`, `call`, `do` or `query`, with which the key of such a statement begins. */
const verbOf = (key: string): string => key.slice(0, key.indexOf(' '));
