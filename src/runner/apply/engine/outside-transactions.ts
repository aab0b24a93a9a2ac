import { insertEntry } from '../../ledger/ledger.js';
import { detailOf, type LedgerEntry } from '../../ledger/ledger-entry.js';
import type { Scribe } from '../../ledger/ledger-writer.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { DatabaseError } from '../../target/database-error.js';
import { isConnectionLoss, type RunSession } from '../../target/session.js';
import { performObserved } from '../undo/observed.js';
import {
  type EngineOptions,
  type EngineUnit,
  knownWayBack,
  reconnect,
  type UnitOutcome,
  wayBack,
} from './engine-unit.js';
import { probe } from './probe.js';

/** What a run knows of a unit that it began. */
interface Begun {
  /** The server has answered that it is done. */
  isDone: boolean;
  /** The way back. */
  undo: readonly string[] | undefined;
}

/**
 * Units that PostgreSQL takes outside of transactions only: the ledger cannot be written with them, so that
 * it is asked what came of them.
 */
export class OutsideTransactions {
  constructor(
    private readonly options: EngineOptions,
    private readonly scribe: Scribe,
  ) {}

  /** Intent, the statement outside of any transaction, probe, done. */
  async perform(unit: EngineUnit): Promise<UnitOutcome> {
    const { session, log } = this.options;
    const last = unit.statements.length - 1;
    const settings = unit.statements.slice(0, last).map(({ sql }) => sql.replace(/^set local/i, 'set'));
    const statement = unit.statements[last];
    if (statement === undefined) return { kind: 'done', statements: 0 };
    const begun: Begun = { isDone: false, undo: undefined };
    try {
      await this.run(unit, statement, settings, begun);
      return { kind: 'done', statements: 1 };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const isLost = isConnectionLoss(error);
      if (isLost) await reconnect(this.options, error);
      else await resetSettings(session, settings);
      const decided = await this.decide(unit, begun);
      if (decided === 'done') {
        log.event('probe found it done', { unit: unit.id });
        return { kind: 'done', statements: 1 };
      }
      const failed = { kind: 'failed' as const, statement: last, blockers: [] };
      // Without an answer and without a probe nobody knows whether it ran; what commits itself may have done so before
      // it failed.
      const isClean = decided === 'absent' || (!isLost && !['call', 'do'].includes(shapeOf(statement.sql).action));
      return { ...failed, isClean, error: isClean ? error : undecided(error, unit.id) };
    }
  }

  /** @param begun is told what is known at each step, for the case that the next one fails */
  private async run(
    unit: EngineUnit,
    statement: EngineUnit['statements'][number],
    settings: readonly string[],
    begun: Begun,
  ): Promise<void> {
    const { session, deadlineMs, statementTimeoutMs } = this.options;
    const started = new Date().toISOString();
    await session.fence();
    const before = await probe(session, statement.sql);
    if (before.state === 'broken') await this.cleanUp(unit, before.cleanUp);
    begun.undo = await wayBack(session, statement);
    await this.noteIntent(unit, started, { sql: statement.sql, undo: begun.undo });
    this.options.fault?.(unit.id, 'begin');
    await session.execute(`set lock_timeout = ${deadlineMs}; set statement_timeout = ${statementTimeoutMs}`);
    for (const setting of settings) await session.execute(setting);
    const back = await performObserved(session, statement, 'session', async () => {
      const reply = session.execute(statement.sql);
      reply.catch(() => {});
      this.options.fault?.(unit.id, 'sql');
      await reply;
      begun.isDone = true;
    });
    begun.undo = [...back, ...begun.undo];
    this.options.fault?.(unit.id, 'entry');
    await resetSettings(session, settings);
    const done = this.scribe.unitEntry(unit, started, [begun.undo], 'done');
    const written = insertEntry(session, done);
    written.catch(() => {});
    this.options.fault?.(unit.id, 'commit');
    await written;
    this.options.fault?.(unit.id, 'ack');
    this.scribe.advance(done);
  }

  private async noteIntent(unit: EngineUnit, started: string, detail: EngineUnit['detail']): Promise<void> {
    const { id, sha256, action, file, line } = unit;
    await this.scribe.note(
      { unit: id, unitSha256: sha256, action, state: 'intent', file, line, started },
      { ...unit.detail, ...detail },
    );
  }

  /**
   * What an open intent came to; a half-made index is removed. Writes the entry when it is done.
   * @param begun what this run knows of it, where it began it
   */
  async decide(
    unit: EngineUnit,
    begun: Readonly<Begun> = { isDone: false, undo: undefined },
  ): Promise<'done' | 'absent' | 'unknown'> {
    const { session, log } = this.options;
    const statement = unit.statements.at(-1);
    if (statement === undefined) return 'unknown';
    const found = begun.isDone ? ({ state: 'done' } as const) : await probe(session, statement.sql);
    log.event('probe', { unit: unit.id, found: found.state });
    if (found.state === 'broken') {
      await this.cleanUp(unit, found.cleanUp);
      return 'absent';
    }
    if (found.state === 'done') {
      const last = await lastEntry(session, unit);
      if (last?.state !== 'done') {
        const undo = begun.undo ?? knownWayBack(statement) ?? (last && detailOf(last).undo) ?? [];
        const entry = this.scribe.unitEntry(unit, new Date().toISOString(), [undo], 'done');
        await insertEntry(session, entry);
        this.scribe.advance(entry);
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
}

const undecided = (error: DatabaseError, unit: string): DatabaseError => {
  const { sqlstate, message, detail, position, where } = error;
  const hint =
    `part of it may be done: look at the target, then 'oraphant repair --done "${unit}"' or 'oraphant repair ` +
    `--again "${unit}"'`;
  return new DatabaseError({ sqlstate, message, detail, position, where, hint }, { cause: error });
};

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

/** The intent of a unit, or what says that it is done. What it replaces was read before it began. */
async function lastEntry(
  session: RunSession,
  unit: EngineUnit,
): Promise<Pick<LedgerEntry, 'state' | 'detail'> | undefined> {
  const { rows } = await session.query(
    `select state, detail from oraphant.entry where unit = $1 and unit_sha256 = $2 and state in ('intent', 'done') ` +
      'order by seq desc limit 1',
    [unit.id, unit.sha256],
  );
  const [state, detail] = rows[0] ?? [];
  return state === 'intent' || state === 'done' ? { state, detail: detail ?? '' } : undefined;
}
