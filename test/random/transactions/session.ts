import { Database, type Num, Raised, type Row, Useless } from './database.js';

/*
 * What a session holds beside its transaction.
 *   - Variables of packages, sequences and what was printed stay, whatever is rolled back.
 *   - SQL%ROWCOUNT is that of the statement of SQL that ran last, wherever it stood; the end of an autonomous transaction does not restore it.
 *     (PL/SQL Language Reference, "SQL%ROWCOUNT Attribute")
 *   - The constraints of a row are looked at after its BEFORE ROW triggers and before the AFTER ROW ones.
 */

/** EXIT or RETURN on its way. */
export class Departure {
  constructor(
    readonly kind: 'EXIT' | 'CONTINUE' | 'RETURN',
    readonly value: Num = null,
  ) {}
}

/** Variables, and the scope around them. */
export class Scope {
  private variables = new Map<string, Num>();

  constructor(readonly outer?: Scope) {}

  declare(name: string, value: Num): void {
    this.variables.set(name, value);
  }

  private holder(name: string): Scope {
    if (this.variables.has(name)) return this;
    if (!this.outer) throw new Error(`no variable ${name}`);
    return this.outer.holder(name);
  }

  /** What brings the variables back to what they hold now. */
  kept(): () => void {
    const now = new Map(this.variables);
    return () => {
      this.variables = now;
    };
  }

  get(name: string): Num {
    return this.holder(name).variables.get(name) ?? null;
  }

  set(name: string, value: Num): void {
    this.holder(name).variables.set(name, value);
  }
}

export type Change = 'INSERT' | 'UPDATE' | 'DELETE';

/** A trigger of ACC. */
export interface Trigger {
  readonly moment: 'BEFORE ROW' | 'AFTER ROW' | 'AFTER STATEMENT';
  readonly events: readonly Change[];
  /** Does it change what no statement takes back? */
  readonly lasting: boolean;
  readonly lines: readonly string[];
  /** The ID and BAL of the row; gives what it makes of BAL. */
  readonly fire: (session: Session, id: Num, bal: Num) => Num;
}

const mostSteps = 1500;
const mostLines = 200;

export class Session {
  readonly output: string[] = [];
  readonly database = new Database();
  /** PK.G: a variable of a package. */
  readonly package = new Scope();
  triggers: readonly Trigger[] = [];
  /** Names of what texts have made. */
  made: ReadonlySet<string> = new Set();
  sequence = 0;
  /** SQL%ROWCOUNT; undefined where Oracle does not say. */
  rowCount: number | undefined;
  /** The error of the handler that runs. */
  handled: Raised | undefined;
  private steps = 0;
  private calls = 0;

  /** A new statement of the script. */
  begin(): void {
    this.steps = 0;
    this.calls = 0;
    this.handled = undefined;
  }

  /** What brings the session back to where it is now. */
  kept(): () => void {
    const database = this.database.kept();
    const variables = this.package.kept();
    const { sequence, rowCount, made } = this;
    const lines = this.output.length;
    return () => {
      database();
      variables();
      Object.assign(this, { sequence, rowCount, made });
      this.output.length = lines;
    };
  }

  print(line: string): void {
    if (this.output.push(line) > mostLines) throw new Useless();
  }

  step(): void {
    if (++this.steps > mostSteps) throw new Useless();
  }

  call<T>(body: () => T): T {
    if (++this.calls > 8) throw new Useless();
    try {
      return body();
    } finally {
      this.calls--;
    }
  }

  /** One statement, with the count that it leaves. */
  statement(change: () => number): number {
    try {
      this.rowCount = this.database.statement(change);
      return this.rowCount;
    } catch (error) {
      this.rowCount = undefined;
      // A user-defined exception that leaves a trigger is ORA-06510 to the statement.
      throw error instanceof Raised && error.code === 1 ? new Raised(-6510) : error;
    }
  }

  note(table: 'jr' | 'lg', n: Num, w: string): void {
    this.statement(() => {
      this.database.put(this.database.newKey(table), [n, w]);
      return 1;
    });
  }

  insertAcc(id: Num, bal: Num): void {
    this.statement(() => {
      this.storeNew(id, bal);
      this.fire('AFTER STATEMENT', 'INSERT', null, null);
      return 1;
    });
  }

