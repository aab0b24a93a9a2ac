import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { makeFolder } from '../script/atomic-write.js';
import { readCsv } from './csv.js';
import { LineNumbers } from './line-numbers.js';
import type { Refused } from './rows.js';
import type { RowSource } from './source.js';

/**
 * The files beside the data with the records that were not loaded: reason, byte, line and fields of each. They are written
 * before the batch is committed; what a batch wrote that came to nothing is taken out again before its records are
 * written once more.
 */
export class Aside {
  private readonly written = new Map<string, number>();

  private readonly lines: LineNumbers;

  constructor(private readonly source: RowSource) {
    this.lines = new LineNumbers(source.path);
  }

  /** The line of the file on which the byte stands. */
  lineOf(at: number): number {
    return this.lines.at(at);
  }

  /** Records of the batch that begins at byte `from`. @throws RunFailure where the file cannot be written */
  write(what: 'rejected' | 'discarded', records: readonly Refused[], from: number): void {
    const { source, written } = this;
    const path = join(dirname(source.path), 'rejects', `${source.id.replace(/^data /, '')}.${what}.csv`);
    try {
      if ((written.get(path) ?? Number.POSITIVE_INFINITY) >= from) keepBefore(path, from);
      written.set(path, from);
      if (records.length === 0) return;
      makeFolder(dirname(path));
      appendFileSync(
        path,
        [...records]
          .sort((a, b) => a.at - b.at)
          .map(({ at, reason, fields }) => line([reason, String(at), String(this.lines.at(at)), ...fields]))
          .join(''),
      );
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      throw new RunFailure(
        runnerExit.failed,
        [
          `${what} records cannot be written (${error.message}): the batch is not loaded, and the next apply goes ` +
            'on with it',
        ],
        { cause: error },
      );
    }
  }
}

function keepBefore(path: string, from: number): void {
  if (!existsSync(path)) return;
  const kept: string[] = [];
  let isCut = false;
  for (const { fields } of readCsv(path)) {
    if (Number(fields[1]) < from) kept.push(line(fields));
    else isCut = true;
  }
  if (!isCut) return;
  writeFileSync(`${path}.new`, kept.join(''));
  renameSync(`${path}.new`, path);
}

const line = (fields: readonly (string | undefined)[]): string =>
  `${fields.map((field = '') => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
