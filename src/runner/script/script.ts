import type { ScriptStep } from '../../contract/compiled-script.js';
import { type ErrorContext, oraCodeOfError } from '../../ir/oracle-error.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import { connectionFailure, DatabaseError } from '../target/database-error.js';
import { convertsInPlsql, errorContext, ownContext, undefinedInPlsql } from '../target/error-context.js';
import type { Notice, Target } from '../target/target.js';
import { openWorkOf, outputLines, unitErrorOf, unitStartOf } from './output.js';
import { portionsOf, segmentSql, type Unit } from './segment.js';
import { endingProcedures } from './undoable-part.js';

/** An error that escaped a unit, in Oracle's words. */
export interface ScriptError {
  /** `ORA-00942: table or view does not exist`, or `OP3041 …` for what was refused. */
  readonly message: string;
  /** `ORA-00942`, or the code of the refusal. */
  readonly code: string;
  readonly sqlstate: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly unit: number;
  readonly database: DatabaseError;
}

/** Who is told what a script prints and what fails in it, and when it is to stop. */
interface ScriptListeners {
  readonly onOutput?: (line: string) => void;
  readonly onError?: (error: ScriptError) => void;
  readonly stopOnError?: boolean;
  /** `CompiledScript.afterUnit`. */
  readonly afterUnit?: string;
  /** True stops before the next unit (Ctrl-C). */
  readonly isCancelled?: () => boolean;
}

/** The errors that escaped units, in order; stopped where units were left out because of one, or by the listener. */
interface ScriptOutcome {
  readonly errors: readonly ScriptError[];
  readonly stopped: boolean;
}

/** Runs a converted script in one session, and commits at its end as SQL*Plus does (SET EXITCOMMIT ON). */
export async function runScript(
  target: Target,
  steps: readonly ScriptStep[],
  listeners: ScriptListeners = {},
): Promise<ScriptOutcome> {
  const run = new ScriptRun(target, listeners, endingProcedures(steps));
  try {
    const finished = await run.portions(unitsOf(steps));
    return { errors: run.errors, stopped: !finished };
  } finally {
    await run.end();
  }
}

/** One run of one script: what has been reported, and where it stands. */
class ScriptRun {
  readonly errors: ScriptError[] = [];
  private readonly session: ScriptSession;
  private readonly endListening: () => void;
  /** The units of the segment that is running, and which of them. */
  private segment: readonly Unit[] = [];
  private index = 0;
  /** The transaction with work that is not committed in which that unit began. */
  private openWork: string | undefined;
  private current: ScriptStep | undefined;
  /** Has a unit failed where WHENEVER SQLERROR EXIT is in force? */
  private exits = false;

  constructor(
    private readonly target: Target,
    private readonly listeners: ScriptListeners,
    private readonly isEnding: (procedure: string) => boolean,
  ) {
    this.session = new ScriptSession(target);
    this.endListening = target.onNotice((notice) => this.hear(notice));
  }

  /** @returns whether all of them were run */
  async portions(units: readonly Unit[]): Promise<boolean> {
    for (const portion of portionsOf(units)) {
      if (this.listeners.isCancelled?.() === true) return false;
      const known = this.errors.length;
      const goesOn = portion.kind === 'unit' ? await this.unit(portion.unit) : await this.segmentOf(portion.units);
      if (!goesOn || this.exits || (this.errors.length > known && this.listeners.stopOnError === true)) return false;
    }
    return true;
  }

  async end(): Promise<void> {
    await this.session.end();
    this.endListening();
  }

  private async unit(unit: Unit): Promise<boolean> {
    let failed = false;
    for (const step of unit) {
      this.current = step;
      const error = await refusal(() => this.session.run(step, unit));
      if (error === undefined) continue;
      this.report(databaseErrorOf(error, step), step);
      if (error.sqlstate === connectionFailure) return false;
      failed = true;
      break;
    }
    const { afterUnit } = this.listeners;
    const ending = failed ? unit[0]?.onError?.ending : undefined;
    const error = await refusal(async () => {
      await this.session.endUnit(failed);
      if (ending !== undefined) await this.session.endWork(ending);
      if (afterUnit !== undefined) await this.target.execute(afterUnit);
    });
    // A deferred constraint speaks up at COMMIT.
    if (error !== undefined && this.current !== undefined)
      this.report(databaseErrorOf(error, this.current), this.current);
    return error?.sqlstate !== connectionFailure;
  }

