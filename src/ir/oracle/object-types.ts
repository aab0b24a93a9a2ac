import type { Span } from '../span.js';
import type { Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { RoutineDeclaration, RoutineDefinition, RoutineOptions } from './plsql.js';
import type { TypeRef } from './type-refs.js';

export interface CreateType extends LineNode {
  readonly kind: 'CreateType';
  readonly name: QualifiedName;
  readonly definition: ObjectTypeDefinition | CollectionTypeDefinition | IncompleteType | UnsupportedTypeDefinition;
  readonly options: RoutineOptions;
}
export interface ObjectTypeDefinition extends NodeBase {
  readonly kind: 'ObjectTypeDefinition';
  readonly under?: QualifiedName;
  readonly attributes: readonly {
    readonly name: Identifier;
    readonly type: TypeRef;
    readonly comments?: readonly string[];
    /** ALTER TYPE adds it. */
    readonly added?: true;
    /** Another ALTER TYPE of the script has dropped it, or is still to add it: it has its place in the composite, and no code sees it. */
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
export interface CollectionTypeDefinition extends NodeBase {
  readonly kind: 'CollectionTypeDefinition';
  readonly variant: 'NESTED TABLE' | 'VARRAY';
  readonly element: TypeRef;
  readonly elementNotNull: boolean;
  readonly limit?: Expr;
  /** The type that its arrays have, where a later ALTER TYPE of the script modifies that of the elements. */
  readonly stored?: TypeRef;
}
export interface IncompleteType extends NodeBase {
  readonly kind: 'IncompleteType';
}
export interface UnsupportedTypeDefinition extends NodeBase {
  readonly kind: 'UnsupportedTypeDefinition';
  readonly what: string;
}
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
