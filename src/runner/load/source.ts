import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RunSession } from '../target/session.js';
import type { Refused, Refusing } from './rows.js';
import type { Filled } from './side-by-side.js';

/** A file with rows, as a load sees it. */
export interface RowSource {
  /** Name in the ledger: `data schema.table`. */
  readonly id: string;
  readonly path: string;
  /** The tables it goes to. */
  readonly tables: readonly (readonly string[])[];
  readonly sha256: Promise<string>;
  /** Goes on at a byte at which a record begins. @throws RunFailure where the file and the table do not fit */
  open(session: RunSession, offset: number): Promise<BatchReader>;
}

/** Reads a file on, batch by batch. */
export interface BatchReader {
  /** What its rows fill. */
  readonly fills: readonly Filled[];
  /** Undefined at the end. */
  next(maxRows: number, maxBytes: number): Batch | undefined;
  close(): void;
}

/** Consecutive records of a file, which are loaded in one transaction. */
export interface Batch {
  /** The byte after it. */
  readonly to: number;
  readonly records: number;
  /** Of its bytes in the file. */
  readonly checksum: string;
  /**
   * Sends it inside the caller's transaction. What the table refuses and what the file's own
   * conditions leave out is given back.
   */
  put(session: RunSession, watch: PutWatch): Promise<PutResult>;
}

/** What goes on while a batch is sent. */
export interface PutWatch {
  /** May run while the server works. */
  meanwhile(): void;
  readonly refusing: Refusing;
}

/** What became of the records of a batch: rows loaded, rows that the table refused. */
export interface PutResult {
  readonly loaded: number;
  readonly refused: readonly Refused[];
  /** Records that no WHEN wanted. */
  readonly discarded: readonly Refused[];
}

/**
 * sha256 of files one after the other, beside other work; memory stays bounded. Rejects with what the file system says.
 */
async function fileHash(...paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1 << 20);
  for (const path of paths) {
    const file = await open(path);
    try {
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length);
        if (bytesRead === 0) break;
        hash.update(chunk.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }
  return hash.digest('hex');
}

/** Hashes of many files, one after the other, from the first on while other work goes on. */
export class FileHashes {
  private last: Promise<unknown> = Promise.resolve();

  of(...paths: readonly string[]): Promise<string> {
    const hash = this.last.then(() => fileHash(...paths));
    // Who asks for the hash hears of it.
    this.last = hash.catch(() => {});
    return hash;
  }
}

/** What has been read of a file, from the beginning of a record on. */
export interface Stretch {
  readonly buffer: Buffer;
  /** Where in the buffer the record begins. */
  readonly from: number;
  /** The file ends where the buffer does. */
  readonly isEnd: boolean;
}

/** How many records are wanted, or in how many bytes of the buffer: what is reached first. */
interface ScanLimit {
  readonly rows: number;
  readonly bytes: number;
}

/** Adds to `ends` the byte after each record of the stretch, until the limit is reached or more of the file is needed. */
export type RecordScan = (
  stretch: Stretch,
  limit: ScanLimit,
  ends: { readonly length: number; push(end: number): unknown },
) => void;

/** Whole records as the bytes they are, with the offsets after each. */
export interface Records {
  readonly bytes: Buffer;
  /** Byte in the file. */
  readonly from: number;
  readonly ends: Uint32Array;
}

/** Offsets beside the collector's heap: a batch has hundreds of thousands of them. */
class Ends {
  private kept = new Uint32Array(1 << 13);
  length = 0;

  push(end: number): void {
    if (this.length === this.kept.length) {
      const more = new Uint32Array(2 * this.length);
      more.set(this.kept);
      this.kept = more;
    }
    this.kept[this.length] = end;
    this.length += 1;
  }

  get last(): number {
    return this.length === 0 ? 0 : (this.kept[this.length - 1] ?? 0);
  }

  get all(): Uint32Array {
    return this.kept.subarray(0, this.length);
  }
}

/** Reads whole records, many at a time. */
export class RecordReader {
  private readonly handle: number;
  private buffer: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  private base: number;
  private isEnd = false;

  constructor(
    path: string,
    from: number,
    private readonly scan: RecordScan,
    private readonly chunkBytes = 1 << 16,
  ) {
    this.handle = openSync(path, 'r');
    this.base = from;
  }

  /** Up to so many records; the last one may reach beyond the bytes. */
  take(maxRows: number, maxBytes: number): Records | undefined {
    const ends = new Ends();
    for (;;) {
      this.scan({ buffer: this.buffer, from: ends.last, isEnd: this.isEnd }, { rows: maxRows, bytes: maxBytes }, ends);
      if (this.isEnd || ends.length >= maxRows || ends.last >= maxBytes) break;
      this.fill(maxBytes);
    }
    if (ends.length === 0) return undefined;
    const at = ends.last;
    const bytes = this.buffer.subarray(0, at);
    const { base: from } = this;
    this.buffer = this.buffer.subarray(at);
    this.base += at;
    return { bytes, from, ends: ends.all };
  }

  /** Byte in the file at which the next record begins. */
  get place(): number {
    return this.base;
  }

  close(): void {
    closeSync(this.handle);
  }

  /**
   * What is asked for and a little more at once; the double of what is there already for a record that does not end.
   */
  private fill(maxBytes: number): void {
    const { buffer, base, handle, chunkBytes } = this;
    const left = Math.max(fstatSync(handle).size - base - buffer.length, 0);
    const wanted = Number.isFinite(maxBytes) ? maxBytes - buffer.length : 0;
    const length = Math.min(Math.max(wanted, buffer.length) + chunkBytes, left + 1);
    const next = Buffer.allocUnsafeSlow(buffer.length + length);
    buffer.copy(next);
    const read = readSync(handle, next, buffer.length, length, base + buffer.length);
    if (read === 0) this.isEnd = true;
    this.buffer = next.subarray(0, buffer.length + read);
  }
}
