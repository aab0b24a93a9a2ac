import type { InvalidInOracle } from '../oracle-error.js';
import type { PgDml } from './dml.js';
import type { PgExpr, PgNode, PgType } from './expressions.js';
import type { PgSelect } from './queries.js';

/** What a reader sees as a line of its own; the printer keeps comments and blank lines. */
export interface PgLine extends PgNode {
  readonly comments?: readonly string[];
  readonly trailingComment?: string;
  readonly blankBefore?: boolean;
}

/**
 * `<<label>> declare … begin … exception … end`; with handlers it is a subtransaction. (PostgreSQL manual, "Structure
 * of PL/pgSQL", "Trapping Errors")
 */
export interface PlBlock extends PgLine {
  readonly kind: 'PlBlock';
  readonly label?: string;
  readonly declarations: readonly PlDeclaration[];
  readonly body: readonly PlStatement[];
  readonly handlers: readonly PlHandler[];
}
/** `when no_data_found or sqlstate 'P0002' then …`. (PostgreSQL manual, "Trapping Errors") */
export interface PlHandler extends PgLine {
  readonly kind: 'PlHandler';
  /** `sqlstate 'P0002'` as `{sqlstate}`, else a condition name. */
  readonly conditions: readonly ({ readonly sqlstate: string } | { readonly name: string })[];
  readonly body: readonly PlStatement[];
}
/** What stands after DECLARE. (PostgreSQL manual, "PL/pgSQL", "Declarations") */
export type PlDeclaration = PlVariable | PlCursor | PlAlias;
/** `name alias for $n`: another name of a parameter. */
export interface PlAlias extends PgLine {
  readonly kind: 'PlAlias';
  readonly name: string;
  /** The parameter's place in the list, from 1. */
  readonly position: number;
}
/** `n constant integer not null := 1`. (PostgreSQL manual, "Declarations") */
export interface PlVariable extends PgLine {
  readonly kind: 'PlVariable';
  readonly name: string;
  readonly constant?: boolean;
  readonly type: PgType;
  readonly notNull?: boolean;
  readonly initial?: PgExpr;
}
/** `c no scroll cursor (p integer) for select …`: a bound cursor. (PostgreSQL manual, "Declaring Cursor Variables") */
export interface PlCursor extends PgLine {
  readonly kind: 'PlCursor';
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: PgType }[];
  readonly noScroll?: boolean;
  readonly query: PgSelect;
}

/** A statement of a PL/pgSQL body. (PostgreSQL manual, "Basic Statements", "Control Structures") */
export type PlStatement =
  | PlBlock
  | PlNull
  | PlAssign
  | PlIf
  | PlCase
  | PlLoop
  | PlWhile
  | PlForRange
  | PlForQuery
  | PlForDynamic
  | PlForeach
  | PlExit
  | PlReturn
  | PlReturnNext
  | PlReturnQuery
  | PlRaise
  | PlPerform
  | PlSelectInto
  | PlSql
  | PlCall
  | PlExecute
  | PlOpen
  | PlFetch
  | PlClose
  | PlGetDiagnostics
  | PlTransaction
  | PlComment;

