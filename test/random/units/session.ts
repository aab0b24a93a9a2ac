import { copy, type ObjectValue, OpenCursor, type Value } from './values.js';

/*
 * What a session of Oracle holds while a program runs.
 *   - A package is initialised when a session first uses what is in it: its variables in their order, then its initialisation part.
 *     (PL/SQL Language Reference, "Package Instantiation and Initialization")
 *   - Its variables last as long as the session, whatever becomes of transactions; a new specification or body begins anew.
 *     ("Package State")
 *   - A statement of SQL that fails leaves nothing of its own. (Database Concepts, "Statement-Level Atomicity")
 */

/** An exception on its way to a handler. */
export class Raised extends Error {
  constructor(
    /** What SQLCODE says. */
    readonly code: number,
    /** The name under which handlers know it; undefined where only OTHERS does. */
    readonly exception?: string,
    /** What the program says of it. */
    readonly told = '',
  ) {
    super(String(code));
  }

  /** The first fourteen characters of SQLERRM, without blanks at the end. */
  get text(): string {
    if (this.code === 1) return 'User-Defined E';
    const head = `ORA-${String(this.code === 100 ? 1403 : -this.code).padStart(5, '0')}: `;
    return `${head}${this.told || (messages.get(this.code) ?? '')}`.slice(0, 14).trimEnd();
  }
}

const messages = new Map([
  [100, 'no data found'],
  [-1476, 'divisor is equal to zero'],
  [-6502, 'PL/SQL: numeric or value error'],
  [-6503, 'PL/SQL: Function returned without value'],
  [-6592, 'CASE not found while executing CASE statement'],
  [-6531, 'Reference to uninitialized collection'],
  [-6532, 'Subscript outside of limit'],
  [-6533, 'Subscript beyond count'],
  [-1001, 'invalid cursor'],
  [-6530, 'Reference to uninitialized composite'],
  [-30625, 'method dispatch on NULL SELF argument is disallowed'],
  [-6510, 'PL/SQL: unhandled user-defined exception'],
  [-1422, 'exact fetch returns more than requested number of rows'],
  [-1, 'unique constraint'],
]);

export const noDataFound = (): Raised => new Raised(100, 'NO_DATA_FOUND');
export const valueError = (): Raised => new Raised(-6502, 'VALUE_ERROR');
export const zeroDivide = (): Raised => new Raised(-1476, 'ZERO_DIVIDE');

/** EXIT, CONTINUE, GOTO or RETURN on its way. */
export class Departure {
  constructor(
    readonly kind: 'EXIT' | 'CONTINUE' | 'GOTO' | 'RETURN',
    readonly label?: string,
    readonly value: Value = null,
  ) {}
}

/** The statement is of no use: it does not end soon enough, or Oracle does not say what it does. */
export class Useless extends Error {}

/** Variables, by keys that no other declaration has, and the scope around them. */
export class Scope {
  private variables = new Map<string, Value>();

  constructor(readonly outer?: Scope) {}

  declare(key: string, value: Value): void {
    this.variables.set(key, value);
  }

  private holder(key: string): Scope {
    if (this.variables.has(key)) return this;
    if (!this.outer) throw new Error(`no variable ${key}`);
    return this.outer.holder(key);
  }

  /** The scope that declares the key. */
  homeOf(key: string): Scope {
    return this.holder(key);
  }

  get(key: string): Value {
    return this.holder(key).variables.get(key) ?? null;
  }

  set(key: string, value: Value): void {
    this.holder(key).variables.set(key, value);
  }

  /** What brings the variables back to what they hold now. */
  kept(): () => void {
    const now = new Map([...this.variables].map(([name, value]) => [name, copy(value)]));
    const cursors = [...this.variables.values()].flatMap((value) =>
      value instanceof OpenCursor ? [{ value, state: { ...value } }] : [],
    );
    return () => {
      this.variables = now;
      for (const { value, state } of cursors) Object.assign(value, state);
    };
  }

  clear(): void {
    this.variables.clear();
  }
}

export interface PackageState {
  readonly name: string;
  readonly scope: Scope;
  stage: 'new' | 'running' | 'ready';
  /** Does it show when it is initialised? */
  readonly isVisible: boolean;
  readonly initialise: (run: Run) => void;
}

const mostLines = 300;
const mostSteps = 3000;

/** One session: its output, its packages, and the table T (ID NUMBER PRIMARY KEY, V NUMBER). */
export class Session {
  readonly output: string[] = [];
  readonly packages = new Map<string, PackageState>();
  /** Around routines that see no variables but their own. */
  readonly outside = new Scope();
  newScope(): Scope {
    return new Scope(this.outside);
  }

  /** The outermost block's variables. */
  readonly block = new Scope();
  rows: ReadonlyMap<number, number | null> = new Map([
    [1, 10],
    [2, 20],
    [3, null],
  ]);
  /** The rows of TB, each of which has an object. */
  objects: ReadonlyMap<number, ObjectValue | null> = new Map();
  /** The triggers of T, in the order in which they fire. */
  triggers: readonly Trigger[] = [];
  /** SQL%ROWCOUNT. */
  rowCount: number | null = null;
  /** The error of the handler that runs. */
  handled: Raised | undefined;
  /** How often something happened whose order matters. */
  effects = 0;
  private running: PackageState[] = [];
  private steps = 0;
  private calls = 0;

