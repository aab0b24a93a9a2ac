import { type ErrorContext, oraCodeOf, oracleMessage } from '../ir/oracle-error.js';
import { connectionFailure, DatabaseError } from './database-error.js';
import { outputLines, unitErrorOf } from './output.js';
import type { Target } from './target.js';

/**
 * What a unit of an Oracle script is to the session (SQL*Plus, autocommit off; docs: decisions on running scripts).
 * - `ddl`: commits before and after itself.
 * - `dml`: any SQL statement that belongs to the running transaction, queries too.
 * - `block`: an anonymous block or CALL without transaction control.
 * - `committing`: a block or a merged segment with transaction control inside; it runs alone, outside of BEGIN.
 * - `commit`, `rollback`: end the transaction. `savepoint`, `rollback-to`: name a point of it.
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
  | 'session';

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
  /** The Oracle line behind a line of `sql` (both 1-based), where the source map knows it. */
  readonly oracleLine?: (sqlLine: number) => number | undefined;
}

export interface ScriptDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface CompiledScript {
  /** Statements of the `ora` runtime that the steps need, in order of creation. */
  readonly runtime: readonly string[];
  readonly steps: readonly ScriptStep[];
  readonly diagnostics: readonly ScriptDiagnostic[];
  /** What SQL*Plus does after each unit (SERVEROUTPUT: print what is buffered), where the script needs it. */
  readonly afterUnit?: string;
}

export interface ScriptOptions {
  /** Values of DEFINE variables and positional parameters (`&1`). */
  readonly defines?: Readonly<Record<string, string>>;
  /** `SET DEFINE OFF`: an ampersand is an ampersand. */
  readonly defineOff?: boolean;
}

/** Converts one script. Never throws on user input; a unit that cannot be converted becomes a step that raises. */
export type ScriptCompiler = (text: string, fileName: string, options: ScriptOptions) => Promise<CompiledScript>;

/** An error that escaped a unit, in Oracle's words. */
export interface ScriptError {
  /** `ORA-00942: table or view does not exist`, or `OP3041 …` for what was refused. */
  readonly message: string;
  /** `ORA-00942`, or the code of the refusal. */
  readonly code: string;
  readonly sqlstate: string | undefined;
  readonly file: string | undefined;
  readonly line: number;
  readonly unit: number;
  /** What the database said; undefined for an error reported from inside a merged segment. */
  readonly database: DatabaseError | undefined;
}

export interface ScriptListeners {
  readonly onOutput?: (line: string) => void;
  readonly onError?: (error: ScriptError) => void;
  readonly stopOnError?: boolean;
  /** `CompiledScript.afterUnit`. */
  readonly afterUnit?: string;
  /** True stops before the next unit (Ctrl-C). */
  readonly isCancelled?: () => boolean;
}

export interface ScriptOutcome {
  readonly errors: readonly ScriptError[];
  readonly stopped: boolean;
}

/** Runs a converted script in one session, and commits at its end as SQL*Plus does (SET EXITCOMMIT ON). */
export async function runScript(
  target: Target,
  steps: readonly ScriptStep[],
  listeners: ScriptListeners = {},
): Promise<ScriptOutcome> {
  const errors: ScriptError[] = [];
  let current: ScriptStep | undefined;
  const report = (error: ScriptError) => {
    errors.push(error);
    listeners.onError?.(error);
  };
  const endListening = target.onNotice((notice) => {
    for (const line of outputLines(notice)) listeners.onOutput?.(line);
    const escaped = unitErrorOf(notice);
    if (escaped !== undefined && current !== undefined) {
      report({ ...segmentError(escaped.message, current), line: escaped.line ?? current.sourceLine });
    }
  });
  const session = new ScriptSession(target);
  try {
    for (const unit of unitsOf(steps)) {
      if (listeners.isCancelled?.() === true) return { errors, stopped: true };
      const known = errors.length;
      for (const step of unit) {
        current = step;
        try {
          await session.run(step, unit);
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error;
          report(databaseErrorOf(error, step));
          if (error.sqlstate === connectionFailure) return { errors, stopped: true };
          break;
        }
      }
      try {
        await session.endUnit(errors.length > known);
        if (listeners.afterUnit !== undefined) await target.execute(listeners.afterUnit);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        // A deferred constraint speaks up at COMMIT.
        if (current !== undefined) report(databaseErrorOf(error, current));
        if (error.sqlstate === connectionFailure) return { errors, stopped: true };
      }
      if (errors.length > known && listeners.stopOnError === true) return { errors, stopped: true };
    }
    return { errors, stopped: false };
  } finally {
    await session.end();
    endListening();
  }
}

const unitSavepoint = 'oraphant_unit';

/** The transaction state of one SQL*Plus session, autocommit off. */
class ScriptSession {
  private inTransaction = false;
  private unitOpen: 'none' | 'savepoint' | 'transaction' = 'none';

  constructor(private readonly target: Target) {}

