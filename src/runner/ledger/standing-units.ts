import { detailOf, type LedgerEntry, type LedgerStatement } from './ledger-entry.js';
import { Performed } from './performed.js';

/** A unit that stands in the target. */
export interface AppliedUnit {
  readonly id: string;
  readonly sha256: string;
  readonly file: string;
  readonly line: number;
  readonly run: string;
  /** The run that made it first. */
  readonly since: string;
  readonly seq: number;
  readonly statements: readonly LedgerStatement[];
  /** What it has left to do. */
  readonly pending: readonly string[];
}

/** The units that stand in the target, while entries of what was done are read, oldest first. */
export class StandingUnits {
  private readonly units = new Map<string, AppliedUnit>();
  /** Of each apply entry, what stood before it. */
  private readonly before = new Map<number, AppliedUnit | undefined>();
  readonly performed = new Performed();

  /** A unit was made, changed, dropped or, by one that `settles` it, done to its end. */
  apply(entry: LedgerEntry): void {
    const { settles, change, statements = [], pending = [] } = detailOf(entry);
    const previous = this.units.get(settles ?? entry.unit);
    this.before.set(entry.seq, previous);
    if (settles !== undefined) {
      if (previous !== undefined) this.units.set(settles, { ...previous, pending: [] });
      return;
    }
    this.units.delete(entry.unit);
    if (change !== 'drop') {
      this.units.set(entry.unit, {
        id: entry.unit,
        sha256: entry.unitSha256,
        file: entry.file,
        line: entry.line,
        run: entry.run,
        since: previous?.since ?? entry.run,
        seq: entry.seq,
        statements,
        pending,
      });
    }
    this.performed.change(previous?.statements ?? [], this.units.get(entry.unit)?.statements ?? []);
  }

  /** What an apply entry did was undone: what stood before it stands again. */
  undo(entry: LedgerEntry): void {
    const previous = this.before.get(Number(detailOf(entry).undoes));
    this.performed.change(this.units.get(entry.unit)?.statements ?? [], previous?.statements ?? []);
    this.units.delete(entry.unit);
    if (previous !== undefined) this.units.set(previous.id, previous);
  }

  all(): readonly AppliedUnit[] {
    return [...this.units.values()];
  }
}
