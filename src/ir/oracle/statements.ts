import type { Span } from '../span.js';
import type { DmlStatement } from './dml.js';
import type { Argument, BindVariable, Call, Expr, Member, MethodCallOnType, Name } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { Block, Pragma } from './plsql.js';
import type { IntoClause, Query, TableRef } from './queries.js';
import type { TypeRef } from './type-refs.js';

/**
 * A statement of a PL/SQL body; SQL in it is a SelectInto or DmlInBlock. (PL/SQL Language
 * Reference, "Block", statement)
 */
export type Statement =
  | Block
  | ElementOfLoop
  | NullStatement
  | Assignment
  | CallStatement
  | If
  | CaseStatement
  | BasicLoop
  | WhileLoop
  | ForLoop
  | CursorForLoop
  | Exit
  | Continue
  | Goto
  | Return
  | Raise
  | SelectInto
  | DmlInBlock
  | ForAll
  | OpenCursor
  | OpenFor
  | Fetch
  | CloseCursor
  | ExecuteImmediate
  | Commit
  | Rollback
  | Savepoint
  | SetTransaction
  | LockTable
  | PipeRow
  | LabelledStatement
  | PragmaStatement
  | UnsupportedStatement;

/** `NULL`. (PL/SQL Language Reference, "NULL Statement") */
export interface NullStatement extends LineNode {
  readonly kind: 'NullStatement';
}
/** Where a value can be put: variable, record field, collection element, `:NEW.c`, bind variable. */
export type AssignmentTarget = Expr;
/** `target := value`. (PL/SQL Language Reference, "Assignment Statement") */
export interface Assignment extends LineNode {
  readonly kind: 'Assignment';
  readonly target: AssignmentTarget;
  readonly value: Expr;
}
/** A procedure call, a method call (`x.extend(3)`), or a chain of them. */
export interface CallStatement extends LineNode {
  readonly kind: 'CallStatement';
  readonly call: Call | Name | Member | MethodCallOnType | BindVariable;
}
/**
 * `IF … THEN … ELSIF … THEN … ELSE … END IF`: IF and each ELSIF are a branch. (PL/SQL
 * Language Reference, "IF Statement")
 */
export interface If extends LineNode {
  readonly kind: 'If';
  readonly branches: readonly IfBranch[];
  readonly otherwise?: readonly Statement[];
}
/** IF or ELSIF with its condition and statements. */
export interface IfBranch extends LineNode {
  readonly kind: 'IfBranch';
  readonly condition: Expr;
  readonly body: readonly Statement[];
}
/**
 * `CASE [operand] WHEN … THEN … ELSE … END CASE`: without `otherwise` CASE_NOT_FOUND where nothing matches. (PL/SQL
 * Language Reference, "CASE Statement")
 */
export interface CaseStatement extends LineNode {
  readonly kind: 'CaseStatement';
  readonly label?: Identifier;
  readonly operand?: Expr;
  readonly branches: readonly CaseStatementBranch[];
  readonly otherwise?: readonly Statement[];
}
/** `WHEN … THEN …` of a CASE statement. */
export interface CaseStatementBranch extends LineNode {
  readonly kind: 'CaseStatementBranch';
  /** Several only in 23ai. */
  readonly when: readonly Expr[];
  readonly body: readonly Statement[];
}
interface LoopBase extends LineNode {
  readonly label?: Identifier;
  readonly body: readonly Statement[];
}
/** `LOOP … END LOOP`. (PL/SQL Language Reference, "Basic LOOP Statement") */
export interface BasicLoop extends LoopBase {
  readonly kind: 'BasicLoop';
}
/** `WHILE condition LOOP … END LOOP`. (PL/SQL Language Reference, "WHILE LOOP Statement") */
export interface WhileLoop extends LoopBase {
  readonly kind: 'WhileLoop';
  readonly condition: Expr;
}
/** Numeric FOR loop; one control `low..high` before 21c, a list of iteration controls since. */
export interface ForLoop extends LoopBase {
  readonly kind: 'ForLoop';
  readonly index: Identifier;
  readonly indexType?: TypeRef;
  /** The body may assign to the iterand; a step starts from what it has become. */
  readonly mutable?: true;
  readonly controls: readonly IterationControl[];
}
/**
 * One iteration control: `low .. high`, the values of an expression (with REPEAT evaluated again and again), or what is
 * in a collection; in `FOR i, v IN PAIRS OF c` the loop's `index` is `i` and `valueIndex` is `v`. (PL/SQL Language
 * Reference 21c, "FOR LOOP Statement", "Iterator")
 */