/** `null;`, which does nothing. */
export interface PlNull extends PgLine {
  readonly kind: 'PlNull';
}
/** `target := value`. The target is a PgColumn, PgField or PgSubscript chain. */
export interface PlAssign extends PgLine {
  readonly kind: 'PlAssign';
  readonly target: PgExpr;
  readonly value: PgExpr;
}
/** `if … then … elsif … then … else … end if`: IF and each ELSIF are a branch. (PostgreSQL manual, "Conditionals") */
export interface PlIf extends PgLine {
  readonly kind: 'PlIf';
  readonly branches: readonly {
    readonly condition: PgExpr;
    readonly body: readonly PlStatement[];
    readonly comments?: readonly string[];
  }[];
  readonly otherwise?: readonly PlStatement[];
}
/** `case [operand] when … then … else … end case`. (PostgreSQL manual, "Conditionals") */
export interface PlCase extends PgLine {
  readonly kind: 'PlCase';
  readonly operand?: PgExpr;
  readonly branches: readonly { readonly when: readonly PgExpr[]; readonly body: readonly PlStatement[] }[];
  /** PL/pgSQL raises case_not_found without ELSE, as Oracle does. */
  readonly otherwise?: readonly PlStatement[];
}
/** `loop … end loop`. (PostgreSQL manual, "Simple Loops") */
export interface PlLoop extends PgLine {
  readonly kind: 'PlLoop';
  readonly label?: string;
  readonly body: readonly PlStatement[];
}
/** `while condition loop … end loop`. (PostgreSQL manual, "Simple Loops") */
export interface PlWhile extends PgLine {
  readonly kind: 'PlWhile';
  readonly label?: string;
  readonly condition: PgExpr;
  readonly body: readonly PlStatement[];
}
/**
 * `for i in [reverse] low .. high by step loop`: with REVERSE `low` is where it begins, the greater of the two; the
 * step is positive. (PostgreSQL manual, "FOR (Integer Variant)")
 */
export interface PlForRange extends PgLine {
  readonly kind: 'PlForRange';
  readonly label?: string;
  readonly index: string;
  readonly reverse: boolean;
  readonly low: PgExpr;
  readonly high: PgExpr;
  readonly by?: PgExpr;
  readonly body: readonly PlStatement[];
}
/**
 * `for a, b in select … loop`; the query may be DML with RETURNING. (PostgreSQL manual,
 * "Looping through Query Results")
 */
export interface PlForQuery extends PgLine {
  readonly kind: 'PlForQuery';
  readonly label?: string;
  readonly targets: readonly PgExpr[];
  readonly query: PgSelect | PgDml;
  readonly body: readonly PlStatement[];
}
/** `for a, b in execute text using … loop`. (PostgreSQL manual, "Looping through Query Results") */
export interface PlForDynamic extends PgLine {
  readonly kind: 'PlForDynamic';
  readonly label?: string;
  readonly targets: readonly PgExpr[];
  readonly text: PgExpr;
  readonly using: readonly PgExpr[];
  readonly body: readonly PlStatement[];
}
/**
 * `foreach x in array a loop`: over all elements, whatever the dimensions. (PostgreSQL
 * manual, "Looping through Arrays")
 */
export interface PlForeach extends PgLine {
  readonly kind: 'PlForeach';
  readonly label?: string;
  readonly target: string;
  readonly array: PgExpr;
  readonly body: readonly PlStatement[];
}
/**
 * `exit [label] [when …]`, `continue [label] [when …]`; without a label the innermost loop.
 * (PostgreSQL manual, "Simple Loops")
 */
export interface PlExit extends PgLine {
  readonly kind: 'PlExit';
  readonly what: 'exit' | 'continue';
  readonly label?: string;
  readonly when?: PgExpr;
}
/** `return [value]`. (PostgreSQL manual, "Returning from a Function") */
export interface PlReturn extends PgLine {
  readonly kind: 'PlReturn';
  readonly value?: PgExpr;
}
/**
 * `return next value`: one more row of a set-returning function, which goes on; without a value the row of its OUT
 * parameters. (PostgreSQL manual, "Returning from a Function")
 */
export interface PlReturnNext extends PgLine {
  readonly kind: 'PlReturnNext';
  readonly value?: PgExpr;
}
/**
 * `return query select …`: the rows of a query among those of a set-returning function, which goes on. (PostgreSQL
 * manual, "Returning from a Function")
 */
