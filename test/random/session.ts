/*
 * What a session of Oracle holds while a program runs, and the rules for it.
 *   - A variable that is not found in a scope is that of the scope around it; a nested routine runs in the scope that declares it.
 *     (PL/SQL Language Reference, "Scope and Visibility of Identifiers")
 *   - A statement of SQL that fails leaves nothing of its own, and everything of those before it, whoever handles the error; variables of packages
 *     stay as they are in any case. (Database Concepts, "Statement-Level Atomicity")
 *   - The constraints of a row are looked at after its BEFORE ROW triggers. (PL/SQL Language Reference, "Subprograms Invoked by Triggers")
 *   - A user-defined exception without a number that leaves a trigger is ORA-06510 to the statement that fired it.
 *     (PL/SQL Language Reference, "Exception Handling in Triggers")
 *   - What an autonomous transaction commits stays, whatever becomes of the one around it. (PL/SQL Language Reference, "Autonomous Transactions")
 */

export type Num = number | null;
/** Text without characters is NULL. */
export type Text = string | null;

/** An exception on its way to a handler. */
export class OracleError extends Error {
  constructor(
    /** What SQLCODE says. */
    readonly code: number,
    /** The name under which handlers know it; undefined where only OTHERS does. */
    readonly exception?: string,
  ) {
    super(String(code));
  }

  /** The first nine characters of SQLERRM. */
  get head(): string {
    if (this.code === 1) return 'User-Defi';
    return `ORA-${String(this.code === 100 ? 1403 : -this.code).padStart(5, '0')}`;
  }
}

/** EXIT, CONTINUE or RETURN on its way. */
export class Departure {
  constructor(
    readonly kind: 'EXIT' | 'CONTINUE' | 'RETURN',
    readonly label?: string,
    readonly value: Num = null,
  ) {}
}

/** The program is of no use: it does not end soon enough, or Oracle does not say what it does. */
export class Useless extends Error {}

export const noDataFound = (): OracleError => new OracleError(100, 'NO_DATA_FOUND');
export const valueError = (): OracleError => new OracleError(-6502, 'VALUE_ERROR');
export const zeroDivide = (): OracleError => new OracleError(-1476, 'ZERO_DIVIDE');

/** A nested table: places up to `size`, some of which may have been deleted. */
export class NestedTable {
  constructor(
    readonly elements: Map<number, Num> = new Map(),
    public size = 0,
  ) {}

  static of(values: readonly Num[]): NestedTable {
    return new NestedTable(new Map(values.map((v, i) => [i + 1, v])), values.length);
  }

  copy(): NestedTable {
    return new NestedTable(new Map(this.elements), this.size);
  }

  /**
   * The place that a subscript names. (PL/SQL Language Reference, "Predefined Exceptions":
   * SUBSCRIPT_OUTSIDE_LIMIT, SUBSCRIPT_BEYOND_COUNT)
   */
  place(subscript: Num): number {
    return placeIn(this.size, subscript);
  }

  after(place: number): Num {
    return [...this.elements.keys()].filter((x) => x > place).sort((a, b) => a - b)[0] ?? null;
  }

  last(): Num {
    return this.elements.size === 0 ? null : Math.max(...this.elements.keys());
  }
}

/** A nested table of nested tables, which are NULL until they are assigned. */
export class Grid {
  constructor(readonly rows: (NestedTable | null)[] = []) {}

  copy(): Grid {
    return new Grid(this.rows.map((row) => row?.copy() ?? null));
  }

  /** @throws ORA-06531 where the row is NULL */
  row(subscript: Num): NestedTable {
    const row = this.rows[placeIn(this.rows.length, subscript) - 1];
    if (!row) throw new OracleError(-6531, 'COLLECTION_IS_NULL');
    return row;
  }
}

export function placeIn(size: number, subscript: Num): number {
  if (subscript === null) throw valueError();
  if (subscript < 1) throw new OracleError(-6532, 'SUBSCRIPT_OUTSIDE_LIMIT');
  if (subscript > size) throw new OracleError(-6533, 'SUBSCRIPT_BEYOND_COUNT');
  return subscript;
}

