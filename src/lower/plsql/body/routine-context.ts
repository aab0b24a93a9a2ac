import type { PackageSymbol, RoutineSymbol, TriggerSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgType, PlDeclaration } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import type { BodyCursors } from './body-cursors.js';

/** How errors leave the code being lowered. */
export type ErrorMode =
  /** PostgreSQL's own propagation: RAISE is RAISE, an EXCEPTION clause is an EXCEPTION clause. */
  | { readonly kind: 'plain' }
  /**
   * Capture: a statement that raises stores its error in `errorVariable` and leaves the block labelled `bodyLabel`;
   * what the block did so far stays, unless its handlers undo it anyway. (src/lower/CALLING-CONVENTION.md, "Errors")
   */
  | {
      readonly kind: 'capture';
      readonly errorVariable: string;
      readonly bodyLabel: string;
      readonly earlierWork: EarlierWork;
    };

/** What becomes of what a body did before an error: its handlers may see it, or undo it before anything does. */
export type EarlierWork = 'kept' | 'undone by handlers';

/**
 * The names of the arrays that FORALL fills: rows of each index, and the indexes and codes of the errors that SAVE
 * EXCEPTIONS keeps.
 */
export interface BulkVariables {
  readonly rowCounts: string;
  readonly errorIndexes: string;
  readonly errorCodes: string;
}

/** The PL/pgSQL body being made: one routine, trigger function or DO block. */
export interface RoutineContext {
  readonly unit: UnitContext;
  /** Undefined in an anonymous block. */
  readonly symbol: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;
  /** Declares a new local variable with a name not used yet, made from `hint`; returns the name. */
  fresh(hint: string, type: PgType, initial?: PgExpr): string;
  /**
   * A variable for the statement being made: read in it alone, after it was given a value there. The statement after it
   * may have it again.
   */
  temporary(hint: string, type: PgType): string;
  /**
   * A variable for the steps of one assignment, shared by all that need one of the name and type: no other statement
   * may stand between its uses.
   */
  scratch(hint: string, type: PgType): string;
  /** Adds a declaration to the block being made. */
  declare(declaration: PlDeclaration): void;
  /** How a variable is written in the output, in SQL (where a column of the name may hide it) or outside. */
  variable(symbol: VariableSymbol, place: { readonly sql: boolean }): PgExpr;
  readonly mode: ErrorMode;
  /** The variable of type ora.err that holds the error being handled, inside a handler. */
  readonly handled: string | undefined;
  /** Does a block of the body handle exceptions? */
  readonly hasHandlers: boolean;
  /**
   * May PostgreSQL plan its expressions with the values of variables: are they met again in a transaction in which they
   * have failed (in a loop with handlers, or called again), or do statements of SQL hold them, as those that write
   * variables of packages?
   */
  readonly plansWithValues: boolean;
  /** A label not used yet. */
  freshLabel(hint: string): string;
  /** Statements of the implicit cursor: name of the variable that keeps SQL%ROWCOUNT, declared on first use. */
  sqlRowCount(): string;
  /** In a statement that clears the count before it runs: the variable with the count of the statement before. */
  readonly countBefore: string | undefined;
  /** Does the count of SQL%ROWCOUNT go to other bodies, or theirs come here? */
  readonly sharesSqlAttributes: boolean;
  /** Do the attributes that FORALL fills go to other bodies, or theirs come here? */
  readonly sharesBulkAttributes: boolean;
  /** Does something in the body, or below it, end the transaction? */
  readonly controlsTransaction: boolean;
  /** The Oracle body. */
  readonly source: OracleNode;
  /** The cursors that the body uses. */
  readonly cursors: BodyCursors;
  /** The arrays that FORALL fills, declared on first use. */
  bulkVariables(): BulkVariables;
  /** In a trigger: the array of the columns in the SET list, for `UPDATING('C')`. */
  readonly updatedColumns?: PgExpr | undefined;
}
