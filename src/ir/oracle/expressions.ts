import type { Condition } from './conditions.js';
import type { Literal } from './literals.js';
import type { Identifier, NodeBase, QualifiedName } from './names.js';
import type { OrderItem, Query } from './queries.js';
import type { Statement } from './statements.js';
import type { TypeRef } from './type-refs.js';

/** Every Oracle expression and condition; Oracle SQL keeps them apart, PL/SQL does not. */
export type Expr =
  | Literal
  | Name
  | CorrelationName
  | BindVariable
  | InquiryDirective
  | Call
  | Member
  | MethodCallOnType
  | Unary
  | Binary
  | Condition
  | Case
  | Cast
  | Extract
  | Trim
  | Row
  | Subquery
  | CursorExpr
  | MultisetQuery
  | CursorAttribute
  | OuterJoinMark
  | AtTimeZone
  | Collate
  | New
  | Treat
  | NamedFunctionSyntax
  | Star
  | DefaultMarker
  | IteratedElements
  | UnsupportedExpr;

/**
 * A dotted name: column, variable, parameter, constant, routine called without parentheses, sequence pseudo-column,
 * SYSDATE, LEVEL, ROWNUM …: only name resolution can tell. `a.b.c` is one Name with three parts; after a call or an
 * element access the chain goes on with `Member`.
 */
export interface Name extends NodeBase {
  readonly kind: 'Name';
  readonly parts: readonly Identifier[];
  /** Database link: `f@link`, `seq.nextval@link`. */
  readonly link?: string;
}

/**
 * `:NEW.sal`, `:OLD.sal`, `:PARENT.x` and their renamed forms are told apart from bind variables by the analysis:
 * `:NEW` is a CorrelationName here when a column follows.
 */
export interface CorrelationName extends NodeBase {
  readonly kind: 'CorrelationName';
  /** As written without the colon, upper case. */
  readonly correlation: string;
  readonly column: Identifier;
}
/** `:x`, `:1`, and `:x:ind`. */
export interface BindVariable extends NodeBase {
  readonly kind: 'BindVariable';
  readonly name: string;
}
/** `$$PLSQL_UNIT`, `$$PLSQL_LINE`, `$$my_flag`. */
export interface InquiryDirective extends NodeBase {
  readonly kind: 'InquiryDirective';
  readonly name: string;
}

/** One actual parameter. */
export interface Argument extends NodeBase {
  readonly kind: 'Argument';
  /** Named notation, or the key of a qualified expression (`t(1 => 'a')`: the key is then an expression). */
  readonly name?: Identifier;
  readonly key?: Expr;
  readonly value: Expr;
}

/**
 * `callee(args)`: function call, element of a collection, collection or object method, type constructor, built-in,
 * aggregate or analytic function. Only name resolution can tell.
 */
export interface Call extends NodeBase {
  readonly kind: 'Call';
  readonly callee: Name | Member | Call | CorrelationName;
  readonly args: readonly Argument[];
  readonly quantifier?: 'DISTINCT' | 'UNIQUE' | 'ALL';
  /** `LISTAGG(x, ',' ON OVERFLOW TRUNCATE '…' WITH COUNT)`. */
  readonly overflow?: { readonly action: 'ERROR' | 'TRUNCATE'; readonly indicator?: Expr; readonly count?: boolean };
  /** RESPECT/IGNORE NULLS, inside or after the parentheses. */
  readonly nulls?: 'RESPECT' | 'IGNORE';
  /** NTH_VALUE … FROM FIRST/LAST. */
  readonly fromEnd?: 'FIRST' | 'LAST';
  readonly withinGroup?: readonly OrderItem[];
  readonly keep?: { readonly which: 'FIRST' | 'LAST'; readonly orderBy: readonly OrderItem[] };
  readonly over?: WindowSpec | Identifier;
  /** ORDER BY inside the argument list (XMLAGG, COLLECT, JSON_ARRAYAGG). */
  readonly orderBy?: readonly OrderItem[];
  /** `DEFAULT x ON CONVERSION ERROR`. */
  readonly onConversionError?: Expr;
  readonly link?: string;
}

/**
 * What stands in `OVER (…)` or after WINDOW w AS; `name` is the window that it builds on. (SQL Language Reference,
 * "Analytic Functions", analytic_clause)
 */
