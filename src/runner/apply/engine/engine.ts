import { randomUUID } from 'node:crypto';
import { hasEntry, insertText } from '../../ledger/ledger.js';
import type { LedgerEntry } from '../../ledger/ledger-entry.js';
import { Scribe } from '../../ledger/ledger-writer.js';
import { DatabaseError } from '../../target/database-error.js';
import { isConnectionLoss, type RunSession, sleep } from '../../target/session.js';
import { change, stepsOf } from '../undo/dependants.js';
import { performObserved } from '../undo/observed.js';
import { withViolations } from '../violations.js';
import {
  type EngineOptions,
  type EngineUnit,
  type FaultPoint,
  reconnect,
  type UnitOutcome,
  wayBack,
} from './engine-unit.js';
import { OutsideTransactions } from './outside-transactions.js';

/** Retried, because the same statement may succeed a moment later. Never: disk, memory (53), syntax (42), data (23). */
const retryable = /^(55P03|40P01|40001)$/;

/** What a transaction may wait for, and how long its statements may run. */
const limits = ({ lockTimeoutMs, statementTimeoutMs }: EngineOptions): string =>
  `set local lock_timeout = ${lockTimeoutMs}; set local statement_timeout = ${statementTimeoutMs};`;

/** Before the next try: longer each time, and never as long as another run that waits for the same. */
const pause = (tries: number): Promise<void> =>
  sleep(Math.min(100 * 2 ** (tries - 1), 5000) * (0.75 + Math.random() / 2));

/** Performs the statements of one step; gives those of their way back. */
async function performStep(session: RunSession, step: EngineUnit['statements']): Promise<readonly string[]> {
  const back: (readonly string[])[] = [];
  for (const statement of step) back.push(await wayBack(session, statement));
  const undo = back.toReversed().flat();
  const statements = step.map(({ sql }) => sql);
  if (step[0]?.isChange === true) return change(session, statements, undo);
  const seen: (readonly string[])[] = [];
  for (const statement of step)
    seen.push(await performObserved(session, statement, 'transaction', () => session.execute(statement.sql)));
  return [...seen.toReversed().flat(), ...undo];
}

/** The connection was lost at COMMIT and is back, and the unit was not done. */
class NotCommitted extends DatabaseError {}

/** Units that are done in one transaction: whether it has begun, what is still to be sent, and their entries. */
interface Group {
  begun: Promise<void>;
  texts: string[];
  readonly entries: LedgerEntry[];
}

/** Does units one after the other on one session, and writes what happened. */
export class Engine {
  private readonly scribe: Scribe;
  private readonly outside: OutsideTransactions;

  constructor(private readonly options: EngineOptions) {
    this.scribe = new Scribe(options);
    this.outside = new OutsideTransactions(options, this.scribe);
  }

