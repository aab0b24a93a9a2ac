import type { Argument, Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { Query } from './queries.js';
import type { Statement } from './statements.js';
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
/** `WHEN no_data_found OR pkg.e THEN …`. (PL/SQL Language Reference, "Exception Handler") */
export interface ExceptionHandler extends LineNode {
  readonly kind: 'ExceptionHandler';
  /** OTHERS is the name `OTHERS` alone. */
  readonly exceptions: readonly QualifiedName[];
  readonly body: readonly Statement[];
}

/**
 * What stands in the declarative part of a block or routine and in a package. (PL/SQL Language
 * Reference, "Block", declare_section)
 */
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

/**
 * `n CONSTANT NUMBER NOT NULL := 1`. (PL/SQL Language Reference, "Scalar Variable Declaration", "Constant Declaration")
 */
export interface VariableDeclaration extends LineNode {
  readonly kind: 'VariableDeclaration';
  readonly name: Identifier;
  readonly constant: boolean;
  readonly type: TypeRef;
  readonly notNull: boolean;
  readonly initial?: Expr;
}
/** `e EXCEPTION`; a number comes by PRAGMA EXCEPTION_INIT. (PL/SQL Language Reference, "Exception Declaration") */
export interface ExceptionDeclaration extends LineNode {
  readonly kind: 'ExceptionDeclaration';
  readonly name: Identifier;
}
/**
 * `CURSOR c (p NUMBER) RETURN t IS SELECT …`. (PL/SQL Language Reference, "Explicit Cursor Declaration and Definition")
 */
export interface CursorDeclaration extends LineNode {
  readonly kind: 'CursorDeclaration';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly returns?: TypeRef;
  /** Absent in a package specification that declares only the row type. */
  readonly query?: Query;
}
/** `SUBTYPE s IS base RANGE low .. high NOT NULL`. (PL/SQL Language Reference, "User-Defined PL/SQL Subtypes") */
export interface SubtypeDeclaration extends LineNode {
  readonly kind: 'SubtypeDeclaration';
  readonly name: Identifier;
  readonly base: TypeRef;
  readonly range?: { readonly low: Expr; readonly high: Expr };
  readonly notNull: boolean;
}
/** `TYPE r IS RECORD (…)`. (PL/SQL Language Reference, "Record Variable Declaration") */
export interface RecordTypeDeclaration extends LineNode {
  readonly kind: 'RecordTypeDeclaration';
  readonly name: Identifier;
  readonly fields: readonly RecordField[];
}
/** `name type [NOT NULL] [:= initial]` in a record type. (PL/SQL Language Reference, "Record Variable Declaration") */
export interface RecordField extends LineNode {
  readonly kind: 'RecordField';
  readonly name: Identifier;
  readonly type: TypeRef;
  readonly notNull: boolean;
  readonly initial?: Expr;
}
/**
 * `TYPE t IS TABLE OF …`, `… INDEX BY PLS_INTEGER`, `VARRAY (10) OF …`: `limit` of VARRAYs only, `indexBy` of
 * associative arrays only. (PL/SQL Language Reference, "Collection Variable Declaration")
 */
export interface CollectionTypeDeclaration extends LineNode {
  readonly kind: 'CollectionTypeDeclaration';
  readonly name: Identifier;
  readonly variant: 'NESTED TABLE' | 'VARRAY' | 'ASSOCIATIVE ARRAY';
  readonly element: TypeRef;
  readonly elementNotNull: boolean;
  readonly limit?: Expr;
  readonly indexBy?: TypeRef;
}
/**
 * `TYPE c IS REF CURSOR RETURN emp%ROWTYPE`; weak where there is no `returns`. (PL/SQL Language Reference,
 * "Cursor Variable Declaration")
 */
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
/** A declaration without a node of its own or that did not parse; `what` has its first words. */
export interface UnsupportedDeclaration extends LineNode {
  readonly kind: 'UnsupportedDeclaration';
  readonly what: string;
}

// ---------- routines ----------

/**
 * `p IN OUT NOCOPY t := initial`; IN where no mode is written. (PL/SQL Language Reference,
 * "Formal Parameter Declaration")
 */
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
  /** What stands in the place of a SQL macro's calls, and its parameters that are tables; set where both are known. */
  readonly macro?: { readonly text: string; readonly tables: readonly string[] };
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
