import type { ScriptStep } from '../../contract/compiled-script.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';
import type { Unit } from './segment.js';

const unitSavepoint = 'oraphant_unit';

/** The transaction state of one SQL*Plus session, autocommit off. */
export class ScriptSession {
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

  /**
   * Nothing is written or locked, and no cursor is open that COMMIT would close. A number drawn from a sequence is a
   * change to PostgreSQL alone.
   */
  private async hasOnlyRead(): Promise<boolean> {
    const { rows } = await this.target.query(
      `select (pg_current_xact_id_if_assigned() is null or not (select coalesce(bool_or(c.relkind <> 'S'), true)
           from pg_locks l join pg_class c on c.oid = l.relation
           where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.mode not in ('AccessShareLock', 'SIReadLock')))
         and not exists (select from pg_cursors where name <> '' and not is_holdable)`,
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

/** The end of a DO is a COMMIT: what fails there stands in no line of it. */
export const atCommit = (error: DatabaseError): DatabaseError =>
  error.where === undefined || / at COMMIT$/m.test(error.where) ? rolledBack(error) : error;

/** A deferred constraint that does not hold undoes the transaction. (SQL Language Reference, "constraint") */
const rolledBack = (error: DatabaseError): DatabaseError =>
  error.sqlstate.startsWith('23')
    ? new DatabaseError({ sqlstate: error.sqlstate, message: `${oracleMessage(2091)}\n${error.message}` })
    : error;

/** What the database refuses the work with; undefined where it is done. */
export async function refusal(work: () => Promise<unknown>): Promise<DatabaseError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}
