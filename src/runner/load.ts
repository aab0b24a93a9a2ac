import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CsvRecord, readCsv } from './csv.js';
import { DatabaseError } from './database-error.js';
import type { Engine, EngineUnit, UnitOutcome } from './engine.js';
import { detailOf, type LedgerEntry } from './ledger-state.js';
import { RunFailure, runnerExit } from './run-failure.js';
import type { Session } from './session.js';
import { foldIdentifier, quoteIdentifier, quotePath, quoteText, shapeOf } from './statement-shape.js';

/** A file with the rows of one table: `schema.table.csv`, or `table.csv` in schema public; its first record names the columns. */
export interface DataFile {
  readonly path: string;
  readonly table: readonly string[];
  readonly sha256: string;
}

export interface LoadReport {
  readonly table: string;
  readonly rows: number;
  readonly rejected: number;
  readonly batches: number;
}

export interface LoadOptions {
  readonly batchRows?: number;
  /** More rejected rows than this end the run. */
  readonly maxRejects?: number;
}

/** The CSV files of a folder in name order. Throws what the file system throws. */
export function dataFiles(folder: string): readonly DataFile[] {
  return readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .sort()
    .map((name) => {
      const parts = basename(name)
        .slice(0, -4)
        .split('.')
        .map((part) => foldIdentifier(part));
      const path = join(folder, name);
      const table = parts.length > 1 ? parts.slice(-2) : ['public', ...parts];
      return { path, table, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
    });
}

interface Progress {
  readonly offset: number;
  readonly rows: number;
  readonly rejected: number;
  readonly batches: number;
  readonly isComplete: boolean;
}

/** How far the ledger says that a file was loaded; nothing, when its table was dropped since. @throws RunFailure */
function progressOf(entries: readonly LedgerEntry[], file: DataFile): Progress {
  const table = file.table.join('.');
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const dropped = entries.findLast((entry) => {
    if (entry.action !== 'undo' || entry.state !== 'done') return false;
    const undone = bySeq.get(Number(detailOf(entry).undoes));
    return (undone === undefined ? [] : (detailOf(undone).undo ?? [])).some(
      (sql) => /^drop table/i.test(sql) && shapeOf(sql).name.join('.') === table,
    );
  });
  let progress: Progress = { offset: 0, rows: 0, rejected: 0, batches: 0, isComplete: false };
  for (const entry of entries) {
    if (
      entry.action !== 'load' ||
      entry.state !== 'done' ||
      entry.unit !== loadId(file) ||
      entry.seq < (dropped?.seq ?? 0)
    )
      continue;
    if (entry.unitSha256 !== file.sha256) {
      throw new RunFailure(runnerExit.preflight, [
        `${file.path} changed after it was loaded into ${table} (entry ${entry.seq}): roll back first, or take it out of the folder`,
      ]);
    }
    const { to, rows, rejected, last } = detailOf(entry) as {
      readonly to?: number;
      readonly rows?: number;
      readonly rejected?: number;
      readonly last?: boolean;
    };
    progress = {
      offset: to ?? 0,
      rows: progress.rows + (rows ?? 0),
      rejected: progress.rejected + (rejected ?? 0),
      batches: progress.batches + 1,
      isComplete: last === true,
    };
  }
  return progress;
}

const loadId = (file: DataFile): string => `data ${file.table.join('.')}`;

export const isLoaded = (entries: readonly LedgerEntry[], file: DataFile): boolean =>
  progressOf(entries, file).isComplete;

/**
 * Loads a file in batches, each one transaction with its ledger entry, which holds the offset behind it: a load that was cut off goes on there.
 * Rows that the table refuses go to a file beside the data, with the reason.
 */
export async function loadFile(
  file: DataFile,
  session: Session,
  engine: Engine,
  entries: readonly LedgerEntry[],
  options: LoadOptions,
): Promise<{ readonly report: LoadReport; readonly outcome: UnitOutcome }> {
  const table = file.table.join('.');
  let { offset, rows, rejected, batches, isComplete } = progressOf(entries, file);
  const report = (): LoadReport => ({ table, rows, rejected, batches });
  const done: UnitOutcome = { kind: 'done', statements: 0 };
  if (isComplete) return { report: report(), outcome: done };
  const { value: head } = readCsv(file.path).next() as { readonly value: CsvRecord | undefined };
  if (head === undefined) return { report: report(), outcome: done };
  const columns = await columnsOf(session, file, head);
  const into = `${quotePath(file.table)} (${columns.map(quoteIdentifier).join(', ')})`;
  const batchRows = options.batchRows ?? 10_000;
  const records = readCsv(file.path, Math.max(offset, head.end));
  offset = Math.max(offset, head.end);
  for (let last = false; !last; ) {
    const batch: CsvRecord[] = [];
    for (let next = records.next(); ; next = records.next()) {
      if (next.done === true) {
        last = true;
        break;
      }
      batch.push(next.value);
      if (batch.length === batchRows) break;
    }
    const to = batch.at(-1)?.end ?? offset;
    const refused: { readonly record: CsvRecord; readonly reason: string }[] = [];
    const checksum = createHash('sha256');
    for (const { fields } of batch) checksum.update(`${JSON.stringify(fields)}\n`);
    const detail = {
      file: basename(file.path),
      from: offset,
      to,
      rows: 0,
      rejected: 0,
      checksum: checksum.digest('hex'),
      last,
    };
    const unit: EngineUnit = {
      id: loadId(file),
      sha256: file.sha256,
      action: 'load',
      mode: 'tx',
      statements: [],
      file: file.path,
      line: 1,
      relations: [table],
      detail,
      async guard() {
        refused.length = 0;
        await put(session, into, columns.length, batch, refused);
        if (rejected + refused.length > (options.maxRejects ?? 0)) {
          const [first] = refused;
          throw new DatabaseError({
            sqlstate: '22000',
            message: `${refused.length} rows of ${basename(file.path)} are refused by ${table}: ${first?.reason ?? ''}`,
            detail: `the first is the record at byte ${first?.record.start ?? 0}`,
          });
        }
        Object.assign(detail, { rows: batch.length - refused.length, rejected: refused.length });
      },
    };
    const outcome = await engine.perform(unit);
    if (outcome.kind !== 'done') return { report: report(), outcome };
    writeRejects(file, refused);
    offset = to;
    rows += batch.length - refused.length;
    rejected += refused.length;
    batches += 1;
  }
  isComplete = true;
  return { report: report(), outcome: done };
}

/** The file's columns as the table calls them. @throws RunFailure */
async function columnsOf(session: Session, file: DataFile, head: CsvRecord): Promise<readonly string[]> {
  const { rows } = await session.execute(
    `select attname from pg_attribute where attrelid = to_regclass(${quoteText(quotePath(file.table))}) and attnum > 0 and not attisdropped`,
  );
  const known = rows.map(([name]) => name ?? '');
  if (known.length === 0)
    throw new RunFailure(runnerExit.preflight, [`${file.path}: there is no table ${file.table.join('.')}`]);
  return head.fields.map((field) => {
    const name = field?.trim() ?? '';
    const found = known.find((column) => column === name) ?? known.find((column) => column === name.toLowerCase());
    if (found === undefined)
      throw new RunFailure(runnerExit.preflight, [
        `${file.path}: table ${file.table.join('.')} has no column '${name}'`,
      ]);
    return found;
  });
}

/** All of them at once; where something is refused, in halves, down to the row. */
async function put(
  session: Session,
  into: string,
  width: number,
  batch: readonly CsvRecord[],
  refused: { record: CsvRecord; reason: string }[],
): Promise<void> {
  const fits = batch.filter((record) => {
    if (record.fields.length === width) return true;
    refused.push({ record, reason: `it has ${record.fields.length} fields, not ${width}` });
    return false;
  });
  if (fits.length === 0) return;
  await session.execute('savepoint oraphant_batch');
  try {
    await send(session, into, fits);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !/^2[23]/.test(error.sqlstate)) throw error;
    await session.execute('rollback to savepoint oraphant_batch');
    if (fits.length === 1) {
      const [record] = fits;
      if (record !== undefined) refused.push({ record, reason: `${error.sqlstate} ${error.message}` });
      return;
    }
    const middle = fits.length >> 1;
    await put(session, into, width, fits.slice(0, middle), refused);
    await put(session, into, width, fits.slice(middle), refused);
  }
}

