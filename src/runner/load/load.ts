import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Engine } from '../apply/engine/engine.js';
import type { EngineUnit, UnitOutcome } from '../apply/engine/engine-unit.js';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { detailOf, type LedgerEntry } from '../ledger/ledger-entry.js';
import { asideSchema } from '../plan/changes/change.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import { DatabaseError } from '../target/database-error.js';
import type { RunSession } from '../target/session.js';
import { TargetOpenError } from '../target/target-url.js';
import { NotItsTurn, Turns } from './commit-order.js';
import { controlSources } from './control-source.js';
import { csvSource } from './csv-source.js';
import { Aside } from './reject-files.js';
import type { Refused } from './rows.js';
import { fitsSideBySide } from './side-by-side.js';
import { type Batch, type BatchReader, FileHashes, type RowSource } from './source.js';

/** What has been loaded of one file; `rejected` are rows that the table refused. */
export interface LoadReport {
  readonly table: string;
  readonly rows: number;
  readonly rejected: number;
  /** Records that no condition of the control file wanted. */
  readonly discarded: number;
  readonly batches: number;
}

/** How files are loaded. A batch ends at `batchRows` rows (250,000 where nothing is said) or at 8 MB. */
export interface LoadOptions {
  readonly batchRows?: number;
  /** More rejected rows of a file than this end the run. */
  readonly maxRejects?: number;
  /** Connections that load at a time: files beside each other, and batches of a file where there are fewer files. */
  readonly parallel?: number;
}

const batchLimits = { rows: 250_000, bytes: 8 << 20 };

/**
 * The files with rows in a folder: CSV, and what SQL*Loader control files name. @throws RunFailure,
 * and what the file system throws
 */
export function rowSources(folder: string): readonly RowSource[] {
  if (!statSync(folder).isDirectory())
    throw new RunFailure(runnerExit.preflight, [`${folder} is a file: give the folder that it is in`]);
  const names = readdirSync(folder).sort();
  const hashes = new FileHashes();
  const ofKind = (ending: string) => names.filter((name) => name.toLowerCase().endsWith(ending));
  const controlled = ofKind('.ctl').flatMap((name) => controlSources(folder, name, hashes));
  // Data that a control file names is its, whatever it is called.
  const taken = new Set(controlled.map(({ path }) => path));
  return [
    ...ofKind('.csv')
      .filter((name) => !taken.has(join(folder, name)))
      .map((name) => csvSource(folder, name, hashes)),
    ...controlled,
  ];
}

interface Progress {
  readonly offset: number;
  readonly rows: number;
  readonly rejected: number;
  readonly discarded: number;
  readonly batches: number;
  readonly isComplete: boolean;
  /** The entry of a load of other contents. */
  readonly another: number | undefined;
}

interface LoadDetail {
  readonly to?: number;
  readonly rows?: number;
  readonly rejected?: number;
  readonly discarded?: number;
  readonly last?: boolean;
}

const nothing: Progress = {
  offset: 0,
  rows: 0,
  rejected: 0,
  discarded: 0,
  batches: 0,
  isComplete: false,
  another: undefined,
};

/**
 * How far the ledger says that a file was loaded; nothing where its table was made anew since. A table that a plan took
 * out and a rollback brings back has the rows that it had. @throws RunFailure
 */
function progressOf(entries: readonly LedgerEntry[], source: RowSource, sha256: string): Progress {
  const names = new Set(source.tables.map((table) => table.join('.')));
  let progress = nothing;
  /** What was loaded before an entry that made a table or took it out. */
  const before = new Map<string, Progress>();
  for (const entry of entries) {
    if (entry.state !== 'done') continue;
    const { undo = [], undoes } = detailOf(entry);
    if (entry.action === 'undo') progress = before.get(String(undoes)) ?? progress;
    else if (undo.some((sql) => makesOrBringsBack(sql, names))) {
      before.set(String(entry.seq), progress);
      progress = nothing;
    }
    if (entry.action !== 'load' || entry.unit !== source.id) continue;
    if (entry.unitSha256 !== sha256) {
      progress = { ...progress, another: entry.seq };
      continue;
    }
    const { to = 0, rows = 0, rejected = 0, discarded = 0, last } = detailOf(entry) as LoadDetail;
    progress = {
      offset: to,
      rows: progress.rows + rows,
      rejected: progress.rejected + rejected,
      discarded: progress.discarded + discarded,
      batches: progress.batches + 1,
      isComplete: last === true,
      another: progress.another,
    };
  }
  if (progress.another !== undefined)
    throw new RunFailure(runnerExit.preflight, [
      `${source.path} changed after it was loaded into ${[...names].join(', ')} (entry ${progress.another}): roll back ` +
        'first, or take it out of the folder',
    ]);
  return progress;
}

