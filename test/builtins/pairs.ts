import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('values/', import.meta.url));

/** An Oracle expression and the value that Oracle's manuals give it. */
export interface Pair {
  readonly file: string;
  readonly line: number;
  readonly expression: string;
  /**
   * Text as Oracle shows it, `NULL`, the number of an error (`ORA-01722`), or `flagged`: a warning at the expression.
   */
  readonly expected: string;
  readonly place: 'sql' | 'plsql';
}

/**
 * The tables in `values/`. A row is `[date] [sql|plsql]: expression => value`; without a place it stands for both.
 * `date` shows the value to the second. A value in brackets begins or ends with blanks. `NAME = text` is put where a
 * later row says `{NAME}`; `#` begins a comment.
 */
export function valuePairs(): readonly Pair[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => pairsOf(file, readFileSync(`${folder}${file}`, 'utf8')));
}

function pairsOf(file: string, text: string): Pair[] {
  const abbreviations = new Map<string, string>();
  return text.split('\n').flatMap((row, i) => {
    if (row.trim() === '' || row.startsWith('#')) return [];
    const [, name, meaning] = /^([A-Z]+) = (.+)$/.exec(row) ?? [];
    if (name !== undefined && meaning !== undefined) {
      abbreviations.set(name, meaning);
      return [];
    }
    const [, date, place, written, value] = /^(?:(date\b)? ?(sql\b|plsql\b)?: )?(.+?) => (.*)$/.exec(row) ?? [];
    if (written === undefined || value === undefined) throw new Error(`${file}:${i + 1}: not understood: ${row}`);
    const plain = written.replace(/\{([A-Z]+)\}/g, (all, n: string) => abbreviations.get(n) ?? all);
    const expression = date === undefined ? plain : `TO_CHAR(${plain}, 'YYYY-MM-DD HH24:MI:SS')`;
    const expected = /^\[.*\]$/.test(value) ? value.slice(1, -1) : value;
    const places = place === undefined ? (['sql', 'plsql'] as const) : [place as Pair['place']];
    return places.map((p) => ({ file, line: i + 1, expression, expected, place: p }));
  });
}
