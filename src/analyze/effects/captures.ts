import type { AnalyzeContext } from '../context.js';
import { holdsNul } from '../declare/text-of-constants.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { cursorsTouchedBy, sharedCounters } from './cursor-counters.js';

/**
 * Is the variable one of an enclosing routine, of the trigger or of the anonymous block? What belongs to a called
 * routine or to the routine itself is not.
 */
function liesAround(variable: VariableSymbol, routine: RoutineSymbol): boolean {
  const { container } = variable;
  if (container?.kind !== 'routine') return true;
  for (let c: RoutineSymbol['container'] = routine.container; c; c = c.kind === 'routine' ? c.container : undefined)
    if (c === container) return true;
  return false;
}

/** Own captures and those of the nested routines it calls, as far as they lie outside of the routine itself. */
export function capturesOf(
  cx: AnalyzeContext,
  routine: RoutineSymbol,
): readonly { variable: VariableSymbol; written: boolean }[] {
  const result = new Map<VariableSymbol, { variable: VariableSymbol; written: boolean }>();
  const seen = new Set<RoutineSymbol>();
  const note = (variable: VariableSymbol, written: boolean): void => {
    const known = result.get(variable);
    if (!known) result.set(variable, { variable, written });
    else if (written) known.written = true;
  };
  const add = (r: RoutineSymbol): void => {
    if (seen.has(r)) return;
    seen.add(r);
    for (const [variable, { written }] of cx.facts.captures.get(r) ?? []) {
      if (variable.storage !== 'package' && !liesAround(variable, routine)) continue;
      if (holdsNul((e) => cx.facts.resolutions.get(e), variable)) continue;
      note(variable, written);
      const counters = variable.type.kind === 'refCursor' ? sharedCounters(cx.facts, variable) : undefined;
      if (!counters) continue;
      const counts = r.definition !== undefined && cursorsTouchedBy(cx.facts, r.definition).has(variable);
      note(counters.found, counts);
      note(counters.rowcount, counts);
    }
    // A loop asks whether the cursor is open already.
    for (const variable of cx.facts.loopedOver.get(r)?.keys() ?? [])
      if (cx.facts.openedCursors.has(variable) && liesAround(variable, routine)) note(variable, false);
    for (const callee of cx.facts.calls.get(r) ?? []) if (callee.nested) add(callee);
  };
  add(routine);
  return [...result.values()];
}
