import type { Expr } from './expressions.js';
import type { Identifier, LineNode, NodeBase, QualifiedName } from './names.js';
import type { Block, Declaration, RoutineDefinition, RoutineOptions, UnsupportedBody } from './plsql.js';
import type { Statement } from './statements.js';

/**
 * `CREATE PACKAGE p AS … END`: the specification, whose routines are headings alone. (PL/SQL Language
 * Reference, "CREATE PACKAGE Statement")
 */
export interface CreatePackage extends LineNode {
  readonly kind: 'CreatePackage';
  readonly name: QualifiedName;
  readonly options: RoutineOptions;
  readonly declarations: readonly Declaration[];
}
/** `CREATE PACKAGE BODY p AS … BEGIN … END`. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement") */
export interface CreatePackageBody extends LineNode {
  readonly kind: 'CreatePackageBody';
  readonly name: QualifiedName;
  readonly declarations: readonly Declaration[];
  /** The initialisation part. */
  readonly initialization?: Block;
}
/**
 * `CREATE PROCEDURE hr.p …`, `CREATE FUNCTION f …`: the routine's own name is in `routine`. (PL/SQL Language Reference,
 * "CREATE PROCEDURE Statement", "CREATE FUNCTION Statement")
 */
export interface CreateRoutine extends LineNode {
  readonly kind: 'CreateRoutine';
  /** OR REPLACE. */
  readonly replace?: boolean;
  readonly owner?: Identifier;
  readonly routine: RoutineDefinition;
}

/**
 * A DML, INSTEAD OF, system or compound trigger; FOR is the timing of a compound one. `referencing` has the names given
 * instead of NEW, OLD and PARENT. (PL/SQL Language Reference, "CREATE TRIGGER Statement")
 */
export interface CreateTrigger extends LineNode {
  readonly kind: 'CreateTrigger';
  /** OR REPLACE. */
  readonly replace?: boolean;
  readonly name: QualifiedName;
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF' | 'FOR';
  readonly on: TriggerSubject;
  readonly events: readonly TriggerEvent[];
  readonly forEachRow: boolean;
  readonly referencing?: { readonly new?: string; readonly old?: string; readonly parent?: string };
  readonly follows?: readonly QualifiedName[];
  /** FORWARD or REVERSE CROSSEDITION; PRECEDES is for these alone. */
  readonly crossedition?: true;
  readonly enabled: boolean;
  readonly when?: Expr;
  readonly body: Block | CompoundTriggerBody | TriggerCall | UnsupportedBody;
}
/**
 * What a trigger is ON: a table or view (`NESTED TABLE c OF v` where `nestedColumn`), `[owner.]SCHEMA`, or DATABASE.
 * (PL/SQL Language Reference, "CREATE TRIGGER Statement")
 */
export type TriggerSubject = NodeBase &
  (
    | { readonly kind: 'Table'; readonly name: QualifiedName; readonly nestedColumn?: Identifier }
    | { readonly kind: 'Schema'; readonly owner?: Identifier }
    | { readonly kind: 'Database' }
  );
/**
 * One of the events that OR joins; `columns` of `UPDATE OF a, b`. (PL/SQL Language
 * Reference, "CREATE TRIGGER Statement")
 */
export interface TriggerEvent extends NodeBase {
  readonly kind: 'TriggerEvent';
  /** INSERT, UPDATE, DELETE, or a DDL or database event in upper case (`CREATE`, `LOGON`, `SERVERERROR`). */
  readonly event: string;
  readonly columns?: readonly Identifier[];
}
/**
 * `COMPOUND TRIGGER … BEFORE STATEMENT IS … END`: the declarations are shared by the sections while the statement runs.
 * (PL/SQL Language Reference, "Compound DML Triggers")
 */
export interface CompoundTriggerBody extends NodeBase {
  readonly kind: 'CompoundTriggerBody';
  readonly declarations: readonly Declaration[];
  readonly sections: readonly {
    readonly timing:
      | 'BEFORE STATEMENT'
      | 'BEFORE EACH ROW'
      | 'AFTER EACH ROW'
      | 'AFTER STATEMENT'
      | 'INSTEAD OF EACH ROW';
    readonly block: Block;
  }[];
}
/** `CALL proc(:new.x)`. */
export interface TriggerCall extends NodeBase {
  readonly kind: 'TriggerCall';
  readonly call: Statement;
}