  async run(step: ScriptStep, unit: readonly ScriptStep[]): Promise<void> {
    switch (step.unitKind) {
      case 'ddl':
        // An implicit COMMIT before; the unit's statements are one transaction, the COMMIT after is endUnit's.
        if (this.unitOpen === 'none') {
          await this.commit();
          await this.begin();
          this.unitOpen = 'transaction';
        }
        await this.target.execute(step.sql);
        return;
      case 'dml':
      case 'block':
        await this.openUnit();
        await this.target.execute(step.sql);
        return;
      case 'committing':
        if (this.inTransaction) {
          throw new DatabaseError({
            sqlstate: '2D000',
            message: 'a block with transaction control follows uncommitted work, and PostgreSQL refuses COMMIT there',
          });
        }
        await this.target.execute(step.sql);
        return;
      case 'commit':
        await this.commit();
        return;
      case 'rollback':
        if (this.inTransaction) await this.target.execute('rollback');
        this.inTransaction = false;
        return;
      case 'savepoint':
        await this.begin();
        await this.target.execute(step.sql);
        return;
      case 'rollback-to':
        await this.openUnit();
        await this.target.execute(step.sql);
        // The unit's own savepoint was younger than the named one, and is gone with it.
        this.unitOpen = 'none';
        return;
      case 'session':
        if (unit.length > 1 || this.inTransaction) await this.openUnit();
        await this.target.execute(step.sql);
        return;
      default: {
        const forgotten: never = step.unitKind;
        return forgotten;
      }
    }
  }

  /** Keeps or undoes what the unit did. */
  async endUnit(failed: boolean): Promise<void> {
    const open = this.unitOpen;
    this.unitOpen = 'none';
    if (open === 'transaction') {
      this.inTransaction = false;
      await this.target.execute(failed ? 'rollback' : 'commit');
    } else if (open === 'savepoint') {
      if (failed) await this.target.execute(`rollback to savepoint ${unitSavepoint}`);
      await this.target.execute(`release savepoint ${unitSavepoint}`);
    }
  }

  /** A lost connection has nothing left to commit, and has been reported. */
  async end(): Promise<void> {
    await this.commit().catch(() => {});
  }

  private async openUnit(): Promise<void> {
    if (this.unitOpen !== 'none') return;
    await this.begin();
    await this.target.execute(`savepoint ${unitSavepoint}`);
    this.unitOpen = 'savepoint';
  }

  private async begin(): Promise<void> {
    if (this.inTransaction) return;
    await this.target.execute('begin');
    this.inTransaction = true;
  }

  private async commit(): Promise<void> {
    if (!this.inTransaction) return;
    this.inTransaction = false;
    await this.target.execute('commit');
  }
}

function unitsOf(steps: readonly ScriptStep[]): readonly (readonly ScriptStep[])[] {
  const units: ScriptStep[][] = [];
  for (const step of steps) {
    const last = units.at(-1);
    if (last !== undefined && last[0]?.unit === step.unit) last.push(step);
    else units.push([step]);
  }
  return units;
}

/** The message says its own code when our runtime raised it; else the SQLSTATE's Oracle counterpart is put before it. */
export function databaseErrorOf(error: DatabaseError, step: ScriptStep): ScriptError {
  return {
    ...oracleErrorText(error, step.unitKind === 'block' || step.unitKind === 'committing' ? 'plsql' : 'sql'),
    sqlstate: error.sqlstate,
    file: step.file,
    line: oracleLineOf(error, step),
    unit: step.unit,
    database: error,
  };
}

function segmentError(message: string, step: ScriptStep): Omit<ScriptError, 'line'> {
  const code = /^(ORA-\d{5}|OP\d{4})/.exec(message)?.[1] ?? 'ORA-00600';
  return { message, code, sqlstate: undefined, file: step.file, unit: step.unit, database: undefined };
}

/** `{ code: 'ORA-01476', message: 'ORA-01476: divisor is equal to zero' }` of what PostgreSQL reported. */
export function oracleErrorText(
  error: DatabaseError,
  context: ErrorContext,
): { readonly code: string; readonly message: string } {
  const own = /^(ORA-\d{5}|OP\d{4})\b/.exec(error.message)?.[1];
  if (own !== undefined) return { code: own, message: error.message };
  const number = oraCodeOf(error.sqlstate, context);
  // A user-defined exception that nobody handles (PL/SQL Language Reference, "Unhandled Exceptions").
  if (number === 0) return { code: 'ORA-06510', message: oracleMessage(6510) };
  const code = `ORA-${String(number).padStart(5, '0')}`;
  return { code, message: `${code}: ${error.message}` };
}

/** The Oracle line of an error: by its position in the statement, or by the outermost PL/pgSQL line of its context. */
function oracleLineOf(error: DatabaseError, step: ScriptStep): number {
  if (step.oracleLine === undefined) return step.sourceLine;
  const at =
    error.position === undefined ? blockLine(error, step.sql) : step.sql.slice(0, error.position).split('\n').length;
  return (at === undefined ? undefined : step.oracleLine(at)) ?? step.sourceLine;
}

/** PL/pgSQL counts lines from the opening dollar quote of the block. */
function blockLine(error: DatabaseError, sql: string): number | undefined {
  const line = /PL\/pgSQL function inline_code_block line (\d+)/.exec(error.where ?? '')?.[1];
  if (line === undefined) return undefined;
  const opening = sql.search(/\$[A-Za-z_]*\$/);
  return sql.slice(0, Math.max(opening, 0)).split('\n').length + Number(line) - 1;
}