  /** An error of a block with transaction control ends the segment's DO: the units after it are what is left. */
  private async segmentOf(units: readonly Unit[]): Promise<boolean> {
    this.segment = units;
    this.index = 0;
    const { stopOnError = false, afterUnit } = this.listeners;
    const { isEnding } = this;
    const sql = segmentSql(units, { stopOnError, afterUnit, isEnding });
    const error = await refusal(() => this.target.execute(sql));
    this.segment = [];
    if (error === undefined) return true;
    const step = units[this.index]?.[0];
    if (step !== undefined) {
      this.report({ ...databaseErrorOf(atCommit(error), step), line: step.sourceLine }, step);
      if (await this.hasLostWork()) this.report(databaseErrorOf(lostWork(), step), step);
    }
    if (error.sqlstate === connectionFailure || stopOnError || this.exits) return false;
    return await this.portions(units.slice(this.index + 1));
  }

  /**
   * Has the failure undone what stood before the block? Transactions of a session have running numbers: the one behind
   * that in which the block began is this.
   */
  private async hasLostWork(): Promise<boolean> {
    const { openWork } = this;
    if (openWork === undefined) return false;
    const { rows } = await this.target.execute(
      `select virtualxid as id from pg_locks where locktype = 'virtualxid' and pid = pg_backend_pid()`,
    );
    const [before, now] = [openWork, String(rows[0]?.[0])].map((id) => Number(id.split('/')[1]));
    return now === (before ?? 0) + 1;
  }

  private hear(notice: Notice): void {
    for (const line of outputLines(notice)) this.listeners.onOutput?.(line);
    const begun = unitStartOf(notice);
    if (begun !== undefined) {
      this.index = begun;
      this.openWork = openWorkOf(notice);
    }
    const escaped = unitErrorOf(notice);
    const step = this.segment[this.index]?.[0] ?? this.current;
    if (escaped === undefined || step === undefined) return;
    const { message, sqlstate = 'XX000', line, where } = escaped;
    const error = databaseErrorOf(new DatabaseError({ message, sqlstate, where }), step);
    this.report({ ...error, line: line ?? step.sourceLine }, step);
  }

  private report(error: ScriptError, { onError }: ScriptStep): void {
    if (onError?.exits) this.exits = true;
    this.errors.push(error);
    this.listeners.onError?.(error);
  }
}

/** The end of a DO is a COMMIT: what fails there stands in no line of it. */
const atCommit = (error: DatabaseError): DatabaseError =>
  error.where === undefined || / at COMMIT$/m.test(error.where) ? rolledBack(error) : error;

/** A deferred constraint that does not hold undoes the transaction. (SQL Language Reference, "constraint") */
const rolledBack = (error: DatabaseError): DatabaseError =>
  error.sqlstate.startsWith('23')
    ? new DatabaseError({ sqlstate: error.sqlstate, message: `${oracleMessage(2091)}\n${error.message}` })
    : error;

const lostWork = (): DatabaseError =>
  new DatabaseError({
    sqlstate: '2D000',
    message:
      'a block with transaction control has failed, and PostgreSQL has undone the uncommitted work before it, too',
  });

async function refusal(work: () => Promise<unknown>): Promise<DatabaseError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}

const unitSavepoint = 'oraphant_unit';

/** The transaction state of one SQL*Plus session, autocommit off. */
class ScriptSession {
  private inTransaction = false;
  /** Has the transaction got a mode or a savepoint? */
  private isMarked = false;
  private unitOpen: 'none' | 'savepoint' | 'transaction' = 'none';

  constructor(private readonly target: Target) {}

