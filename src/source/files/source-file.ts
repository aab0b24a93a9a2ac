import { withSqlPlusDelimiters } from './liquibase.js';

/** An encoding that source files are decoded from. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A place as a reader counts. */
interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** A decoded file. Spans are offsets into `text`; `index` is the `file` of its spans. */
export interface SourceFile {
  readonly index: number;
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly lineColumn: (offset: number) => LineColumn;
}

/** A file of which the text is known; lines are counted when first asked for. */
export function sourceFile(index: number, path: string, written: string, encoding: Encoding = 'utf-8'): SourceFile {
  const text = withSqlPlusDelimiters(written);
  let lineStarts: readonly number[] | undefined;
  return {
    index,
    path,
    text,
    encoding,
    lineColumn(offset) {
      lineStarts ??= findLineStarts(text);
      let low = 0;
      let high = lineStarts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lineStarts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: Math.floor(offset) - lineStarts[low]! + 1 };
    },
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  const lineBreak = /\r\n|\n|\r/g;
  while (lineBreak.exec(text)) starts.push(lineBreak.lastIndex);
  return starts;
}
