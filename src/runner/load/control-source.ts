import { isUtf8 } from 'node:buffer';
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { sha256 } from '../script/project.js';
import { quoteIdentifier, quotePath, quoteText } from '../sql/quoting.js';
import type { RunSession } from '../target/session.js';
import { dataStartOf, parseControlFile } from './control-file.js';
import { type ControlFile, ControlFileError, type InFile, type IntoTable } from './control-file-model.js';
import { type RecordFacts, RecordShape } from './control-record.js';
import { bytesOf, columnsOf, notHexadecimal } from './csv-source.js';
import { type KeptZones, keptZonesOf } from './kept-zones.js';
import { putRows, type Refused, type Refusing, type Row } from './rows.js';
import type { Filled } from './side-by-side.js';
import {
  type BatchReader,
  type FileHashes,
  type PutResult,
  RecordReader,
  type RecordScan,
  type Records,
  type RowSource,
} from './source.js';
import { readIntervals, type ValueChecks, valueChecksOf } from './value-checks.js';

/** What a control file loads, a source for each data file. @throws RunFailure, and what the file system throws */
export function controlSources(folder: string, name: string, hashes: FileHashes): readonly RowSource[] {
  const path = join(folder, name);
  const bytes = readFileSync(path);
  const control = understood(path, () => parseControlFile(controlText(bytes)));
  // One character a byte: the place of the data is counted in bytes.
  const dataStart = dataStartOf(bytes.toString('latin1')) ?? 0;
  const infiles =
    control.infiles.length > 0
      ? control.infiles
      : [
          {
            name: !control.hasData ? `${parse(name).name}.dat` : '*',
            terminator: undefined,
            fixed: undefined,
          },
        ];
  const tables = control.tables.map((table) => (table.name.length > 1 ? table.name : ['public', ...table.name]));
  understood(path, () => oneCount(control, infiles));
  const places = infiles.map((infile) => {
    const isInside = infile.name === '*';
    const file = /\.[^./\\]*$/.test(infile.name) || isInside ? infile.name : `${infile.name}.dat`;
    const data = isInside ? path : join(folder, file);
    if (!existsSync(data))
      throw new RunFailure(runnerExit.preflight, [`${path}: INFILE '${infile.name}' is not there: ${data}`]);
    return { infile, isInside, file, data, start: isInside ? dataStart : behindMark(data, control.encoding) };
  });
  return places.map(({ infile, isInside, file, data, start }, index) => {
    const before = places.slice(0, index);
    return {
      id: `data ${tables.map((table) => table.join('.')).join('+')} (${basename(isInside ? name : file)})`,
      path: data,
      tables,
      sha256: isInside ? hashes.of(path) : hashes.of(path, data),
      open: (session, offset) => openRecords(path, data, { control, infile, start, before, session, offset }),
    };
  });
}

/** Where the records of a data file begin: behind its byte order mark. (Utilities, "Loading Data with a Byte-Order Mark") */
function behindMark(data: string, encoding: string): number {
  if (encoding !== 'utf-8') return 0;
  const file = openSync(data, 'r');
  try {
    const head = Buffer.alloc(3);
    return readSync(file, head) === 3 && head.equals(Buffer.from('\ufeff')) ? 3 : 0;
  } finally {
    closeSync(file);
  }
}

/** The text of the file; one that is no UTF-8 is in the character set that it names. */
function controlText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\ufeff/, '');
  const { encoding } = parseControlFile(bytes.toString('latin1'));
  if (encoding === 'utf-8') throw new ControlFileError('it is no UTF-8, and names no other character set');
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Records are counted from the first data file on (Utilities, "Setting a Column to the Datafile Record Number"); what
 * the runner loads file by file cannot count what it leaves out.
 * @throws ControlFileError
 */
function oneCount({ skip, tables }: ControlFile, infiles: readonly InFile[]): void {
  if (infiles.length < 2) return;
  if (skip > 0) throw new ControlFileError('SKIP with several data files, of which it is said for the first one');
  if (tables.some(({ fields }) => fields.some(({ from }) => from === 'sequence')))
    throw new ControlFileError('SEQUENCE over several data files is not loaded by the runner');
}

/** A data file that is loaded before this one. */
interface DataFile {
  readonly infile: InFile;
  readonly data: string;
  readonly start: number;
}

function understood<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ControlFileError)) throw error;
    throw new RunFailure(runnerExit.preflight, [`${path}: ${error.message}`]);
  }
}

/** One of the tables as it is to be filled. */
interface Filling {
  readonly filled: Filled;
  readonly into: string;
  readonly shape: RecordShape;
  readonly bases: Map<string, number>;
  /** The steps of the sequences that go on from what the table has. */
  readonly steps: ReadonlyMap<string, number>;
  readonly checks: ValueChecks;
  readonly zones: KeptZones;
}

