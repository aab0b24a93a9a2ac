import { basename, join } from 'node:path';
import { RunFailure, runnerExit } from '../run-failure.js';
import type { RunSession } from '../session.js';
import { foldIdentifier, quoteIdentifier, quotePath, quoteText } from '../statement-shape.js';
import { csvRecordEnd, fieldsOf, readCsv } from './csv.js';
import { attempt, putRows, type Refused, type Row } from './rows.js';
import {
  type Batch,
  type BatchReader,
  checksumOf,
  fileHash,
  type PutResult,
  RecordReader,
  type RowSource,
} from './source.js';

/** `schema.table.csv`, or `table.csv` in schema public; its first record names the columns. Throws what the file system throws. */
export function csvSource(folder: string, name: string): RowSource {
  const parts = basename(name)
    .slice(0, -4)
    .split('.')
    .map((part) => foldIdentifier(part));
  const path = join(folder, name);
  const table = parts.length > 1 ? parts.slice(-2) : ['public', ...parts];
  return {
    id: `data ${table.join('.')}`,
    path,
    tables: [table],
    sha256: fileHash(path),
    open: (session, offset) => openCsv(path, table, session, offset),
  };
}

async function openCsv(
  path: string,
  table: readonly string[],
  session: RunSession,
  offset: number,
): Promise<BatchReader> {
  const head = readCsv(path).next().value;
  if (head === undefined) return { next: () => undefined, close: () => {} };
  const columns = (await columnsOf(session, path, table, head.fields)).map(quoteIdentifier);
  const into = `${quotePath(table)} (${columns.join(', ')})`;
  const copy = `copy ${into} from stdin (format csv, force_null (${columns.join(', ')}))`;
  const reader = new RecordReader(path, Math.max(offset, head.end), csvRecordEnd);
  return {
    next(maxRows, maxBytes): Batch | undefined {
      const taken = reader.take(maxRows, maxBytes);
      if (taken === undefined) return undefined;
      const { bytes, from, ends } = taken;
      return {
        to: from + bytes.length,
        records: ends.length,
        checksum: checksumOf(bytes),
        put: (worker, meanwhile) => put(worker, meanwhile, copy, into, columns.length, { bytes, from, ends }),
      };
    },
    close: () => reader.close(),
  };
}

/** The bytes as they are, which PostgreSQL reads as we do; where it does not agree (refused rows, empty lines), record by record. */
async function put(
  session: RunSession,
  meanwhile: () => void,
  copy: string,
  into: string,
  width: number,
  { bytes, from, ends }: { readonly bytes: Buffer; readonly from: number; readonly ends: readonly number[] },
): Promise<PutResult> {
  const { copyIn } = session.connection;
  if (copyIn !== undefined) {
    const sent = await attempt(session, () => copyIn(copy, bytes, meanwhile));
    if ('value' in sent) {
      if (sent.value === ends.length) return { loaded: sent.value, refused: [], discarded: [] };
      await session.execute('rollback to savepoint oraphant_batch');
    }
  }
  const rows: Row[] = [];
  let start = 0;
  for (const end of ends) {
    const fields = fieldsOf(bytes.subarray(start, end));
    if (fields !== undefined) rows.push({ at: from + start, fields });
    start = end;
  }
  const refused: Refused[] = [];
  await putRows(session, into, width, rows, refused);
  return { loaded: rows.length - refused.length, refused, discarded: [] };
}

/** The file's columns as the table calls them. @throws RunFailure */
export async function columnsOf(
  session: RunSession,
  path: string,
  table: readonly string[],
  names: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const { rows } = await session.execute(
    `select attname from pg_attribute where attrelid = to_regclass(${quoteText(quotePath(table))}) and attnum > 0 and not attisdropped`,
  );
  const known = rows.map(([name]) => name ?? '');
  if (known.length === 0) throw new RunFailure(runnerExit.preflight, [`${path}: there is no table ${table.join('.')}`]);
  return names.map((field) => {
    const name = field?.trim() ?? '';
    const found = known.find((column) => column === name) ?? known.find((column) => column === name.toLowerCase());
    if (found === undefined)
      throw new RunFailure(runnerExit.preflight, [`${path}: table ${table.join('.')} has no column '${name}'`]);
    return found;
  });
}
