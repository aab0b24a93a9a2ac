import { lastName } from '../../../ir/dotted.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';

/** Does a later statement of the script create or drop it, as scripts do that install anew? */
export function isMadeLater({ analysis }: UnitContext, what: string, kinds: RegExp, drop: Span): boolean {
  return analysis.units.some(
    (u) =>
      nameOfUnit(u) === what &&
      kinds.test(u.kind === 'DropObject' ? u.objectKind : u.kind) &&
      analysis.precedes(drop, u.span),
  );
}

/** The name of what a statement creates, changes or drops. */
export function nameOfUnit(unit: ScriptUnit): string | undefined {
  if (unit.kind === 'CreateRoutine') return unit.routine.name.name;
  return 'name' in unit && unit.name && 'parts' in unit.name ? lastName(unit.name) : undefined;
}