  /**
   * What is only read is read again where the connection was lost meanwhile. @throws
   * RunFailure where it does not come back
   */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseError) || !isConnectionLoss(error)) throw error;
      await reconnect(this.options, error);
      return work();
    }
  }

  /** The same work on another connection of the run. */
  on(session: RunSession): Engine {
    return new Engine({ ...this.options, session });
  }

  /** Appends an entry that belongs to no transaction but its own. */
  note(...said: Parameters<Scribe['note']>): Promise<LedgerEntry> {
    return this.scribe.note(...said);
  }

  /** What an open intent came to. */
  decide(unit: EngineUnit): Promise<'done' | 'absent' | 'unknown'> {
    return this.outside.decide(unit);
  }

  async perform(unit: EngineUnit): Promise<UnitOutcome> {
    const { log, isCancelled } = this.options;
    const began = performance.now();
    log.event('unit-start', { unit: unit.id, action: unit.action, file: unit.file, line: unit.line });
    const unwatch = this.watchCancel();
    try {
      for (let tries = 1; ; tries += 1) {
        if (isCancelled?.() === true) return { kind: 'cancelled' };
        const outcome = await this.attempt(unit);
        if (outcome.kind !== 'failed') {
          log.event('unit-end', { unit: unit.id, ms: Math.round(performance.now() - began), tries });
          return outcome;
        }
        const { sqlstate } = outcome.error;
        const isLate = performance.now() - began > this.options.deadlineMs;
        if (isCancelled?.() === true && sqlstate === '57014') return { kind: 'cancelled' };
        if (!outcome.isClean || !(retryable.test(sqlstate) || isConnectionLoss(outcome.error)))
          return await this.failed(unit, outcome);
        if (tries >= this.options.maxTries || isLate) return await this.failed(unit, outcome);
        const blockers = sqlstate === '55P03' ? await this.options.session.blockers(unit.relations) : [];
        log.event('retry', { unit: unit.id, sqlstate, tries, blockers });
        await pause(tries);
      }
    } finally {
      unwatch();
    }
  }

  /**
   * Does several units in one transaction with all their entries, sent in as few messages as their ways back allow.
   * Where anything fails, nothing of it has happened: the units are then done one by one, which finds the one that is
   * wrong. `following` are got ready while the server works.
   */
  async performGroup(
    units: readonly EngineUnit[],
    following: () => readonly EngineUnit[] = () => [],
  ): Promise<boolean> {
    const { session, log } = this.options;
    const { head } = session;
    const group: Group = { begun: Promise.resolve(), texts: [], entries: [] };
    let committing = false;
    const unwatch = this.watchCancel();
    try {
      group.begun = session.begin(limits(this.options));
      group.begun.catch(() => {});
      // The texts are made while the server begins.
      if (this.options.fault !== undefined) await group.begun;
      for (const unit of units) await this.addTo(group, unit);
      await group.begun;
      committing = true;
      const reply = session.execute([...group.texts, insertText(group.entries), 'commit'].join(';\n'));
      reply.catch(() => {});
      for (const unit of units) this.fault(unit, 'commit');
      for (const unit of following()) this.scribe.prepare(unit);
      await reply;
      for (const unit of units) {
        this.fault(unit, 'ack');
        log.event('unit-end', { unit: unit.id, tries: 1, together: units.length });
      }
      return true;
    } catch (error) {
      session.head = head;
      const failure = await this.cleared(error);
      if (committing && (await this.isConfirmed(failure, units, group.entries))) return true;
      log.event('one by one', { units: units.length, sqlstate: failure.sqlstate, message: failure.message });
      return false;
    } finally {
      unwatch();
    }
  }

  /** Adds the statements and the entry of a unit; what a way back has to be read behind is sent. */
  private async addTo(group: Group, unit: EngineUnit): Promise<void> {
    const { session, log } = this.options;
    const started = new Date().toISOString();
    log.event('unit-start', { unit: unit.id, action: unit.action, file: unit.file, line: unit.line });
    this.fault(unit, 'begin');
    const undo: (readonly string[])[] = [];
    for (const statement of unit.statements) {
      if (statement.undo.kind === 'capture') await this.send(group);
      undo.push(await wayBack(session, statement));
      group.texts.push(statement.sql);
    }
    // A fault is to find the statements done.
    if (this.options.fault !== undefined) await this.send(group);
    this.fault(unit, 'sql');
    const entry = this.scribe.unitEntry(unit, started, undo, 'done');
    this.scribe.advance(entry);
    group.entries.push(entry);
    this.fault(unit, 'entry');
  }

  private async send(group: Group): Promise<void> {
    await group.begun;
    if (group.texts.length > 0) await this.options.session.execute(group.texts.join(';\n'));
    group.texts = [];
  }

  /**
   * Does all units in one transaction, each with its entry: all of them, or none. Says which one failed.
   * What may succeed a moment later is tried again from the start.
   */
  async performTogether(
    units: readonly EngineUnit[],
    onUnit: (index: number) => void = () => {},
  ): Promise<{ readonly outcome: UnitOutcome; readonly unit: number }> {
    const { log, isCancelled, deadlineMs, maxTries, session } = this.options;
    const began = performance.now();
    const unwatch = this.watchCancel();
    try {
      for (let tries = 1; ; tries += 1) {
        const { outcome, unit } = await this.attemptTogether(units, onUnit);
        if (outcome.kind !== 'failed') return { outcome, unit };
        const { sqlstate } = outcome.error;
        if (isCancelled?.() === true && sqlstate === '57014') return { outcome: { kind: 'cancelled' }, unit };
        const blockers = sqlstate === '55P03' ? await session.blockers(units[unit]?.relations ?? []) : [];
        const mayRetry = retryable.test(sqlstate) || isConnectionLoss(outcome.error);
        if (!mayRetry || tries >= maxTries || performance.now() - began > deadlineMs) {
          const { message } = outcome.error;
          log.event('unit-failed', { unit: units[unit]?.id, sqlstate, message, blockers });
          return { outcome: { ...outcome, blockers }, unit };
        }
        log.event('retry', { unit: units[unit]?.id, sqlstate, tries, blockers });
        await pause(tries);
      }
    } finally {
      unwatch();
    }
  }

  private async attemptTogether(
    units: readonly EngineUnit[],
    onUnit: (index: number) => void,
  ): Promise<{ readonly outcome: UnitOutcome; readonly unit: number }> {
    const { session, isCancelled } = this.options;
    const { head } = session;
    const entries: LedgerEntry[] = [];
    let unit = 0;
    let at = -1;
    let committing = false;
    try {
      await session.begin(limits(this.options));
      for (; unit < units.length; unit += 1) {
        const one = units[unit];
        if (one === undefined) break;
        if (isCancelled?.() === true) {
          await session.execute('rollback');
          session.head = head;
          return { outcome: { kind: 'cancelled' }, unit };
        }
        onUnit(unit);
        this.fault(one, 'begin');
        const started = new Date().toISOString();
        const undo: (readonly string[])[] = [];
        let next = 0;
        for (const step of stepsOf(one.statements)) {
          at = next;
          undo.push(await performStep(session, step));
          next += step.length;
        }
        at = -1;
        this.fault(one, 'sql');
        // What a file sets for itself is not for the next one.
        const settings = one.statements.flatMap(({ sql }) => /^set\s+local\s+([\w.]+)/i.exec(sql)?.[1] ?? []);
        if (settings.length > 0) {
          const defaults = settings.map((name) => `set local ${name} to default;`).join(' ');
          await session.execute(`${defaults} set local search_path = public, pg_temp; ${limits(this.options)}`);
        }
        const entry = this.scribe.unitEntry(one, started, undo, 'done');
        this.scribe.advance(entry);
        entries.push(entry);
      }
      committing = true;
      await session.execute([...(entries.length > 0 ? [insertText(entries)] : []), 'commit'].join(';\n'));
      return { outcome: { kind: 'done', statements: units.flatMap((one) => one.statements).length }, unit };
    } catch (error) {
      session.head = head;
      const failure = await this.cleared(error);
      if (committing && (await this.isConfirmed(failure, units, entries)))
        return { outcome: { kind: 'done', statements: 0 }, unit };
      return { outcome: { kind: 'failed', statement: at, error: failure, blockers: [], isClean: true }, unit };
    }
  }

  /**
   * Leaves the transaction that failed behind: rolled back, or on a new connection where the old one was lost.
   * @throws what is no error of the database
   */
  private async cleared(error: unknown): Promise<DatabaseError> {
    const isOfDatabase = error instanceof DatabaseError;
    if (!isOfDatabase || !isConnectionLoss(error)) await this.options.session.execute('rollback').catch(() => {});
    else if (!(error instanceof NotCommitted)) await reconnect(this.options, error);
    if (!isOfDatabase) throw error;
    return error;
  }

  /** The connection was lost at COMMIT: does the ledger say that all the same all of it was done? */
  private async isConfirmed(
    failure: DatabaseError,
    units: readonly EngineUnit[],
    entries: readonly LedgerEntry[],
  ): Promise<boolean> {
    const { session, log } = this.options;
    const last = entries.at(-1);
    if (!isConnectionLoss(failure) || last === undefined || !(await hasEntry(session, last.hash))) return false;
    log.event('commit confirmed after reconnect', { units: units.map(({ id }) => id) });
    return true;
  }

  private attempt(unit: EngineUnit): Promise<UnitOutcome> {
    return unit.mode === 'tx' ? this.inTransaction(unit) : this.outside.perform(unit);
  }

  /** BEGIN, before-image, statements, entry, COMMIT. */
  private async inTransaction(unit: EngineUnit): Promise<UnitOutcome> {
    const { session } = this.options;
    const started = new Date().toISOString();
    let at = -1;
    try {
      await session.begin(limits(this.options));
      this.fault(unit, 'begin');
      await unit.guard?.(session);
      const undo: (readonly string[])[] = [];
      let next = 0;
      for (const step of stepsOf(unit.statements)) {
        at = next;
        undo.push(await performStep(session, step));
        if (next === 0) this.fault(unit, 'sql');
        next += step.length;
      }
      at = -1;
      await session.exclusively(() => this.commit(unit, started, undo));
      return { kind: 'done', statements: unit.statements.length };
    } catch (error) {
      return { kind: 'failed', statement: at, error: await this.cleared(error), blockers: [], isClean: true };
    }
  }

  /** The entry and COMMIT in one message: where the entry cannot be written, the COMMIT after it is not reached. */
  private async commit(unit: EngineUnit, started: string, undo: readonly (readonly string[])[]): Promise<void> {
    const { session, log } = this.options;
    const entry = this.scribe.unitEntry(unit, started, undo, 'done');
    this.fault(unit, 'entry');
    try {
      const reply = session.execute(`${insertText([entry])}; commit`);
      // A test that ends the process here must not leave an unheard rejection.
      reply.catch(() => {});
      this.fault(unit, 'commit');
      await reply;
      this.fault(unit, 'ack');
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      await reconnect(this.options, error);
      if (!(await hasEntry(session, entry.hash))) throw new NotCommitted(error, { cause: error });
      log.event('commit confirmed after reconnect', { unit: unit.id });
    }
    this.scribe.advance(entry);
  }

  private async failed(
    unit: EngineUnit,
    outcome: Extract<UnitOutcome, { readonly kind: 'failed' }>,
  ): Promise<UnitOutcome> {
    const { session, log } = this.options;
    const sql = unit.statements[outcome.statement]?.sql;
    const error = sql === undefined ? outcome.error : await withViolations(session, sql, outcome.error);
    const blockers = error.sqlstate === '55P03' ? await session.blockers(unit.relations) : [];
    log.event('unit-failed', { unit: unit.id, sqlstate: error.sqlstate, message: error.message, blockers });
    // The open intent is what asks for a decision.
    if (!outcome.isClean) return { ...outcome, error, blockers };
    await this.scribe
      .note({
        unit: unit.id,
        unitSha256: unit.sha256,
        action: unit.action,
        state: 'failed',
        file: unit.file,
        line: unit.line,
        sqlstate: error.sqlstate,
        message: error.message,
      })
      .catch((lost: unknown) => {
        if (!(lost instanceof DatabaseError)) throw lost;
      });
    return { ...outcome, error, blockers };
  }

  private fault(unit: EngineUnit, point: FaultPoint): void {
    this.options.fault?.(unit.id, point);
  }

  /** After Ctrl-C the running statement gets a second to end by itself, then the server is asked to cancel it. */
  private watchCancel(): () => void {
    const { isCancelled, session } = this.options;
    if (isCancelled === undefined) return () => {};
    let seen = 0;
    const timer = setInterval(() => {
      if (!isCancelled()) return;
      seen += 1;
      if (seen === 5) void session.cancelRunning().catch(() => {});
    }, 200);
    timer.unref();
    return () => clearInterval(timer);
  }
}

/** The name of a run in the ledger, a random UUID; its sessions have the beginning of it in their application_name. */
export const newRunId = (): string => randomUUID();
