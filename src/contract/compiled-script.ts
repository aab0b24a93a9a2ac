/**
 * What a unit of an Oracle script is to the session (SQL*Plus, autocommit off).
 * - `ddl`: commits before and after itself.
 * - `dml`: any SQL statement that belongs to the running transaction, queries too.
 * - `block`: an anonymous block or CALL without transaction control.
 * - `committing`: a block or CALL with transaction control inside; it runs outside of BEGIN, together with the units
 *   that share its transaction (`segment.ts`).
 * - `commit`, `rollback`: end the transaction. `savepoint`, `rollback-to`: name a point of it.
 * - `transaction-mode`: SET TRANSACTION and SET CONSTRAINTS, which hold until the transaction ends.
 * - `session`: settings that belong to no transaction (SET, DISCARD).
 */
export type UnitKind =
  | 'ddl'
  | 'dml'
  | 'block'
  | 'committing'
  | 'commit'
  | 'rollback'
  | 'savepoint'
  | 'rollback-to'
  | 'transaction-mode'
  | 'session';

/**
 * What a script asks for where one of its units fails (WHENEVER SQLERROR): to end there, and what becomes of
 * the work that is not committed.
 */
export interface OnError {
  readonly exits: boolean;
  readonly ending: 'commit' | 'rollback';
}

/** One PostgreSQL statement of a converted script. */
export interface ScriptStep {
  readonly sql: string;
  readonly unitKind: UnitKind;
  /** Steps of one Oracle unit bear one number, stand together and succeed or fail together. */
  readonly unit: number;
  /** 1-based line of the Oracle unit in its file. */
  readonly sourceLine: number;
  /** Where the unit came from when the script includes others. */
  readonly file?: string;
  /** The diagnostic's code when the unit is a stub that raises. */
  readonly refused?: string;
  readonly onError?: OnError;
  /** The Oracle line behind a line of `sql` (both 1-based), where the source map knows it. */
  readonly oracleLine?: (sqlLine: number) => number | undefined;
}

/** A diagnostic with its place in a file, line and column 1-based. */
export interface ScriptDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is missing, or the routine that a rule is about: findings about the same have one cause. */
  readonly about?: string;
  /** What it is about is an input that is missing: findings of other codes have that cause, too. */
  readonly missing?: true;
}

/** A converted script, ready to run. */
export interface CompiledScript {
  /** Statements of the `ora` runtime that the steps need, in order of creation. */
  readonly runtime: readonly string[];
  readonly steps: readonly ScriptStep[];
  readonly diagnostics: readonly ScriptDiagnostic[];
  /**
   * What is run after each unit, where the script needs it: SERVEROUTPUT prints what is buffered, settings of the session
   * outlast what failed.
   */
  readonly afterUnit?: string;
  /** The script reads the lines back that it has put into the buffer. */
  readonly readsOutput?: true;
}

/** What converting a script takes beside its text. */
export interface ScriptOptions {
  /** Values of DEFINE variables and positional parameters (`&1`). */
  readonly defines?: Readonly<Record<string, string>>;
  /** `SET DEFINE OFF`: an ampersand is an ampersand. */
  readonly defineOff?: boolean;
  /** What files are in that are not Unicode: `windows-1250`, `EE8MSWIN1250`; absent: the configuration's, or guessed. */
  readonly encoding?: string | undefined;
  /** Path of the configuration file; absent: `oraphant.config.json` in the working directory, if there. */
  readonly config?: string;
  /**
   * What sorts text by bytes where the configuration says nothing: the database, or COLLATE "C" wherever it matters.
   */
  readonly collation?: 'database' | 'explicit';
  /**
   * Where autonomous transactions run, where the configuration says nothing: in their caller's,
   * or on a connection of their own.
   */
  readonly autonomous?: 'caller' | 'connection';
}

/** Converts one script. Never throws on user input; a unit that cannot be converted becomes a step that raises. */
export type ScriptCompiler = (text: string, fileName: string, options: ScriptOptions) => Promise<CompiledScript>;
