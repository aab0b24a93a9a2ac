import type { Compilation } from '../../compile.js';
import { withoutComments } from '../../source/tokens/without-comments.js';
import type { ObjectEntry } from './objects.js';

/**
 * The estimate of `ora2pg --estimate_cost` for the same objects, for comparison: units of 5 minutes, from tables of
 * scores by kind of object and by keyword in the code. It is reckoned here by its scores (Ora2Pg/PLSQL.pm of 23.2) on
 * the Oracle text; ora2pg counts in what it has converted already, so that the two differ by some per cent.
 * `npm run bench -- --only ora2pg` shows both. (ora2pg, `--estimate_cost`)
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
  [5, /\bbulk\s+collect\b/gi],
  [4, /\bis\s+table\s+of\b/gi],
  [
    3,
    /\bconnect\s+by\b|\bdbms_(?!output\.(?:put|put_line|new_line)\b)\w|\butl_\w|\bctx_\w|\bsdo_\w|\bora_rowscn\b|\bextract\s*\(|\bxmltype\s*\(|\bis\s+(?:not\s+)?json\b/gi,
  ],
  [3, /\bpragma\s+(?!restrict_references|serially_reusable|inline)/gi],
  [
    2,
    /\(\+\)|\bgoto\b|\bu?rowid\b|\bfrom\b[^;]{0,2000}?\btable\s*\(|\sanydata\b|\b(?:dup_val_on_index|timeout_on_resource|transaction_backed_out|not_logged_on|login_denied|invalid_number|program_error|value_error|rowtype_mismatch|cursor_already_open|access_into_null|collection_is_null)\b/gi,
  ],
  [
    1,
    /\bforall\b|\brownum\b|\bsavepoint\b|\bref\s+cursor\b|\bis\s+record\b|\bpipe\s+row\b|%isopen\b|%rowcount\b|\bsqlcode\b|\blast_day\b|\bnext_day\b|\bmonths_between\b|\bregexp_(?:instr|substr)\b|\bcontains\s*\(/gi,
  ],
  [0.2, /\bregexp_count\b/gi],
  [0.1, /\|\||\btrunc\s*\(|\bto_number\s*\(|\badd_months\b|\bregexp_like\b|\bto_(?:n?char|clob)\s*\([^,)]+\)/gi],
];

const code: ReadonlySet<string> = new Set(['function', 'procedure', 'trigger', 'view', 'package body', 'type body']);

/** What Ora2Pg would estimate for the objects, from their texts alone. */
export function ora2pgEstimate(compilation: Compilation, objects: readonly ObjectEntry[]): Ora2pgEstimate {
  const byKind = new Map<string, { count: number; units: number }>();
  let flaggedRoutines = false;
  let flaggedOthers = false;
  for (const object of objects) {
    const entry = byKind.get(object.kind) ?? { count: 0, units: 0 };
    entry.count += 1;
    entry.units += objectUnits[object.kind] ?? 0;
    if (code.has(object.kind)) {
      const isView = object.kind === 'view';
      let found = 0;
      for (const text of routineTexts(compilation, object)) {
        const own = keywords.reduce((sum, [units, words]) => sum + units * (text.match(words)?.length ?? 0), 0);
        found += own;
        // 2 for the test of each routine, 1 for each full thousand characters, at least one.
        entry.units += own + (isView ? 0 : 2 + Math.max(1, Math.floor(text.length / 1000)));
      }
      if (found > 0 && (isView || object.kind === 'trigger')) flaggedOthers = true;
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

/**
 * What is priced by itself: each routine of a package body or type body, else the object. Comments count for nothing.
 */
function routineTexts(compilation: Compilation, object: ObjectEntry): readonly string[] {
  const { start, end, file } = object.unit.source;
  const { unit } = object.unit;
  const all = compilation.files[file]?.text ?? '';
  const routines =
    unit.kind === 'CreatePackageBody'
      ? unit.declarations.filter((d) => d.kind === 'RoutineDefinition')
      : unit.kind === 'CreateTypeBody'
        ? unit.methods
        : [];
  const spans = routines.length > 0 ? routines.map((r) => r.span) : [{ start, end }];
  return spans.map((span) => withoutComments(all.slice(span.start, span.end)));
}