  private storeNew(id: Num, bal: Num): void {
    const made = this.fire('BEFORE ROW', 'INSERT', id, bal);
    if (id === null) throw new Raised(-1400);
    if (made !== null && made < 0) throw new Raised(-2290, undefined, 'ACC_CK');
    const key = `acc:${id}`;
    this.database.touch(key);
    if (this.database.row(key)) throw new Raised(-1, 'DUP_VAL_ON_INDEX', 'ACC_PK');
    this.database.put(key, [id, made]);
    this.fire('AFTER ROW', 'INSERT', id, made);
  }

  /** UPDATE or DELETE of the rows chosen, in whatever order: what only one order gives is of no use. */
  changeAcc(chosen: (id: number) => boolean, made: ((bal: Num) => Num) | undefined): readonly Row[] {
    const changed: Row[] = [];
    const event = made ? 'UPDATE' : 'DELETE';
    this.statement(() => {
      const rows = this.database.rows('acc').filter(([, [id]]) => typeof id === 'number' && chosen(id));
      try {
        for (const [key, [id, bal]] of rows) changed.push(this.changeRow(key, id, bal, made));
      } catch (error) {
        const lasting = this.triggers.some((t) => t.lasting && t.events.includes(event));
        if (
          rows.length > 1 &&
          (lasting ||
            this.failsInTwoWays(
              rows.map(([, row]) => row[1]),
              made,
            ))
        )
          throw new Useless();
        throw error;
      }
      this.fire('AFTER STATEMENT', event, null, null);
      return rows.length;
    });
    return changed;
  }

  private failsInTwoWays(
    balances: readonly (Row[number] | undefined)[],
    made: ((bal: Num) => Num) | undefined,
  ): boolean {
    const after = balances.map((bal) => (made ? made(typeof bal === 'number' ? bal : null) : null));
    return after.some((x) => x === 13 || x === 17 || x === 19) && after.some((x) => x !== null && x < 0);
  }

  private changeRow(
    key: string,
    id: Row[number] | undefined,
    old: Row[number] | undefined,
    made: ((bal: Num) => Num) | undefined,
  ): Row {
    const number = typeof id === 'number' ? id : null;
    const before = typeof old === 'number' ? old : null;
    this.database.touch(key);
    if (!made) {
      this.fire('BEFORE ROW', 'DELETE', number, before);
      this.database.put(key, undefined);
      this.fire('AFTER ROW', 'DELETE', number, before);
      return [number, before];
    }
    const bal = this.fire('BEFORE ROW', 'UPDATE', number, made(before));
    if (bal !== null && bal < 0) throw new Raised(-2290, undefined, 'ACC_CK');
    this.database.put(key, [number, bal]);
    this.fire('AFTER ROW', 'UPDATE', number, bal);
    return [number, bal];
  }

  private fire(moment: Trigger['moment'], event: Change, id: Num, bal: Num): Num {
    let made = bal;
    for (const trigger of this.triggers) {
      if (trigger.moment === moment && trigger.events.includes(event)) made = trigger.fire(this, id, made);
    }
    return made;
  }

  /** MERGE of one row: UPDATE where its ID is there, INSERT where it is not. */
  merge(id: Num, bal: Num): void {
    this.statement(() => {
      const old = id === null ? undefined : this.database.row(`acc:${id}`);
      if (old) this.changeRow(`acc:${id}`, id, old[1], () => bal);
      else this.storeNew(id, bal);
      // How often triggers for both INSERT and UPDATE fire is not said.
      if (this.triggers.some((t) => t.moment === 'AFTER STATEMENT')) throw new Useless();
      return 1;
    });
  }

  nextValue(): number {
    return ++this.sequence;
  }

  /** What the procedure SHOW prints. */
  shown(mark: string): string {
    const list = (table: Parameters<Database['rows']>[0], width: number): string =>
      this.database
        .rows(table)
        .map(([, row]) => row.slice(0, width))
        .sort(byColumns)
        .map((row) => row.map((v) => v ?? '-').join(':'))
        .join(',');
    this.rowCount = 1;
    const tables = `a[${list('acc', 2)}] j[${list('jr', 2)}] l[${list('lg', 2)}] o[${list('own', 1)}] i[${list('item', 3)}]`;
    return `${mark} ${tables} g[${list('gd', 1)}/${list('gp', 1)}] ${this.package.get('pk.g') ?? '-'}`;
  }
}

/** NULL comes last; texts are compared by their characters. */
function byColumns(a: Row, b: Row): number {
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? null;
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -1 : 1;
  }
  return 0;
}

/** Where a statement runs. */
export interface Run {
  readonly session: Session;
  readonly scope: Scope;
}
