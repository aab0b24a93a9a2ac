import type { PgDml } from './dml.js';
import type { PgExpr, PgNode, PgType } from './expressions.js';
import type { PgSelect } from './queries.js';

/** What a reader sees as a line of its own; the printer keeps comments and blank lines. */
export interface PgLine extends PgNode {
  readonly comments?: readonly string[];
  readonly trailingComment?: string;
  readonly blankBefore?: boolean;
}

export interface PlBlock extends PgLine {
  readonly kind: 'PlBlock';
  readonly label?: string;
  readonly declarations: readonly PlDeclaration[];
  readonly body: readonly PlStatement[];
  readonly handlers: readonly PlHandler[];
}
export interface PlHandler extends PgLine {
  readonly kind: 'PlHandler';
  /** `sqlstate 'P0002'` as `{sqlstate}`, else a condition name. */
  readonly conditions: readonly ({ readonly sqlstate: string } | { readonly name: string })[];
  readonly body: readonly PlStatement[];
}
export type PlDeclaration = PlVariable | PlCursor | PlAlias;
/** `name alias for $n`: another name of a parameter. */
export interface PlAlias extends PgLine {
  readonly kind: 'PlAlias';
  readonly name: string;
  /** The parameter's place in the list, from 1. */
  readonly position: number;
}
export interface PlVariable extends PgLine {
  readonly kind: 'PlVariable';
  readonly name: string;
  readonly constant?: boolean;
  readonly type: PgType;
  readonly notNull?: boolean;
  readonly initial?: PgExpr;
}
export interface PlCursor extends PgLine {
  readonly kind: 'PlCursor';
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: PgType }[];
  readonly noScroll?: boolean;
  readonly query: PgSelect;
}

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
  | PlForCursor
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
  | PlMove
  | PlClose
  | PlGetDiagnostics
  | PlTransaction
  | PlAssert
  | PlComment;

export interface PlNull extends PgLine {
  readonly kind: 'PlNull';
}
/** `target := value`. The target is a PgColumn, PgField or PgSubscript chain. */
export interface PlAssign extends PgLine {
  readonly kind: 'PlAssign';
  readonly target: PgExpr;
  readonly value: PgExpr;
}
export interface PlIf extends PgLine {
  readonly kind: 'PlIf';
  readonly branches: readonly {
    readonly condition: PgExpr;
    readonly body: readonly PlStatement[];
    readonly comments?: readonly string[];
  }[];
  readonly otherwise?: readonly PlStatement[];
}
export interface PlCase extends PgLine {
  readonly kind: 'PlCase';
  readonly operand?: PgExpr;
  readonly branches: readonly { readonly when: readonly PgExpr[]; readonly body: readonly PlStatement[] }[];
  /** PL/pgSQL raises case_not_found without ELSE, as Oracle does. */
  readonly otherwise?: readonly PlStatement[];
}
export interface PlLoop extends PgLine {
  readonly kind: 'PlLoop';
  readonly label?: string;
  readonly body: readonly PlStatement[];
}
export interface PlWhile extends PgLine {
  readonly kind: 'PlWhile';
  readonly label?: string;
  readonly condition: PgExpr;
  readonly body: readonly PlStatement[];
}
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
export interface PlForQuery extends PgLine {
  readonly kind: 'PlForQuery';
  readonly label?: string;
  readonly targets: readonly PgExpr[];
  readonly query: PgSelect | PgDml;
  readonly body: readonly PlStatement[];
}
export interface PlForDynamic extends PgLine {
  readonly kind: 'PlForDynamic';
  readonly label?: string;
  readonly targets: readonly PgExpr[];
  readonly text: PgExpr;
  readonly using: readonly PgExpr[];
  readonly body: readonly PlStatement[];
}
export interface PlForCursor extends PgLine {
  readonly kind: 'PlForCursor';
  readonly label?: string;
  readonly record: string;
  readonly cursor: string;
  readonly args: readonly PgExpr[];
  readonly body: readonly PlStatement[];
}
export interface PlForeach extends PgLine {
  readonly kind: 'PlForeach';
  readonly label?: string;
  readonly target: string;
  readonly array: PgExpr;
  readonly body: readonly PlStatement[];
}
export interface PlExit extends PgLine {
  readonly kind: 'PlExit';
  readonly what: 'exit' | 'continue';
  readonly label?: string;
  readonly when?: PgExpr;
}
export interface PlReturn extends PgLine {
  readonly kind: 'PlReturn';
  readonly value?: PgExpr;
}
export interface PlReturnNext extends PgLine {
  readonly kind: 'PlReturnNext';
  readonly value?: PgExpr;
}
export interface PlReturnQuery extends PgLine {
  readonly kind: 'PlReturnQuery';
  readonly query: PgSelect;
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
export interface PlSql extends PgLine {
  readonly kind: 'PlSql';
  readonly statement: PgDml | PgUtility;
}
/** Utility statements in a body, as fixed text of ours with quoted names: LOCK TABLE, SET LOCAL … */
export interface PgUtility extends PgNode {
  readonly kind: 'PgUtility';
  readonly text: string;
}
export interface PlCall extends PgLine {
  readonly kind: 'PlCall';
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
}
export interface PlExecute extends PgLine {
  readonly kind: 'PlExecute';
  readonly text: PgExpr;
  readonly into?: { readonly strict: boolean; readonly targets: readonly PgExpr[] };
  readonly using: readonly PgExpr[];
}
export interface PlOpen extends PgLine {
  readonly kind: 'PlOpen';
  readonly cursor: string;
  /** Of a bound cursor. */
  readonly args?: readonly PgExpr[];
  readonly query?: PgSelect;
  /** Opened WITH HOLD, under the name in the variable, so that it outlives COMMIT: the query's variables are these, in it `$1`, `$2` … */
  readonly held?: { readonly using: readonly PgExpr[] };
  /** `held`: under the name in the variable, so that it outlives COMMIT. */
  readonly dynamic?: { readonly text: PgExpr; readonly using: readonly PgExpr[]; readonly held?: boolean };
  readonly scroll?: 'scroll' | 'no scroll';
}
export interface PlFetch extends PgLine {
  readonly kind: 'PlFetch';
  readonly direction?: string;
  readonly cursor: string;
  readonly targets: readonly PgExpr[];
}
export interface PlMove extends PgLine {
  readonly kind: 'PlMove';
  readonly direction: string;
  readonly cursor: string;
}
export interface PlClose extends PgLine {
  readonly kind: 'PlClose';
  readonly cursor: string;
}
export interface PlGetDiagnostics extends PgLine {
  readonly kind: 'PlGetDiagnostics';
  readonly stacked: boolean;
  readonly items: readonly { readonly target: PgExpr; readonly item: string }[];
}
export interface PlTransaction extends PgLine {
  readonly kind: 'PlTransaction';
  readonly action: 'commit' | 'rollback';
  readonly chain?: boolean;
}
export interface PlAssert extends PgLine {
  readonly kind: 'PlAssert';
  readonly condition: PgExpr;
  readonly message?: PgExpr;
}
/** Comments that belong to no statement (end of a block). */
export interface PlComment extends PgLine {
  readonly kind: 'PlComment';
}
