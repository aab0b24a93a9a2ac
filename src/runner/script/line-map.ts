import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LineMap } from '../../contract/line-map.js';

/** A line of the source, from 1; the file as it was given to `convert`. */
export interface OracleLine {
  readonly file: string;
  readonly line: number;
}

const lineMapPath = (sqlFile: string): string => `maps/${basename(sqlFile)}.json`;

/** Reads the map of a file below OUT; undefined where there is none (runtime files, older output). */
export function readLineMap(out: string, sqlFile: string): LineMap | undefined {
  try {
    const map = JSON.parse(readFileSync(join(out, lineMapPath(sqlFile)), 'utf8')) as Partial<LineMap>;
    return { sources: map.sources ?? [], lines: map.lines ?? [], routines: map.routines ?? [] };
  } catch {
    return undefined;
  }
}

/** The Oracle line behind a line of the output. */
export function oracleLineAt(map: LineMap, outputLine: number): OracleLine | undefined {
  let low = 0;
  let high = map.lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map.lines[middle]?.[0] ?? 0) <= outputLine) low = middle + 1;
    else high = middle;
  }
  const found = map.lines[low - 1];
  const file = found === undefined ? undefined : map.sources[found[1]];
  return found === undefined || file === undefined ? undefined : { file, line: found[2] };
}

/**
 * The output line of a routine's PL/pgSQL line (as in `PL/pgSQL function pay(numeric) line
 * 12`); all overloads of the name.
 */
export function routineLines(map: LineMap, routine: string, line: number): readonly number[] {
  const wanted = routine.toLowerCase().replace(/"/g, '').replace(/\(.*$/, '');
  return map.routines
    .filter(({ name }) => {
      const known = name.toLowerCase().replace(/"/g, '').replace(/\(.*$/, '');
      return known === wanted || known.endsWith(`.${wanted}`);
    })
    .map(({ bodyLine, endLine }) => ({ at: bodyLine + line - 1, endLine }))
    .filter(({ at, endLine }) => at <= endLine)
    .map(({ at }) => at);
}