export type IterationControl =
  | (NodeBase & {
      readonly kind: 'SteppedControl';
      readonly reverse: boolean;
      readonly low: Expr;
      readonly high: Expr;
      readonly by?: Expr;
      readonly whileCondition?: Expr;
      readonly when?: Expr;
    })
  | (NodeBase & {
      readonly kind: 'ExpressionControl';
      readonly repeat: boolean;
      readonly value: Expr;
      readonly whileCondition?: Expr;
      readonly when?: Expr;
    })
  | (NodeBase & {
      readonly kind: 'CollectionControl';
      readonly over: 'VALUES' | 'INDICES' | 'PAIRS';
      readonly reverse: boolean;
      readonly value: Expr;
      readonly valueIndex?: Identifier;
      readonly when?: Expr;
    });
/**
 * The element that one iteration adds to a qualified expression: under the key of INDEX, else of the iterand;
 * with SEQUENCE after the last one.
 */
export interface ElementOfLoop extends LineNode {
  readonly kind: 'ElementOfLoop';
  readonly index?: Expr;
  readonly sequence: boolean;
  readonly value: Expr;
}
/** `FOR r IN (SELECT …) LOOP`, `FOR r IN c(args) LOOP`. */
export interface CursorForLoop extends LoopBase {
  readonly kind: 'CursorForLoop';
  readonly record: Identifier;
  readonly source: Query | NamedCursor;
}
/** An explicit cursor or cursor variable by its name, with the actual parameters: `c`, `pkg.c(1)`. */
export interface NamedCursor extends NodeBase {
  readonly kind: 'NamedCursor';
  readonly cursor: QualifiedName;
  readonly args: readonly Argument[];
}
/** `EXIT [label] [WHEN …]`; without a label the innermost loop. (PL/SQL Language Reference, "EXIT Statement") */
export interface Exit extends LineNode {
  readonly kind: 'Exit';
  readonly label?: Identifier;
  readonly when?: Expr;
}
/**
 * `CONTINUE [label] [WHEN …]`; without a label the innermost loop. (PL/SQL Language Reference, "CONTINUE Statement")
 */
export interface Continue extends LineNode {
  readonly kind: 'Continue';
  readonly label?: Identifier;
  readonly when?: Expr;
}
/**
 * `GOTO label`; the label is that of a block, a loop or a LabelledStatement. (PL/SQL
 * Language Reference, "GOTO Statement")
 */
export interface Goto extends LineNode {
  readonly kind: 'Goto';
  readonly label: Identifier;
}
/**
 * `RETURN value`; without a value in procedures, pipelined functions, constructors and blocks. (PL/SQL Language
 * Reference, "RETURN Statement")
 */
export interface Return extends LineNode {
  readonly kind: 'Return';
  readonly value?: Expr;
}
/** `RAISE e`, `RAISE`. (PL/SQL Language Reference, "RAISE Statement") */
export interface Raise extends LineNode {
  readonly kind: 'Raise';
  /** Absent: re-raise of the current exception. */
  readonly exception?: QualifiedName;
}
/** `SELECT … INTO …`: a Query whose select has `into`. */
export interface SelectInto extends LineNode {
  readonly kind: 'SelectInto';
  readonly query: Query;
}
/** INSERT, UPDATE, DELETE or MERGE as a statement of a PL/SQL body. */
export interface DmlInBlock extends LineNode {
  readonly kind: 'DmlInBlock';
  readonly statement: DmlStatement;
}
/**
 * `FORALL i IN low .. high [SAVE EXCEPTIONS] INSERT …`; `INDICES OF c BETWEEN low AND high` and `VALUES OF c` as
 * bounds. (PL/SQL Language Reference, "FORALL Statement")
 */
export interface ForAll extends LineNode {
  readonly kind: 'ForAll';
  readonly index: Identifier;
  readonly bounds: ForAllBounds;
  readonly saveExceptions: boolean;
  readonly statement: DmlStatement | ExecuteImmediate;
}
/** The indexes that FORALL runs over. */
export type ForAllBounds = NodeBase &
  (
    | { readonly kind: 'Range'; readonly low: Expr; readonly high: Expr }
    | { readonly kind: 'IndicesOf'; readonly collection: Expr; readonly low?: Expr; readonly high?: Expr }
    | { readonly kind: 'ValuesOf'; readonly collection: Expr }
  );
