import type { Expr } from './expressions.js';
import type { NodeBase, QualifiedName } from './names.js';

/**
 * A data type as written in a declaration. (Oracle SQL Language Reference, "Data Types"; PL/SQL
 * Language Reference, chapter 4)
 */
export type TypeRef = BuiltinTypeRef | NamedTypeRef | AnchoredTypeRef | RefTypeRef;

/** `NUMBER(10,2)`, `VARCHAR2(30 CHAR)`, `TIMESTAMP(3) WITH TIME ZONE`, `INTERVAL DAY(2) TO SECOND(6)`, `LONG RAW`. */
export interface BuiltinTypeRef extends NodeBase {
  readonly kind: 'BuiltinTypeRef';
  /**
   * Oracle's spelling in upper case, one blank between words: `TIMESTAMP WITH LOCAL TIME ZONE`,
   * `INTERVAL DAY TO SECOND`, `DOUBLE PRECISION`, `CHAR VARYING`.
   */
  readonly name: string;
  /** Precision or length; `*` for `NUMBER(*,s)`. */
  readonly precision?: Expr | '*';
  readonly scale?: Expr;
  readonly lengthSemantics?: 'BYTE' | 'CHAR';
}

/**
 * A user-defined or package type: `pkg.t_list`, `hr.address_t`, `SYS_REFCURSOR`. A length may follow
 * a subtype: `subtype_name(10)`.
 */
export interface NamedTypeRef extends NodeBase {
  readonly kind: 'NamedTypeRef';
  readonly name: QualifiedName;
  readonly args?: readonly Expr[];
}

/** `emp.sal%TYPE`, `emp%ROWTYPE`, `c%ROWTYPE`. */
export interface AnchoredTypeRef extends NodeBase {
  readonly kind: 'AnchoredTypeRef';
  readonly name: QualifiedName;
  readonly anchor: 'TYPE' | 'ROWTYPE';
}

/** `REF person_t`. */
export interface RefTypeRef extends NodeBase {
  readonly kind: 'RefTypeRef';
  readonly target: QualifiedName;
}
