import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { RunSession } from '../session.js';
import type { Refused } from './rows.js';

/** A file with rows, as a load sees it. */
export interface RowSource {
  /** Name in the ledger: `data schema.table`. */
  readonly id: string;
  readonly path: string;
  /** The tables it goes to. */
  readonly tables: readonly (readonly string[])[];
  readonly sha256: string;
  /** Goes on at a byte at which a record begins. @throws RunFailure where the file and the table do not fit */
  open(session: RunSession, offset: number): Promise<BatchReader>;
}

export interface BatchReader {
  /** Undefined at the end. */
  next(maxRows: number, maxBytes: number): Batch | undefined;
  close(): void;
}

export interface Batch {
  /** The byte behind it. */
  readonly to: number;
  readonly records: number;
  /** Of its bytes in the file. */
  readonly checksum: string;
  /** Sends it inside the caller's transaction; `meanwhile` may run while the server works. What the table refuses and what the file's own conditions leave out is given back. */
  put(session: RunSession, meanwhile: () => void): Promise<PutResult>;
}

export interface PutResult {
  readonly loaded: number;
  readonly refused: readonly Refused[];
  /** Records that no WHEN wanted. */
  readonly discarded: readonly Refused[];
}

/** sha256 of files one after the other; memory stays bounded. Throws what the file system throws. */
export function fileHash(...paths: readonly string[]): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1 << 22);
  for (const path of paths) {
    const handle = openSync(path, 'r');
    try {
      for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk))
        hash.update(chunk.subarray(0, length));
    } finally {
      closeSync(handle);
    }
  }
  return hash.digest('hex');
}

export const checksumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Finds the byte behind the record that begins at `at`; undefined when more bytes are needed. */
export type RecordEnd = (buffer: Buffer, at: number, isEnd: boolean) => number | undefined;

/** Reads whole records, many at a time. */
export class RecordReader {
  private readonly handle: number;
  private buffer: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  private base: number;
  private isEnd = false;

  constructor(
    path: string,
    from: number,
    private readonly recordEnd: RecordEnd,
    private readonly chunkBytes = 1 << 22,
  ) {
    this.handle = openSync(path, 'r');
    this.base = from;
  }

  /** Up to so many records, as the bytes they are, with the offsets behind each. */
  take(
    maxRows: number,
    maxBytes: number,
  ): { readonly bytes: Buffer; readonly from: number; readonly ends: readonly number[] } | undefined {
    const ends: number[] = [];
    let at = 0;
    while (ends.length < maxRows && at < maxBytes) {
      const end = this.recordEnd(this.buffer, at, this.isEnd);
      if (end !== undefined) {
        ends.push(end);
        at = end;
      } else if (this.isEnd) break;
      else this.fill();
    }
    if (ends.length === 0) return undefined;
    const bytes = this.buffer.subarray(0, at);
    const { base: from } = this;
    this.buffer = this.buffer.subarray(at);
    this.base += at;
    return { bytes, from, ends };
  }

  close(): void {
    closeSync(this.handle);
  }

  private fill(): void {
    const chunk = Buffer.allocUnsafe(this.chunkBytes);
    const length = readSync(this.handle, chunk, 0, this.chunkBytes, this.base + this.buffer.length);
    if (length === 0) this.isEnd = true;
    this.buffer =
      this.buffer.length === 0 ? chunk.subarray(0, length) : Buffer.concat([this.buffer, chunk.subarray(0, length)]);
  }
}
