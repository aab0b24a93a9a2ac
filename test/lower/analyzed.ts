import { analyze } from '../../src/analyze/analyze.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { ScriptUnit } from '../../src/ir/oracle/index.js';
import type { UnitContext } from '../../src/lower/context.js';
import { Naming } from '../../src/lower/naming/naming.js';
import { parseText } from '../../src/parse/build/index.js';

/** What a script's last unit is lowered with. */
interface Analyzed {
  readonly last: ScriptUnit | undefined;
  readonly unit: UnitContext;
  /** What is reported to the unit. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and analyzes a script; `what` stands in the error where it does not parse. */
export function analyzed(script: string, what = script): Analyzed {
  const parsed = parseText(script);
  if (parsed.diagnostics.length > 0) throw new Error(`${what}: ${parsed.diagnostics.map((d) => d.message).join('; ')}`);
  const units = parsed.units.map((u) => u.unit);
  const diagnostics: Diagnostic[] = [];
  const unit: UnitContext = {
    analysis: analyze(units.map((each) => ({ unit: each, owner: '' }))),
    naming: new Naming({ defaultSchema: 'public' }),
    options: { emptyStrings: 'flag' },
    report: (d) => diagnostics.push(d),
    before: [],
  };
  return { last: units.at(-1), unit, diagnostics };
}
