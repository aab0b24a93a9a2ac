/*
 * What a session of Oracle holds while errors come and go, and the rules for it.
 *   - A statement of SQL that fails leaves nothing of its own, and everything of those before it; so does a block of a script that nothing handles.
 *     (Database Concepts, "Statement-Level Atomicity") Variables, of packages too, and sequences stay as they are. ("Sequence Pseudocolumns")
 *   - A handler knows an exception by its number where it has one, and by its declaration where it has none. (PL/SQL Language Reference,
 *     "User-Defined Exceptions", "Associating User-Defined Exceptions with Error Codes")
 *   - SQLCODE is the number of the exception that is being handled, 0 outside of handlers. ("SQLCODE Function")
 *   - A user-defined exception without a number that leaves PL/SQL is ORA-06510. ("Exception Handling in Triggers"; Database Error Messages)
 */

export type Num = number | null;
export type Text = string | null;
/** A nested table without gaps; NULL before it has a value. */
export type List = Num[] | null;
export type AssociativeArray = ReadonlyMap<number, Num>;
export interface Row {
  readonly n: Num;
  readonly s: Text;
}
export type Value = Num | Text | List | AssociativeArray | Row;

/** A name for exceptions: `code` is 1 where it has no number, `key` tells the declarations apart. */
export interface Exception {
  readonly name: string;
  readonly key: string;
  readonly code: number;
}

/** An exception on its way to a handler. */
export class Raised extends Error {
  constructor(
    /** What SQLCODE says. */
    readonly code: number,
    /** What RAISE_APPLICATION_ERROR was given. */
    readonly text?: string,
    /** The declaration of an exception without a number. */
    readonly key?: string,
  ) {
    super(String(code));
  }

  isA(exception: Exception): boolean {
    return exception.code === 1 ? this.key === exception.key : this.code === exception.code;
  }

  /** As it comes out of PL/SQL into a statement of SQL, or to the script. */
  get outside(): Raised {
    return this.code === 1 ? new Raised(-6510) : this;
  }

  get number(): string {
    const positive = this.code === 100 ? 1403 : -this.code;
    return `ORA-${String(positive).padStart(5, '0')}`;
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

/** The variables of a block, a routine or the package. */
export class Scope {
  private values = new Map<string, Value>();

  constructor(readonly outer?: Scope) {}

  declare(name: string, value: Value): void {
    this.values.set(name, value);
  }

  get(name: string): Value {
    return this.home(name).values.get(name) ?? null;
  }

  set(name: string, value: Value): void {
    this.home(name).values.set(name, value);
  }

  kept(): () => void {
    const values = new Map(this.values);
    return () => {
      this.values = new Map(values);
    };
  }

  private home(name: string): Scope {
    if (this.values.has(name)) return this;
    if (!this.outer) throw new Error(`${name} is not declared`);
    return this.outer.home(name);
  }
}

export interface Data {
  /** `t (id, v)`, and the rows of `lg (n)`. */
  readonly rows: ReadonlyMap<number, Num>;
  readonly log: readonly Num[];
}

export interface Trigger {
  readonly lines: readonly string[];
  /** What it does for a row; its own statements belong to the one that fires it. */
  readonly fire: (session: Session, v: Num) => void;
}

const mostSteps = 4000;

export class Session {
  data: Data = { rows: new Map(), log: [] };
  /** The last value of the sequence. */
  sequence = 0;
  readonly package = new Scope();
  readonly output: string[] = [];
  /** The exceptions that are being handled, the innermost last. */
  handled: Raised[] = [];
  /** SQL%ROWCOUNT; NULL before the first statement, undefined where Oracle does not say. */
  rowCount: Num | undefined = null;
  trigger: Trigger | undefined;
  private steps = 0;

  step(): void {
    if (++this.steps > mostSteps) throw new Useless();
  }

  print(line: string): void {
    this.output.push(line);
  }

  get code(): number {
    return this.handled.at(-1)?.code ?? 0;
  }

  /** A statement of SQL: what fails in it leaves nothing of its own. */
  statement(body: () => Num): void {
    const before = this.data;
    this.rowCount = undefined;
    try {
      const count = body();
      this.rowCount = count;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      this.data = before;
      this.rowCount = undefined;
      throw error.outside;
    }
  }

  /** The rows that a statement gives new values; of several that fail the order would be told. */
  write(changes: readonly { readonly id: Num; readonly v: Num; readonly isNew: boolean }[]): void {
    for (const { id, v, isNew } of changes) {
      const before = this.package.kept();
      try {
        this.trigger?.fire(this, v);
        const errors = [
          ...(id === null ? [-1400] : []),
          ...(isNew && id !== null && this.data.rows.has(id) ? [-1] : []),
          ...(v !== null && v >= 50 ? [-2290] : []),
        ];
        if (errors.length > 1) throw new Useless();
        const [code] = errors;
        if (code !== undefined) throw new Raised(code);
      } catch (error) {
        if (changes.length > 1 && this.trigger) throw new Useless();
        if (changes.length > 1) before();
        throw error;
      }
      if (id !== null) this.data = { ...this.data, rows: new Map([...this.data.rows, [id, v]]) };
    }
  }

  /** Everything as it is now, to come back to. */
  kept(): () => void {
    const { data, sequence, rowCount, handled } = this;
    const lines = this.output.length;
    const variables = this.package.kept();
    return () => {
      Object.assign(this, { data, sequence, rowCount, handled, steps: 0 });
      this.output.length = lines;
      variables();
    };
  }
}

export interface Run {
  readonly session: Session;
  readonly scope: Scope;
}
