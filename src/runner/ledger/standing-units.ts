import { withAdopted, withCarried } from './adopted-changes.js';
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
  /** What units gave away in a run that did not end: the unit that is to take it has perhaps not had its turn. */
  private readonly givenAway = new Map<string, LedgerStatement>();

  /** A unit was made, changed, dropped or, by one that `settles` it, done to its end. */
  apply(entry: LedgerEntry): void {
    const { settles, change, statements = [], pending = [] } = detailOf(entry);
    const previous = this.units.get(settles ?? entry.unit);
    this.before.set(entry.seq, previous);
    if (settles !== undefined) {
      if (previous !== undefined) this.units.set(settles, { ...previous, pending: [] });
      return;
    }
    const known = new Map([...this.givenAway.values(), ...(previous?.statements ?? [])].map((one) => [one.key, one]));
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
        statements: withCarried(statements, known),
        pending,
      });
    }
    const now = this.units.get(entry.unit)?.statements ?? [];
    for (const statement of previous?.statements ?? []) this.givenAway.set(statement.key, statement);
    for (const { key } of now) this.givenAway.delete(key);
    this.performed.change(previous?.statements ?? [], now);
  }

  /** What somebody changed by hand was recorded. */
  adopt(entry: LedgerEntry): void {
    const { differences = [] } = detailOf(entry);
    for (const [id, unit] of this.units)
      this.units.set(id, { ...unit, statements: withAdopted(unit.statements, differences) });
  }

  /** A run has ended: what no unit has now was taken out of the project. */
  settle(): void {
    this.performed.settle();
    this.givenAway.clear();
  }

  /** What a run that did not end has left without a unit. */
  withoutUnit(): readonly LedgerStatement[] {
    return [...this.givenAway.values()];
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