export interface WindowSpec extends NodeBase {
  readonly kind: 'WindowSpec';
  readonly name?: Identifier;
  readonly partitionBy: readonly Expr[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: WindowFrame;
}
/**
 * `ROWS BETWEEN … AND … EXCLUDE …`; without BETWEEN there is no `end`, and the frame ends at the current row. (SQL
 * Language Reference, "Analytic Functions", windowing_clause)
 */
export interface WindowFrame extends NodeBase {
  readonly kind: 'WindowFrame';
  readonly unit: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly start: FrameBound;
  readonly end?: FrameBound;
  readonly exclude?: 'CURRENT ROW' | 'GROUP' | 'TIES' | 'NO OTHERS';
}
/** `UNBOUNDED PRECEDING`, `2 FOLLOWING`: the offset of PRECEDING and FOLLOWING. */
export interface FrameBound extends NodeBase {
  readonly kind: 'FrameBound';
  readonly bound: 'UNBOUNDED PRECEDING' | 'PRECEDING' | 'CURRENT ROW' | 'FOLLOWING' | 'UNBOUNDED FOLLOWING';
  readonly offset?: Expr;
}

/** `target.name` where the target is not a plain dotted name: `f(x).y`, `t(i).salary`, `(a).b`. */
export interface Member extends NodeBase {
  readonly kind: 'Member';
  readonly target: Expr;
  readonly name: Identifier;
}
/** `(self AS base_t).method(args)`: generalized invocation. */
export interface MethodCallOnType extends NodeBase {
  readonly kind: 'MethodCallOnType';
  readonly self: Expr;
  readonly type: QualifiedName;
  readonly method: Identifier;
  readonly args: readonly Argument[];
}

/**
 * A sign, NOT, and the operators of hierarchical queries. (SQL Language Reference, "Operators",
 * "Hierarchical Query Operators")
 */
export interface Unary extends NodeBase {
  readonly kind: 'Unary';
  readonly op: '+' | '-' | 'NOT' | 'PRIOR' | 'CONNECT_BY_ROOT';
  readonly operand: Expr;
}
/** Arithmetic, concatenation, comparison and MULTISET operators, two operands. */
export interface Binary extends NodeBase {
  readonly kind: 'Binary';
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}
/** `**` is PL/SQL's alone. All spellings of "not equal" (`!=`, `^=`, `~=`) are `<>`. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '**'
  | 'MOD'
  | 'REM'
  | '||'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'MULTISET UNION ALL'
  | 'MULTISET UNION DISTINCT'
  | 'MULTISET INTERSECT ALL'
  | 'MULTISET INTERSECT DISTINCT'
  | 'MULTISET EXCEPT ALL'
  | 'MULTISET EXCEPT DISTINCT'
  | 'MEMBER OF'
  | 'SUBMULTISET OF';
/** `CASE [operand] WHEN … THEN … [ELSE …] END` as an expression. */
export interface Case extends NodeBase {
  readonly kind: 'Case';
  readonly operand?: Expr;
  readonly branches: readonly { readonly when: readonly Expr[]; readonly then: Expr }[];
  readonly otherwise?: Expr;
}
/** `CAST(operand AS type)`; the operand may be a MULTISET query. (SQL Language Reference, "CAST") */
export interface Cast extends NodeBase {
  readonly kind: 'Cast';
  readonly operand: Expr;
  readonly type: TypeRef;
  /** `CAST('x' AS DATE DEFAULT NULL ON CONVERSION ERROR, 'fmt', 'nls')`. */
  readonly onConversionError?: Expr;
  readonly format?: Expr;
  readonly nls?: Expr;
}
/** `EXTRACT(YEAR FROM d)`. (SQL Language Reference, "EXTRACT (datetime)") */
export interface Extract extends NodeBase {
  readonly kind: 'Extract';
  /** YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, TIMEZONE_HOUR, TIMEZONE_MINUTE, TIMEZONE_REGION, TIMEZONE_ABBR. */
  readonly field: string;
  readonly operand: Expr;
}
/**
 * `TRIM(LEADING '0' FROM s)`; BOTH where no side is written, blanks where no `characters`.
 * (SQL Language Reference, "TRIM")
 */
export interface Trim extends NodeBase {
  readonly kind: 'Trim';
  readonly side: 'LEADING' | 'TRAILING' | 'BOTH';
  readonly characters?: Expr;
  readonly operand: Expr;
}
/** `(a, b)`: an expression list used as a row. */
export interface Row extends NodeBase {
  readonly kind: 'Row';
  readonly items: readonly Expr[];
}
/**
 * A query in parentheses where an expression stands: one value, or a row of several. (SQL Language Reference,
 * "Scalar Subquery Expressions")
 */
export interface Subquery extends NodeBase {
  readonly kind: 'Subquery';
  readonly query: Query;
}
/** `CURSOR(SELECT …)`. */
export interface CursorExpr extends NodeBase {
  readonly kind: 'CursorExpr';
  readonly query: Query;
}
/** `MULTISET(SELECT …)`, the operand of CAST. */
export interface MultisetQuery extends NodeBase {
  readonly kind: 'MultisetQuery';
  readonly query: Query;
}
/**
 * `c%FOUND`, `SQL%ROWCOUNT`, `SQL%BULK_ROWCOUNT(i)`, `SQL%BULK_EXCEPTIONS.COUNT`, `SQL%BULK_EXCEPTIONS(i).ERROR_INDEX`.
 */
export interface CursorAttribute extends NodeBase {
  readonly kind: 'CursorAttribute';
  /** `SQL` for the implicit cursor, else the cursor or cursor variable (`:c%found` has a BindVariable). */
  readonly cursor: 'SQL' | Name | Member | Call | BindVariable;
  readonly attribute: 'FOUND' | 'NOTFOUND' | 'ISOPEN' | 'ROWCOUNT' | 'BULK_ROWCOUNT' | 'BULK_EXCEPTIONS';
  readonly index?: Expr;
  /** COUNT, ERROR_INDEX or ERROR_CODE of BULK_EXCEPTIONS. */
  readonly field?: string;
}
/** `col (+)`. */
export interface OuterJoinMark extends NodeBase {
  readonly kind: 'OuterJoinMark';
  readonly operand: Expr;
}
/** `ts AT TIME ZONE 'Europe/Vienna'`, `ts AT LOCAL`. (SQL Language Reference, "Datetime Expressions") */
export interface AtTimeZone extends NodeBase {
  readonly kind: 'AtTimeZone';
  readonly operand: Expr;
  readonly zone: Expr | 'LOCAL';
  /** The zone is the value's own, which is kept beside it; the source asks for none. */
  readonly isOwn?: true;
}
/** `s COLLATE binary_ci`. (SQL Language Reference, "COLLATE Operator") */
export interface Collate extends NodeBase {
  readonly kind: 'Collate';
  readonly operand: Expr;
  readonly collation: string;
}
/** `NEW address_t(…)`. */
export interface New extends NodeBase {
  readonly kind: 'New';
  readonly call: Call | Name;
}
/**
 * `TREAT(x AS [REF] sub_t)`: the object as one of a subtype, NULL where it is none. (SQL Language Reference, "TREAT")
 */
export interface Treat extends NodeBase {
  readonly kind: 'Treat';
  readonly operand: Expr;
  readonly ref: boolean;
  readonly type: TypeRef;
}
/**
 * Functions whose arguments have a syntax of their own: XMLELEMENT, XMLFOREST, XMLAGG's siblings, XMLSERIALIZE,
 * XMLQUERY, JSON_OBJECT, JSON_ARRAY, JSON_VALUE, JSON_QUERY, JSON_EXISTS … One shape for all: items and named clauses.
 */
export interface NamedFunctionSyntax extends NodeBase {
  readonly kind: 'NamedFunctionSyntax';
  /** Upper-case function name. */
  readonly name: string;
  readonly args: readonly FunctionSyntaxItem[];
  /**
   * Keyword clauses in upper case, one blank between words: `RETURNING CLOB`, `NULL ON NULL`, `WITHOUT WRAPPER`,
   * `ABSENT ON NULL`, `CONTENT`, `DOCUMENT`.
   */
  readonly options: readonly string[];
  readonly returning?: TypeRef;
  readonly orderBy?: readonly OrderItem[];
  /** `DEFAULT x ON EMPTY|ERROR`. */
  readonly defaults?: readonly { readonly value: Expr; readonly on: 'EMPTY' | 'ERROR' }[];
}
/** One argument of a function with a syntax of its own, and the word that says what it is for. */
export interface FunctionSyntaxItem extends NodeBase {
  readonly kind: 'FunctionSyntaxItem';
  /** Role in upper case: VALUE, KEY, NAME, ATTRIBUTE, PASSING, PATH, FORMAT JSON … */
  readonly role: string;
  readonly value: Expr;
  /** `AS name`, the key of `KEY k VALUE v` as an expression, or the element name. */
  readonly alias?: Identifier;
  readonly key?: Expr;
}
/** `*` or `t.*` as a select item or in COUNT(*). */
export interface Star extends NodeBase {
  readonly kind: 'Star';
  readonly qualifier?: QualifiedName;
}
/** The keyword DEFAULT as a value in INSERT and UPDATE. */
export interface DefaultMarker extends NodeBase {
  readonly kind: 'DefaultMarker';
}
/**
 * `FOR i IN 1 .. 3 INDEX i * 10 => 'x' || i` in a qualified expression: the elements that its loop makes, whose body, of
 * each control, is one ElementOfLoop. (PL/SQL Language Reference 21c, "Qualified Expressions Overview")
 */
export interface IteratedElements extends NodeBase {
  readonly kind: 'IteratedElements';
  readonly loop: Statement;
}
/**
 * Recognised, but without a place of its own in the tree (MODEL cell references and the
 * like); `what` names the construct.
 */
export interface UnsupportedExpr extends NodeBase {
  readonly kind: 'UnsupportedExpr';
  readonly what: string;
}
