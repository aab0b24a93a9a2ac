import type { Span } from '../span.js';
import type { Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { RoutineDeclaration, RoutineDefinition, RoutineOptions } from './plsql.js';
import type { TypeRef } from './type-refs.js';

/**
 * `CREATE TYPE t AS OBJECT (…)`, `UNDER p (…)`, `AS VARRAY (10) OF …`, or without a definition. (PL/SQL Language
 * Reference, "CREATE TYPE Statement")
 */
export interface CreateType extends LineNode {
  readonly kind: 'CreateType';
  readonly replace?: boolean;
  readonly name: QualifiedName;
  readonly definition: ObjectTypeDefinition | CollectionTypeDefinition | IncompleteType | UnsupportedTypeDefinition;
  readonly options: RoutineOptions;
}
/**
 * `OBJECT (…)` or `UNDER parent (…)`, with the changes of ALTER TYPE elsewhere in the script; its methods are headings.
 * (PL/SQL Language Reference, "CREATE TYPE Statement")
 */
export interface ObjectTypeDefinition extends NodeBase {
  readonly kind: 'ObjectTypeDefinition';
  readonly under?: QualifiedName;
  readonly attributes: readonly {
    readonly name: Identifier;
    readonly type: TypeRef;
    readonly comments?: readonly string[];
    /** ALTER TYPE adds it. */
    readonly added?: true;
    /**
     * Another ALTER TYPE of the script has dropped it, or is still to add it: it has its place in the
     * composite, and no code sees it.
     */
    readonly absent?: true;
    /** The type that the composite has for it, where a later ALTER TYPE of the script modifies it. */
    readonly stored?: TypeRef;
  }[];
  readonly methods: readonly RoutineDeclaration[];
  readonly final: boolean;
  readonly instantiable: boolean;
  /** The names of the attributes before each ALTER TYPE that added or dropped some, in order. */
  readonly earlier?: readonly { readonly before: Span; readonly attributes: readonly string[] }[];
}
/**
 * `TABLE OF element [NOT NULL]`, `VARRAY (limit) OF element [NOT NULL]`. (PL/SQL Language
 * Reference, "CREATE TYPE Statement")
 */
export interface CollectionTypeDefinition extends NodeBase {
  readonly kind: 'CollectionTypeDefinition';
  readonly variant: 'NESTED TABLE' | 'VARRAY';
  readonly element: TypeRef;
  readonly elementNotNull: boolean;
  readonly limit?: Expr;
  /** The type that its arrays have, where a later ALTER TYPE of the script modifies that of the elements. */
  readonly stored?: TypeRef;
}
/** `CREATE TYPE t;`: a forward declaration. (PL/SQL Language Reference, "CREATE TYPE Statement") */
export interface IncompleteType extends NodeBase {
  readonly kind: 'IncompleteType';
}
/** OPAQUE, EXTERNAL NAME (a Java class), TABLE OF … INDEX BY: `what` says which. */
export interface UnsupportedTypeDefinition extends NodeBase {
  readonly kind: 'UnsupportedTypeDefinition';
  readonly what: string;
}
/**
 * `CREATE TYPE BODY t AS …`: the methods that its type declares. (PL/SQL Language
 * Reference, "CREATE TYPE BODY Statement")
 */
export interface CreateTypeBody extends LineNode {
  readonly kind: 'CreateTypeBody';
  readonly name: QualifiedName;
  readonly methods: readonly RoutineDefinition[];
}
/** A change of an object type. (PL/SQL Language Reference, "ALTER TYPE Statement") */
export type TypeChange =
  | { readonly change: 'add attribute' | 'modify attribute'; readonly name: Identifier; readonly type: TypeRef }
  | { readonly change: 'drop attribute'; readonly name: Identifier }
  | { readonly change: 'add method' | 'drop method'; readonly method: RoutineDeclaration }
  | { readonly change: 'final' | 'instantiable'; readonly value: boolean }
  | { readonly change: 'limit'; readonly limit: Expr }
  | { readonly change: 'element'; readonly type: TypeRef };