/** `OPEN c(args)` of an explicit cursor. (PL/SQL Language Reference, "OPEN Statement") */
export interface OpenCursor extends LineNode {
  readonly kind: 'OpenCursor';
  readonly cursor: QualifiedName;
  readonly args: readonly Argument[];
}
/** `OPEN c FOR query`, or `OPEN c FOR string USING …`. */
export interface OpenFor extends LineNode {
  readonly kind: 'OpenFor';
  readonly cursor: Expr;
  readonly source: Query | DynamicText;
  readonly using: readonly UsingArgument[];
}
/** The string whose text is a query, of OPEN FOR. (PL/SQL Language Reference, "OPEN FOR Statement") */
export interface DynamicText extends NodeBase {
  readonly kind: 'DynamicText';
  readonly text: Expr;
}
/** A bind argument of USING; IN where no mode is written. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement") */
export interface UsingArgument extends NodeBase {
  readonly kind: 'UsingArgument';
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly value: Expr;
}
/** `FETCH c INTO x`, `FETCH c BULK COLLECT INTO xs LIMIT 100`. (PL/SQL Language Reference, "FETCH Statement") */
export interface Fetch extends LineNode {
  readonly kind: 'Fetch';
  readonly cursor: Expr;
  readonly into: IntoClause;
  readonly limit?: Expr;
}
/** `CLOSE c`, of a cursor or cursor variable. (PL/SQL Language Reference, "CLOSE Statement") */
export interface CloseCursor extends LineNode {
  readonly kind: 'CloseCursor';
  readonly cursor: Expr;
}
/**
 * `EXECUTE IMMEDIATE text INTO x USING y RETURNING INTO z`. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
 */
export interface ExecuteImmediate extends LineNode {
  readonly kind: 'ExecuteImmediate';
  readonly text: Expr;
  readonly into?: IntoClause;
  readonly using: readonly UsingArgument[];
  readonly returning?: IntoClause;
  /**
   * The block that the text is, where it stands there and takes no values. It sees nothing of the code around
   * it; RETURN in it has become EXIT.
   */
  readonly block?: Block;
}
/** `COMMIT [options]`. (SQL Language Reference, "COMMIT") */
export interface Commit extends LineNode {
  readonly kind: 'Commit';
  /** WORK, COMMENT, WRITE … as written. */
  readonly options?: string;
}
/** `ROLLBACK [TO savepoint]`. (SQL Language Reference, "ROLLBACK") */
export interface Rollback extends LineNode {
  readonly kind: 'Rollback';
  readonly to?: Identifier;
}
/** `SAVEPOINT s`. (SQL Language Reference, "SAVEPOINT") */
export interface Savepoint extends LineNode {
  readonly kind: 'Savepoint';
  readonly name: Identifier;
}
/**
 * `SET TRANSACTION mode`; NAME where it does nothing but name the transaction. (SQL
 * Language Reference, "SET TRANSACTION")
 */
export interface SetTransaction extends LineNode {
  readonly kind: 'SetTransaction';
  readonly mode:
    | 'READ ONLY'
    | 'READ WRITE'
    | 'ISOLATION LEVEL SERIALIZABLE'
    | 'ISOLATION LEVEL READ COMMITTED'
    | 'USE ROLLBACK SEGMENT'
    | 'NAME';
}
/**
 * `LOCK TABLE a, b IN EXCLUSIVE MODE WAIT 5`: `mode` has the words before MODE in upper case; without `wait` it waits
 * without end. (SQL Language Reference, "LOCK TABLE")
 */
export interface LockTable extends LineNode {
  readonly kind: 'LockTable';
  readonly tables: readonly LockTarget[];
  readonly mode: string;
  readonly wait?: 'NOWAIT' | Expr;
}
/** A table of LOCK TABLE, or one partition of it. */
interface LockTarget {
  readonly span: Span;
  readonly name: QualifiedName;
  readonly partition?: TableRef['partition'];
}
/** `PIPE ROW (value)`. (PL/SQL Language Reference, "PIPE ROW Statement") */
export interface PipeRow extends LineNode {
  readonly kind: 'PipeRow';
  readonly value: Expr;
}
/** A labelled statement that is neither a block nor a loop: the target of a GOTO. */
export interface LabelledStatement extends LineNode {
  readonly kind: 'LabelledStatement';
  readonly label: Identifier;
  readonly statement: Statement;
}
/** A pragma among statements: `PRAGMA INLINE (f, 'YES')`. (PL/SQL Language Reference, "INLINE Pragma") */
export interface PragmaStatement extends LineNode {
  readonly kind: 'PragmaStatement';
  readonly pragma: Pragma;
}
/** Did not parse, or no tree of its own; the reason was reported by the builder with the span. */
export interface UnsupportedStatement extends LineNode {
  readonly kind: 'UnsupportedStatement';
  readonly what: string;
}