/** An associative array by PLS_INTEGER. */
type AssociativeArray = Map<number, Num>;

type Value = Num | Text | NestedTable | Grid | AssociativeArray;

interface Variable {
  value: Value;
  /** Does the value fit the declared type? */
  readonly fits: (value: Value) => boolean;
}

const anything = (): boolean => true;
/** NUMBER(2) */
export const twoDigits = (value: Value): boolean => typeof value !== 'number' || Math.abs(value) <= 99;
/** VARCHAR2(10) */
export const tenCharacters = (value: Value): boolean => typeof value !== 'string' || value.length <= 10;

/** The variables of a block, a routine or a package, and the scope around it. */
export class Scope {
  private readonly variables = new Map<string, Variable>();
  private readonly routines = new Set<string>();

  constructor(readonly outer?: Scope) {}

  declare(name: string, value: Value, fits: (value: Value) => boolean = anything): void {
    this.variables.set(name, { value: null, fits });
    this.set(name, value);
  }

  declareRoutine(name: string): void {
    this.routines.add(name);
  }

  /** The scope whose declarations hold the nested routine. */
  homeOf(routine: string): Scope {
    if (this.routines.has(routine)) return this;
    if (!this.outer) throw new Error(`no routine ${routine}`);
    return this.outer.homeOf(routine);
  }

  private variable(name: string): Variable {
    const own = this.variables.get(name) ?? this.outer?.variable(name);
    if (!own) throw new Error(`no variable ${name}`);
    return own;
  }

  /** @throws ORA-06502 where the value does not fit */
  set(name: string, value: Value): void {
    const variable = this.variable(name);
    if (!variable.fits(value)) throw valueError();
    variable.value = value;
  }

  number(name: string): Num {
    const { value } = this.variable(name);
    if (value !== null && typeof value !== 'number') throw new Error(`${name} is no number`);
    return value;
  }

  text(name: string): Text {
    const { value } = this.variable(name);
    if (value !== null && typeof value !== 'string') throw new Error(`${name} is no text`);
    return value;
  }

  table(name: string): NestedTable {
    const { value } = this.variable(name);
    if (!(value instanceof NestedTable)) throw new Error(`${name} is no nested table`);
    return value;
  }

  grid(name: string): Grid {
    const { value } = this.variable(name);
    if (!(value instanceof Grid)) throw new Error(`${name} is no table of tables`);
    return value;
  }

  array(name: string): AssociativeArray {
    const { value } = this.variable(name);
    if (!(value instanceof Map)) throw new Error(`${name} is no associative array`);
    return value;
  }
}

const mostLines = 400;
const mostSteps = 3000;
const deepestCall = 6;

/** A cursor of a package: the rows of the moment it was opened. */
interface PackageCursor {
  readonly rows: readonly [number, Num][];
  fetched: number;
  /** Undefined before the first FETCH. */
  found: boolean | undefined;
}

/** One session: its output, its packages, and the table T (ID NUMBER PRIMARY KEY, V NUMBER CHECK (V < 50)). */
export class Session {
  readonly output: string[] = [];
  /** Variables of packages, by their qualified names. */
  readonly packages = new Scope();
  rows = new Map<number, Num>([
    [1, 10],
    [2, 20],
    [3, null],
  ]);
  private committed = new Map(this.rows);
  /** The rows of LG (X NUMBER CHECK (X < 9)), which only an autonomous procedure writes. */
  readonly logged: Num[] = [];
  /** PK.C, where it is open. */
  cursor: PackageCursor | undefined;
  /** The error of the handler that runs. */
  handled: OracleError | undefined;
  private steps = 0;
  private calls = 0;

  print(line: string): void {
    if (this.output.push(line) > mostLines) throw new Useless();
  }

  step(): void {
    if (++this.steps > mostSteps) throw new Useless();
  }

