import type { Span } from '../span.js';
import type { PgOrderItem, PgSelect } from './queries.js';
import type { PgStatement } from './statements.js';

/** What every node of the PostgreSQL tree has: the span of the Oracle source it came from. */
export interface PgNode {
  readonly span: Span;
}

/** PostgreSQL expressions as the printer knows them. Parentheses come from precedence, never from the tree. */
export type PgExpr =
  | PgNull
  | PgBoolean
  | PgNumber
  | PgString
  | PgTypedLiteral
  | PgColumn
  | PgParameter
  | PgCall
  | PgCast
  | PgUnary
  | PgBinary
  | PgAnd
  | PgOr
  | PgNot
  | PgIs
  | PgIsDistinct
  | PgBetween
  | PgIn
  | PgInQuery
  | PgLike
  | PgCase
  | PgExists
  | PgScalarSubquery
  | PgQueryText
  | PgArraySubquery
  | PgQuantified
  | PgArray
  | PgSubscript
  | PgSlice
  | PgField
  | PgRow
  | PgSpecialCall
  | PgAtTimeZone
  | PgCollate
  | PgExtract
  | PgStar
  | PgDefault
  | PgNamedArgument
  | PgStatementText
  | PgRaw;

/** `null`. */
export interface PgNull extends PgNode {
  readonly kind: 'PgNull';
}
/** `true`, `false`. */
export interface PgBoolean extends PgNode {
  readonly kind: 'PgBoolean';
  readonly value: boolean;
}
/** An unsigned number as text; PostgreSQL types it integer, bigint or numeric by its form. */
export interface PgNumber extends PgNode {
  readonly kind: 'PgNumber';
  readonly text: string;
}
/** `'text'`: the printer escapes it. */
export interface PgString extends PgNode {
  readonly kind: 'PgString';
  readonly value: string;
  /** Where a point is that of a number which has become text: it follows the session's decimal character. */
  readonly decimalPoints?: readonly number[];
}
/** `date '2024-01-01'`, `timestamp '…'`, `interval '1 day'`. */
export interface PgTypedLiteral extends PgNode {
  readonly kind: 'PgTypedLiteral';
  readonly type: string;
  readonly value: string;
}
interface MayBeOfServer {
  /** It is what SYSTIMESTAMP gave: its fields are those of the server's zone. */
  readonly ofServer?: true;
}
/** A column, variable, parameter or record: `a`, `t.a`, `new.a`. Parts are plain names; the printer quotes. */
export interface PgColumn extends PgNode, MayBeOfServer {
  readonly kind: 'PgColumn';
  readonly parts: readonly string[];
}
/** `$1`. */
export interface PgParameter extends PgNode {
  readonly kind: 'PgParameter';
  readonly index: number;
}
/**
 * `f(distinct a order by b) filter (where …) over (…)`: a function, aggregate or window function. (PostgreSQL manual,
 * "Aggregate Expressions", "Window Function Calls")
 */
export interface PgCall extends PgNode, MayBeOfServer {
  readonly kind: 'PgCall';
  /** Name parts: `['ora', 'substr']`, `['coalesce']`. */
  readonly name: readonly string[];
  readonly args: readonly PgExpr[];
  /** The text of a number that has a point whatever the session's decimal character is. */
  readonly keepsPoint?: true;
  readonly distinct?: boolean;
  /** The last argument is VARIADIC. */
  readonly variadic?: boolean;
  readonly orderBy?: readonly PgOrderItem[];
  readonly withinGroup?: readonly PgOrderItem[];
  readonly filter?: PgExpr;
  readonly over?: PgWindow | string;
  /**
   * It only checks that its first argument is no longer than a text may be: another check of the
   * length can stand in its place.
   */
  readonly checksText?: 'padding' | 'concatenation';
  /**
   * It fills a text of PL/SQL to a length that is computed, and may be more than a text may have: who does not check
   * the length anyway has to.
   */
  readonly mayOverfill?: true;
}
/**
 * What stands in `over (…)` or after WINDOW w AS; `name` is the window that it builds on. (PostgreSQL
 * manual, "Window Function Calls")
 */
