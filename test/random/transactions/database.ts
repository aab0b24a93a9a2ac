/*
 * What Oracle holds of rows and transactions.
 *   - A transaction sees what is committed and its own changes; COMMIT makes them permanent, ROLLBACK undoes them, both erase its savepoints.
 *     ROLLBACK TO undoes what came after the savepoint and erases later ones; a second savepoint of a name takes the place of the first.
 *     (SQL Language Reference, "SAVEPOINT", "ROLLBACK")
 *   - A statement that fails leaves nothing of its own. (Database Concepts, "Statement-Level Atomicity")
 *   - An autonomous transaction shares no changes, locks or savepoints with the one around it. One that ends with open work is rolled back with
 *     ORA-06519. (PL/SQL Language Reference, "Autonomous Transactions")
 *   - A deferred constraint that does not hold at COMMIT rolls the transaction back with ORA-02091. (SQL Language Reference, "constraint")
 */

export type Num = number | null;
export type Value = number | string | null;
export type Row = readonly Value[];
type Changes = ReadonlyMap<string, Row | undefined>;

/** An exception on its way to a handler. */
export class Raised extends Error {
  constructor(
    /** What SQLCODE says. */
    readonly code: number,
    /** The name under which handlers know it; undefined where only OTHERS does. */
    readonly exception?: string,
    /** A word of SQLERRM. */
    readonly told = '',
  ) {
    super(String(code));
  }
}

/** The program is of no use: it does not end soon enough, or Oracle does not say what it does. */
export class Useless extends Error {}

interface Savepoint {
  readonly name: string;
  readonly changes: Changes;
  readonly work: Work;
}

/** Is there work that has to be ended? Oracle does not say what counts of statements that change nothing. */
type Work = 'none' | 'open' | 'unsaid';

export class Transaction {
  changes: Changes = new Map();
  savepoints: readonly Savepoint[] = [];
  work: Work = 'none';
  readOnly = false;
  /** Of a transaction that sees one moment alone. */
  moment: ReadonlyMap<string, Row> | undefined;
  /** Savepoints that it has returned to. */
  returned: readonly string[] = [];
  deferred = { item_fk: true, item_uk: false };

  constructor(readonly outer?: Transaction) {}
}

export type TableName = 'acc' | 'jr' | 'lg' | 'own' | 'item' | 'gd' | 'gp';

/** The tables, and the transaction that runs. */
export class Database {
  private committed: ReadonlyMap<string, Row> = new Map();
  transaction = new Transaction();
  private rowsMade = 0;

  /** What the transaction sees, by keys. */
  rows(table: TableName): readonly (readonly [string, Row])[] {
    const all = new Map<string, Row | undefined>([
      ...(this.transaction.moment ?? this.committed),
      ...this.transaction.changes,
    ]);
    return [...all].flatMap(([key, row]) => (key.startsWith(`${table}:`) && row ? [[key, row] as const] : []));
  }

  row(key: string): Row | undefined {
    const { changes, moment } = this.transaction;
    return changes.has(key) ? changes.get(key) : (moment ?? this.committed).get(key);
  }

  /** @throws Useless where another transaction has changed or locked the row: one would wait for the other */
  touch(key: string): void {
    const { transaction } = this;
    for (let { outer } = transaction; outer; { outer } = outer) if (outer.changes.has(key)) throw new Useless();
    if (transaction.moment && transaction.moment.get(key) !== this.committed.get(key)) throw new Raised(-8177);
  }

  /** Has a transaction around this one changed a row with the value, which may come to be there twice? */
  othersHave(table: TableName, column: number, value: Value): boolean {
    for (let { outer } = this.transaction; outer; { outer } = outer)
      if ([...outer.changes].some(([key, row]) => key.startsWith(`${table}:`) && row?.[column] === value)) return true;
    return false;
  }

  put(key: string, row: Row | undefined): void {
    this.touch(key);
    this.transaction.changes = new Map([...this.transaction.changes, [key, row]]);
  }

  /** Locks the row: for others it is changed. */
  lock(key: string): void {
    this.put(key, this.row(key));
    this.transaction.work = 'open';
  }