/** Is it the way back of CREATE TABLE, or of a table that has stepped aside? */
function makesOrBringsBack(sql: string, names: ReadonlySet<string>): boolean {
  if (!/^(?:drop|alter) table/i.test(sql)) return false;
  const { action, name, alterations } = shapeOf(sql);
  if (action === 'drop') return names.has(name.join('.'));
  const [only] = alterations;
  if (name[0] !== asideSchema || only?.verb !== 'set' || only.name !== 'schema') return false;
  const schema = /"((?:[^"]|"")*)"\s*$/.exec(only.text)?.[1]?.replaceAll('""', '"');
  return names.has([schema, ...name.slice(1)].join('.'));
}

/** Are the rows of all files in the folder loaded already? @throws RunFailure, and what the file system throws */
export async function areLoaded(entries: readonly LedgerEntry[], sources: readonly RowSource[]): Promise<boolean> {
  let all = true;
  for (const source of sources) all = progressOf(entries, source, await source.sha256).isComplete && all;
  return all;
}

/** What batches are done on. */
interface Lane {
  readonly session: RunSession;
  readonly engine: Engine;
}

/** Opens a further lane, which is closed by whoever opened it. */
export type OpenLane = () => Promise<Lane & { close(): Promise<void> }>;

/**
 * Loads a file in batches, each one transaction with its ledger entry, which holds the offset after it: a load that was
 * cut off goes on there. Where the table allows it, several batches are under way, and committed in the order of the
 * file. Rows that the table refuses go to a file beside the data, with the reason.
 */
export async function loadSource(
  source: RowSource,
  lane: Lane,
  entries: readonly LedgerEntry[],
  options: LoadOptions,
  further: readonly OpenLane[] = [],
): Promise<{ readonly report: LoadReport; readonly outcome: UnitOutcome }> {
  const sha256 = await source.sha256;
  const progress = progressOf(entries, source, sha256);
  const load = new Load(source, sha256, options, progress);
  if (progress.isComplete) return { report: load.report(), outcome: { kind: 'done', statements: 0 } };
  const reader = await source.open(lane.session, progress.offset);
  try {
    const isWide = further.length > 0 && (await fitsSideBySide(lane.session, reader.fills));
    const outcome = await load.run(reader, lane, isWide ? further : []);
    return { report: load.report(), outcome };
  } finally {
    reader.close();
  }
}

/** A batch in its place; without one, the end of a file that has none (left). */
interface Piece {
  readonly number: number;
  readonly from: number;
  readonly batch: Batch | undefined;
}

class Load {
  private readonly aside: Aside;
  private readonly turns = new Turns();
  private readonly limits: readonly [rows: number, bytes: number];
  private rows: number;
  private rejected: number;
  private discarded: number;
  private batches: number;
  /** Where the next piece begins. */
  private offset: number;
  private taken = 0;
  private ahead: Batch | undefined;
  private isAhead = false;
  private outcome: UnitOutcome = { kind: 'done', statements: 0 };
  private widen = () => {};

  constructor(
    private readonly source: RowSource,
    private readonly sha256: string,
    private readonly options: LoadOptions,
    progress: Progress,
  ) {
    this.aside = new Aside(source);
    this.limits = [options.batchRows ?? batchLimits.rows, batchLimits.bytes];
    ({
      rows: this.rows,
      rejected: this.rejected,
      discarded: this.discarded,
      batches: this.batches,
      offset: this.offset,
    } = progress);
  }

  report(): LoadReport {
    const { rows, rejected, discarded, batches } = this;
    return { table: tableOf(this.source), rows, rejected, discarded, batches };
  }

  /** @throws what a lane throws, when the others have ended their batches */
  async run(reader: BatchReader, lane: Lane, further: readonly OpenLane[]): Promise<UnitOutcome> {
    const lanes: Promise<void>[] = [];
    const work = (on: () => Promise<void>) => {
      const ended = on().catch((error: unknown) => {
        this.turns.end();
        throw error;
      });
      // It is waited for below, maybe later than it fails.
      ended.catch(() => {});
      lanes.push(ended);
    };
    this.widen = () => {
      this.widen = () => {};
      for (const open of further) {
        work(async () => {
          const one = await openOrNot(open);
          if (one === undefined) return;
          try {
            await this.workOn(one, reader);
          } finally {
            await one.close();
          }
        });
      }
    };
    work(() => this.workOn(lane, reader));
    // More of them come while the first ones are at work.
    for (let at = 0; at < lanes.length; at += 1) await lanes[at]?.catch(() => {});
    await Promise.all(lanes);
    return this.outcome;
  }

