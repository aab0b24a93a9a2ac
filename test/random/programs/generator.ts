import type { Run, Session } from '../session.js';
import { indented, type RandomChoice, type RandomStatement, StatementGenerator, sequence } from '../statements.js';
import type { NumberExpression } from './expressions.js';

/** Lines of PL/SQL, and what Oracle does with them. */
export type Statement = RandomStatement<Run>;

export interface Parameter {
  readonly name: string;
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly type: 'NUMBER' | 'VARCHAR2' | 'pk.nt' | 'pk.rec';
}

/** A routine as its callers see it. */
export interface Routine {
  readonly name: string;
  readonly kind: 'PROCEDURE' | 'FUNCTION';
  /** In another routine, whose variables it sees. */
  readonly nested: boolean;
  readonly parameters: readonly Parameter[];
  /** Runs the body in the scope of its parameters; the result of a function. */
  readonly invoke: (run: Run) => number | null;
}

/** What a statement may name, and where it stands. */
export interface Context {
  /** NUMBER: variables, fields, rows of loops. */
  readonly numbers: readonly string[];
  /** VARCHAR2(10) */
  readonly texts: readonly string[];
  /** pk.nt: nested tables of NUMBER. */
  readonly tables: readonly string[];
  /** pk.grid: nested tables of pk.nt. */
  readonly grids: readonly string[];
  /** pk.map: associative arrays of NUMBER by PLS_INTEGER. */
  readonly arrays: readonly string[];
  /** pk.rec: their fields .a and .b are among the numbers. */
  readonly records: readonly string[];
  /** Those among them that take no values. */
  readonly constants: ReadonlySet<string>;
  /** NUMBER(2) among the numbers. */
  readonly small: ReadonlySet<string>;
  readonly routines: readonly Routine[];
  /** How many blocks, branches and loops are around it. */
  readonly depth: number;
  /** Labels of the loops around it. */
  readonly loops: readonly string[];
  readonly inHandler: boolean;
  /** What RETURN ends. */
  readonly returns: Routine['kind'] | undefined;
  /** May the transaction end here? */
  readonly mayCommit: boolean;
}

/** Deeper than this only simple statements stand. */
const deepest = 3;

export const isDeep = (cx: Context): boolean => cx.depth > deepest;

export const within = (cx: Context, more: Partial<Context> = {}): Context => ({
  ...cx,
  depth: cx.depth + 1,
  ...more,
});

/** SQL takes variables, fields and elements of no associative array. */
export const inSql = (cx: Context): Context => ({ ...cx, arrays: [] });

export const writable = (cx: Context): readonly string[] => cx.numbers.filter((name) => !cx.constants.has(name));

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

/** What a line of output shows of a value. */
export interface Shown {
  /** PL/SQL that makes text of it. */
  readonly text: string;
  readonly value: (run: Run) => string;
}

export const shownNumber = (x: NumberExpression): Shown => ({
  text: `NVL(TO_CHAR(${x.text}), '-')`,
  value: (run) => String(x.value(run) ?? '-'),
});

/** DBMS_OUTPUT.PUT_LINE with a mark that tells the line from all others. */
export function printed(g: Generator, shown: readonly Shown[]): Statement {
  const mark = g.fresh('p');
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark}'${shown.map((x) => ` || ' ' || ${x.text}`).join('')});`],
    execute: (run) => run.session.print([mark, ...shown.map((x) => x.value(run))].join(' ')),
  };
}

/** What a line shows of the session. */
export const shownOfSession = (text: string, value: (session: Session) => number | string): Shown => ({
  text,
  value: ({ session }) => String(value(session)),
});
