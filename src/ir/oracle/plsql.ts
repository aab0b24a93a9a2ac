import type { DmlStatement } from './dml.js';
import type { Argument, BindVariable, Call, Expr, Member, MethodCallOnType, Name } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { IntoClause, Query } from './queries.js';
import type { TypeRef } from './type-refs.js';

// ---------- blocks and declarations ----------

/** `[<<label>>] [DECLARE …] BEGIN … [EXCEPTION …] END`. (PL/SQL Language Reference, "Block") */
export interface Block extends LineNode {
  readonly kind: 'Block';
  readonly labels: readonly Identifier[];
  readonly declarations: readonly Declaration[];
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptionHandler[];
}
export interface ExceptionHandler extends LineNode {
  readonly kind: 'ExceptionHandler';
  /** OTHERS is the name `OTHERS` alone. */
  readonly exceptions: readonly QualifiedName[];
  readonly body: readonly Statement[];
}

export type Declaration =
  | VariableDeclaration
  | ExceptionDeclaration
  | CursorDeclaration
  | SubtypeDeclaration
  | RecordTypeDeclaration
  | CollectionTypeDeclaration
  | RefCursorTypeDeclaration
  | RoutineDeclaration
  | RoutineDefinition
  | Pragma
  | UnsupportedDeclaration;

export interface VariableDeclaration extends LineNode {
  readonly kind: 'VariableDeclaration';
  readonly name: Identifier;
  readonly constant: boolean;
  readonly type: TypeRef;
  readonly notNull: boolean;
  readonly initial?: Expr;
}
export interface ExceptionDeclaration extends LineNode {
  readonly kind: 'ExceptionDeclaration';
  readonly name: Identifier;
}
export interface CursorDeclaration extends LineNode {
  readonly kind: 'CursorDeclaration';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly returns?: TypeRef;
  /** Absent in a package specification that declares only the row type. */
  readonly query?: Query;
}
export interface SubtypeDeclaration extends LineNode {
  readonly kind: 'SubtypeDeclaration';
  readonly name: Identifier;
  readonly base: TypeRef;
  readonly range?: { readonly low: Expr; readonly high: Expr };
  readonly notNull: boolean;
}
export interface RecordTypeDeclaration extends LineNode {
  readonly kind: 'RecordTypeDeclaration';
  readonly name: Identifier;
  readonly fields: readonly RecordField[];
}
export interface RecordField extends LineNode {
  readonly kind: 'RecordField';
  readonly name: Identifier;
  readonly type: TypeRef;
  readonly notNull: boolean;
  readonly initial?: Expr;
}
export interface CollectionTypeDeclaration extends LineNode {
  readonly kind: 'CollectionTypeDeclaration';
  readonly name: Identifier;
  readonly variant: 'NESTED TABLE' | 'VARRAY' | 'ASSOCIATIVE ARRAY';
  readonly element: TypeRef;
  readonly elementNotNull: boolean;
  readonly limit?: Expr;
  readonly indexBy?: TypeRef;
}
export interface RefCursorTypeDeclaration extends LineNode {
  readonly kind: 'RefCursorTypeDeclaration';
  readonly name: Identifier;
  readonly returns?: TypeRef;
}
/** `PRAGMA EXCEPTION_INIT(e, -1)`, `PRAGMA AUTONOMOUS_TRANSACTION`, … */
export interface Pragma extends LineNode {
  readonly kind: 'Pragma';
  readonly name: string;
  readonly args: readonly Argument[];
}
export interface UnsupportedDeclaration extends LineNode {
  readonly kind: 'UnsupportedDeclaration';
  readonly what: string;
}

// ---------- routines ----------

export interface Parameter extends LineNode {
  readonly kind: 'Parameter';
  readonly name: Identifier;
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly noCopy: boolean;
  readonly type: TypeRef;
  readonly initial?: Expr;
}

/** What a routine's heading says beside name, parameters and result. */
export interface RoutineOptions {
  readonly authid?: 'DEFINER' | 'CURRENT_USER';
  readonly deterministic?: boolean;
  readonly pipelined?: boolean;
  readonly parallelEnable?: boolean;
  readonly resultCache?: boolean;
  /** `AGGREGATE USING impl_t`, `PIPELINED USING impl_t`. */
  readonly using?: QualifiedName;
  readonly sqlMacro?: 'SCALAR' | 'TABLE';
  readonly accessibleBy?: readonly string[];
}

/** How a method of an object type is bound. */
export interface MethodOptions {
  readonly role: 'MEMBER' | 'STATIC' | 'CONSTRUCTOR' | 'MAP' | 'ORDER';
  readonly overriding?: boolean;
  readonly final?: boolean;
  readonly instantiable?: boolean;
}

