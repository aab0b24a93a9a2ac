import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/files/source-file.js';
import type { Unit } from '../../source/unit.js';
import { defaultConditionalCompilation } from '../conditional-compilation.js';
import { packageConstants } from '../package-constants.js';
import { mayCompileOtherwise } from './compilation-parameters.js';
import { type BuiltUnits, parseUnits } from './index.js';

/**
 * `$IF pkg.constant` asks for constants of the inputs themselves: where there are any, units that ask
 * are read again with their values.
 */
export function parseWithConstants(
  units: readonly Unit[],
  { files, sessions }: { readonly files: readonly SourceFile[]; readonly sessions: ReadonlyMap<Unit, number> },
): BuiltUnits {
  const first = parseUnits(units, { files, sessions });
  const constants = packageConstants(first.units.map((u) => u.unit));
  if (Object.keys(constants).length === 0) return first;
  const asking = units.filter(({ text }) => /\$if\b/i.test(text));
  if (asking.length === 0) return first;
  const conditionalCompilation = {
    ...defaultConditionalCompilation,
    constants: { ...defaultConditionalCompilation.constants, ...constants },
  };
  // ALTER SESSION SET PLSQL_CCFLAGS counts for the units behind it.
  const again = units.filter((u) => asking.includes(u) || mayCompileOtherwise.test(u.text));
  const second = parseUnits(again, { files, sessions, conditionalCompilation });
  const built = new Map(second.units.map((u) => [u.source, u]));
  const isOld = ({ span }: Diagnostic): boolean =>
    again.some((u) => u.file === span.file && u.start <= span.start && span.start <= u.end);
  return {
    units: first.units.map((u) => built.get(u.source) ?? u),
    diagnostics: [...first.diagnostics.filter((d) => !isOld(d)), ...second.diagnostics],
  };
}