  async run(step: ScriptStep, unit: Unit): Promise<void> {
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
        {
          const error = await refusal(() => this.target.execute(step.sql));
          if (error !== undefined) throw atCommit(error);
        }
        return;
      case 'commit':
        await this.commit();
        return;
      case 'rollback':
        await this.endWork('rollback');
        return;
      case 'savepoint':
        await this.begin();
        this.isMarked = true;
        await this.target.execute(step.sql);
        return;
      case 'transaction-mode':
        await this.setMode(step.sql);
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

  /** COMMIT or ROLLBACK of what the script has done since the last one. */
  async endWork(ending: 'commit' | 'rollback'): Promise<void> {
    if (ending === 'commit') return await this.commit();
    if (this.inTransaction) await this.target.execute('rollback');
    this.inTransaction = false;
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

  /**
   * PostgreSQL sets no mode below a savepoint: behind other work that is the error that Oracle gives, too. Queries begin
   * no transaction in Oracle. (SQL Language Reference, "SET TRANSACTION"; Database Concepts, "Beginning of a Transaction")
   */
  private async setMode(sql: string): Promise<void> {
    if (this.inTransaction && this.unitOpen === 'none' && !this.isMarked && (await this.hasOnlyRead()))
      await this.commit();
    this.isMarked = true;
    if (this.inTransaction) {
      await this.openUnit();
      await this.target.execute(sql);
      return;
    }
    await this.begin();
    try {
      await this.target.execute(sql);
    } catch (error) {
      await this.endWork('rollback');
      throw error;
    }
  }

  /** Nothing is written or locked, and no cursor is open that COMMIT would close. */
  private async hasOnlyRead(): Promise<boolean> {
    const { rows } = await this.target.query(
      "select pg_current_xact_id_if_assigned() is null and not exists (select from pg_cursors where name <> '' and not is_holdable)",
    );
    return /^t/.test(String(rows[0]?.[0]));
  }

  private async begin(): Promise<void> {
    if (this.inTransaction) return;
    await this.target.execute('begin');
    this.inTransaction = true;
    this.isMarked = false;
  }

  private async commit(): Promise<void> {
    if (!this.inTransaction) return;
    this.inTransaction = false;
    const error = await refusal(() => this.target.execute('commit'));
    if (error !== undefined) throw rolledBack(error);
  }
}

function unitsOf(steps: readonly ScriptStep[]): readonly Unit[] {
  const units: ScriptStep[][] = [];
  for (const step of steps) {
    const last = units.at(-1);
    if (last !== undefined && last[0]?.unit === step.unit) last.push(step);
    else units.push([step]);
  }
  return units;
}

/**
 * The message says its own code when our runtime raised it; else the SQLSTATE's Oracle counterpart is put before it.
 */
function databaseErrorOf(error: DatabaseError, step: ScriptStep): ScriptError {
  return {
    ...oracleErrorText(error, step),
    sqlstate: error.sqlstate,
    file: step.file,
    line: oracleLineOf(error, step),
    unit: step.unit,
    database: error,
  };
}

/** `{ code: 'ORA-01476', message: 'ORA-01476: divisor is equal to zero' }` of what PostgreSQL reported. */
function oracleErrorText(error: DatabaseError, step: ScriptStep): { readonly code: string; readonly message: string } {
  const said = /^(ORA-\d{5}|OP\d{4})\b/.exec(error.message)?.[1];
  if (said === 'ORA-01722' && convertsInPlsql(error.where))
    return { code: 'ORA-06502', message: `${oracleMessage(6502)}: character to number conversion error` };
  if (said === 'ORA-01428' && undefinedInPlsql(error.where)) return { code: 'ORA-06502', message: oracleMessage(6502) };
  if (said !== undefined) return { code: said, message: error.message };
  const context: ErrorContext = step.unitKind === 'block' || step.unitKind === 'committing' ? 'plsql' : 'sql';
  const own = error.where === undefined ? '' : ownContext(error.where);
  // Of a statement of its own, PostgreSQL names no context.
  const where = own === '' && context === 'sql' ? `SQL statement "${step.sql}` : own;
  const number = oraCodeOfError(
    { sqlstate: error.sqlstate, message: error.message, where },
    errorContext(error.where) ?? context,
  );
  // A user-defined exception that nobody handles (PL/SQL Language Reference, "Unhandled Exceptions").
  if (number === 0) return { code: 'ORA-06510', message: oracleMessage(6510) };
  const code = `ORA-${String(number).padStart(5, '0')}`;
  return { code, message: oracleWords(error.sqlstate, number) ?? `${code}: ${error.message}` };
}

/** Oracle's words for what PostgreSQL says in its own, where they name nothing: names PostgreSQL's message has. */
function oracleWords(sqlstate: string, number: number): string | undefined {
  if (number === 1403 || number === 1422 || number === 1476 || number === 6503) return oracleMessage(number);
  if (number !== 6502) return undefined;
  if (sqlstate === '22001') return `${oracleMessage(6502)}: character string buffer too small`;
  if (sqlstate === '22003') return `${oracleMessage(6502)}: number precision too large`;
  return sqlstate === '22P02' || sqlstate === '22018'
    ? `${oracleMessage(6502)}: character to number conversion error`
    : undefined;
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
