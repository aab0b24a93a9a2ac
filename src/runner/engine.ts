import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { captureUndo } from './capture.js';
import { DatabaseError } from './database-error.js';
import { change } from './dependants.js';
import { hasEntry, insertEntry, insertText, nextEntry } from './ledger.js';
import type { EntryDetail, LedgerEntry } from './ledger-state.js';
import { probe } from './probe.js';
import { lostOnReconnect } from './run-failure.js';
import type { RunLog } from './run-log.js';
import { isConnectionLoss, LockedError, type RunSession, sleep } from './session.js';
import type { UnitMode } from './statement-mode.js';
import type { Undo } from './undo.js';
import { withViolations } from './violations.js';

/** The places in a unit at which a test may end the process. */
export type FaultPoint = 'begin' | 'sql' | 'entry' | 'commit' | 'ack';

export interface EngineOptions {
  readonly session: RunSession;
  readonly run: string;
  readonly tool: string;
  readonly log: RunLog;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly deadlineMs: number;
  readonly maxTries: number;
  readonly isCancelled?: () => boolean;
  /** For tests that inject faults. */
  readonly fault?: (unit: string, point: FaultPoint) => void;
}

/** A statement with its way back. */
export interface EngineStatement {
  readonly sql: string;
  readonly undo: Undo;
  /** Views that stand on the object may be dropped for it, and made again. */
  readonly isChange?: boolean;
}

/** A unit of work with its entry in the ledger: both, or neither. */
export interface EngineUnit {
  readonly id: string;
  readonly sha256: string;
  readonly action: LedgerEntry['action'];
  readonly mode: UnitMode;
  readonly statements: readonly EngineStatement[];
  readonly file: string;
  readonly line: number;
  /** The relations whose locks may stand in the way. */
  readonly relations: readonly string[];
  /** What goes into the entry beyond the way back. */
  readonly detail: EntryDetail;
  /** Done in the same transaction before anything else, as a check that may refuse. */
  readonly guard?: (session: RunSession) => Promise<void>;
}

export type UnitOutcome =
  | { readonly kind: 'done'; readonly statements: number }
  | {
      readonly kind: 'failed';
      readonly statement: number;
      readonly error: DatabaseError;
      readonly blockers: readonly string[];
      readonly isClean: boolean;
    }
  | { readonly kind: 'cancelled' };

/** Retried, because the same statement may succeed a moment later. Never: disk, memory (53), syntax (42), data (23). */
const retryable = /^(55P03|40P01|40001)$/;

/** The connection was lost at COMMIT and is back, and the unit was not done. */
class NotCommitted extends DatabaseError {}

/** Does units one after the other on one session, and writes what happened. */
export class Engine {
  readonly actor: string;
  readonly host = hostname();
  /** Resolves with what a unit did when its commit was only confirmed after a reconnect. */
  confirmed = 0;

  constructor(private readonly options: EngineOptions) {
    this.actor = osUser();
  }

  /** The same work on another connection of the run. */
  on(session: RunSession): Engine {
    return new Engine({ ...this.options, session });
  }

  /** Appends an entry that belongs to no transaction but its own. */
  async note(
    fields: Pick<LedgerEntry, 'unit' | 'action' | 'state'> &
      Partial<Pick<LedgerEntry, 'unitSha256' | 'file' | 'line' | 'sqlstate' | 'message' | 'started'>>,
    detail: EntryDetail = {},
  ): Promise<LedgerEntry> {
    const { session } = this.options;
    return await session.exclusively(async () => {
      const now = new Date().toISOString();
      const entry = this.entry({ started: now, ...fields, ended: now, detail: JSON.stringify(detail) });
      await insertEntry(session, entry);
      this.advance(entry);
      return entry;
    });
  }

