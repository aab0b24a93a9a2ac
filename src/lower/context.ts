import type { Analysis, RowSource } from '../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol, VariableSymbol } from '../analyze/model/symbols.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Expr, ScriptUnit } from '../ir/oracle/index.js';
import type { PgExpr, PgStatement, PgType, PlStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import type { Naming } from './naming/naming.js';
import type { RoutineContext } from './plsql/body/routine-context.js';
import type { LoweredUnit } from './unit.js';

/**
 * database: its collation is C, as Oracle sorts; explicit: it is another, so that what orders text says `collate "C"`.
 */
export type Collation = 'database' | 'explicit';

/** What the configuration and the kind of conversion decide. */
export interface LowerOptions {
  readonly emptyStrings: 'flag' | 'trigger' | 'check';
  readonly collation?: Collation;
  /** Where autonomous transactions run: in their caller's, or on a connection of their own (extension dblink). */
  readonly autonomous?: 'caller' | 'connection';
  /** Anonymous blocks are steps of an installation (`convert`), not of a session (`run`). */
  readonly installerBlocks?: boolean;
  /** All that is installed is one script, and keeps its order. */
  readonly ordered?: boolean;
}

/** Does an installation order its statements by their kinds, so that tables are what they are in the end? */
export const ordersByKind = ({ installerBlocks, ordered }: LowerOptions): boolean =>
  installerBlocks === true && ordered !== true;

/** What inputs change of NLS parameters of the session that text depends on. */
export interface SessionText {
  /** The decimal character may be another one than a point. */
  readonly decimals: boolean;
  /** Text may be ordered and compared without case or accents. */
  readonly collation: boolean;
}

/** What lowering of one top-level unit shares. */
export interface UnitContext {
  readonly analysis: Analysis;
  readonly naming: Naming;
  readonly options: LowerOptions;
  /** The source text of a place; absent where there is none. */
  textOf?(span: Span): string;
  /** Does any input read a dictionary view of one of these families: VIEWS, DEPENDENCIES, …? */
  readsViews?(...families: readonly string[]): boolean;
  /** What of the session the inputs change, and text depends on. */
  readonly session?: SessionText;
  report(diagnostic: Diagnostic): void;
  /** Statements that must exist before the unit's own: types of local records, lifted nested routines. */
  readonly before: PgStatement[];
  /** It is a view, whose readers need no rights on the functions in it. */
  readonly isView?: boolean;
  /** Lowers another unit, that this one makes. */
  define?(unit: ScriptUnit): LoweredUnit;
}

/**
 * A context for lowering that is only looked at: what it reports, and what it puts in front of the unit, is dropped.
 */
export function silentUnit(unit: UnitContext): UnitContext {
  return { ...unit, before: [], report: () => {} };
}

/** Where an expression stands. */
export interface ExprContext {
  readonly unit: UnitContext;
  /** Inside an SQL statement (query, DML), not in a PL/SQL expression. */
  readonly sql: boolean;
  /** Absent in DDL and in statements outside of PL/SQL. */
  readonly routine?: RoutineContext;
  /**
   * PL/SQL only: where statements go that must run before the expression (calls with OUT parameters, temporaries).
   * Absent where nothing can run before: inside SQL, in the short-circuited part of a condition.
   */
  readonly hoist?: (statement: PlStatement) => void;
  /** Inside INSERT, UPDATE, DELETE or MERGE: functions called here may write. */
  readonly dml?: boolean;
  /** The tables that the DML statement around changes, where functions called in it may not read them. */
  readonly mutated?: readonly RelationSymbol[] | undefined;
  /**
   * Evaluated before the first statement of the body, by a declaration or in place of a missing argument:
   * packages may not be initialised yet.
   */
  readonly early?: boolean;
  /** The default of a routine's parameter, in its heading: evaluated where it is called. */
  readonly inHeading?: boolean;
  /** The query of a cursor: what a package variable holds when the cursor is opened. */
  readonly atOpen?: (variable: VariableSymbol, read: PgExpr) => PgExpr;
  /**
   * In a statement of SQL of PL/SQL: what stands for an element of a collection, which is looked for before the
   * statement runs. `perhaps`: the statement itself might not come to it.
   */
  readonly elementBefore?: (element: PgExpr, type: PgType, perhaps: boolean) => PgExpr;
  /** What the query being lowered replaces: ROWNUM, LEVEL, PRIOR x and the like (set by the query lowering). */
  readonly substitutions?: Substitutions;
  /** The expression of which only the instant counts: that it loses its time zone cannot be seen. */
  readonly asInstant?: Expr;
  /** In SQL: evaluated only where it is reached, a result of CASE for one. */
  readonly perhaps?: boolean;
  /**
   * In WHERE or ON: within an operand of OR, and there behind what differs from row to row, so that no row might come
   * to it.
   */
  readonly chosenBy?: 'condition' | 'alternative' | 'later';
  /** The call of a pipelined function that stands in FROM: its rows are wanted, not the collection of them. */
  readonly rowsOf?: Expr;
  /** The wait for locks of the query is limited by the statements around it. */
  readonly timedLocks?: boolean;
  /** The column that the value is on its way into, which the error of a value that is too long names. */
  readonly column?: ColumnInfo | undefined;
  /** The value is on its way into an object or collection that a constructor makes. */
  readonly ofConstructor?: boolean;
}

/** Set by the lowering of a query for the expressions in it. */
export interface Substitutions {
  /** The replacement of a pseudo-column or of a whole expression; undefined: lower as usual. */
  replace(expr: Expr): PgExpr | undefined;
  /** The alias that qualifies columns of a row source; '' for none, undefined for the source's own. */
  aliasOf?(source: RowSource): string | undefined;
  /** How many generated row sources surround the expression: their names differ by it. */
  readonly depth?: number;
  /** Subquery factors in scope that have columns of ours, so that `*` must be written out. */
  readonly leaky?: ReadonlySet<string>;
  /** Stands the name for words of dynamic SQL that are known at run time only? */
  readonly isWord?: ((name: string) => boolean) | undefined;
}

/**
 * A construct that PostgreSQL cannot do and that we do not imitate. Thrown by lowering, caught around the statement
 * (which becomes a raise of P0004) or, in DDL, around the object (which becomes a stub).
 */
export class Refusal extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'Refusal';
  }
}

/** Leaves the lowering of a construct. @throws Refusal with the diagnostic */
export function refuse(diagnostic: Diagnostic): never {
  throw new Refusal(diagnostic);
}
