import { isOfData } from '../ledger/performed.js';
import type { PlanStatement } from './plan-model.js';

/**
 * Which statements of data the target has performed already. A statement may have moved to another unit, as where one
 * is put before it in its script; performed again its rows would be there twice.
 */
export class DoneData {
  private readonly left: Map<string, number>;

  /** `performed`: how often each was, by key; `unchanged`: the units that stand as they are to stand. */
  constructor(
    performed: ReadonlyMap<string, number>,
    unchanged: readonly { readonly contents: readonly PlanStatement[] }[],
  ) {
    this.left = new Map(performed);
    for (const { contents } of unchanged)
      for (const statement of contents) if (isOfData(statement.key)) this.takes(statement);
  }

  /** Has it been performed, and does no other statement of the project stand for that? Then this one does. */
  takes({ key }: PlanStatement): boolean {
    const times = this.left.get(key) ?? 0;
    if (times === 0) return false;
    this.left.set(key, times - 1);
    return true;
  }
}
