import { type OracleError, Useless } from '../session.js';
import { indented, type RandomChoice, type RandomStatement, StatementGenerator, sequence } from '../statements.js';
import type { Level, Type } from './types.js';
import { copy, type Value } from './values.js';

const mostLines = 300;
const mostSteps = 2000;

/** The variables of a block or a routine, and the scope around it. */
export class Scope {
  private readonly variables = new Map<string, Value>();

  constructor(readonly outer?: Scope) {}

  declare(name: string, value: Value): void {
    this.variables.set(name, value);
  }

  get(name: string): Value {
    const own = this.variables.get(name);
    if (own !== undefined) return own;
    if (!this.outer) throw new Error(`no variable ${name}`);
    return this.outer.get(name);
  }

  set(name: string, value: Value): void {
    if (this.variables.has(name)) this.variables.set(name, value);
    else if (this.outer) this.outer.set(name, value);
    else throw new Error(`no variable ${name}`);
  }

  /** What brings the variables back to what they hold now. */
  kept(): () => void {
    const now = [...this.variables].map(([name, value]) => [name, copy(value)] as const);
    return () => {
      for (const [name, value] of now) this.variables.set(name, value);
    };
  }
}

/** What a row of T has besides its ID. */
export interface Row {
  readonly v: number | null;
  readonly s: string | null;
}

export class Session {
  readonly output: string[] = [];
  /** The variables of the package. */
  readonly packages = new Scope();
  /** Those of the block, which its routines see. */
  readonly block = new Scope(this.packages);
  /** The rows of T, by their ID. */
  rows: ReadonlyMap<number, Row> = new Map([
    [1, { v: 10, s: 'a' }],
    [2, { v: 20, s: 'b' }],
    [3, { v: null, s: 'B' }],
  ]);
  /** The error of the handler that runs. */
  handled: OracleError | undefined;
  private steps = 0;
  private calls = 0;

  print(line: string): void {
    if (this.output.push(line) > mostLines) throw new Useless();
  }

  /** What brings the session back to where it is now. */
  kept(): () => void {
    const restore = [this.packages.kept(), this.block.kept()];
    const lines = this.output.length;
    const { rows } = this;
    return () => {
      this.rows = rows;
      for (const back of restore) back();
      this.output.length = lines;
      this.steps = 0;
      this.handled = undefined;
    };
  }

  step(): void {
    if (++this.steps > mostSteps) throw new Useless();
  }

  call<T>(body: () => T): T {
    if (++this.calls > 6) throw new Useless();
    try {
      return body();
    } finally {
      this.calls--;
    }
  }
}

/** Where a statement runs. */
export interface Run {
  readonly session: Session;
  readonly scope: Scope;
}

/** Lines of PL/SQL, and what Oracle does with them. */
export type Statement = RandomStatement<Run>;

export interface Expression {
  readonly text: string;
  readonly type: Type;
  readonly value: (run: Run) => Value;
}

export interface Condition {
  readonly text: string;
  readonly value: (run: Run) => boolean | null;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly constant?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly mode: 'IN' | 'OUT' | 'IN OUT' | 'OUT NOCOPY' | 'IN OUT NOCOPY';
  readonly type: Type;
}

/** A routine as its callers see it. */
export interface Routine {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Of a function. */
  readonly result?: Type;
  /** Variables of others that it may change. */
  readonly touches: ReadonlySet<string>;
  /** Where its names are looked up. */
  readonly home: (session: Session) => Scope;
  /** Runs the body in the scope of its parameters. */
  readonly invoke: (run: Run) => Value;
}

/** What a statement may name, and where it stands. */
export interface Context {
  readonly level: Level;
  readonly types: readonly Type[];
  readonly variables: readonly Variable[];
  readonly routines: readonly Routine[];
  readonly depth: number;
  readonly inLoop: boolean;
  readonly inHandler: boolean;
  /** What RETURN gives; null in a procedure. */
  readonly returns?: Type | null;
  /** Functions print nothing: nobody knows what is called before another part of a statement fails. */
  readonly silent?: boolean;
}

const deepest = 2;

export const isDeep = (cx: Context): boolean => cx.depth > deepest;

export const within = (cx: Context, more: Partial<Context> = {}): Context => ({ ...cx, depth: cx.depth + 1, ...more });

export const withVariables = (cx: Context, ...more: readonly Variable[]): Context => ({
  ...cx,
  variables: [...cx.variables, ...more],
});

export type StatementChoice = RandomChoice<Generator, Context, Run>;

/** Makes one program. */
export class Generator extends StatementGenerator<Context, Run> {
  constructor(
    seed: number,
    private readonly choices: readonly StatementChoice[],
  ) {
    super(seed);
  }

  protected attempt(cx: Context): Statement | undefined {
    return this.random.weighted(this.choices).make(this, cx);
  }
}

export { indented, sequence };