async function openRecords(
  path: string,
  data: string,
  {
    control,
    infile,
    start,
    before,
    session,
    offset,
  }: {
    readonly control: ControlFile;
    readonly infile: InFile;
    readonly start: number;
    readonly before: readonly DataFile[];
    readonly session: RunSession;
    readonly offset: number;
  },
): Promise<BatchReader> {
  const isFirst = offset <= start;
  const isEmpty = isFirst && before.length === 0;
  const scan = recordScanOf(infile);
  const fillings: Filling[] = [];
  for (const table of control.tables) fillings.push(await fillingOf(path, table, { control, session, isEmpty }));
  const [[sysdate = ''] = []] = (await session.execute('select localtimestamp(0)::text')).rows;
  const load: Load = { fillings, infile, sysdate: sysdate ?? '' };
  const reader = new RecordReader(data, start, scan);
  if (control.skip > 0) reader.take(control.skip, Number.POSITIVE_INFINITY);
  let number = control.skip + recordsOf(before);
  let kept = 0;
  const count = (records: Records): void => {
    if (load.fillings.some(({ bases }) => bases.size > 0)) kept += sorted(load, records, number, 0).kept;
    number += records.ends.length;
  };
  // What was loaded before this run is counted again, by what it would be.
  for (const records of upTo(reader, offset)) count(records);
  if (!isFirst)
    for (const { bases, steps } of fillings)
      for (const [column, step] of steps) bases.set(column, (bases.get(column) ?? 0) - kept * step);
  return {
    fills: fillings.map(({ filled }) => filled),
    next(maxRows, maxBytes) {
      const taken = reader.take(maxRows, maxBytes);
      if (taken === undefined) return undefined;
      const first = { number, kept };
      count(taken);
      return {
        to: taken.from + taken.bytes.length,
        records: taken.ends.length,
        checksum: sha256(taken.bytes),
        put: (worker, { refusing }) => put(worker, refusing, load, taken, first),
      };
    },
    close: () => reader.close(),
  };
}

const recordsOf = (files: readonly DataFile[]): number =>
  files.reduce((sum, { data, start, infile }) => sum + countOf(new RecordReader(data, start, recordScanOf(infile))), 0);

/** The records before the place, in portions. */
function* upTo(reader: RecordReader, place: number): Generator<Records> {
  for (let to = reader.place; to < place; ) {
    const taken = reader.take(100_000, Math.min(place - to, 8 << 20));
    if (taken === undefined) return;
    yield taken;
    to = taken.from + taken.bytes.length;
  }
}

/** @throws RunFailure */
async function fillingOf(
  path: string,
  table: IntoTable,
  {
    control,
    session,
    isEmpty,
  }: {
    readonly control: ControlFile;
    readonly session: RunSession;
    /** Nothing of the load is there yet. */
    readonly isEmpty: boolean;
  },
): Promise<Filling> {
  const name = table.name.length > 1 ? table.name : ['public', ...table.name];
  const columns = await columnsOf(
    session,
    path,
    name,
    table.fields.filter(({ filler }) => !filler).map(({ column }) => column),
  );
  const zones = await keptZonesOf(session, name, columns);
  const all = [...columns, ...zones.columns];
  const relation = quotePath(name);
  if (isEmpty && table.mode !== 'append') {
    const [[hasRows] = []] = (await session.execute(`select exists (select from ${relation})`)).rows;
    if (hasRows === 't' || hasRows === 'true')
      throw new RunFailure(runnerExit.preflight, [
        `${path}: ${table.mode.toUpperCase()} wants table ${name.join('.')} to be empty, and it has rows: the ` +
          'runner deletes none',
      ]);
  }
  const { rows } = await session.execute(
    `select attname from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = t.typbasetype
     where a.attrelid = to_regclass(${quoteText(relation)}) and attnum > 0 and coalesce(b.typcategory, t.typcategory) = 'D'`,
  );
  const dates = new Set(rows.map(([column]) => column ?? ''));
  const bases = new Map<string, number>();
  const steps = new Map<string, number>();
  for (const { column, sequence } of table.fields) {
    if (sequence === undefined) continue;
    const { start, step } = sequence;
    const query = start === 'max' ? `coalesce(max(${quoteIdentifier(column)}), 0)` : 'count(*)';
    if (typeof start === 'number') bases.set(column, start);
    else {
      const [[last] = []] = (await session.execute(`select ${query} from ${relation}`)).rows;
      bases.set(column, Number(last) + step);
      steps.set(column, step);
    }
  }
  return {
    filled: { table: name, columns: all },
    into: `${relation} (${all.map(quoteIdentifier).join(', ')})`,
    zones,
    shape: understood(path, () => new RecordShape(table, control.encoding, dates)),
    bases,
    steps,
    checks: await valueChecksOf(session, name, columns),
  };
}

