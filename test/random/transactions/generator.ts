import { indented, type RandomChoice, type RandomStatement, StatementGenerator, sequence } from '../statements.js';
import type { Num } from './database.js';
import type { Run, Session } from './session.js';

/** Lines of PL/SQL, and what Oracle does with them. */
export type Statement = RandomStatement<Run>;

/** A number. */
export interface Expression {
  readonly text: string;
  readonly value: (run: Run) => Num;
}

/** A routine as its callers see it: `name(x NUMBER[, o OUT | IN OUT NUMBER])`. */
export interface Routine {
  readonly name: string;
  readonly kind: 'PROCEDURE' | 'FUNCTION';
  readonly mode: 'OUT' | 'IN OUT' | undefined;
  readonly autonomous: boolean;
  /** Does it leave rows of temporary tables alone, which an autonomous transaction does not share? */
  readonly apart: boolean;
  /** May it, or what it calls, end the transaction of its caller? */
  readonly ends: boolean;
  /** Runs the body in the scope of its parameters; the result of a function. */
  readonly invoke: (run: Run) => Num;
}

/** What a statement may name, and where it stands. */
export interface Context {
  /** Variables that take values. */
  readonly variables: readonly string[];
  /** Parameters and indexes, which take none. */
  readonly constants: readonly string[];
  readonly routines: readonly Routine[];
  /** Savepoints that the routine, or what is around it, may have set. */
  readonly savepoints: readonly string[];
  readonly depth: number;
  readonly inLoop: boolean;
  readonly inHandler: boolean;
  /** In a transaction of its own, or called from one? Rows of temporary tables are not looked at there. */
  readonly autonomous: boolean;
  /** May the transaction end here? */
  readonly mayEnd: boolean;
  /** What RETURN ends; undefined in the outermost block. */
  readonly returns: Routine['kind'] | undefined;
}

export const isDeep = (cx: Context): boolean => cx.depth > 2;
export const within = (cx: Context, more: Partial<Context> = {}): Context => ({ ...cx, depth: cx.depth + 1, ...more });

export type StatementChoice = RandomChoice<Generator, Context, Run>;

/** Makes the statements of one program. */
export class Generator extends StatementGenerator<Context, Run> {
  constructor(
    seed: number,
    private readonly choices: readonly StatementChoice[],
    dropped?: ReadonlySet<number>,
  ) {
    super(seed, dropped);
  }

  protected attempt(cx: Context): Statement | undefined {
    return this.random.weighted(this.choices).make(this, cx);
  }
}

export { indented, sequence };

const literal = (n: number): Expression => ({ text: String(n), value: () => n });

const named = (name: string): Expression => ({
  text: name,
  value: ({ scope, session }) => (name === 'pk.g' ? session.package : scope).get(name),
});

export function number({ random }: Generator, cx: Context): Expression {
  const names = [...cx.variables, ...cx.constants, 'pk.g'];
  // A statement of the script knows no variables.
  if (cx.depth === 0 || random.chance(0.5)) return literal(random.below(9));
  const variable = named(random.pick(names));
  if (random.chance(0.6)) return variable;
  const added = 1 + random.below(4);
  return {
    text: `${variable.text} + ${added}`,
    value: (run) => plus(variable.value(run), added),
  };
}

export const plus = (x: Num, y: Num): Num => (x === null || y === null ? null : x + y);

/** The row of ACC that a statement means: mostly one that is there. */
export const id = (g: Generator, cx: Context): Expression =>
  g.random.chance(0.6) ? literal(1 + g.random.below(4)) : number(g, cx);

/** A balance: some of them the triggers and constraints do not take. */
export const balance = (g: Generator, cx: Context): Expression =>
  g.random.chance(0.25) ? literal(g.random.pick([-1, 13, 17, 19])) : number(g, cx);

export interface Condition {
  readonly text: string;
  readonly value: (run: Run) => boolean | null;
}

export function condition(g: Generator, cx: Context): Condition {
  const names = [...cx.variables, ...cx.constants];
  const left = names.length > 0 && g.random.chance(0.8) ? named(g.random.pick(names)) : number(g, cx);
  const right = g.random.below(6);
  const operator = g.random.pick(['=', '<', '>', '<>'] as const);
  return {
    text: `${left.text} ${operator} ${right}`,
    value: (run) => {
      const x = left.value(run);
      if (x === null) return null;
      return { '=': x === right, '<': x < right, '>': x > right, '<>': x !== right }[operator];
    },
  };
}

/** What a line of output shows. */
export interface Shown {
  readonly text: string;
  readonly value: (run: Run) => string;
}

export const shownNumber = (x: Expression): Shown => ({
  text: `NVL(TO_CHAR(${x.text}), '-')`,
  value: (run) => String(x.value(run) ?? '-'),
});

export const shownOfSession = (text: string, value: (session: Session) => number | string): Shown => ({
  text,
  value: ({ session }) => String(value(session)),
});

/** DBMS_OUTPUT.PUT_LINE with a mark that tells the line from all others. */
export function printed(g: Generator, shown: readonly Shown[]): Statement {
  const mark = g.fresh('p');
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark}'${shown.map((x) => ` || ' ' || ${x.text}`).join('')});`],
    execute: (run) => run.session.print([mark, ...shown.map((x) => x.value(run))].join(' ')),
  };
}

export const setVariable = ({ session, scope }: Run, name: string, value: Num): void =>
  (name === 'pk.g' ? session.package : scope).set(name, value);
