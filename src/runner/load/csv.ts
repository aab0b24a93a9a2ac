import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { RecordScan, Stretch } from './source.js';

/** A record with the byte offset after it: where a load goes on. */
interface CsvRecord {
  /** Empty fields are undefined: an Oracle '' is NULL. */
  readonly fields: readonly (string | undefined)[];
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads the records of a CSV file in UTF-8 (RFC 4180) from an offset at which a record begins; memory stays bounded.
 */
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
        const end = firstEnd({ buffer, from: at, isEnd });
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

/**
 * A record ends with a line feed outside of quotes, wherever in a field they stand: so does COPY
 * (its source, CopyReadLineText).
 */
export const scanCsv: RecordScan = ({ buffer, from, isEnd }, limit, ends) => {
  let quoted = false;
  let end = from;
  for (let at = from; at < buffer.length; at += 1) {
    const byte = buffer[at] as number;
    // Of most bytes nothing more is asked.
    if (byte > quote) continue;
    if (byte === quote) quoted = !quoted;
    else if (byte === newline && !quoted) {
      end = at + 1;
      ends.push(end);
      if (ends.length >= limit.rows || end >= limit.bytes) return;
    }
  }
  if (isEnd && end < buffer.length) ends.push(buffer.length);
};

/** Where the first record of the stretch ends; undefined where more of the file is needed. */
function firstEnd(stretch: Stretch): number | undefined {
  const ends: number[] = [];
  scanCsv(stretch, { rows: 1, bytes: Number.POSITIVE_INFINITY }, ends);
  return ends[0];
}

/**
 * As COPY takes a record apart (its source, CopyReadAttributesCSV): quotes may begin and end inside a
 * field. Undefined for an empty line.
 */
export function fieldsOf(record: Buffer): readonly (string | undefined)[] | undefined {
  let length = record.length;
  if (record[length - 1] === newline) length -= 1;
  if (record[length - 1] === carriageReturn) length -= 1;
  if (length === 0) return undefined;
  const text = record.toString('utf8', 0, length);
  if (!text.includes('"')) return text.split(',').map((field) => (field === '' ? undefined : field));
  const fields: (string | undefined)[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    let field = '';
    for (;;) {
      const begin = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '"') at += 1;
      field += text.slice(begin, at);
      if (text[at] !== '"') break;
      const [quoted, end] = quotedPart(text, at + 1);
      field += quoted;
      at = end;
    }
    fields.push(field === '' ? undefined : field);
  }
  return fields;
}

/** What stands after an opening quote, and the place after the closing one. */
function quotedPart(text: string, from: number): readonly [part: string, end: number] {
  let part = '';
  for (let at = from; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) return [part + text.slice(at), text.length];
    part += text.slice(at, close);
    if (text[close + 1] !== '"') return [part, close + 1];
    part += '"';
    at = close + 2;
  }
}

/** What COPY says of a record that is not text or does not end; undefined for every other. */
export function csvProblem(record: Buffer): string | undefined {
  if (!isUtf8(record)) return '22021 invalid byte sequence for encoding "UTF8"';
  if (record.includes(0)) return '22021 invalid byte sequence for encoding "UTF8": 0x00';
  let quotes = 0;
  for (let at = record.indexOf(quote); at >= 0; at = record.indexOf(quote, at + 1)) quotes += 1;
  return quotes % 2 === 0 ? undefined : '22P04 unterminated CSV quoted field';
}
