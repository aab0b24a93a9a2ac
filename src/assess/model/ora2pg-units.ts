import type { Compilation } from '../../compile.js';
import { type ObjectEntry, withoutComments } from './objects.js';

/**
 * The estimate of `ora2pg --estimate_cost` for the same objects, for comparison: units of 5 minutes, from tables of scores by kind of object and by
 * keyword in the code. It is reckoned here by the documented scores; keywords in comments are not counted, which ora2pg does in places.
 * (ora2pg 25, `SHOW_REPORT --estimate_cost`)
 */
export interface Ora2pgEstimate {
  readonly units: number;
  /** Units × 5 minutes over days of 420 minutes, rounded up. */
  readonly personDays: number;
  /** A, B or C, and 1 to 5: `B-5`. */
  readonly level: string;
  readonly byKind: readonly { readonly kind: string; readonly count: number; readonly units: number }[];
}

/** Units of one object of a kind. */
const objectUnits: Readonly<Record<string, number>> = {
  table: 0.1,
  index: 0.1,
  sequence: 0.1,
  synonym: 0.1,
  'public synonym': 0.1,
  function: 1,
  procedure: 1,
  trigger: 1,
  view: 1,
  type: 1,
  'package body': 3,
  'materialized view': 3,
  'database link': 3,
  'type body': 10,
};

/** The most that all objects of a kind together cost. */
const caps: Readonly<Record<string, number>> = { index: 288, sequence: 288, synonym: 192, table: 672 };

/** Units for each occurrence in the code. */
const keywords: readonly (readonly [units: number, words: RegExp])[] = [
  [10, /\bwhen\s+other\b/gi],
  [5, /\bbulk\s+collect\b/gi],
  [4, /\bis\s+table\s+of\b/gi],
  [
    3,
    /\bconnect\s+by\b|\bdbms_\w|\butl_\w|\bctx_\w|\bsdo_\w|\bpragma\b|\bmerge\s+into\b|\bora_rowscn\b|\bxml\w+\s*\(/gi,
  ],
  [2, /\bouter\s+join\b|\(\+\)|\bgoto\b|\browid\b|\btable\s*\(|\bexception\b|\banydata\b/gi],
  [1, /\bcursor\b|\brownum\b|\bforall\b|\bsavepoint\b|\bcommit\b|\bsqlcode\b|\bpipe\s+row\b/gi],
  [0.2, /\bregexp_count\b/gi],
  [0.1, /\bconcat\b|\btrunc\b|\bto_char\b|\bto_number\b|\bextract\b/gi],
];

const code: ReadonlySet<string> = new Set(['function', 'procedure', 'trigger', 'view', 'package body', 'type body']);

export function ora2pgEstimate(compilation: Compilation, objects: readonly ObjectEntry[]): Ora2pgEstimate {
  const byKind = new Map<string, { count: number; units: number }>();
  let flaggedRoutines = false;
  let flaggedOthers = false;
  for (const object of objects) {
    const entry = byKind.get(object.kind) ?? { count: 0, units: 0 };
    entry.count += 1;
    entry.units += objectUnits[object.kind] ?? 0;
    if (code.has(object.kind)) {
      const { start, end, file } = object.unit.source;
      const text = withoutComments(compilation.files[file]?.text.slice(start, end) ?? '');
      const found = keywords.reduce((sum, [units, words]) => sum + units * (text.match(words)?.length ?? 0), 0);
      const routines =
        object.kind === 'view' ? 0 : Math.max(1, text.match(/\b(procedure|function)\s+["\w]/gi)?.length ?? 0);
      // 2 for the tests of each routine, 1 for each thousand characters.
      entry.units += found + routines * 2 + Math.floor(text.length / 1000);
      if (found > 0 && (object.kind === 'view' || object.kind === 'trigger')) flaggedOthers = true;
      else if (found > 0) flaggedRoutines = true;
    }
    byKind.set(object.kind, entry);
  }
  const list = [...byKind]
    .map(([kind, { count, units }]) => ({ kind, count, units: Math.min(units, caps[kind] ?? units) }))
    .sort((a, b) => b.units - a.units || (a.kind < b.kind ? -1 : 1));
  const units = list.reduce((sum, k) => sum + k.units, 0);
  const personDays = Math.max(1, Math.ceil((units * 5) / 420));
  const has = (...kinds: string[]): boolean => kinds.some((k) => byKind.has(k));
  const technical = flaggedRoutines
    ? 5
    : flaggedOthers
      ? 4
      : has('function', 'procedure', 'package body')
        ? 3
        : has('trigger')
          ? 2
          : 1;
  const letter = units / 84 > 10 ? 'C' : technical >= 4 ? 'B' : 'A';
  return { units, personDays, level: `${letter}-${technical}`, byKind: list };
}
