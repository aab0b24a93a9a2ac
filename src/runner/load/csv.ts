import { closeSync, openSync, readSync } from 'node:fs';

/** A record with the byte offset behind it: where a load goes on. */
export interface CsvRecord {
  /** Empty fields are undefined: an Oracle '' is NULL. */
  readonly fields: readonly (string | undefined)[];
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Reads the records of a CSV file in UTF-8 (RFC 4180) from an offset at which a record begins; memory stays bounded. */
export function* readCsv(file: string, from = 0, chunkBytes = 1 << 20): Generator<CsvRecord> {
  const handle = openSync(file, 'r');
  try {
    let buffer = Buffer.alloc(0);
    let base = from;
    let isEnd = false;
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const length = readSync(handle, chunk, 0, chunkBytes, base + buffer.length);
      if (length === 0) isEnd = true;
      buffer = Buffer.concat([buffer, chunk.subarray(0, length)]);
      let at = 0;
      // A byte order mark is not part of the first name.
      if (base === 0 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) at = 3;
      for (;;) {
        const end = csvRecordEnd(buffer, at, isEnd);
        if (end === undefined) break;
        const fields = fieldsOf(buffer.subarray(at, end));
        if (fields !== undefined) yield { fields, start: base + at, end: base + end };
        at = end;
      }
      base += at;
      buffer = buffer.subarray(at);
      if (isEnd) return;
    }
  } finally {
    closeSync(handle);
  }
}

/** The offset behind the record's line end, outside of quotes; undefined when more bytes are needed. */
export function csvRecordEnd(buffer: Buffer, at: number, isEnd: boolean): number | undefined {
  let quoted = false;
  for (let from = at; ; ) {
    const line = buffer.indexOf(newline, from);
    if (line < 0) break;
    for (let i = from; i < line; i += 1) if (buffer[i] === quote) quoted = !quoted;
    if (!quoted) return line + 1;
    from = line + 1;
  }
  return isEnd && at < buffer.length ? buffer.length : undefined;
}

/** Undefined for an empty line. */
export function fieldsOf(record: Buffer): readonly (string | undefined)[] | undefined {
  let length = record.length;
  if (record[length - 1] === newline) length -= 1;
  if (record[length - 1] === carriageReturn) length -= 1;
  if (length === 0) return undefined;
  const fields: (string | undefined)[] = [];
  for (let at = 0; at <= length; ) {
    let end = at;
    let text: string;
    if (record[at] === quote) {
      end = at + 1;
      while (end < length && !(record[end] === quote && record[end + 1] !== quote))
        end += record[end] === quote ? 2 : 1;
      text = record.toString('utf8', at + 1, end).replaceAll('""', '"');
      end += 1;
    } else {
      while (end < length && record[end] !== comma) end += 1;
      text = record.toString('utf8', at, end);
    }
    fields.push(text === '' ? undefined : text);
    at = end + 1;
  }
  return fields;
}
