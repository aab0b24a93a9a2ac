/*
 * Tables, and what a statement does to them. (Database Concepts, "Execution Model for Triggers and Integrity Constraint Checking"; PL/SQL Language
 * Reference, "Trigger Firing Order")
 *   - BEFORE STATEMENT; for each row BEFORE EACH ROW, the change with its constraints, AFTER EACH ROW; AFTER STATEMENT.
 *   - What fails leaves nothing of the statement in tables; what triggers did to variables of packages, and what they printed, stays.
 */

export type Value = number | null;
export type Column = 'id' | 'v' | 'w';
export type Row = Record<Column, Value>;
export type Event = 'INSERT' | 'UPDATE' | 'DELETE';
export type Timing = 'BEFORE STATEMENT' | 'BEFORE EACH ROW' | 'AFTER EACH ROW' | 'AFTER STATEMENT';

export class OracleError extends Error {
  constructor(readonly code: number) {
    super(String(code));
  }
}

/** A constraint refuses a row of a table with AFTER triggers: on PostgreSQL they fire before that, or not for the rows before it. */
export class ToldOf extends Error {}

/** What a trigger sees when it fires. */
export interface Firing {
  readonly event: Event;
  readonly old: Row | undefined;
  readonly now: Row | undefined;
  /** The columns of the SET list. */
  readonly set: readonly Column[];
}

export interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly timings: readonly Timing[];
  readonly events: readonly Event[];
  readonly of: Column | undefined;
  readonly when: ((firing: Firing) => boolean) | undefined;
  enabled: boolean;
  /** `state`: the variable of a compound trigger, which lives as long as the statement. */
  fire(timing: Timing, firing: Firing, state: { count: number }): void;
}

/** A trigger's variable for the time of a statement. */
type States = Map<Trigger, { count: number }>;

const highestWeight = 60;

export class Database {
  /** By name; the rows of `tc` have in `v` the row of `ta` that they go with. */
  tables: Record<string, Row[]> = { ta: [], tb: [], tc: [] };
  log: string[] = [];
  readonly triggers: Trigger[] = [];
  readonly trace: string[] = [];
  /** A variable of a package. */
  busy = 0;
  private committed = { tables: this.copy(), log: [...this.log] };

  /** In a copy. */
  private copy(): Record<string, Row[]> {
    return Object.fromEntries(Object.entries(this.tables).map(([name, rows]) => [name, rows.map((r) => ({ ...r }))]));
  }

  rows(table: string): Row[] {
    return this.tables[table] ?? [];
  }

  commit(): void {
    this.committed = { tables: this.copy(), log: [...this.log] };
  }

  rollback(): void {
    this.tables = this.committed.tables;
    this.log = this.committed.log;
    this.commit();
  }

  /** Does all or nothing. */
  atomically<T>(run: () => T): T {
    const before = { tables: this.copy(), log: [...this.log] };
    try {
      return run();
    } catch (error) {
      this.tables = before.tables;
      this.log = before.log;
      throw error;
    }
  }

  /** Has the table a trigger for statements that fires? */
  hasStatementTrigger(table: string, event: Event): boolean {
    return this.triggers.some(
      (t) =>
        t.enabled && t.table === table && t.events.includes(event) && t.timings.some((x) => x.endsWith('STATEMENT')),
    );
  }

  private fire(table: string, timing: Timing, firing: Firing, states: States): void {
    for (const t of this.triggers) {
      if (!t.enabled || t.table !== table || !t.timings.includes(timing) || !t.events.includes(firing.event)) continue;
      if (firing.event === 'UPDATE' && t.of && !firing.set.includes(t.of)) continue;
      if (t.when && !t.when(firing)) continue;
      const state = states.get(t) ?? { count: 0 };
      states.set(t, state);
      t.fire(timing, firing, state);
    }
  }

