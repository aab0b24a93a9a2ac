import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile } from '../../source/files/source-file.js';
import type { Unit } from '../../source/unit.js';
import { defaultConditionalCompilation, type InquiryValue } from '../conditional-compilation.js';
import { packageConstants } from '../package-constants.js';
import { mayCompileOtherwise } from './compilation-parameters.js';
import { type BuiltUnits, parseUnits } from './index.js';

/**
 * `$IF pkg.constant` asks for constants of the inputs themselves: where there are any, units that ask are read again
 * with their values, and once more where that has given constants another value.
 */
export function parseWithConstants(units: readonly Unit[], scripts: Scripts): BuiltUnits {
  const asking = units.filter(({ text }) => /\$if\b/i.test(text));
  let built = parseUnits(units, scripts);
  if (asking.length === 0) return built;
  // ALTER SESSION SET PLSQL_CCFLAGS counts for the units behind it.
  const again = units.filter((u) => asking.includes(u) || mayCompileOtherwise.test(u.text));
  let constants: Readonly<Record<string, InquiryValue>> = {};
  // Each round settles what depends on the one before it.
  for (let round = 0; round <= asking.length; round++) {
    const found = packageConstants(built.units.map((u) => u.unit));
    if (isSame(found, constants)) break;
    constants = found;
    built = readAgain(built, again, constants, scripts);
  }
  return built;
}

interface Scripts {
  readonly files: readonly SourceFile[];
  readonly sessions: ReadonlyMap<Unit, number>;
}

/** What has been built, with these units read with these constants. */
function readAgain(
  built: BuiltUnits,
  again: readonly Unit[],
  constants: Readonly<Record<string, InquiryValue>>,
  scripts: Scripts,
): BuiltUnits {
  const conditionalCompilation = {
    ...defaultConditionalCompilation,
    constants: { ...defaultConditionalCompilation.constants, ...constants },
  };
  const read = parseUnits(again, { ...scripts, conditionalCompilation });
  const bySource = new Map(read.units.map((u) => [u.source, u]));
  const isOld = ({ span }: Diagnostic): boolean =>
    again.some((u) => u.file === span.file && u.start <= span.start && span.start <= u.end);
  return {
    units: built.units.map((u) => bySource.get(u.source) ?? u),
    diagnostics: [...built.diagnostics.filter((d) => !isOld(d)), ...read.diagnostics],
  };
}

function isSame(a: Readonly<Record<string, InquiryValue>>, b: Readonly<Record<string, InquiryValue>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
