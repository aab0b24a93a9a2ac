import type { LedgerStatement } from './ledger-entry.js';

/** Is it of a statement that makes no object: rows, a call, a block, a query? What it did once stays done. */
export const isOfData = (key: string): boolean => /^(dml|call|do|query) /.test(key);

/** How often statements of data have been performed, by key, while units take them in and give them away. */
export class Performed {
  private readonly standing = new Map<string, number>();
  /** Also those that a unit has given away in a run that did not end: the unit that is to take them has not come yet. */
  private readonly most = new Map<string, number>();

  change(before: readonly LedgerStatement[], after: readonly LedgerStatement[]): void {
    for (const { key } of before) this.count(key, -1);
    for (const { key } of after) this.count(key, 1);
  }

  private count(key: string, change: number): void {
    if (!isOfData(key)) return;
    const times = (this.standing.get(key) ?? 0) + change;
    this.standing.set(key, times);
    this.most.set(key, Math.max(this.most.get(key) ?? 0, times));
  }

  /** A run has ended: what no unit has now was taken out of the project. */
  settle(): void {
    this.most.clear();
    for (const [key, times] of this.standing) if (times > 0) this.most.set(key, times);
  }

  times(): ReadonlyMap<string, number> {
    return new Map(this.most);
  }
}
