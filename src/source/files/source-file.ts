import { withSqlPlusDelimiters } from './liquibase.js';

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
  readonly lineColumn: (offset: number) => LineColumn;
}

/** A file of which the text is known; lines are counted when first asked for. */
export function sourceFile(index: number, path: string, written: string): SourceFile {
  const text = withSqlPlusDelimiters(written);
  let lineStarts: readonly number[] | undefined;
  return {
    index,
    path,
    text,
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
