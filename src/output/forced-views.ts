import type { Compilation, CompiledUnit } from '../compile.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import { walk } from '../ir/walk.js';
import { gap } from '../source/leading-comments.js';

const forced = new RegExp(`^${gap}*create${gap}+(or${gap}+replace${gap}+)?force\\b`, 'i');

/**
 * The units in the order in which a script runs them: a view that CREATE FORCE VIEW makes before the tables and views
 * it reads comes after these. Oracle compiles it when it is first used. (SQL Language Reference, "CREATE VIEW", FORCE)
 */
export function forcedViewsLater({ analysis, units }: Compilation): readonly CompiledUnit[] {
  const isForced = ({ unit, source }: CompiledUnit): boolean => unit.kind === 'CreateView' && forced.test(source.text);
  if (!units.some(isForced)) return units;
  const made = new Map<ScriptUnit, number>(units.map((u, i) => [u.unit, i]));
  const places = units.map((_, i) => i);
  for (const [i, unit] of units.entries()) {
    if (!isForced(unit)) continue;
    walk(unit.unit, (node) => {
      const definition = node.kind === 'TableRef' ? analysis.sourceOf(node)?.relation?.definition : undefined;
      const at = definition && made.get(definition);
      if (at !== undefined) places[i] = Math.max(places[i] ?? i, places[at] ?? at);
    });
  }
  // What stands at a place goes before what comes later to it.
  const comesLater = (i: number): number => (places[i] === i ? 0 : 1);
  const order = [...units.keys()].sort(
    (a, b) => (places[a] ?? a) - (places[b] ?? b) || comesLater(a) - comesLater(b) || a - b,
  );
  return order.flatMap((i) => units[i] ?? []);
}