/**
 * A character field of a RAW column holds hexadecimal digits, as HEXTORAW takes them. (SQL Language Reference,
 * "Implicit Data Conversion")
 */
function checked(
  { bytes, problem }: ValueChecks,
  fields: readonly (string | undefined)[],
): { readonly fields: readonly (string | undefined)[]; readonly problem: string | undefined } {
  const written = fields.map((field, i) => (field !== undefined && bytes.has(i) ? bytesOf(field) : field));
  return {
    fields: written.map((field) => field ?? undefined),
    problem: written.includes(null) ? notHexadecimal : problem(fields),
  };
}

/** What the records of all batches are loaded by; `sysdate` is when the load began. */
interface Load {
  readonly fillings: readonly Filling[];
  readonly infile: InFile;
  readonly sysdate: string;
}

/** The records of a batch; `before` stand in front of it. */
async function put(
  session: RunSession,
  refusing: Refusing,
  load: Load,
  records: Records,
  first: { readonly number: number; readonly kept: number },
): Promise<PutResult> {
  const { rows, refused, discarded } = sorted(load, records, first.number, first.kept);
  let loaded = 0;
  for (const [position, { into, filled, checks }] of load.fillings.entries()) {
    const known = refused.length;
    await readIntervals(session, checks);
    await putRows(session, into, { width: filled.columns.length, rows: rows[position] ?? [], refused, refusing });
    loaded += (rows[position]?.length ?? 0) - (refused.length - known);
  }
  return { loaded, refused, discarded };
}

/** What becomes of the records of a batch, as far as they alone say it; `kept` are those that are not discarded. */
function sorted(
  { fillings, infile, sysdate }: Load,
  { bytes, from, ends }: Records,
  before: number,
  keptBefore: number,
): {
  readonly rows: readonly (readonly Row[])[];
  readonly refused: Refused[];
  readonly discarded: readonly Refused[];
  readonly kept: number;
} {
  const rows: Row[][] = fillings.map(() => []);
  const refused: Refused[] = [];
  const discarded: Refused[] = [];
  let start = 0;
  let kept = 0;
  for (const [index, end] of ends.entries()) {
    const record = bytes.toString('latin1', start, end - terminatorLength(bytes, start, end, infile));
    const at = from + start;
    start = end;
    let place = 0;
    let wanted = 0;
    let why = '';
    for (const [position, { shape, bases, checks, zones }] of fillings.entries()) {
      const facts: RecordFacts = { number: before + index + 1, kept: keptBefore + kept, sysdate, bases };
      const { extracted, end: next } = shape.extract(record, place, facts);
      place = next;
      if (extracted.kind === 'row') {
        const { fields, problem } = checked(checks, extracted.fields);
        if (problem === undefined) rows[position]?.push({ at, fields: zones.with(fields) });
        else refused.push({ at, reason: problem, fields: [record] });
      }
      if (extracted.kind === 'refused') refused.push({ at, reason: extracted.reason, fields: [record] });
      if (extracted.kind === 'discarded') why ||= extracted.reason;
      if (extracted.kind !== 'discarded') wanted += 1;
    }
    if (wanted === 0) discarded.push({ at, reason: why, fields: [record] });
    else kept += 1;
  }
  return { rows, refused, discarded, kept };
}

function terminatorLength(bytes: Buffer, start: number, end: number, { terminator, fixed }: InFile): number {
  if (fixed !== undefined) return 0;
  if (terminator !== undefined) {
    const tail = bytes.toString('latin1', Math.max(start, end - terminator.length), end);
    return tail === terminator ? terminator.length : 0;
  }
  if (bytes[end - 1] !== 0x0a) return 0;
  return end - 1 > start && bytes[end - 2] === 0x0d ? 2 : 1;
}

function recordScanOf({ terminator, fixed }: InFile): RecordScan {
  const mark = Buffer.from(terminator ?? '\n', 'latin1');
  const behind = (buffer: Buffer, at: number): number => {
    if (fixed !== undefined) return at + fixed;
    const found = buffer.indexOf(mark, at);
    return found < 0 ? Number.POSITIVE_INFINITY : found + mark.length;
  };
  return ({ buffer, from, isEnd }, limit, ends) => {
    for (let end = from; end < buffer.length && ends.length < limit.rows && end < limit.bytes; ends.push(end)) {
      const next = behind(buffer, end);
      if (next > buffer.length && !isEnd) return;
      end = Math.min(next, buffer.length);
    }
  };
}

function countOf(reader: RecordReader): number {
  try {
    let count = 0;
    for (let taken = reader.take(100_000, 8 << 20); taken !== undefined; taken = reader.take(100_000, 8 << 20))
      count += taken.ends.length;
    return count;
  } finally {
    reader.close();
  }
}