interface RoutineHeading extends LineNode {
  readonly routine: 'PROCEDURE' | 'FUNCTION';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  /** Of functions; SELF AS RESULT of a constructor is absent. */
  readonly returns?: TypeRef;
  readonly options: RoutineOptions;
  readonly method?: MethodOptions;
}
/** A heading alone: forward declaration, package specification, object type. */
export interface RoutineDeclaration extends RoutineHeading {
  readonly kind: 'RoutineDeclaration';
}
/** A heading with a body (or with what stands for one). */
export interface RoutineDefinition extends RoutineHeading {
  readonly kind: 'RoutineDefinition';
  readonly body: Block | ExternalBody | AggregateBody | UnsupportedBody;
}
/** `LANGUAGE JAVA NAME '…'`, `EXTERNAL LIBRARY …`, `LANGUAGE C`. */
export interface ExternalBody extends NodeBase {
  readonly kind: 'ExternalBody';
  readonly language: string;
  readonly name?: string;
}
/** `AGGREGATE USING impl_t`: an aggregate function, whose steps are methods of an object type. */
export interface AggregateBody extends NodeBase {
  readonly kind: 'AggregateBody';
  readonly implementation: QualifiedName;
}
/** A body that did not parse; the error was reported. */
export interface UnsupportedBody extends NodeBase {
  readonly kind: 'UnsupportedBody';
  readonly what: string;
}

// ---------- statements ----------

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

export interface NullStatement extends LineNode {
  readonly kind: 'NullStatement';
}
/** Where a value can be put: variable, record field, collection element, `:NEW.c`, bind variable. */
export type AssignmentTarget = Expr;
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
export interface If extends LineNode {
  readonly kind: 'If';
  readonly branches: readonly IfBranch[];
  readonly otherwise?: readonly Statement[];
}
export interface IfBranch extends LineNode {
  readonly kind: 'IfBranch';
  readonly condition: Expr;
  readonly body: readonly Statement[];
}
export interface CaseStatement extends LineNode {
  readonly kind: 'CaseStatement';
  readonly label?: Identifier;
  readonly operand?: Expr;
  readonly branches: readonly CaseStatementBranch[];
  readonly otherwise?: readonly Statement[];
}
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
export interface BasicLoop extends LoopBase {
  readonly kind: 'BasicLoop';
}
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
/** The element that one iteration adds to a qualified expression: under the key of INDEX, else of the iterand; with SEQUENCE after the last one. */
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
export interface NamedCursor extends NodeBase {
  readonly kind: 'NamedCursor';
  readonly cursor: QualifiedName;
  readonly args: readonly Argument[];
}
export interface Exit extends LineNode {
  readonly kind: 'Exit';
  readonly label?: Identifier;
  readonly when?: Expr;
}
export interface Continue extends LineNode {
  readonly kind: 'Continue';
  readonly label?: Identifier;
  readonly when?: Expr;
}
export interface Goto extends LineNode {
  readonly kind: 'Goto';
  readonly label: Identifier;
}
export interface Return extends LineNode {
  readonly kind: 'Return';
  readonly value?: Expr;
}
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
export interface DmlInBlock extends LineNode {
  readonly kind: 'DmlInBlock';
  readonly statement: DmlStatement;
}
export interface ForAll extends LineNode {
  readonly kind: 'ForAll';
  readonly index: Identifier;
  readonly bounds: NodeBase &
    (
      | { readonly kind: 'Range'; readonly low: Expr; readonly high: Expr }
      | { readonly kind: 'IndicesOf'; readonly collection: Expr; readonly low?: Expr; readonly high?: Expr }
      | { readonly kind: 'ValuesOf'; readonly collection: Expr }
    );
  readonly saveExceptions: boolean;
  readonly statement: DmlStatement | ExecuteImmediate;
}
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
export interface DynamicText extends NodeBase {
  readonly kind: 'DynamicText';
  readonly text: Expr;
}
export interface UsingArgument extends NodeBase {
  readonly kind: 'UsingArgument';
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly value: Expr;
}
export interface Fetch extends LineNode {
  readonly kind: 'Fetch';
  readonly cursor: Expr;
  readonly into: IntoClause;
  readonly limit?: Expr;
}
export interface CloseCursor extends LineNode {
  readonly kind: 'CloseCursor';
  readonly cursor: Expr;
}
export interface ExecuteImmediate extends LineNode {
  readonly kind: 'ExecuteImmediate';
  readonly text: Expr;
  readonly into?: IntoClause;
  readonly using: readonly UsingArgument[];
  readonly returning?: IntoClause;
  /** The block that the text is, where it stands there and takes no values. It sees nothing of the code around it; RETURN in it has become EXIT. */
  readonly block?: Block;
}
export interface Commit extends LineNode {
  readonly kind: 'Commit';
  /** WORK, COMMENT, WRITE … as written. */
  readonly options?: string;
}
export interface Rollback extends LineNode {
  readonly kind: 'Rollback';
  readonly to?: Identifier;
}
export interface Savepoint extends LineNode {
  readonly kind: 'Savepoint';
  readonly name: Identifier;
}
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
export interface LockTable extends LineNode {
  readonly kind: 'LockTable';
  readonly tables: readonly QualifiedName[];
  readonly mode: string;
  readonly wait?: 'NOWAIT' | Expr;
}
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
export interface PragmaStatement extends LineNode {
  readonly kind: 'PragmaStatement';
  readonly pragma: Pragma;
}
/** Did not parse, or no tree of its own; the reason was reported by the builder with the span. */
export interface UnsupportedStatement extends LineNode {
  readonly kind: 'UnsupportedStatement';
  readonly what: string;
}
