import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { type LedgerHead, readHead } from '../ledger/ledger.js';
import { DatabaseError } from './database-error.js';
import { watched } from './liveness.js';
import type { StatementResult, Target } from './target.js';

/**
 * What a session needs to open its connection, to hold the lock, and to get both back. Without `stallMs` it is 30 s.
 */
interface SessionOptions {
  /** Opens a connection; called again when one is lost. */
  readonly open: () => Promise<Target>;
  /** Correlation id of the run: seen in pg_stat_activity. */
  readonly run: string;
  /** How long to wait for another applier. */
  readonly lockWaitMs: number;
  /** How long to try to get a lost connection back. */
  readonly deadlineMs: number;
  readonly onWait?: (holder: string) => void;
  /** Told once for each loss, while it is tried to get the connection back. */
  readonly onLost?: (why: string) => void;
  readonly onReconnect?: () => void;
  /** Whether the user asks for an end: nothing is waited for any more. */
  readonly isCancelled?: () => boolean;
  /** How long an answer may take before the server is asked whether it is still at work. */
  readonly stallMs?: number;
  readonly onStall?: (why: string) => void;
}

/** What units are done on: the connection that holds the lock, or one beside it. */
export interface RunSession {
  readonly connection: Target;
  /** The ledger's last entry. */
  head: LedgerHead;
  execute(sql: string): Promise<StatementResult>;
  query(sql: string, parameters?: readonly (string | null)[]): Promise<StatementResult>;
  /** Begins a transaction while the run is known to hold the lock. @throws LockedError */
  begin(settings: string): Promise<void>;
  /** @throws LockedError */
  fence(): Promise<void>;
  /** Runs work that appends to the ledger: one after the other over all connections of the run. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  reconnect(): Promise<void>;
  blockers(relations: readonly string[]): Promise<readonly string[]>;
  cancelRunning(): Promise<void>;
}

/** Somebody else is applying, or the connection is not a session of ours. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Two 32-bit keys, so that pg_locks shows them as they are: 'orap', 'hant'. */
const lockKeys = [0x6f726170, 0x68616e74] as const;
const lockText = lockKeys.join(', ');
const heldLock =
  `locktype = 'advisory' and classid = ${lockKeys[0]} and objid = ${lockKeys[1]} and objsubid = 2 and database = ` +
  '(select oid from pg_database where datname = current_database())';

/**
 * The one connection on which a run works. The session lock sits on the connection that does the work: while a server
 * process of ours is still busy with a statement whose client died, nobody else begins.
 */
export class Session implements RunSession {
  private target: Target;
  /** Server process that holds the lock. */
  pid = '';
  head: LedgerHead = { seq: 0, hash: '' };
  /** Where the ledger stood when the command was given, before any other run was waited for. */
  headAtStart: LedgerHead | undefined;
  private turn: Promise<void> = Promise.resolve();
  private reviving: Promise<void> | undefined;

  private constructor(
    target: Target,
    readonly options: SessionOptions,
  ) {
    this.target = this.watch(target, () => this.pid);
  }

  /** The connection, given up when it neither works nor answers. */
  watch(target: Target, pid: () => string): Target {
    const { open, stallMs = 30_000, deadlineMs, onStall = () => {} } = this.options;
    return watched(target, { open, pid, afterMs: stallMs, deadlineMs, onStall });
  }

