import { indented, type RandomChoice, type RandomStatement, StatementGenerator, sequence } from '../statements.js';
import type { Exception, Num, Run, Value } from './session.js';

export type Statement = RandomStatement<Run>;
export type StatementChoice = RandomChoice<Generator, Context, Run>;

/** number: NUMBER; digits: NUMBER(2); text: VARCHAR2(6); list: a nested table; array: an associative one; record: `pk.rec`. */
export type Kind = 'number' | 'digits' | 'text' | 'list' | 'array' | 'record';

export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly constant?: boolean;
}

/** `name(x NUMBER[, o OUT | IN OUT kind])` */
export interface Routine {
  readonly name: string;
  readonly isFunction: boolean;
  readonly mode: 'OUT' | 'IN OUT' | undefined;
  readonly kind: Kind;
  /** May a query call it? It changes no tables, and prints nothing of handlers. */
  readonly inSql: boolean;
  /** The result of a function; `back` takes what a parameter hands back. */
  readonly invoke: (run: Run, x: Num, given: Value, back: (value: Value) => void) => Num;
}

/** What a statement may name, and where it stands. */
export interface Context {
  readonly variables: readonly Variable[];
  readonly exceptions: readonly Exception[];
  readonly routines: readonly Routine[];
  readonly depth: number;
  readonly loop: string | undefined;
  /** In a handler of this routine or block? */
  readonly inHandler: boolean;
  /** In a routine that queries call? */
  readonly inSql: boolean;
  /** What RETURN ends; undefined in a block of the script. */
  readonly returns: 'procedure' | 'function' | undefined;
}

export const isDeep = (cx: Context): boolean => cx.depth > 2;
export const within = (cx: Context, more: Partial<Context> = {}): Context => ({ ...cx, depth: cx.depth + 1, ...more });

export const typeOf: { readonly [K in Kind]: string } = {
  number: 'NUMBER',
  digits: 'NUMBER(2)',
  text: 'VARCHAR2(6)',
  list: 'pk.nt',
  array: 'pk.aa',
  record: 'pk.rec',
};

/** What a variable holds that nothing has been assigned to. */
export const emptyOf = (kind: Kind): Value =>
  kind === 'array' ? new Map<number, Num>() : kind === 'record' ? { n: null, s: null } : null;

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

  variable(cx: Context, ...kinds: readonly Kind[]): Variable | undefined {
    const fitting = cx.variables.filter((v) => kinds.includes(v.kind));
    return fitting.length === 0 ? undefined : this.random.pick(fitting);
  }

  target(cx: Context, ...kinds: readonly Kind[]): Variable | undefined {
    return this.variable({ ...cx, variables: cx.variables.filter((v) => !v.constant) }, ...kinds);
  }
}

export { indented, sequence };
