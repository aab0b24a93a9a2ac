import type { LedgerHead } from '../ledger/ledger.js';
import {
  endLost,
  fenceQueryOf,
  isTrue,
  LockedError,
  prepareConnection,
  type RunSession,
  type Session,
} from './session.js';
import type { StatementResult, Target } from './target.js';

/**
 * A connection that works beside the one that holds the lock. Each of its transactions makes sure that the lock is
 * still held; what it appends to the ledger waits for its turn.
 */
export class Companion implements RunSession {
  private target: Target;
  private pid = '';

  private constructor(
    private readonly main: Session,
    target: Target,
  ) {
    this.target = main.watch(target, () => this.pid);
  }

  /** @throws TargetOpenError */
  static async open(main: Session): Promise<Companion> {
    const target = await main.options.open();
    await prepareConnection(target, main.options.run);
    return new Companion(main, target);
  }

  get connection(): Target {
    return this.target;
  }

  get head(): LedgerHead {
    return this.main.head;
  }

  set head(head: LedgerHead) {
    this.main.head = head;
  }

  execute(sql: string): Promise<StatementResult> {
    return this.target.execute(sql);
  }

  query(sql: string, parameters?: readonly (string | null)[]): Promise<StatementResult> {
    return this.target.query(sql, parameters);
  }

  async begin(settings: string): Promise<void> {
    const { rows } = await this.target.execute(`begin; ${settings} ${fenceQueryOf(this.main.pid)}`);
    const [[pid, isHeld, mark] = []] = rows;
    this.pid = pid ?? '';
    if (isTrue(isHeld) && mark === this.main.options.run) return;
    await this.target.execute('rollback').catch(() => {});
    // The connection with the lock may be gone: it has to be back, with the lock, before anything goes on.
    await this.main.exclusively(() => this.main.revive());
    const again = await this.target.execute(`begin; ${settings} ${fenceQueryOf(this.main.pid)}`);
    if (isTrue(again.rows[0]?.[1])) return;
    await this.target.execute('rollback').catch(() => {});
    throw new LockedError('the session that held the lock was lost under the run');
  }

  async fence(): Promise<void> {
    await this.begin('');
    await this.target.execute('rollback');
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.main.exclusively(work);
  }

  async reconnect(): Promise<void> {
    await this.target.close().catch(() => {});
    await this.main.revive();
    const { pid } = this;
    this.pid = '';
    this.target = this.main.watch(await this.main.options.open(), () => this.pid);
    await endLost(this.target, pid, this.main.options.run);
    await prepareConnection(this.target, this.main.options.run);
    this.main.options.onReconnect?.();
  }

  blockers(relations: readonly string[]): Promise<readonly string[]> {
    return this.main.blockers(relations);
  }

  async cancelRunning(): Promise<void> {
    await this.main.query(
      'select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1 and pid <> ' +
        `pg_backend_pid() and state = 'active'`,
      [`oraphant ${this.main.options.run.slice(0, 8)}`],
    );
  }

  close(): Promise<void> {
    return this.target.close();
  }
}
