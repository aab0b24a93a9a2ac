import { walk } from '../../../src/ir/walk.js';
import { looksAtItself, type Rewriting, takesDdl } from '../rewriting.js';
import type { Edit, Script } from '../script.js';

/** Predefined exceptions with the number for EXCEPTION_INIT. (PL/SQL Language Reference, "Predefined Exceptions") */
const numbers: Readonly<Record<string, number>> = {
  ACCESS_INTO_NULL: -6530,
  CASE_NOT_FOUND: -6592,
  COLLECTION_IS_NULL: -6531,
  CURSOR_ALREADY_OPEN: -6511,
  DUP_VAL_ON_INDEX: -1,
  INVALID_CURSOR: -1001,
  INVALID_NUMBER: -1722,
  NO_DATA_FOUND: 100,
  ROWTYPE_MISMATCH: -6504,
  SUBSCRIPT_BEYOND_COUNT: -6533,
  SUBSCRIPT_OUTSIDE_LIMIT: -6532,
  TOO_MANY_ROWS: -1422,
  VALUE_ERROR: -6502,
  ZERO_DIVIDE: -1476,
};

/** Where a predefined exception is named alone, in RAISE or WHEN; none where the program has an exception of the name. */
function places(script: Script): readonly (Edit & { readonly name: string })[] {
  const found: (Edit & { readonly name: string })[] = [];
  for (const unit of script.units)
    walk(unit, (node) => {
      if (node.kind !== 'ExceptionHandler' && node.kind !== 'Raise') return;
      const named = node.kind === 'Raise' ? [node.exception] : node.exceptions;
      for (const each of named) {
        const [only, ...more] = each?.parts ?? [];
        if (!only || more.length > 0 || numbers[only.name] === undefined) continue;
        if (new RegExp(`\\b${only.name}"?\\s+exception\\b`, 'i').test(script.text)) continue;
        found.push({ start: only.span.start, end: only.span.end, text: '', name: only.name });
      }
    });
  return found;
}

const renaming = (
  name: string,
  rename: (
    script: Script,
    names: readonly string[],
  ) => { readonly named: (name: string) => string; readonly edits: readonly Edit[] },
  refuses: (script: Script) => boolean = () => false,
): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    const chosen = places(script).filter(() => random.chance(0.7));
    if (chosen.length === 0) return undefined;
    const { named, edits } = rename(script, [...new Set(chosen.map((each) => each.name))]);
    return script.edited([
      ...edits,
      ...chosen.map(({ start, end, name: each }) => ({ start, end, text: named(each) })),
    ]);
  },
});

/** Exceptions of a package that have the numbers of predefined ones. */
export const exceptionsOfNumbers = renaming(
  'exceptions-of-numbers',
  (script, names) => ({
    named: (each) => `mm_errors.mm_${each}`,
    edits: [
      script.afterSetup(
        `CREATE PACKAGE mm_errors IS\n${names
          .map((each) => `  mm_${each} EXCEPTION; PRAGMA EXCEPTION_INIT(mm_${each}, ${numbers[each]});`)
          .join('\n')}\nEND;\n/`,
      ),
    ],
  }),
  (script) => !takesDdl(script),
);

/** With the package that declares them. (PL/SQL Language Reference, "Redeclared Predefined Exceptions") */
export const exceptionsOfStandard = renaming('exceptions-of-standard', () => ({
  named: (each) => `STANDARD.${each}`,
  edits: [],
}));
