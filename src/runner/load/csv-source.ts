import { basename, join } from 'node:path';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { sha256 } from '../script/project.js';
import { foldIdentifier, quoteIdentifier, quotePath, quoteText } from '../sql/quoting.js';
import type { RunSession } from '../target/session.js';
import { csvProblem, fieldsOf, readCsv, scanCsv } from './csv.js';
import { type KeptZones, keptZonesOf } from './kept-zones.js';
import { attempt, otherWidth, putRows, type Refused, type Refusing, type Row } from './rows.js';
import {
  type Batch,
  type BatchReader,
  type FileHashes,
  type PutResult,
  type PutWatch,
  RecordReader,
  type Records,
  type RowSource,
} from './source.js';
import { readIntervals, type ValueChecks, valueChecksOf } from './value-checks.js';

/**
 * `schema.table.csv`, or `table.csv` in schema public; its first record names the columns. Dates and times are written
 * year, month, day; bytes (RAW, BLOB) in hexadecimal digits, as Oracle's tools write them, with or without `\x`.
 * Throws what the file system throws.
 */
export function csvSource(folder: string, name: string, hashes: FileHashes): RowSource {
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
    sha256: hashes.of(path),
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
  if (head === undefined) return { fills: [], next: () => undefined, close: () => {} };
  const names = await columnsOf(session, path, table, head.fields);
  const zones = await keptZonesOf(session, table, names);
  const columns = names.map(quoteIdentifier);
  const all = [...columns, ...zones.columns.map(quoteIdentifier)];
  const into = `${quotePath(table)} (${all.join(', ')})`;
  const checks = await valueChecksOf(session, table, names);
  const copy = `copy ${quotePath(table)} (${columns.join(', ')}) from stdin (format csv, force_null (${columns.join(', ')}))`;
  const reader = new RecordReader(path, Math.max(offset, head.end), scanCsv);
  return {
    fills: [{ table, columns: [...names, ...zones.columns] }],
    next(maxRows, maxBytes): Batch | undefined {
      const taken = reader.take(maxRows, maxBytes);
      if (taken === undefined) return undefined;
      const { bytes: read, from, ends } = taken;
      return {
        to: from + read.length,
        records: ends.length,
        checksum: sha256(read),
        put: (worker, watch) => put(worker, watch, { copy, into, width: columns.length, checks, zones }, taken),
      };
    },
    close: () => reader.close(),
  };
}

/** How the file's records come into the table. */
interface Way {
  /** The bytes of the file behind it, as they are. */
  readonly copy: string;
  /** `table (columns)`. */
  readonly into: string;
  /** Of the file's records. */
  readonly width: number;
  readonly checks: ValueChecks;
  readonly zones: KeptZones;
}

/** Where the driver has COPY, PostgreSQL reads the bytes of the file itself. */
async function put(session: RunSession, watch: PutWatch, way: Way, records: Records): Promise<PutResult> {
  const { meanwhile, refusing } = watch;
  const { copyIn } = session.connection;
  const refused: Refused[] = [];
  // 02.01.2024 and 01/02/2024 are refused, where PostgreSQL would take one of two numbers for the month.
  await session.execute("set local datestyle to 'ISO, YMD'");
  await readIntervals(session, way.checks);
  const loaded =
    copyIn === undefined ||
    way.checks.bytes.size > 0 ||
    way.zones.columns.length > 0 ||
    way.checks.mayRefuse(records.bytes)
      ? await putFields(session, way, records, refused, refusing)
      : await putBytes(session, (bytes) => copyIn(way.copy, bytes, meanwhile), { way, records, refused, refusing });
  return { loaded, refused: refused.sort((a, b) => a.at - b.at), discarded: [] };
}

/**
 * All bytes at once; where PostgreSQL refuses something, or counts other records than we do,
 * in halves, down to the record.
 */
async function putBytes(
  session: RunSession,
  copy: (bytes: Buffer) => Promise<number>,
  {
    way,
    records,
    refused,
    refusing,
  }: {
    readonly way: Way;
    readonly records: Records;
    readonly refused: Refused[];
    readonly refusing: Refusing;
  },
): Promise<number> {
  refusing(refused);
  const { bytes, ends } = records;
  const sent = await attempt(session, () => copy(bytes));
  if ('value' in sent) {
    if (sent.value === ends.length) return ends.length;
    await session.execute('rollback to savepoint oraphant_batch');
  }
  if (ends.length === 1) return await putFields(session, way, records, refused, refusing);
  const [first, second] = halves(records);
  const loaded = await putBytes(session, copy, { way, records: first, refused, refusing });
  return loaded + (await putBytes(session, copy, { way, records: second, refused, refusing }));
}

function halves({ bytes, from, ends }: Records): readonly [Records, Records] {
  const middle = ends.length >> 1;
  const cut = ends[middle - 1] ?? 0;
  return [
    { bytes: bytes.subarray(0, cut), from, ends: ends.slice(0, middle) },
    { bytes: bytes.subarray(cut), from: from + cut, ends: ends.slice(middle).map((end) => end - cut) },
  ];
}

/** Record by record, as we read them. */
async function putFields(
  session: RunSession,
  { into, width, checks, zones }: Way,
  { bytes, from, ends }: Records,
  refused: Refused[],
  refusing: Refusing,
): Promise<number> {
  const rows: Row[] = [];
  let start = 0;
  for (const end of ends) {
    const record = bytes.subarray(start, end);
    const at = from + start;
    start = end;
    // An empty line is a NULL where there is but one column, and nothing where there are more.
    const fields = fieldsOf(record) ?? (width === 1 ? [undefined] : undefined);
    if (fields === undefined) continue;
    const written = fields.map((field, i) => (field !== undefined && checks.bytes.has(i) ? bytesOf(field) : field));
    const problem =
      csvProblem(record) ??
      (fields.length !== width
        ? otherWidth(fields.length, width)
        : written.includes(null)
          ? notHexadecimal
          : checks.problem(fields));
    if (problem === undefined) rows.push({ at, fields: zones.with(written.map((field) => field ?? undefined)) });
    else refused.push({ at, reason: problem, fields });
  }
  const unsent = refused.length;
  await putRows(session, into, { width: width + zones.columns.length, rows, refused, refusing });
  return rows.length - (refused.length - unsent);
}

/** Why a row is refused whose bytes cannot be read. */
export const notHexadecimal = 'bytes are not in hexadecimal digits';

/** As PostgreSQL writes bytes; null of what is none. */
export function bytesOf(field: string): string | null {
  const digits = field.replace(/^\\x/i, '');
  return /^(?:[0-9a-f]{2})*$/i.test(digits) ? `\\x${digits}` : null;
}

/** The file's columns as the table calls them. @throws RunFailure */
export async function columnsOf(
  session: RunSession,
  path: string,
  table: readonly string[],
  names: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const { rows } = await session.execute(
    `select attname from pg_attribute where attrelid = to_regclass(${quoteText(quotePath(table))}) and attnum > 0 ` +
      'and not attisdropped',
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