export interface PlReturnQuery extends PgLine {
  readonly kind: 'PlReturnQuery';
  readonly query: PgSelect;
}
/** Which diagnostic a statement was refused for, and what Oracle itself would say of it. */
export interface Refused {
  readonly code: string;
  readonly invalid?: InvalidInOracle;
}
/** `raise [level] …`; without anything: re-raise inside a handler. */
export interface PlRaise extends PgLine {
  readonly kind: 'PlRaise';
  readonly level?: 'exception' | 'info' | 'notice' | 'warning';
  readonly format?: string;
  readonly args?: readonly PgExpr[];
  readonly condition?: string;
  readonly options?: readonly {
    readonly name: 'errcode' | 'message' | 'detail' | 'hint' | 'schema' | 'table' | 'column' | 'constraint';
    readonly value: PgExpr;
  }[];
  /** It stands in the place of a statement that is not converted. */
  readonly refused?: Refused;
}
/** `perform expr`. */
export interface PlPerform extends PgLine {
  readonly kind: 'PlPerform';
  readonly query: PgSelect | PgExpr;
}
/** A SELECT with INTO in its core. */
export interface PlSelectInto extends PgLine {
  readonly kind: 'PlSelectInto';
  readonly query: PgSelect;
}
/** DML or a utility command as a statement of a body. (PostgreSQL manual, "Executing SQL Commands") */
export interface PlSql extends PgLine {
  readonly kind: 'PlSql';
  readonly statement: PgDml | PgUtility;
}
/** Utility statements in a body, as fixed text of ours with quoted names: LOCK TABLE, SET LOCAL … */
export interface PgUtility extends PgNode {
  readonly kind: 'PgUtility';
  readonly text: string;
  /** The role that it creates. */
  readonly createsRole?: string;
}
/** `call p(…)` within a body; arguments of OUT parameters are variables. (PostgreSQL manual, "Calling a Procedure") */
export interface PlCall extends PgLine {
  readonly kind: 'PlCall';
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
}
/** `execute text into strict x using y`. (PostgreSQL manual, "Executing Dynamic Commands") */
export interface PlExecute extends PgLine {
  readonly kind: 'PlExecute';
  readonly text: PgExpr;
  readonly into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] };
  readonly using: readonly PgExpr[];
}
/**
 * `open c(args)` of a bound cursor, `open c for select …`, `open c for execute text using …`: one of `args`, `query`
 * and `dynamic`, or none for a bound cursor without parameters. (PostgreSQL manual, "Opening Cursors")
 */
export interface PlOpen extends PgLine {
  readonly kind: 'PlOpen';
  readonly cursor: string;
  /** Of a bound cursor. */
  readonly args?: readonly PgExpr[];
  readonly query?: PgSelect;
  /**
   * Opened WITH HOLD, under the name in the variable, so that it outlives COMMIT: the query's
   * variables are these, in it `$1`, `$2` …
   */
  readonly held?: { readonly using: readonly PgExpr[] };
  /** `held`: under the name in the variable, so that it outlives COMMIT. */
  readonly dynamic?: { readonly text: PgExpr; readonly using: readonly PgExpr[]; readonly held?: boolean };
  readonly scroll?: 'scroll' | 'no scroll';
}
/** `fetch [direction from] c into a, b`. (PostgreSQL manual, "Using Cursors") */
export interface PlFetch extends PgLine {
  readonly kind: 'PlFetch';
  readonly direction?: string;
  readonly cursor: string;
  readonly targets: readonly PgExpr[];
}
/** `close c`. (PostgreSQL manual, "Using Cursors") */
export interface PlClose extends PgLine {
  readonly kind: 'PlClose';
  readonly cursor: string;
}
/**
 * `get diagnostics n = row_count`; `stacked` within a handler, of the error that it handles. (PostgreSQL manual,
 * "Obtaining the Result Status", "Obtaining Information about an Error")
 */
export interface PlGetDiagnostics extends PgLine {
  readonly kind: 'PlGetDiagnostics';
  readonly stacked: boolean;
  readonly items: readonly { readonly target: PgExpr; readonly item: string }[];
}
/**
 * `commit [and chain]`, `rollback [and chain]`: in procedures and DO blocks alone. (PostgreSQL
 * manual, "Transaction Management")
 */
export interface PlTransaction extends PgLine {
  readonly kind: 'PlTransaction';
  readonly action: 'commit' | 'rollback';
  readonly chain?: boolean;
}
/** Comments that belong to no statement (end of a block). */
export interface PlComment extends PgLine {
  readonly kind: 'PlComment';
}