  /** Opens, prepares and locks. @throws LockedError, TargetOpenError */
  static async open(options: SessionOptions): Promise<Session> {
    const session = new Session(await options.open(), options);
    try {
      await session.prepare();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  get connection(): Target {
    return this.target;
  }

  execute(sql: string): Promise<StatementResult> {
    return this.target.execute(sql);
  }

  query(sql: string, parameters?: readonly (string | null)[]): Promise<StatementResult> {
    return this.target.query(sql, parameters);
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const before = this.turn;
    let leave = () => {};
    this.turn = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * Begins a transaction in which this connection is known to be the session that holds the lock. @throws LockedError
   */
  async begin(settings: string): Promise<void> {
    const { rows } = await this.target.execute(`begin; ${settings} ${fenceQuery}`);
    await this.checkFence(rows[0]);
  }

  /** @throws LockedError */
  async fence(): Promise<void> {
    const { rows } = await this.target.execute(fenceQuery);
    await this.checkFence(rows[0]);
  }

  private async checkFence(row: readonly (string | null)[] | undefined): Promise<void> {
    const [pid, isHeld, mark] = row ?? [];
    if (pid === this.pid && isTrue(isHeld) && mark === this.options.run) return;
    await this.target.execute('rollback').catch(() => {});
    throw new LockedError(
      `the session changed under the run (server process ${this.pid}, now ${pid}): connect without a pool in ` +
        'transaction mode',
    );
  }

  /** Connects again after a loss, within the deadline or until the user asks for an end, and takes the lock again. */
  async reconnect(): Promise<void> {
    const end = performance.now() + this.options.deadlineMs;
    const { pid, head } = this;
    await this.target.close().catch(() => {});
    for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
      try {
        this.pid = '';
        this.target = this.watch(await this.options.open(), () => this.pid);
        await endLost(this.target, pid, this.options.run);
        await this.prepare();
        this.options.onReconnect?.();
        if (this.head.seq >= head.seq) return;
        throw new RunFailure(runnerExit.interrupted, [
          `the server came back without ${head.seq - this.head.seq} ledger entries that it had confirmed: it lost ` +
            'transactions, or is another server',
          'what the ledger says is what stands: the next apply goes on from there',
        ]);
      } catch (error) {
        if (error instanceof LockedError || error instanceof RunFailure || performance.now() + pause > end) throw error;
        if (this.options.isCancelled?.() === true) throw error;
        if (pause === 100) this.options.onLost?.(error instanceof Error ? error.message : String(error));
        await sleep(pause);
      }
    }
  }

  /** Makes sure that this connection lives and holds the lock; gets it back where it is lost. */
  revive(): Promise<void> {
    const work = async () => {
      try {
        await this.fence();
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        await this.reconnect();
      }
    };
    this.reviving ??= work().finally(() => {
      this.reviving = undefined;
    });
    return this.reviving;
  }

  async close(): Promise<void> {
    // Closing the connection gives the lock back on a server; the embedded database may live on.
    await this.target.execute(`select pg_advisory_unlock(${lockText})`).catch(() => {});
    await this.target.close();
  }

  /** Asks the server to end what this session is running. */
  async cancelRunning(): Promise<void> {
    if (this.target.kind !== 'postgres') return;
    const other = await this.options.open();
    try {
      await other.query('select pg_cancel_backend($1::int)', [this.pid]);
    } finally {
      await other.close();
    }
  }

  /** Who holds locks on a relation, for the message of a lock timeout; nobody where the question fails. */
  async blockers(relations: readonly string[]): Promise<readonly string[]> {
    if (relations.length === 0 || this.target.kind !== 'postgres') return [];
    const asked = this.target.query(
      `select distinct format('process %s (%s, %s, for %s): %s', a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'), a.state,
         date_trunc('second', clock_timestamp() - a.xact_start), left(regexp_replace(a.query, '\\s+', ' ', 'g'), 120))
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.granted and l.pid <> pg_backend_pid() and l.relation = any (select to_regclass(x) from unnest($1::text[]) x)`,
      [`{${relations.map((name) => `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`],
    );
    try {
      return (await asked).rows.map(([text]) => text ?? '');
    } catch {
      return [];
    }
  }

  private async prepare(): Promise<void> {
    const { target } = this;
    await prepareConnection(target, this.options.run);
    this.headAtStart ??= await readHead(target);
    await this.lock();
    const { rows } = await target.execute(fenceQuery);
    this.pid = rows[0]?.[0] ?? '';
    await this.checkFence(rows[0]);
    this.head = await readHead(target);
  }

  /** Polls: a waiter that is blocked inside the server would deadlock with CREATE INDEX CONCURRENTLY. */
  private async lock(): Promise<void> {
    let said = '';
    const end = performance.now() + this.options.lockWaitMs;
    for (let pause = 100, gone = 0; ; pause = Math.min(pause * 2, 2000)) {
      const { rows } = await this.target.execute(`select pg_try_advisory_lock(${lockText})`);
      if (isTrue(rows[0]?.[0])) return;
      const known = await this.holder();
      // It ended in between: nobody need be waited for.
      if (known === undefined && gone++ < 5) continue;
      const holder = known ?? 'it has just ended';
      if (performance.now() + pause > end) throw new LockedError(`another run holds the target: ${holder}`);
      if (this.options.isCancelled?.() === true)
        throw new RunFailure(runnerExit.cancelled, [`ended while another run holds the target: ${holder}`]);
      const who = holder.replace(/, since .*/, '');
      if (who !== said) this.options.onWait?.(holder);
      said = who;
      await sleep(pause * (0.75 + Math.random() / 2));
    }
  }

  private async holder(): Promise<string | undefined> {
    const { rows } = await this.target.execute(
      `select format('process %s, %s, since %s', l.pid, coalesce(nullif(a.application_name, ''), 'unnamed'), date_trunc('second', clock_timestamp() - a.backend_start))
       from pg_locks l left join pg_stat_activity a on a.pid = l.pid where ${heldLock} and l.granted`,
    );
    return rows[0]?.[0] ?? undefined;
  }
}

/**
 * Ends the server process of a connection that was lost, and waits for it: the network may not have told it, and it
 * would hold the lock, and maybe still work, for hours.
 */
export async function endLost(target: Target, pid: string, run: string): Promise<void> {
  if (target.kind !== 'postgres' || pid === '') return;
  await target.query(
    'select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = $1::int and application_name = $2',
    [pid, applicationName(run)],
  );
}

const applicationName = (run: string): string => `oraphant ${run.slice(0, 8)}`;

/** The settings that every connection of a run works under. */
export async function prepareConnection(target: Target, run: string): Promise<void> {
  await target.execute(
    `set application_name = '${applicationName(run)}'; set search_path = public, pg_temp; set session ` +
      `oraphant.run = '${run}'; set standard_conforming_strings = on`,
  );
  if (target.kind !== 'postgres') return;
  await target.execute(
    [
      `set idle_in_transaction_session_timeout = '60s'; set statement_timeout = 0`,
      // What the server confirms it must not lose; stronger settings stay.
      `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
      // A client whose machine is gone gives the lock back within a minute.
      'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
    ].join('; '),
  );
  // A killed client's statement ends within a second, where the server's system can tell (PostgreSQL manual,
  // "Connections").
  await target.execute(`set client_connection_check_interval = '1s'`).catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || error.sqlstate.startsWith('08')) throw error;
  });
}

/** What our own server process holds: cheaper than the view, and asked for in every unit. */
export const fenceQueryOf = (pid: string): string =>
  `select pg_backend_pid(), exists (select from pg_lock_status() l where l.pid = ${pid} and l.locktype = ` +
  `'advisory' and l.classid = ${lockKeys[0]} and l.objid = ${lockKeys[1]} and l.objsubid = 2 and l.granted), ` +
  `current_setting('oraphant.run', true)`;
const fenceQuery = fenceQueryOf('pg_backend_pid()');

/** A Boolean of PostgreSQL's, as either protocol prints it. */
export const isTrue = (value: string | null | undefined): boolean => value === 't' || value === 'true';
/** Resolves after so many milliseconds. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Class 08, and what a server says that shuts down or starts (PostgreSQL manual, "Error Codes"). */
export const isConnectionLoss = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && /^(08...|57P0[123])$/.test(error.sqlstate);