  newKey(table: TableName): string {
    return `${table}:#${++this.rowsMade}`;
  }

  /** One statement, which gives how many rows it changed. */
  statement(change: () => number): number {
    const { transaction } = this;
    if (transaction.readOnly) throw new Raised(-1456);
    const { changes } = transaction;
    try {
      const count = change();
      if (count > 0) transaction.work = 'open';
      else if (transaction.work === 'none') transaction.work = 'unsaid';
      return count;
    } catch (error) {
      transaction.changes = changes;
      if (transaction.work === 'none') transaction.work = 'unsaid';
      throw error;
    }
  }

  setSavepoint(name: string): void {
    const { transaction } = this;
    const { changes, work } = transaction;
    transaction.savepoints = [...transaction.savepoints.filter((s) => s.name !== name), { name, changes, work }];
    // Nobody says whether a savepoint alone is work.
    if (work === 'none') transaction.work = 'unsaid';
  }

  rollbackTo(name: string): void {
    const { transaction } = this;
    const at = transaction.savepoints.findIndex((s) => s.name === name);
    const savepoint = transaction.savepoints[at];
    if (!savepoint) throw new Raised(-1086);
    transaction.changes = savepoint.changes;
    transaction.returned = [...transaction.returned, name];
    transaction.savepoints = transaction.savepoints.slice(0, at + 1);
    if (savepoint.work !== 'open') transaction.work = 'unsaid';
  }

  rollback(): void {
    this.transaction = new Transaction(this.transaction.outer);
  }

  /** @throws ORA-02091 */
  commit(): void {
    const broken = this.brokenConstraints();
    if (broken.length > 0) {
      this.rollback();
      throw new Raised(-2091, undefined, broken.length === 1 ? (broken[0] ?? '') : '');
    }
    const all = new Map<string, Row | undefined>([...this.committed, ...this.transaction.changes]);
    this.committed = new Map(
      [...all].flatMap(([key, row]) => (row && !key.startsWith('gd:') ? [[key, row] as const] : [])),
    );
    this.rollback();
  }

  /** The transaction that has just begun sees what is committed now, and later nothing else of others. */
  beginAtMoment(readOnly: boolean): void {
    this.transaction.moment = this.committed;
    this.transaction.readOnly = readOnly;
    this.transaction.work = 'unsaid';
  }

  /** Has nothing been done in the transaction? */
  isFresh(): boolean {
    const { changes, savepoints, moment } = this.transaction;
    return changes.size === 0 && savepoints.length === 0 && !moment;
  }

  /** What brings it back to what it holds now. */
  kept(): () => void {
    const { committed, transaction } = this;
    const held = { ...transaction };
    return () => {
      this.committed = committed;
      this.transaction = Object.assign(transaction, held);
    };
  }

  /** The errors of the constraints of ITEM that do not hold. */
  brokenConstraints(): readonly string[] {
    const items = this.rows('item').map(([, row]) => row);
    const values = items.flatMap(([, , v]) => (v === null || v === undefined ? [] : [v]));
    return [
      ...(items.some(([, own]) => typeof own === 'number' && !this.row(`own:${own}`)) ? ['ORA-02291'] : []),
      ...(new Set(values).size < values.length ? ['ORA-00001'] : []),
    ];
  }

  /** Those that are looked at when a statement ends. @throws their error */
  checkConstraints(): void {
    const { deferred } = this.transaction;
    const codes = this.brokenConstraints();
    if (codes.includes('ORA-02291') && !deferred.item_fk) throw new Raised(-2291, undefined, 'ITEM_FK');
    if (codes.includes('ORA-00001') && !deferred.item_uk) throw new Raised(-1, 'DUP_VAL_ON_INDEX', 'ITEM_UK');
  }

  /** Runs the body in a transaction of its own. */
  autonomous(body: () => void): void {
    const around = this.transaction;
    this.transaction = new Transaction(around);
    try {
      body();
      const { work } = this.transaction;
      if (work === 'unsaid') throw new Useless();
      if (work === 'open') throw new Raised(-6519);
    } finally {
      this.transaction = around;
    }
  }
}