/** By COPY where the driver has it, else by INSERT of a thousand rows each. */
async function send(session: Session, into: string, batch: readonly CsvRecord[]): Promise<void> {
  const { connection } = session;
  if (connection.copyIn !== undefined) {
    const text = batch.map(
      ({ fields }) => `${fields.map((field) => (field === undefined ? '\\N' : copyText(field))).join('\t')}\n`,
    );
    await connection.copyIn(`copy ${into} from stdin`, Buffer.from(text.join('')));
    return;
  }
  for (let at = 0; at < batch.length; at += 1000) {
    const values = batch
      .slice(at, at + 1000)
      .map(({ fields }) => `(${fields.map((field) => (field === undefined ? 'null' : quoteText(field))).join(', ')})`);
    await session.execute(`insert into ${into} values ${values.join(', ')}`);
  }
}

/** PostgreSQL manual, COPY, "Text Format". */
const copyText = (text: string): string =>
  special.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => escapes[c] ?? c) : text;

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function writeRejects(
  file: DataFile,
  refused: readonly { readonly record: CsvRecord; readonly reason: string }[],
): void {
  if (refused.length === 0) return;
  const path = join(dirname(file.path), 'rejects', `${file.table.join('.')}.rejected.csv`);
  mkdirSync(dirname(path), { recursive: true });
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = refused.map(({ record, reason }) =>
    [reason, String(record.start), ...record.fields.map((field) => field ?? '')].map(cell).join(','),
  );
  appendFileSync(path, `${lines.join('\n')}\n`);
}
