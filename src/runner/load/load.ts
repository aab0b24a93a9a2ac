import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseError } from '../database-error.js';
import type { Engine } from '../engine.js';
import type { EngineUnit, UnitOutcome } from '../engine-unit.js';
import { detailOf, type LedgerEntry } from '../ledger-state.js';
import { RunFailure, runnerExit } from '../run-failure.js';
import type { RunSession } from '../session.js';
import { shapeOf } from '../statement-shape.js';
import { Aside } from './aside.js';
import { controlSources } from './control-source.js';
import { csvSource } from './csv-source.js';
import type { Refused } from './rows.js';
import type { RowSource } from './source.js';

export interface LoadReport {
  readonly table: string;
  readonly rows: number;
  readonly rejected: number;
  /** Records that no condition of the control file wanted. */
  readonly discarded: number;
  readonly batches: number;
}

export interface LoadOptions {
  readonly batchRows?: number;
  /** More rejected rows of a file than this end the run. */
  readonly maxRejects?: number;
  /** Files that are loaded at a time; each on a connection of its own. */
  readonly parallel?: number;
}

const batchLimits = { rows: 100_000, bytes: 8 << 20 };

/** The files with rows in a folder: CSV, and what SQL*Loader control files name. @throws RunFailure, and what the file system throws */
export function rowSources(folder: string): readonly RowSource[] {
  const names = readdirSync(folder).sort();
  const ofKind = (ending: string) => names.filter((name) => name.toLowerCase().endsWith(ending));
  const controlled = ofKind('.ctl').flatMap((name) => controlSources(folder, name));
  // Data that a control file names is its, whatever it is called.
  const taken = new Set(controlled.map(({ path }) => path));
  return [
    ...ofKind('.csv')
      .filter((name) => !taken.has(join(folder, name)))
      .map((name) => csvSource(folder, name)),
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
}

interface LoadDetail {
  readonly to?: number;
  readonly rows?: number;
  readonly rejected?: number;
  readonly discarded?: number;
  readonly last?: boolean;
}

/** How far the ledger says that a file was loaded; nothing, when its table was dropped since. @throws RunFailure */
function progressOf(entries: readonly LedgerEntry[], source: RowSource): Progress {
  const names = new Set(source.tables.map((table) => table.join('.')));
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const dropped = entries.findLast((entry) => {
    if (entry.action !== 'undo' || entry.state !== 'done') return false;
    const undone = bySeq.get(Number(detailOf(entry).undoes));
    return (undone === undefined ? [] : (detailOf(undone).undo ?? [])).some(
      (sql) => /^drop table/i.test(sql) && names.has(shapeOf(sql).name.join('.')),
    );
  });
  let progress: Progress = { offset: 0, rows: 0, rejected: 0, discarded: 0, batches: 0, isComplete: false };
  for (const entry of entries) {
    const isOurs = entry.action === 'load' && entry.state === 'done' && entry.unit === source.id;
    if (!isOurs || entry.seq < (dropped?.seq ?? 0)) continue;
    if (entry.unitSha256 !== source.sha256) {
      throw new RunFailure(runnerExit.preflight, [
        `${source.path} changed after it was loaded into ${[...names].join(', ')} (entry ${entry.seq}): roll back first, or take it out of the folder`,
      ]);
    }
    const { to = 0, rows = 0, rejected = 0, discarded = 0, last } = detailOf(entry) as LoadDetail;
    progress = {
      offset: to,
      rows: progress.rows + rows,
      rejected: progress.rejected + rejected,
      discarded: progress.discarded + discarded,
      batches: progress.batches + 1,
      isComplete: last === true,
    };
  }
  return progress;
}

export const isLoaded = (entries: readonly LedgerEntry[], source: RowSource): boolean =>
  progressOf(entries, source).isComplete;

/**
 * Loads a file in batches, each one transaction with its ledger entry, which holds the offset behind it: a load that was cut off goes on there.
 * Rows that the table refuses go to a file beside the data, with the reason.
 */
export async function loadSource(
  source: RowSource,
  session: RunSession,
  engine: Engine,
  entries: readonly LedgerEntry[],
  options: LoadOptions,
): Promise<{ readonly report: LoadReport; readonly outcome: UnitOutcome }> {
  const table = source.tables.map((name) => name.join('.')).join(', ');
  let { offset, rows, rejected, discarded, batches, isComplete } = progressOf(entries, source);
  const report = (): LoadReport => ({ table, rows, rejected, discarded, batches });
  const done: UnitOutcome = { kind: 'done', statements: 0 };
  if (isComplete) return { report: report(), outcome: done };
  const reader = await source.open(session, offset);
  const aside = new Aside(source);
  try {
    const maxRows = options.batchRows ?? batchLimits.rows;
    let batch = reader.next(maxRows, batchLimits.bytes);
    while (!isComplete) {
      const current = batch;
      batch = undefined;
      let isRead = current === undefined;
      const readOn = () => {
        if (!isRead) batch = reader.next(maxRows, batchLimits.bytes);
        isRead = true;
      };
      const detail = {
        file: basename(source.path),
        from: offset,
        to: current?.to ?? offset,
        records: current?.records ?? 0,
        rows: 0,
        rejected: 0,
        discarded: 0,
        checksum: current?.checksum ?? '',
        last: false,
      };
      let refused: readonly Refused[] = [];
      let left: readonly Refused[] = [];
      const unit: EngineUnit = {
        id: source.id,
        sha256: source.sha256,
        action: 'load',
        mode: 'tx',
        statements: [],
        file: source.path,
        line: 1,
        relations: source.tables.map((name) => name.join('.')),
        detail,
        async guard(worker) {
          const put = await current?.put(worker, readOn);
          readOn();
          refused = put?.refused ?? [];
          left = put?.discarded ?? [];
          if (rejected + refused.length > (options.maxRejects ?? 0)) throw tooMany(source, table, refused);
          // Before COMMIT: a batch that is done must not have lost what it did not load.
          aside.write('rejected', refused, detail.from);
          aside.write('discarded', left, detail.from);
          const last = batch === undefined;
          Object.assign(detail, { rows: put?.loaded ?? 0, rejected: refused.length, discarded: left.length, last });
        },
      };
      const outcome = await engine.perform(unit);
      if (outcome.kind !== 'done') return { report: report(), outcome };
      offset = detail.to;
      rows += detail.rows;
      isComplete = detail.last;
      rejected += refused.length;
      discarded += left.length;
      batches += 1;
    }
    return { report: report(), outcome: done };
  } finally {
    reader.close();
  }
}

function tooMany(source: RowSource, table: string, refused: readonly Refused[]): DatabaseError {
  const [first] = refused;
  return new DatabaseError({
    sqlstate: '22000',
    message: `${refused.length} rows of ${basename(source.path)} are refused by ${table}: ${first?.reason ?? ''}`,
    detail: `the first is the record at byte ${first?.at ?? 0}`,
  });
}