  call<T>(body: () => T): T {
    if (++this.calls > deepestCall) throw new Useless();
    try {
      return body();
    } finally {
      this.calls--;
    }
  }

  get sqlcode(): number {
    return this.handled?.code ?? 0;
  }

  commit(): void {
    this.committed = new Map(this.rows);
  }

  rollback(): void {
    this.rows = new Map(this.committed);
  }

  /** The rows behind an ID, in its order. */
  rowsAbove(id: Num): [number, Num][] {
    return id === null ? [] : [...this.rows].filter(([x]) => x > id).sort(([a], [b]) => a - b);
  }

  /** What fails leaves no rows. */
  statement<T>(body: () => T): T {
    const before = new Map(this.rows);
    try {
      return body();
    } catch (error) {
      this.rows = before;
      throw error;
    }
  }

  /** INSERT INTO t VALUES (id, v), with the trigger T_BI of the program's setup. */
  insert(id: Num, v: Num): void {
    this.statement(() => {
      this.addToCount(1);
      if (v === 7) throw new OracleError(-20003, 'pk.e3');
      if (v === 6) throw zeroDivide();
      const value = v === 8 ? 9 : v;
      if (id === null) throw new OracleError(-1400);
      this.check(value);
      if (this.rows.has(id)) throw new OracleError(-1, 'DUP_VAL_ON_INDEX');
      this.rows.set(id, value);
    });
  }

  /** UPDATE t SET v = … of the rows chosen, with the triggers T_BUS and T_BU; how many there were. */
  update(chosen: (id: number) => boolean, value: (v: Num, id: number) => Num): number {
    this.addToCount(100);
    return this.eachRow(chosen, (id, old) => {
      const v = this.triggered(value(old, id), old);
      this.check(v);
      this.rows.set(id, v);
    });
  }

  /** DELETE of the rows chosen, with the triggers T_BD and T_ADS. */
  delete(chosen: (id: number) => boolean): number {
    const count = this.eachRow(chosen, (id, old) => {
      if (old === 9) throw new OracleError(-20004);
      this.rows.delete(id);
    });
    this.addToCount(1000);
    return count;
  }

  /** MERGE of one row, by its ID. */
  merge(id: Num, v: Num): void {
    this.addToCount(100);
    this.statement(() => {
      const old = id === null ? undefined : this.rows.get(id);
      if (id === null || old === undefined) {
        this.insert(id, v);
        return;
      }
      const value = this.triggered(v, old);
      this.check(value);
      this.rows.set(id, value);
    });
  }

  /** PK.LOG of the program's setup: a transaction of its own. */
  log(x: Num): void {
    if (x !== null && x >= 9) throw new OracleError(-2290);
    if (x === 5) throw new OracleError(1, 'pk.e1');
    this.logged.push(x);
  }

  /** One statement for all rows that are chosen. */
  private eachRow(chosen: (id: number) => boolean, change: (id: number, v: Num) => void): number {
    return this.statement(() => {
      const ids = [...this.rows.keys()].filter(chosen);
      const errors = ids.flatMap((id) => {
        try {
          change(id, this.rows.get(id) ?? null);
          return [];
        } catch (error) {
          if (error instanceof OracleError) return [error];
          throw error;
        }
      });
      const [first] = errors;
      // Nobody knows which row comes first.
      if (errors.some((x) => x.code !== first?.code)) throw new Useless();
      if (first) throw first;
      return ids.length;
    });
  }

  /** What the trigger T_BU makes of :NEW.v. */
  private triggered(v: Num, old: Num): Num {
    if (v === 17) throw new OracleError(-6510);
    if (v === 19) throw noDataFound();
    return v === 13 ? old : v;
  }

  private addToCount(n: number): void {
    this.packages.set('tp.n', (this.packages.number('tp.n') ?? 0) + n);
  }

  private check(v: Num): void {
    if (v !== null && v >= 50) throw new OracleError(-2290);
  }
}

/** Where a statement runs. */
export interface Run {
  readonly session: Session;
  readonly scope: Scope;
}