  private async workOn(lane: Lane, reader: BatchReader): Promise<void> {
    for (let piece = this.take(reader); piece !== undefined; piece = this.take(reader)) {
      const outcome = await this.perform(piece, lane, reader);
      if (outcome === undefined) return;
      if (outcome.kind !== 'done') {
        this.outcome = outcome;
        this.turns.end();
        return;
      }
      this.batches += 1;
      this.turns.done();
    }
  }

  private take(reader: BatchReader): Piece | undefined {
    this.lookAhead(reader);
    const { ahead: batch, offset: from, taken: number } = this;
    if (this.turns.isOver || (batch === undefined && number > 0)) return undefined;
    this.isAhead = false;
    this.taken += 1;
    this.offset = batch?.to ?? from;
    return { number, from, batch };
  }

  private lookAhead(reader: BatchReader): void {
    const [rows, bytes] = this.limits;
    // The first one is small: the server is to have work soon.
    if (!this.isAhead) this.ahead = reader.next(rows, this.taken === 0 ? bytes >> 3 : bytes);
    this.isAhead = true;
  }

  /** Undefined where its turn will not come. */
  private async perform(piece: Piece, lane: Lane, reader: BatchReader): Promise<UnitOutcome | undefined> {
    for (;;) {
      const { unit, done } = this.unitOf(piece, reader);
      try {
        const outcome = await lane.engine.perform(unit);
        if (outcome.kind === 'done') done();
        // What stands before it is not to fail with it.
        return (await this.turns.idle(piece.number)) ? outcome : undefined;
      } catch (error) {
        if (!(error instanceof NotItsTurn)) throw error;
        if (!(await this.turns.idle(piece.number))) return undefined;
      }
    }
  }

  private unitOf(
    { number, from, batch }: Piece,
    reader: BatchReader,
  ): { readonly unit: EngineUnit; readonly done: () => void } {
    const { source, turns, aside } = this;
    const { maxRejects = 0 } = this.options;
    const none = { rows: 0, rejected: 0, discarded: 0 };
    const [to, records, checksum] = [batch?.to ?? from, batch?.records ?? 0, batch?.checksum ?? ''];
    const detail = { file: basename(source.path), from, to, records, ...none, checksum, last: false };
    let tries = 0;
    const unit: EngineUnit = {
      id: source.id,
      sha256: this.sha256,
      action: 'load',
      mode: 'tx',
      statements: [],
      file: source.path,
      line: 1,
      relations: source.tables.map((name) => name.join('.')),
      detail,
      guard: async (worker) => {
        tries += 1;
        if (tries > 1) turns.disturb(number);
        const readOn = () => {
          this.lookAhead(reader);
          if (this.ahead !== undefined && this.isAhead) this.widen();
        };
        const put = await batch?.put(worker, {
          meanwhile: readOn,
          refusing: (refused) => {
            if (turns.isOver) throw new NotItsTurn();
            if (refused.length > maxRejects + endless) throw this.tooMany('too many', refused, from);
          },
        });
        await turns.inTransaction(number);
        const { loaded = 0, refused = [], discarded = [] } = put ?? {};
        if (this.rejected + refused.length > maxRejects) throw this.tooMany(String(refused.length), refused, from);
        // Before COMMIT: a batch that is done must not have lost what it did not load.
        aside.write('rejected', refused, from);
        aside.write('discarded', discarded, from);
        if (this.taken === number + 1) readOn();
        const last = this.taken === number + 1 && this.ahead === undefined;
        Object.assign(detail, { rows: loaded, rejected: refused.length, discarded: discarded.length, last });
      },
    };
    const done = () => {
      this.rows += detail.rows;
      this.rejected += detail.rejected;
      this.discarded += detail.discarded;
    };
    return { unit, done };
  }

  /** More records are refused than may be: those that are known of are kept, though the batch comes to nothing. */
  private tooMany(count: string, refused: readonly Refused[], from: number): DatabaseError {
    const { source, aside } = this;
    const sorted = [...refused].sort((a, b) => a.at - b.at);
    aside.write('rejected', sorted, from);
    const [first] = sorted;
    const at = first?.at ?? 0;
    return new DatabaseError({
      sqlstate: '22000',
      message: `${count} rows of ${basename(source.path)} are refused by ${tableOf(source)}: ${first?.reason ?? ''}`,
      detail: `the first is the record at line ${aside.lineOf(at)}, byte ${at}`,
    });
  }
}

/** A server that has no connection left has one lane less. */
async function openOrNot(open: OpenLane): Promise<Awaited<ReturnType<OpenLane>> | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof TargetOpenError) return undefined;
    throw error;
  }
}

const tableOf = (source: RowSource): string => source.tables.map((name) => name.join('.')).join(', ');

/** When so many rows beyond the allowed ones are refused, the file does not fit: the others are not looked for. */
const endless = 1000;