export interface PgWindow extends PgNode {
  readonly kind: 'PgWindow';
  readonly name?: string;
  readonly partitionBy: readonly PgExpr[];
  readonly orderBy: readonly PgOrderItem[];
  readonly frame?: {
    readonly unit: 'rows' | 'range' | 'groups';
    readonly start: PgFrameBound;
    readonly end?: PgFrameBound;
    readonly exclude?: string;
  };
}
/** `unbounded preceding`, `2 following`: the offset of PRECEDING and FOLLOWING. */
export interface PgFrameBound {
  readonly bound: 'unbounded preceding' | 'preceding' | 'current row' | 'following' | 'unbounded following';
  readonly offset?: PgExpr;
}
/** `operand::type`. */
export interface PgCast extends PgNode, MayBeOfServer {
  readonly kind: 'PgCast';
  readonly operand: PgExpr;
  readonly type: PgType;
}
/** A sign, `~` (bits inverted) or `@` (absolute value). (PostgreSQL manual, "Mathematical Functions and Operators") */
export interface PgUnary extends PgNode {
  readonly kind: 'PgUnary';
  readonly op: '-' | '+' | '~' | '@';
  readonly operand: PgExpr;
}
/** Any infix operator but AND, OR, IS, BETWEEN, IN, LIKE. */
export interface PgBinary extends PgNode {
  readonly kind: 'PgBinary';
  readonly op: string;
  readonly left: PgExpr;
  readonly right: PgExpr;
}
/** `a and b and c`; without operands it is `true`. */
export interface PgAnd extends PgNode {
  readonly kind: 'PgAnd';
  readonly operands: readonly PgExpr[];
}
/** `a or b or c`; without operands it is `false`. */
export interface PgOr extends PgNode {
  readonly kind: 'PgOr';
  readonly operands: readonly PgExpr[];
}
/** `not x`. */
export interface PgNot extends PgNode {
  readonly kind: 'PgNot';
  readonly operand: PgExpr;
}
/** `x is [not] null|true|false|unknown|document|json`. */
export interface PgIs extends PgNode {
  readonly kind: 'PgIs';
  readonly negated: boolean;
  readonly what: 'null' | 'true' | 'false' | 'unknown' | 'document' | 'json';
  readonly operand: PgExpr;
}
/**
 * `left is [not] distinct from right`: a comparison in which NULL is a value. (PostgreSQL manual,
 * "Comparison Functions and Operators")
 */
export interface PgIsDistinct extends PgNode {
  readonly kind: 'PgIsDistinct';
  /** True for IS NOT DISTINCT FROM. */
  readonly negated: boolean;
  readonly left: PgExpr;
  readonly right: PgExpr;
}
/** `x [not] between a and b`. */
export interface PgBetween extends PgNode {
  readonly kind: 'PgBetween';
  readonly negated: boolean;
  readonly operand: PgExpr;
  readonly low: PgExpr;
  readonly high: PgExpr;
}
/** `operand [not] in (a, b)`; the list is never empty. */
export interface PgIn extends PgNode {
  readonly kind: 'PgIn';
  readonly negated: boolean;
  readonly operand: PgExpr;
  readonly items: readonly PgExpr[];
}
/** `operand [not] in (select …)`. */
export interface PgInQuery extends PgNode {
  readonly kind: 'PgInQuery';
  readonly negated: boolean;
  readonly operand: PgExpr;
  readonly query: PgSelect;
}
/**
 * `operand [not] like pattern escape '\'`; without `escape` the backslash is the escape character.
 * (PostgreSQL manual, "Pattern Matching")
 */
export interface PgLike extends PgNode {
  readonly kind: 'PgLike';
  readonly negated: boolean;
  readonly op: 'like' | 'ilike' | 'similar to';
  readonly operand: PgExpr;
  readonly pattern: PgExpr;
  readonly escape?: PgExpr;
}
/** `case [operand] when … then … else … end`; without `otherwise` NULL. */
export interface PgCase extends PgNode, MayBeOfServer {
  readonly kind: 'PgCase';
  readonly operand?: PgExpr;
  readonly branches: readonly { readonly when: PgExpr; readonly then: PgExpr }[];
  readonly otherwise?: PgExpr;
}
/** `exists (select …)`. */
export interface PgExists extends PgNode {
  readonly kind: 'PgExists';
  readonly query: PgSelect;
}
/** `(select …)`: one value; more than one row is an error. (PostgreSQL manual, "Scalar Subqueries") */
export interface PgScalarSubquery extends PgNode, MayBeOfServer {
  readonly kind: 'PgScalarSubquery';
  readonly query: PgSelect;
}
/** The text of a query, for what executes it: `$query$ select … $query$`. */
export interface PgQueryText extends PgNode {
  readonly kind: 'PgQueryText';
  readonly query: PgSelect;
}
/** `array(select …)`. */
export interface PgArraySubquery extends PgNode {
  readonly kind: 'PgArraySubquery';
  readonly query: PgSelect;
}
/**
 * `left = any (select …)`, `left = all (array)`. (PostgreSQL manual, "Subquery
 * Expressions", "Row and Array Comparisons")
 */