  /** The statement with the triggers around it. Out: how many rows. */
  statement(table: string, event: Event, set: readonly Column[], each: (states: States) => number): number {
    return this.atomically(() => {
      const states: States = new Map();
      const whole: Firing = { event, old: undefined, now: undefined, set };
      this.fire(table, 'BEFORE STATEMENT', whole, states);
      const count = each(states);
      this.fire(table, 'AFTER STATEMENT', whole, states);
      return count;
    });
  }

  private refuse(table: string, event: Event, code: number): never {
    throw this.hasAfterRow(table, event) ? new ToldOf() : new OracleError(code);
  }

  private hasAfterRow(table: string, event: Event): boolean {
    return this.triggers.some(
      (t) => t.enabled && t.table === table && t.events.includes(event) && t.timings.includes('AFTER EACH ROW'),
    );
  }

  insertRow(table: string, given: Row, states: States): Row {
    const now = { ...given };
    const firing: Firing = { event: 'INSERT', old: undefined, now, set: [] };
    this.fire(table, 'BEFORE EACH ROW', firing, states);
    const refused =
      now.v === null ? -1400 : (refusal(now) ?? (this.rows(table).some((r) => r.id === now.id) ? -1 : undefined));
    if (refused !== undefined) this.refuse(table, 'INSERT', refused);
    this.rows(table).push(now);
    const changed = { ...now };
    this.fire(table, 'AFTER EACH ROW', firing, states);
    return changed;
  }

  updateRow(table: string, row: Row, change: Partial<Row>, states: States): Row {
    const now = { ...row, ...change };
    const set = Object.keys(change) as Column[];
    const firing: Firing = { event: 'UPDATE', old: { ...row }, now, set };
    this.fire(table, 'BEFORE EACH ROW', firing, states);
    const refused = now.v === null ? -1407 : refusal(now);
    if (refused !== undefined) this.refuse(table, 'UPDATE', refused);
    Object.assign(this.rows(table).find((r) => r.id === row.id) ?? {}, now);
    this.fire(table, 'AFTER EACH ROW', firing, states);
    return now;
  }

  deleteRow(table: string, row: Row, states: States): void {
    const firing: Firing = { event: 'DELETE', old: { ...row }, now: undefined, set: [] };
    this.fire(table, 'BEFORE EACH ROW', firing, states);
    this.tables[table] = this.rows(table).filter((r) => r.id !== row.id);
    if (table === 'ta')
      for (const child of this.rows('tc').filter((r) => r.v === row.id)) this.deleteRow('tc', child, states);
    this.fire(table, 'AFTER EACH ROW', firing, states);
  }

  insert(table: string, rows: readonly Row[]): readonly Row[] {
    const inserted: Row[] = [];
    this.statement(table, 'INSERT', [], (states) => {
      try {
        for (const row of rows) inserted.push(this.insertRow(table, row, states));
      } catch (error) {
        throw rows.length > 1 && this.hasAfterRow(table, 'INSERT') ? new ToldOf() : error;
      }
      return rows.length;
    });
    return inserted;
  }

  /** `change` may depend on the row. Out: the rows as they are then. */
  update(
    table: string,
    isMeant: (row: Row) => boolean,
    set: readonly Column[],
    change: (row: Row) => Partial<Row>,
  ): readonly Row[] {
    const updated: Row[] = [];
    this.statement(table, 'UPDATE', set, (states) => {
      for (const row of this.rows(table).filter(isMeant)) updated.push(this.updateRow(table, row, change(row), states));
      return updated.length;
    });
    return updated;
  }

  delete(table: string, isMeant: (row: Row) => boolean): number {
    return this.statement(table, 'DELETE', [], (states) => {
      const meant = this.rows(table).filter(isMeant);
      for (const row of meant) this.deleteRow(table, row, states);
      return meant.length;
    });
  }

  /** INSERT INTO td: its own trigger counts what came with a number. */
  note(n: Value, text: string): void {
    if (n !== null && n > 2) this.trace.push(`td ${n} ${text}`);
    this.log.push(`${n === null ? '-' : n + 100} ${text}`);
  }
}

const refusal = ({ w }: Row): number | undefined => (w !== null && w >= highestWeight ? -2290 : undefined);
