import { getHeapStatistics } from 'node:v8';
import type { Terminal } from './terminal.js';

/** Bytes that a conversion takes for each character of its sources, of which there are few INSERTs. */
const perCharacter = 60;

/**
 * Says before the work begins that node's limit may not do, and what to do: where it is reached, node ends with a dump
 * that says neither.
 */
export function warnOfMemory(
  characters: number,
  terminal: Terminal,
  limit: number = getHeapStatistics().heap_size_limit,
): void {
  const needed = characters * perCharacter;
  if (needed <= limit) return;
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
  const enough = Math.ceil(megabytes(2 * needed) / 1000) * 1000;
  terminal.err(
    `oraphant: sources of ${megabytes(characters)} MB may need more memory than node's limit of ` +
      `${megabytes(limit)} MB; NODE_OPTIONS=--max-old-space-size=${enough} raises it\n`,
  );
}