export interface PgQuantified extends PgNode {
  readonly kind: 'PgQuantified';
  readonly op: string;
  readonly quantifier: 'any' | 'all';
  readonly left: PgExpr;
  readonly right: PgSelect | PgExpr;
}
/** `array[a, b]`; an empty one needs a cast around it. (PostgreSQL manual, "Array Constructors") */
export interface PgArray extends PgNode {
  readonly kind: 'PgArray';
  readonly items: readonly PgExpr[];
}
/** `operand[index]`; NULL where the array has no such element. (PostgreSQL manual, "Arrays") */
export interface PgSubscript extends PgNode, MayBeOfServer {
  readonly kind: 'PgSubscript';
  readonly operand: PgExpr;
  readonly index: PgExpr;
}
/** `operand[low : high]`; a bound that is absent is that of the array. (PostgreSQL manual, "Arrays") */
export interface PgSlice extends PgNode {
  readonly kind: 'PgSlice';
  readonly operand: PgExpr;
  readonly low?: PgExpr;
  readonly high?: PgExpr;
}
/** `(operand).name`; the printer knows when parentheses are needed. */
export interface PgField extends PgNode, MayBeOfServer {
  readonly kind: 'PgField';
  readonly operand: PgExpr;
  readonly name: string;
}
/** `row(a, b)`; `(a, b)` where `bare`. */
export interface PgRow extends PgNode {
  readonly kind: 'PgRow';
  readonly items: readonly PgExpr[];
  readonly bare?: boolean;
}
/**
 * Calls with a grammar of their own (`trim(both 'x' from y)`, `xmlelement(name a, …)`, `overlay`, `position`): name,
 * then text pieces and expressions in turn.
 */
export interface PgSpecialCall extends PgNode {
  readonly kind: 'PgSpecialCall';
  readonly name: string;
  readonly pieces: readonly (string | PgExpr)[];
}
/** `operand at time zone zone`. (PostgreSQL manual, "AT TIME ZONE") */
export interface PgAtTimeZone extends PgNode {
  readonly kind: 'PgAtTimeZone';
  readonly operand: PgExpr;
  readonly zone: PgExpr;
}
/**
 * `operand collate c`: the name is printed as it is where it begins with a quote. (PostgreSQL
 * manual, "Collation Expressions")
 */
export interface PgCollate extends PgNode {
  readonly kind: 'PgCollate';
  readonly operand: PgExpr;
  readonly collation: string;
}
/** `extract(field from operand)`, the field in lower case. (PostgreSQL manual, "EXTRACT, date_part") */
export interface PgExtract extends PgNode {
  readonly kind: 'PgExtract';
  readonly field: string;
  readonly operand: PgExpr;
}
/** `*`, `t.*`. */
export interface PgStar extends PgNode {
  readonly kind: 'PgStar';
  readonly qualifier?: readonly string[];
}
/** The keyword DEFAULT as a value in INSERT and UPDATE. */
export interface PgDefault extends PgNode {
  readonly kind: 'PgDefault';
}
/** `name => value` in a call. */
export interface PgNamedArgument extends PgNode {
  readonly kind: 'PgNamedArgument';
  readonly name: string;
  readonly value: PgExpr;
}
/** The text of a statement as a string literal: what EXECUTE runs. */
export interface PgStatementText extends PgNode {
  readonly kind: 'PgStatementText';
  readonly statement: PgStatement;
}
/**
 * Text that is PostgreSQL already, of the tightest precedence (`current_date`, `found`, `tg_op`). Only for fixed text
 * of ours, never for anything from the source.
 */
export interface PgRaw extends PgNode {
  readonly kind: 'PgRaw';
  readonly text: string;
}

/** A PostgreSQL type: `{name: ['numeric'], modifiers: '(10,2)'}`, `{name: ['bank', 'address_t'], array: true}`. */
export interface PgType {
  /** Built-in names as one part in lower case (`timestamp with time zone`), own ones schema-qualified. */
  readonly name: readonly string[];
  /** With its parentheses: `(10,2)`, `(0)`. */
  readonly modifiers?: string;
  readonly array?: boolean;
  /** `%type` and `%rowtype` of PL/pgSQL; the name is the column or relation. */
  readonly anchor?: '%type' | '%rowtype';
}