  print(line: string): void {
    this.effects++;
    if (this.output.push(line) > mostLines) throw new Useless();
  }

  step(): void {
    if (++this.steps > mostSteps) throw new Useless();
  }

  call<T>(body: () => T): T {
    if (++this.calls > 12) throw new Useless();
    try {
      return body();
    } finally {
      this.calls--;
    }
  }

  package(name: string): PackageState {
    const state = this.packages.get(name);
    if (!state) throw new Error(`no package ${name}`);
    return state;
  }

  /** Initialises the package where it is not yet. */
  enter(name: string): Scope {
    const state = this.package(name);
    // What others see of a package that is being initialised is not said.
    if (state.stage === 'running' && this.running.at(-1) !== state) throw new Useless();
    if (state.stage === 'new') {
      this.effects += state.isVisible ? 1 : 0;
      state.stage = 'running';
      this.running.push(state);
      const { handled } = this;
      this.handled = undefined;
      try {
        state.initialise({ session: this, scope: state.scope });
      } catch (error) {
        // Nor what is left of one whose initialisation failed.
        if (error instanceof Raised) throw new Useless();
        throw error;
      } finally {
        this.running.pop();
        this.handled = handled;
      }
      state.stage = 'ready';
    }
    return state.scope;
  }

  private piped: (number | null)[][] = [];

  /** PIPE ROW. */
  pipe(row: number | null): void {
    this.piped.at(-1)?.push(row);
  }

  /** The rows that a call of a pipelined function gives. */
  piping(call: () => unknown): readonly (number | null)[] {
    const rows: (number | null)[] = [];
    this.piped.push(rows);
    try {
      call();
      return rows;
    } finally {
      this.piped.pop();
    }
  }

  /** What brings the session back to where it is now. */
  kept(): () => void {
    const packages = [...this.packages.values()].map((p) => ({ p, stage: p.stage, restore: p.scope.kept() }));
    const block = this.block.kept();
    const lines = this.output.length;
    const { rows, objects, rowCount } = this;
    return () => {
      this.rowCount = rowCount;
      for (const { p, stage, restore } of packages) {
        p.stage = stage;
        restore();
      }
      block();
      this.rows = rows;
      this.objects = objects;
      this.output.length = lines;
      this.begin();
    };
  }

  /** A new statement of the outermost block. */
  begin(): void {
    this.steps = 0;
    this.calls = 0;
    this.handled = undefined;
    this.running = [];
    this.piped = [];
  }

  /**
   * A change of one row or of none, with its triggers: what fails leaves no rows. A user-defined exception without a
   * number that leaves a trigger is ORA-06510. (PL/SQL Language Reference, "Exception Handling in Triggers")
   */
  change(event: Change, id: number | null, value: () => number | null): void {
    this.changeRows(event, [{ id, value }]);
  }

  /** Several rows, one after the other. */
  changeRows(
    event: Change,
    changes: readonly { readonly id: number | null; readonly value: () => number | null }[],
  ): void {
    const { rows, objects } = this;
    try {
      for (const trigger of this.triggers) trigger.begin?.(this);
      this.fire('BEFORE', false, event, null, null);
      let count = 0;
      for (const { id, value } of changes) {
        const old = id === null || event === 'INSERT' ? undefined : this.rows.get(id);
        if (event !== 'INSERT' && old === undefined) continue;
        const fresh = event === 'DELETE' ? null : value();
        const made = this.fire('BEFORE', true, event, old ?? null, fresh);
        this.store(event, id, typeof made === 'number' ? made : null);
        this.fire('AFTER', true, event, old ?? null, made);
        count++;
      }
      this.fire('AFTER', false, event, null, null);
      this.rowCount = count;
    } catch (error) {
      this.rows = rows;
      this.objects = objects;
      throw error instanceof Raised && error.code === 1 ? new Raised(-6510) : error;
    }
  }

  private store(event: Change, id: number | null, value: number | null): void {
    if (id === null) throw new Raised(-1400);
    const rows = new Map(this.rows);
    if (event === 'INSERT' && rows.has(id)) throw new Raised(-1, 'DUP_VAL_ON_INDEX');
    if (event === 'DELETE') rows.delete(id);
    else rows.set(id, value);
    this.rows = rows;
  }

  private fire(moment: Trigger['moment'], eachRow: boolean, event: Change, old: Value, fresh: Value): Value {
    let made = fresh;
    for (const trigger of this.triggers) {
      if (trigger.moment !== moment || trigger.eachRow !== eachRow || !trigger.events.includes(event)) continue;
      made = trigger.fire(this, event, old, made);
    }
    return made;
  }
}

export type Change = 'INSERT' | 'UPDATE' | 'DELETE';

export interface Trigger {
  readonly moment: 'BEFORE' | 'AFTER';
  readonly events: readonly Change[];
  readonly eachRow: boolean;
  /** A statement begins. */
  readonly begin?: (session: Session) => void;
  /** The value of V before and after the change; gives what it makes of the latter. */
  readonly fire: (session: Session, event: Change, old: Value, fresh: Value) => Value;
}

/** Where a statement runs. */
export interface Run {
  readonly session: Session;
  readonly scope: Scope;
}