  async perform(unit: EngineUnit): Promise<UnitOutcome> {
    const { log, isCancelled } = this.options;
    const began = performance.now();
    log.event('unit-start', { unit: unit.id, action: unit.action, file: unit.file, line: unit.line });
    const watch = this.watchCancel();
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
        if (!retryable.test(sqlstate) && !(outcome.isClean && isConnectionLoss(outcome.error)))
          return await this.failed(unit, outcome);
        if (tries >= this.options.maxTries || isLate) return await this.failed(unit, outcome);
        const blockers = sqlstate === '55P03' ? await this.options.session.blockers(unit.relations) : [];
        log.event('retry', { unit: unit.id, sqlstate, tries, blockers });
        await sleep(Math.min(100 * 2 ** (tries - 1), 5000) * (0.75 + Math.random() / 2));
      }
    } finally {
      watch();
    }
  }

  /**
   * Does several units in one transaction with all their entries, sent in as few messages as their ways back allow. Where anything fails,
   * nothing of it has happened: the units are then done one by one, which finds the one that is wrong.
   */
  async performGroup(units: readonly EngineUnit[]): Promise<boolean> {
    const { session, lockTimeoutMs, statementTimeoutMs, log } = this.options;
    const { head } = session;
    const entries: LedgerEntry[] = [];
    let texts: string[] = [];
    const send = async () => {
      if (texts.length > 0) await session.execute(texts.join(';\n'));
      texts = [];
    };
    let committing = false;
    const watch = this.watchCancel();
    try {
      await session.begin(
        `set local lock_timeout = ${lockTimeoutMs}; set local statement_timeout = ${statementTimeoutMs};`,
      );
      for (const unit of units) {
        const started = new Date().toISOString();
        log.event('unit-start', { unit: unit.id, action: unit.action, file: unit.file, line: unit.line });
        this.fault(unit, 'begin');
        const undo: (readonly string[])[] = [];
        for (const statement of unit.statements) {
          if (statement.undo.kind === 'capture') await send();
          undo.push(await wayBack(session, statement));
          texts.push(statement.sql);
        }
        // A fault is to find the statements done.
        if (this.options.fault !== undefined) await send();
        this.fault(unit, 'sql');
        const entry = this.unitEntry(unit, started, undo, 'done');
        this.advance(entry);
        entries.push(entry);
        this.fault(unit, 'entry');
      }
      committing = true;
      const reply = session.execute([...texts, ...entries.map(insertText), 'commit'].join(';\n'));
      reply.catch(() => {});
      for (const unit of units) this.fault(unit, 'commit');
      await reply;
      for (const unit of units) {
        this.fault(unit, 'ack');
        log.event('unit-end', { unit: unit.id, tries: 1, together: units.length });
      }
      return true;
    } catch (error) {
      session.head = head;
      if (!(error instanceof DatabaseError)) {
        await session.execute('rollback').catch(() => {});
        throw error;
      }
      if (isConnectionLoss(error)) {
        await this.reconnect(error);
        const last = entries.at(-1);
        if (committing && last !== undefined && (await hasEntry(session, last.hash))) {
          log.event('commit confirmed after reconnect', { units: units.map(({ id }) => id) });
          this.confirmed += units.length;
          return true;
        }
      } else await session.execute('rollback').catch(() => {});
      log.event('one by one', { units: units.length, sqlstate: error.sqlstate, message: error.message });
      return false;
    } finally {
      watch();
    }
  }

  private attempt(unit: EngineUnit): Promise<UnitOutcome> {
    return unit.mode === 'tx' ? this.inTransaction(unit) : this.alone(unit);
  }

  /** BEGIN, before-image, statements, entry, COMMIT. */
  private async inTransaction(unit: EngineUnit): Promise<UnitOutcome> {
    const { session, lockTimeoutMs, statementTimeoutMs } = this.options;
    const started = new Date().toISOString();
    let at = -1;
    try {
      await session.begin(
        `set local lock_timeout = ${lockTimeoutMs}; set local statement_timeout = ${statementTimeoutMs};`,
      );
      this.fault(unit, 'begin');
      await unit.guard?.(session);
      const undo: (readonly string[])[] = [];
      for (const [index, statement] of unit.statements.entries()) {
        at = index;
        const back = await wayBack(session, statement);
        undo.push(statement.isChange === true ? await change(session, statement.sql, back) : back);
        if (statement.isChange !== true) await session.execute(statement.sql);
        if (index === 0) this.fault(unit, 'sql');
      }
      at = -1;
      await session.exclusively(() => this.commit(unit, started, undo));
      return { kind: 'done', statements: unit.statements.length };
    } catch (error) {
      if (!(error instanceof DatabaseError)) {
        await session.execute('rollback').catch(() => {});
        throw error;
      }
      if (!isConnectionLoss(error)) await session.execute('rollback').catch(() => {});
      else if (!(error instanceof NotCommitted)) await this.reconnect(error);
      return { kind: 'failed', statement: at, error, blockers: [], isClean: true };
    }
  }

  /** The entry and COMMIT in one message: where the entry cannot be written, the COMMIT behind it is not reached. */
  private async commit(unit: EngineUnit, started: string, undo: readonly (readonly string[])[]): Promise<void> {
    const { session, log } = this.options;
    const entry = this.unitEntry(unit, started, undo, 'done');
    this.fault(unit, 'entry');
    try {
      const reply = session.execute(`${insertText(entry)}; commit`);
      // A test that ends the process here must not leave an unheard rejection.
      reply.catch(() => {});
      this.fault(unit, 'commit');
      await reply;
      this.fault(unit, 'ack');
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      await this.reconnect(error);
      if (!(await hasEntry(session, entry.hash))) throw new NotCommitted(error, { cause: error });
      log.event('commit confirmed after reconnect', { unit: unit.id });
      this.confirmed += 1;
    }
    this.advance(entry);
  }

  /** Intent, the statement outside of any transaction, probe, done. */
  private async alone(unit: EngineUnit): Promise<UnitOutcome> {
    const { session, deadlineMs, statementTimeoutMs, log } = this.options;
    const started = new Date().toISOString();
    const last = unit.statements.length - 1;
    const settings = unit.statements.slice(0, last).map(({ sql }) => sql.replace(/^set local/i, 'set'));
    const statement = unit.statements[last];
    if (statement === undefined) return { kind: 'done', statements: 0 };
    try {
      await session.fence();
      const before = await probe(session, statement.sql);
      if (before.state === 'broken') await this.cleanUp(unit, before.cleanUp);
      const undo = await wayBack(session, statement);
      await this.note(
        {
          unit: unit.id,
          unitSha256: unit.sha256,
          action: unit.action,
          state: 'intent',
          file: unit.file,
          line: unit.line,
          started,
        },
        { ...unit.detail, sql: statement.sql },
      );
      this.fault(unit, 'begin');
      await session.execute(`set lock_timeout = ${deadlineMs}; set statement_timeout = ${statementTimeoutMs}`);
      for (const setting of settings) await session.execute(setting);
      const reply = session.execute(statement.sql);
      reply.catch(() => {});
      this.fault(unit, 'sql');
      await reply;
      this.fault(unit, 'entry');
      await resetSettings(session, settings);
      const done = this.unitEntry(unit, started, [undo], 'done');
      const written = insertEntry(session, done);
      written.catch(() => {});
      this.fault(unit, 'commit');
      await written;
      this.fault(unit, 'ack');
      this.advance(done);
      return { kind: 'done', statements: 1 };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const isLost = isConnectionLoss(error);
      if (isLost) await this.reconnect(error);
      else await resetSettings(session, settings);
      const decided = await this.decide(unit);
      if (decided === 'done') {
        log.event('probe found it done', { unit: unit.id });
        return { kind: 'done', statements: 1 };
      }
      const failed = { kind: 'failed' as const, statement: last, error, blockers: [] };
      // Without an answer and without a probe nobody knows whether it ran.
      return { ...failed, isClean: decided === 'absent' || !isLost };
    }
  }

  /** What an open intent came to; a half-made index is removed. Writes the entry when it is done. */
  async decide(unit: EngineUnit): Promise<'done' | 'absent' | 'unknown'> {
    const { session, log } = this.options;
    const statement = unit.statements.at(-1);
    if (statement === undefined) return 'unknown';
    const found = await probe(session, statement.sql);
    log.event('probe', { unit: unit.id, found: found.state });
    if (found.state === 'broken') {
      await this.cleanUp(unit, found.cleanUp);
      return 'absent';
    }
    if (found.state === 'done') {
      const undo = statement.undo.kind === 'drop' ? [statement.undo.sql] : [];
      const entry = this.unitEntry(unit, new Date().toISOString(), [undo], 'done');
      if (!(await isRecorded(session, unit))) {
        await insertEntry(session, entry);
        this.advance(entry);
      }
      return 'done';
    }
    return found.state;
  }

  /** Takes away what is half made. Where something holds on to it, it stays until the unit has its next turn. */
  private async cleanUp(unit: EngineUnit, statements: readonly string[]): Promise<void> {
    const { session, deadlineMs, log } = this.options;
    await session.execute(`set lock_timeout = ${deadlineMs}`);
    try {
      for (const sql of statements) await session.execute(sql);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.sqlstate !== '55P03') throw error;
      log.event('half made, and held', { unit: unit.id, message: error.message });
    } finally {
      await session.execute('reset lock_timeout').catch(() => {});
    }
  }

  private async failed(
    unit: EngineUnit,
    outcome: Extract<UnitOutcome, { readonly kind: 'failed' }>,
  ): Promise<UnitOutcome> {
    const { session, log } = this.options;
    const sql = unit.statements[outcome.statement]?.sql;
    const error = sql === undefined ? outcome.error : await withViolations(session, sql, outcome.error);
    const blockers = error.sqlstate === '55P03' ? await session.blockers(unit.relations).catch(() => []) : [];
    log.event('unit-failed', { unit: unit.id, sqlstate: error.sqlstate, message: error.message, blockers });
    await this.note({
      unit: unit.id,
      unitSha256: unit.sha256,
      action: unit.action,
      state: 'failed',
      file: unit.file,
      line: unit.line,
      sqlstate: error.sqlstate,
      message: error.message,
    }).catch((lost: unknown) => {
      if (!(lost instanceof DatabaseError)) throw lost;
    });
    return { ...outcome, error, blockers };
  }

  private async reconnect(cause: DatabaseError): Promise<void> {
    this.options.log.event('connection lost', { message: cause.message });
    try {
      await this.options.session.reconnect();
    } catch (error) {
      if (error instanceof LockedError) throw error;
      throw lostOnReconnect(cause, error);
    }
  }

  private unitEntry(
    unit: EngineUnit,
    started: string,
    undo: readonly (readonly string[])[],
    state: LedgerEntry['state'],
  ): LedgerEntry {
    const irreversible = unit.statements.flatMap(({ undo: way }) =>
      way.kind === 'no' ? [{ why: way.why, subject: way.subject ?? '' }] : [],
    );
    const detail: EntryDetail = {
      ...unit.detail,
      ...(unit.action === 'undo' ? {} : { undo: undo.toReversed().flat() }),
      ...(irreversible.length > 0 ? { irreversible } : {}),
    };
    return this.entry({
      unit: unit.id,
      unitSha256: unit.sha256,
      action: unit.action,
      state,
      started,
      ended: new Date().toISOString(),
      file: unit.file,
      line: unit.line,
      detail: JSON.stringify(detail).replaceAll('\\u0000', ''),
    });
  }

  private entry(
    fields: Pick<LedgerEntry, 'unit' | 'action' | 'state' | 'started' | 'ended' | 'detail'> & Partial<LedgerEntry>,
  ): LedgerEntry {
    return nextEntry(this.options.session.head, {
      unitSha256: '',
      file: '',
      line: 0,
      sqlstate: '',
      message: '',
      ...fields,
      run: this.options.run,
      actor: this.actor,
      host: this.host,
      tool: this.options.tool,
    });
  }

  private advance(entry: LedgerEntry): void {
    this.options.session.head = { seq: entry.seq, hash: entry.hash };
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

async function wayBack(session: RunSession, statement: EngineStatement): Promise<readonly string[]> {
  const { undo } = statement;
  switch (undo.kind) {
    case 'none':
    case 'no':
      return [];
    case 'drop':
      return [undo.sql];
    case 'sql':
      return undo.sql;
    case 'capture':
      return await captureUndo(session, statement.sql);
    default: {
      const forgotten: never = undo;
      return forgotten;
    }
  }
}

async function resetSettings(session: RunSession, settings: readonly string[]): Promise<void> {
  const names = settings.flatMap((sql) => /^set\s+(?:session\s+)?([a-z_.]+)/i.exec(sql)?.[1] ?? []);
  await session.execute(
    [
      'reset lock_timeout',
      'set statement_timeout = 0',
      ...names.map((name) => `reset ${name}`),
      'set search_path = public, pg_temp',
    ].join('; '),
  );
}

async function isRecorded(session: RunSession, unit: EngineUnit): Promise<boolean> {
  const { rows } = await session.query(
    `select state from oraphant.entry where unit = $1 and unit_sha256 = $2 and state in ('intent', 'done') order by seq desc limit 1`,
    [unit.id, unit.sha256],
  );
  return rows[0]?.[0] === 'done';
}

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

export const newRunId = (): string => randomUUID();
